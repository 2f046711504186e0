import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';

interface Props<T> {
  items: readonly T[];
  /** How many are shown before somebody asks for all. */
  first: number;
  /** How these are drawn, together. */
  children: (shown: readonly T[]) => ReactNode;
}

/** The first few of many, and all of them on demand; few that are one too many are all shown. */
export function Few<T>({ items, first, children }: Props<T>) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const many = items.length > first + 1;
  return (
    <>
      {children(many && !all ? items.slice(0, first) : items)}
      {many && (
        <Button type="link" size="small" className="few-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('common.showFewer') : t('common.showAll', { count: items.length })}
        </Button>
      )}
    </>
  );
}
