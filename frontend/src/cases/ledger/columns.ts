import type { CaseSummary } from '@caseway/backend/contract';

/** Columns of the ledger in their order, with the least width that shows what they hold in two lines, in px. */
export const COLUMNS = {
  matter: 180,
  place: 96,
  category: 124,
  step: 124,
  department: 112,
  caseLead: 108,
  marks: 100,
  received: 104,
  due: 136,
  closed: 104,
  headcount: 72,
} as const;
export type ColumnKey = keyof typeof COLUMNS;

const KEYS = Object.keys(COLUMNS) as ColumnKey[];
/** What a ledger has until somebody chooses. */
export const USUAL: readonly ColumnKey[] = [
  'matter',
  'place',
  'category',
  'step',
  'department',
  'marks',
  'received',
  'due',
];
/** By this a case is known: it always stands there. */
export const FIXED: ColumnKey = 'matter';

/** How a column is sorted by the server, upwards; downwards with a minus before it. Others have no order. */
export const SORTS: Partial<Record<ColumnKey, 'number' | 'receivedOn' | 'due'>> = {
  matter: 'number',
  received: 'receivedOn',
  due: 'due',
};

/** The columns that these keys name, in the order of the ledger; the usual ones where none is known. */
export function columnsOf(keys: readonly string[] | null): readonly ColumnKey[] {
  const known = KEYS.filter((key) => keys?.includes(key));
  return known.length === 0 ? USUAL : KEYS.filter((key) => key === FIXED || known.includes(key));
}

/** Names of marks that say of a case what no rule gave it. */
export const standingMarks = ({ late, supervised }: CaseSummary): ('late' | 'supervised')[] => [
  ...(late ? (['late'] as const) : []),
  ...(supervised ? (['supervised'] as const) : []),
];
