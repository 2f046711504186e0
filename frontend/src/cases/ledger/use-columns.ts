import { useState } from 'react';
import { useSession } from '../../common/session.tsx';
import { type ColumnKey, columnsOf } from './columns.ts';

/** The columns that somebody has chosen, kept in this browser: names of columns, and nothing of any case. */
export function useColumns(): [readonly ColumnKey[], (keys: readonly string[] | null) => void] {
  const { session } = useSession();
  const stored = `caseway.columns.${session?.user.id ?? ''}`;
  const [chosen, setChosen] = useState(() => columnsOf(localStorage.getItem(stored)?.split(',') ?? null));
  const choose = (keys: readonly string[] | null): void => {
    if (keys === null) localStorage.removeItem(stored);
    else localStorage.setItem(stored, keys.join(','));
    setChosen(columnsOf(keys));
  };
  return [chosen, choose];
}
