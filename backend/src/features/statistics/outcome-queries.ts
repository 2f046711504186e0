import { BY_REVIEW, type OutcomeRow } from './outcome-rows.ts';

type Query = Record<string, string>;

/** The filter of the ledger for closed cases that came to something, by the key of their row. */
export function outcomeQuery(base: Query, key: string): Query {
  const closed = { ...base, status: 'closed' };
  for (const [reviewed, term] of Object.entries(BY_REVIEW)) if (term.key === key) return { ...closed, reviewed };
  return { ...closed, reviewed: 'none', ...(key === '' ? { noOutcome: 'true' } : { outcome: key }) };
}

/** Rows with their filters; null where a key stands in two rows that say different things: a filter cannot tell them apart. */
export function withQueries(rows: readonly OutcomeRow[], queryOf: (key: string) => Query) {
  const times = new Map<string, number>();
  for (const { term } of rows) times.set(term.key, (times.get(term.key) ?? 0) + 1);
  return rows.map((row) => ({ ...row, query: times.get(row.term.key) === 1 ? queryOf(row.term.key) : null }));
}
