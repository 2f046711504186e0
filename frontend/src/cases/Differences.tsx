import { ArrowRightOutlined } from '@ant-design/icons';
import type { DifferencesOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Collapse, Flex, Tag } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { Loading } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';

const AT_FIRST = 5;

function Difference({ difference }: { difference: DifferencesOut['differences'][number] }) {
  const { t } = useWords();
  const { changes, targets, toFill, outcome, exact } = difference;
  return (
    <li className="difference">
      <Flex wrap gap={4}>
        {changes.map(({ fact, path = '', text }) => (
          <Tag key={`${fact} ${path}`} className="difference-change">
            {text}
          </Tag>
        ))}
      </Flex>
      <div className="difference-outcome">
        <ArrowRightOutlined aria-hidden />
        <span>{outcome}</span>
      </div>
      <div className="secondary">
        {targets.map(({ kind, title }) => t(`explain.${kind}`, { title })).join(t('explain.separator'))}
        {toFill.length > 0 && <> · {t('explain.toFill', { names: toFill.join(t('explain.separator')) })}</>}
        {!exact && <> · {t('explain.uncertain')}</>}
      </div>
    </li>
  );
}

/** The smallest changes of facts that would have led elsewhere, the smallest first. */
function DifferenceList({ found }: { found: DifferencesOut }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? found.differences : found.differences.slice(0, AT_FIRST);
  const rest = found.differences.length - shown.length;
  const names = (items: readonly { title: string }[]) => items.map(({ title }) => title).join(t('explain.separator'));
  return (
    <div data-testid="differences">
      <p className="secondary">
        {t(found.differences.length > 0 ? 'explain.help' : 'explain.none')}
        {found.differences.length > 0 && found.exact && t('explain.certain')}
      </p>
      {shown.length > 0 && (
        <ul className="differences">
          {shown.map((difference) => (
            <Difference key={difference.text} difference={difference} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('explain.more', { count: rest })}
        </Button>
      )}
      {found.unknown.length > 0 && <p className="secondary">{t('explain.unknown', { names: names(found.unknown) })}</p>}
      {found.leftOut.length > 0 && (
        <p className="secondary">{t('explain.leftOut', { names: found.leftOut.join(t('explain.separator')) })}</p>
      )}
      {found.impossible.length > 0 && (
        <p className="secondary">{t('explain.impossible', { names: names(found.impossible) })}</p>
      )}
    </div>
  );
}

function StoredDifferences({ caseId, decision }: { caseId: string; decision: string }) {
  const { locale } = useWords();
  const found = useQuery({
    queryKey: ['differences', caseId, decision, locale],
    // A stored decision is never made anew.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => get<DifferencesOut>(`/cases/${caseId}/decisions/${decision}/differences`),
  });
  return <Loading query={found}>{(answer) => <DifferenceList found={answer} />}</Loading>;
}

/** The disclosure beside a decision: at hand, or searched when somebody opens it. */
export function Differences(given: { found: DifferencesOut } | { caseId: string; decision: string }) {
  const { t } = useWords();
  return (
    <Collapse
      size="small"
      ghost
      items={[
        {
          key: 'differences',
          label: t('explain.title'),
          children: 'found' in given ? <DifferenceList found={given.found} /> : <StoredDifferences {...given} />,
        },
      ]}
    />
  );
}
