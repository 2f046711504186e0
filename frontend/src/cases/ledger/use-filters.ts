import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

const FILTERS = [
  'q',
  'status',
  'form',
  'category',
  'path',
  'department',
  'mark',
  'township',
  'place',
  'due',
  'mine',
  'sort',
] as const;
export type Filter = (typeof FILTERS)[number];

/** The filters as they stand in the address: a view can be sent to a colleague. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => {
    const found: Partial<Record<Filter, string>> = {};
    for (const name of FILTERS) {
      const value = params.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [params]);
  const set = (name: Filter, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return { values, set, replace: (next: Record<string, string>) => setParams(next, { replace: true }) };
}
