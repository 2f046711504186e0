import Type, { type Static } from 'typebox';
import { Day, Id, Instant, LocalizedText } from './common.ts';

export const DeadlineOut = Type.Object({
  clock: Type.String(),
  title: LocalizedText,
  epoch: Type.Integer(),
  startedAt: Instant,
  /** Of the receipt, which started it, the day alone is known: its hours count from the registration. */
  fromRegistration: Type.Boolean(),
  /** Null while paused. */
  dueAt: Type.Union([Instant, Type.Null()]),
  dueOn: Type.Union([Day, Type.Null()]),
  /** In a year whose holiday notice is not out: will be recomputed. */
  provisional: Type.Boolean(),
  state: Type.Union([
    Type.Literal('running'),
    Type.Literal('paused'),
    Type.Literal('met'),
    Type.Literal('overdue'),
    Type.Literal('missed'),
    /** A petitioner's period that has run out: nobody's lateness. */
    Type.Literal('lapsed'),
  ]),
  /** An earlier due day that had passed when the clock was extended or came to rest: late it stays. */
  missedOn: Type.Union([Day, Type.Null()]),
  /** Whose time it is. */
  whose: Type.Union([Type.Literal('authority'), Type.Literal('authority-right'), Type.Literal('petitioner')]),
  stoppedAt: Type.Union([Instant, Type.Null()]),
  /** Calendar days from today to the due day; negative when past. */
  remainingDays: Type.Union([Type.Integer(), Type.Null()]),
  /** Of a clock in hours that runs: the time of day on which it is due, HH:MM in Asia/Shanghai, and the minutes left; negative when past. */
  dueTime: Type.Union([Type.String(), Type.Null()]),
  remainingMinutes: Type.Union([Type.Integer(), Type.Null()]),
  public: Type.Boolean(),
  /** Why this date, line by line, in the request's locale. */
  reasons: Type.Array(Type.String()),
});
export type DeadlineOut = Static<typeof DeadlineOut>;

/** A deadline that a corrected calendar would move. */
export const ClockProposalOut = Type.Object({
  id: Id,
  caseId: Id,
  caseNumber: Type.String(),
  caseTitle: Type.String(),
  clock: LocalizedText,
  fromDueOn: Day,
  toDueOn: Day,
  becomes: Type.Union([Type.Literal('earlier'), Type.Literal('later')]),
  /** Whether the petitioner, and whether staff, have been told the day that stands. */
  toldPetitioner: Type.Boolean(),
  toldStaff: Type.Boolean(),
});
export type ClockProposalOut = Static<typeof ClockProposalOut>;

/** GET /api/clock-proposals: what waits for a decision, the earliest new day first; `total` counts also what is not listed. */
export const ClockProposalsOut = Type.Object({ items: Type.Array(ClockProposalOut), total: Type.Integer() });
export type ClockProposalsOut = Static<typeof ClockProposalsOut>;

/** POST /api/clock-proposals/decisions: adopt the corrected days, or keep those that stand, with reasons. */
export const DecideProposalsBody = Type.Object({
  ids: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  adopt: Type.Boolean(),
  reasons: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type DecideProposalsBody = Static<typeof DecideProposalsBody>;
