import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Chosen from a list. */
export const CHOICES = [
  'status',
  'due',
  'category',
  'path',
  'department',
  'mark',
  'handler',
  'caseLead',
  'form',
  'township',
  'place',
] as const;
/** Days from and to. */
export const RANGES = ['received', 'registered', 'closed', 'due'] as const;
/** What a link brings along; each can be taken off again. */
export const BROUGHT = [
  'mine',
  'assigned',
  'undelivered',
  'toDecide',
  'urgent',
  'supervised',
  'late',
  'hasLead',
  'joint',
  'fromVillage',
  'untouched',
  'noCategory',
  'session',
  'outcome',
  'reviewed',
  'decided',
  'noOutcome',
  'noPlace',
  'registeredBy',
] as const;
const FILTERS = [
  'q',
  'sort',
  ...CHOICES,
  ...BROUGHT,
  'receivedFrom',
  'receivedTo',
  'registeredFrom',
  'registeredTo',
  'closedFrom',
  'closedTo',
  'dueFrom',
  'dueTo',
] as const;
export type Filter = (typeof FILTERS)[number];
export type FilterValues = Partial<Record<Filter, string>>;

/** The filters as they stand in the address: a view can be sent to a colleague. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => {
    const found: FilterValues = {};
    for (const name of FILTERS) {
      const value = params.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [params]);
  const put = (changes: FilterValues) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const set = (name: Filter, value: string | undefined) => put({ [name]: value ?? '' });
  return { values, set, put, replace: (next: Record<string, string>) => setParams(next, { replace: true }) };
}
