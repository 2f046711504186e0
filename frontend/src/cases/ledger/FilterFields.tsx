import type { Person, TermsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { get } from '../../api/client.ts';
import { FilterLabel } from '../../common/FilterLabel.tsx';
import { Select } from '../../common/Select.tsx';
import { useScopes, useSession } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { type CHOICES, RANGES, type useFilters } from './use-filters.ts';

const DAY = 'YYYY-MM-DD';

/** People who can have a role at a place or below it. */
function usePeople(role: 'handler' | 'case-lead', scope: string | undefined) {
  return useQuery({
    queryKey: ['assignable', role, scope],
    enabled: scope !== undefined,
    staleTime: 300_000,
    queryFn: () => get<{ items: Person[] }>('/users/assignable', { role, scope }),
  });
}

/** What the ledger is narrowed by, besides the words searched for. */
export function FilterFields({ filters: { values, set, put, replace } }: { filters: ReturnType<typeof useFilters> }) {
  const { t, say } = useWords();
  const { session } = useSession();
  const { townships, villagesOf } = useScopes();
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const township = values.township ?? (townships.length === 1 ? townships[0]?.key : undefined);
  const place = township ?? session?.user.scopeId;
  const people = { handler: usePeople('handler', place).data, caseLead: usePeople('case-lead', place).data };
  const options = (list: { key: string; title: { 'zh-CN': string; en: string } }[] | undefined) =>
    (list ?? []).map(({ key, title }) => ({ value: key, label: say(title) }));
  const named = (list: { items: Person[] } | undefined) =>
    (list?.items ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }));
  const select = (name: (typeof CHOICES)[number], label: string, choices: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      prefix={values[name] && <FilterLabel label={label} />}
      allowClear
      value={values[name]}
      options={choices}
      popupMatchSelectWidth={false}
      onChange={(value) => set(name, value)}
    />
  );
  const range = (name: (typeof RANGES)[number]) => {
    const [from, to] = [values[`${name}From`], values[`${name}To`]];
    const label = t(`ledger.${name}Days`);
    // Only what is asked often has a field of its own; the others are there when a link has brought them.
    if (name !== 'received' && !from && !to) return null;
    return (
      <DatePicker.RangePicker
        key={name}
        className="filter-range"
        aria-label={label}
        prefix={<FilterLabel label={label} />}
        allowEmpty={[true, true]}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(days) =>
          put({ [`${name}From`]: days?.[0]?.format(DAY) ?? '', [`${name}To`]: days?.[1]?.format(DAY) ?? '' })
        }
      />
    );
  };
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
      {RANGES.map(range)}
      {select('category', t('ledger.category'), options(terms.data?.categories))}
      {select('path', t('ledger.path'), options(terms.data?.paths))}
      {select('department', t('ledger.department'), options(terms.data?.departments))}
      {select('handler', t('ledger.handler'), named(people.handler))}
      {select('caseLead', t('ledger.caseLead'), named(people.caseLead))}
      {select('mark', t('ledger.mark'), options(terms.data?.marks))}
      {select('form', t('ledger.form'), options(terms.data?.forms))}
      {townships.length > 1 && select('township', t('ledger.township'), options(townships))}
      {township && select('place', t('ledger.place'), options(villagesOf(township)))}
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
