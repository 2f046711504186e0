import type { CaseFactsOut, CaseSummary } from '@caseway/backend/contract';
import type { Json } from '@caseway/form-schemas';
import { decide, RuleSetError } from '@caseway/rule-sets';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Input } from 'antd';
import { useState } from 'react';
import { get } from '../../api/client.ts';
import { messageOf } from '../../common/problem-message.ts';
import { Select } from '../../common/Select.tsx';
import { useSession } from '../../common/session.tsx';
import { useDebounced } from '../../common/use-debounced.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { PanelProps } from '../panel-props.ts';
import { expectationOf, freeName } from './edit-tests.ts';
import type { TestWords } from './use-test-words.ts';

const MOST = 10;
/** Who may look cases up; others know a number, from the impact or from a colleague. */
const CASE_READERS = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor'] as const;

/** Makes a test of a real case: what the rules read of it, without personal data, expecting what they say now. */
export function FromCase({
  ruleSetKey,
  ruleSet,
  addTest,
  words,
}: Pick<PanelProps, 'ruleSetKey' | 'ruleSet' | 'addTest'> & { words: TestWords }) {
  const { t } = useWords();
  const { has } = useSession();
  const readsCases = has(...CASE_READERS);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const q = useDebounced(typed.trim(), 250);
  const found = useQuery({
    queryKey: ['cases', 'for-test', q],
    enabled: readsCases,
    queryFn: () => get<{ items: CaseSummary[] }>('/cases', { ...(q && { q }), limit: MOST }),
    placeholderData: keepPreviousData,
  });
  const make = async (idOrNumber: string) => {
    setBusy(true);
    setFailure(null);
    setLeftOut([]);
    try {
      const answer = await get<CaseFactsOut>(`/cases/${encodeURIComponent(idOrNumber)}/facts`, { ruleSet: ruleSetKey });
      const facts = answer.facts as Record<string, Json>;
      const expect = expectationOf(await decide(ruleSet, facts));
      addTest({ name: freeName(ruleSet, t('ruleTests.fromCaseName', { number: answer.case.number })), facts, expect });
      setLeftOut(answer.leftOut);
      setTyped('');
    } catch (error) {
      setFailure(error instanceof RuleSetError ? error.message : messageOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="rt-from-case">
      {readsCases ? (
        <Select
          aria-label={t('ruleTests.fromCase')}
          placeholder={t('ruleTests.fromCase')}
          className="rt-wide"
          value={null}
          loading={busy || found.isFetching}
          disabled={busy}
          showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
          notFoundContent={found.error ? messageOf(found.error, t) : t('ruleTests.noCase')}
          options={(found.data?.items ?? []).map(({ id, number, title }) => ({
            value: id,
            label: `${number} ${title}`,
          }))}
          onChange={(id: string | null) => {
            setTyped('');
            if (id !== null) void make(id);
          }}
        />
      ) : (
        <Input.Search
          aria-label={t('ruleTests.caseNumber')}
          placeholder={t('ruleTests.caseNumber')}
          enterButton={t('ruleTests.fromNumber')}
          value={typed}
          loading={busy}
          onChange={({ target }) => setTyped(target.value)}
          onSearch={(number) => {
            if (number.trim() !== '') void make(number.trim());
          }}
        />
      )}
      <span className="secondary">{t('ruleTests.fromCaseHelp')}</span>
      {failure && <Alert type="error" showIcon role="alert" title={failure} />}
      {leftOut.length > 0 && (
        <Alert
          type="info"
          showIcon
          closable
          role="status"
          title={t('ruleTests.leftOut', { facts: leftOut.map(words.fact).join(t('ruleTests.and')) })}
          onClose={() => setLeftOut([])}
        />
      )}
    </div>
  );
}
