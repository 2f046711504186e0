import Type, { type Static } from 'typebox';
import { CountedOutcome, Term } from './terms.ts';

/** GET /api/statistics?from&to&township: counts, never by person. */
export const StatisticsOut = Type.Object({
  total: Type.Integer(),
  open: Type.Integer(),
  closed: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  byCategory: Type.Array(Type.Object({ term: Term, count: Type.Integer() })),
  byPath: Type.Array(Type.Object({ term: Term, count: Type.Integer() })),
  byTownship: Type.Array(Type.Object({ term: Term, count: Type.Integer() })),
  byPlace: Type.Array(Type.Object({ term: Term, count: Type.Integer() })),
  /** Closed cases by what stands now: each in one row, their sum is `closed`. Without an effect: closed with no decision. */
  byOutcome: Type.Array(Type.Object({ term: CountedOutcome, count: Type.Integer() })),
  /** All cases in which it was decided, open ones and what was changed or followed by another decision too. */
  byDecision: Type.Array(Type.Object({ term: CountedOutcome, count: Type.Integer() })),
  byMonth: Type.Array(Type.Object({ month: Type.String(), received: Type.Integer(), closed: Type.Integer() })),
});
export type StatisticsOut = Static<typeof StatisticsOut>;
