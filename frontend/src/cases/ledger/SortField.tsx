import { FilterLabel } from '../../common/FilterLabel.tsx';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';

const SORTS = ['-receivedOn', 'receivedOn', 'due', '-due', 'number', '-number', 'waiting'] as const;

/** The order of a list that has no headers to sort by. */
export function SortField({ value, onChange }: { value: string; onChange: (sort: string) => void }) {
  const { t } = useWords();
  return (
    <Select
      aria-label={t('ledger.sort')}
      prefix={<FilterLabel label={t('ledger.sort')} />}
      value={value}
      options={SORTS.map((sort) => ({ value: sort, label: t(`ledger.sort_${sort}`) }))}
      onChange={onChange}
    />
  );
}
