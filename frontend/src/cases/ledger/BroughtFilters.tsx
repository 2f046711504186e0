import type { TermsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { get } from '../../api/client.ts';
import { useWords } from '../../i18n/i18n.ts';
import { BROUGHT, type useFilters } from './use-filters.ts';

/** Conditions that a link or a special ledger brought along, each to be taken off again. */
export function BroughtFilters({ filters: { values, set } }: { filters: ReturnType<typeof useFilters> }) {
  const { t, say } = useWords();
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const named = (key: string, of: 'sessions' | 'outcomes'): string =>
    say(terms.data?.[of].find((term) => term.key === key)?.title) || key;
  const textOf = (name: (typeof BROUGHT)[number], value: string): string => {
    if (name === 'session') return t('ledger.only_session', { name: named(value, 'sessions') });
    if (name === 'outcome') return t('ledger.only_outcome', { name: named(value, 'outcomes') });
    if (name === 'decided') return t('ledger.only_decided', { name: named(value, 'outcomes') });
    if (name === 'reviewed') return t(`ledger.only_reviewed_${value}`);
    return t(value === 'false' ? `ledger.not_${name}` : `ledger.only_${name}`);
  };
  // What goes along with another condition, and is no news beside it.
  const silent = (name: string, value: string): boolean =>
    (name === 'toDecide' && value === 'false') || (name === 'reviewed' && value === 'none');
  const brought = BROUGHT.flatMap((name) => {
    const value = values[name];
    return value === undefined || silent(name, value) ? [] : [{ name, text: textOf(name, value) }];
  });
  if (brought.length === 0) return null;
  return (
    <div className="brought">
      <span className="secondary">{t('ledger.only')}</span>
      {brought.map(({ name, text }) => (
        <Tag
          key={name}
          color="blue"
          closable={{ 'aria-label': t('ledger.without', { name: text }) }}
          onClose={(event) => {
            event.preventDefault();
            set(name, undefined);
          }}
        >
          {text}
        </Tag>
      ))}
    </div>
  );
}
