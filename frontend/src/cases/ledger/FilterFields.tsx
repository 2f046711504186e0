import type { TermsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { get } from '../../api/client.ts';
import { FilterLabel } from '../../common/FilterLabel.tsx';
import { useScopes } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { Filter, useFilters } from './use-filters.ts';

/** What the ledger is narrowed by, besides the words searched for. */
export function FilterFields({ filters: { values, set, replace } }: { filters: ReturnType<typeof useFilters> }) {
  const { t, say } = useWords();
  const { townships, villagesOf } = useScopes();
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const options = (list: { key: string; title: { 'zh-CN': string; en: string } }[] | undefined) =>
    (list ?? []).map(({ key, title }) => ({ value: key, label: say(title) }));
  const select = (name: Filter, label: string, choices: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      prefix={values[name] && <FilterLabel label={label} />}
      allowClear
      value={values[name]}
      options={choices}
      popupMatchSelectWidth={false}
      showSearch={choices.length > 8 ? { optionFilterProp: 'label' } : false}
      onChange={(value) => set(name, value)}
    />
  );
  const township = values.township ?? (townships.length === 1 ? townships[0]?.key : undefined);
  return (
    <>
      {select('status', t('ledger.status'), [
        { value: 'open', label: t('ledger.openCases') },
        { value: 'closed', label: t('ledger.closedCases') },
      ])}
      {select('due', t('ledger.due'), [
        { value: 'overdue', label: t('ledger.dueOverdue') },
        { value: 'today', label: t('ledger.dueToday') },
        { value: 'week', label: t('ledger.dueWeek') },
      ])}
      {select('category', t('ledger.category'), options(terms.data?.categories))}
      {select('path', t('ledger.path'), options(terms.data?.paths))}
      {select('department', t('ledger.department'), options(terms.data?.departments))}
      {select('mark', t('ledger.mark'), options(terms.data?.marks))}
      {select('form', t('ledger.form'), options(terms.data?.forms))}
      {townships.length > 1 && select('township', t('ledger.township'), options(townships))}
      {township && select('place', t('ledger.place'), options(villagesOf(township)))}
      {select('sort', t('ledger.sort'), [
        { value: '-receivedOn', label: t('ledger.newest') },
        { value: 'receivedOn', label: t('ledger.oldest') },
        { value: 'due', label: t('ledger.byDue') },
        { value: 'number', label: t('ledger.byNumber') },
      ])}
      <Button
        type={values.mine ? 'primary' : 'default'}
        aria-pressed={Boolean(values.mine)}
        onClick={() => set('mine', values.mine ? undefined : 'true')}
      >
        {t('ledger.mine')}
      </Button>
      {Object.keys(values).length > 0 && <Button onClick={() => replace({})}>{t('common.reset')}</Button>}
    </>
  );
}
