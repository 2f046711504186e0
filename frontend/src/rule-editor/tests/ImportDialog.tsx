import {
  type FactInfo,
  type ReadTests,
  type RuleSet,
  type RuleTest,
  renderTableProblem,
  testsFromCsv,
} from '@caseway/rule-sets';
import { Alert, Radio, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Dialog } from '../../common/Dialog.tsx';
import { useWords } from '../../i18n/i18n.ts';

interface Props {
  file: { name: string; text: string };
  ruleSet: RuleSet;
  facts: readonly FactInfo[];
  onImport: (tests: RuleTest[], label: string) => void;
  onClose: () => void;
}

function Problems({ problems }: Pick<ReadTests, 'problems'>) {
  const { t, locale } = useWords();
  return (
    <div className="rt-problems">
      <table aria-label={t('ruleTests.problems')}>
        <thead>
          <tr>
            <th scope="col">{t('ruleTests.line')}</th>
            <th scope="col">{t('ruleTests.column')}</th>
            <th scope="col">{t('ruleTests.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one reading, never reordered
            <tr key={index}>
              <td>{problem.line}</td>
              <td>{problem.column ?? ''}</td>
              <td>
                <Tag color={problem.severity === 'error' ? 'red' : 'gold'}>
                  {t(`ruleTests.severity_${problem.severity}`)}
                </Tag>{' '}
                {renderTableProblem(problem, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a table would bring, before it does. */
export function ImportDialog({ file, ruleSet, facts, onImport, onClose }: Props) {
  const { t } = useWords();
  const [how, setHow] = useState<'add' | 'replace'>('add');
  const existing = useMemo(() => ruleSet.tests ?? [], [ruleSet.tests]);
  const { tests, leftOut, problems } = useMemo(
    () =>
      testsFromCsv(file.text, {
        facts,
        rules: ruleSet.rules.map(({ name }) => name),
        taken: how === 'add' ? existing.map((test) => test?.name) : [],
      }),
    [file.text, facts, ruleSet.rules, existing, how],
  );
  return (
    <Dialog
      open
      width={720}
      title={t('ruleTests.importTitle', { file: file.name })}
      okText={t('ruleTests.importNow', { count: tests.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: tests.length === 0 }}
      onOk={() =>
        onImport(how === 'add' ? [...existing, ...tests] : tests, t('ruleTests.editImport', { count: tests.length }))
      }
      onCancel={onClose}
    >
      <div className="stack">
        <Alert
          type={leftOut > 0 ? 'warning' : 'success'}
          showIcon
          title={t('ruleTests.importRead', { count: tests.length })}
          {...(leftOut > 0 && { description: t('ruleTests.importLeftOut', { count: leftOut }) })}
        />
        <Radio.Group
          aria-label={t('ruleTests.importHow')}
          value={how}
          options={[
            { value: 'add', label: t('ruleTests.importAdd') },
            { value: 'replace', label: t('ruleTests.importReplace', { count: existing.length }) },
          ]}
          onChange={({ target }) => setHow(target.value as typeof how)}
        />
        {problems.length > 0 && <Problems problems={problems} />}
      </div>
    </Dialog>
  );
}
