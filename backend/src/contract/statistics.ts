import Type, { type Static } from 'typebox';
import { Day } from './common.ts';
import { CountedOutcome, Term } from './terms.ts';

/** The filter of the ledger that shows the cases behind a number; null where no filter tells them apart. */
const Query = Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]);
const Counted = Type.Array(Type.Object({ term: Term, count: Type.Integer(), query: Query }));
const CountedOutcomes = Type.Array(Type.Object({ term: CountedOutcome, count: Type.Integer(), query: Query }));

/** What happened in a time: received in it, closed in it, or due in it and still open. */
export const Figures = Type.Object({
  from: Day,
  to: Day,
  received: Type.Integer(),
  closed: Type.Integer(),
  /** Of the closed ones, those in which the authority never was late. */
  closedOnTime: Type.Integer(),
  /** Still open, and past the authority's next deadline, which was due in the time: in time are `closedOnTime` of `closed` and these. */
  openLate: Type.Integer(),
  /** Days from receipt to closing: half of the closed ones took no longer. Null where none was closed. */
  medianDays: Type.Union([Type.Number(), Type.Null()]),
  queries: Type.Object({ received: Query, closed: Query, closedOnTime: Query, openLate: Query }),
});
export type Figures = Static<typeof Figures>;

/** GET /api/statistics?from&to&township: counts, never by person. All but the figures and the months: of cases received in that time. */
export const StatisticsOut = Type.Object({
  from: Day,
  to: Day,
  total: Type.Integer(),
  open: Type.Integer(),
  closed: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  queries: Type.Object({ total: Query, open: Query, closed: Query, onTime: Query, late: Query }),
  /** In the time asked for, in as long a time before it, and in the same time a year before. */
  figures: Type.Object({ now: Figures, before: Figures, yearBefore: Figures }),
  byCategory: Counted,
  byPath: Counted,
  byTownship: Counted,
  byPlace: Counted,
  /** Closed cases by what stands now: each in one row, their sum is `closed`. Without an effect: closed with no decision. */
  byOutcome: CountedOutcomes,
  /** All cases in which it was decided, open ones and what was changed or followed by another decision too. */
  byDecision: CountedOutcomes,
  /** Received and closed in each month of that time, by the day of each: they add up to `figures.now`. */
  byMonth: Type.Array(
    Type.Object({
      month: Type.String(),
      received: Type.Integer(),
      closed: Type.Integer(),
      queries: Type.Object({ received: Query, closed: Query }),
    }),
  ),
});
export type StatisticsOut = Static<typeof StatisticsOut>;
