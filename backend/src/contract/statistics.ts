import Type, { type Static } from 'typebox';
import { OutcomeTerm, Term } from './terms.ts';

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
  byOutcome: Type.Array(Type.Object({ term: OutcomeTerm, count: Type.Integer() })),
  byMonth: Type.Array(Type.Object({ month: Type.String(), received: Type.Integer(), closed: Type.Integer() })),
});
export type StatisticsOut = Static<typeof StatisticsOut>;
