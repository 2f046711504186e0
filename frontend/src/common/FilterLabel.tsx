import { useWords } from '../i18n/i18n.ts';

/** Before what a filter was set to: with the choice its placeholder is gone, and what it filters by must still be read. */
export function FilterLabel({ label }: { label: string }) {
  const { t } = useWords();
  return <span className="secondary">{t('common.labelled', { label })}</span>;
}
