import Type, { type Static } from 'typebox';
import { Day, Instant, LocalizedText, Person } from './common.ts';
import { CaseSummary } from './ledger.ts';
import { Term } from './terms.ts';
import { TaskOut } from './work.ts';

/** The filter of the ledger that shows the same cases: all of them. */
const Query = Type.Record(Type.String(), Type.String());

const Cases = Type.Object({
  kind: Type.Literal('cases'),
  key: Type.Union([
    Type.Literal('urgent'),
    Type.Literal('overdue'),
    Type.Literal('supervised'),
    Type.Literal('handed-up'),
    Type.Literal('registered-today'),
    Type.Literal('undelivered'),
  ]),
  total: Type.Integer(),
  query: Query,
  cases: Type.Array(CaseSummary),
});

/** A case with what somebody is to do about it; `case` null: seen by the task alone. */
export const WaitingOut = Type.Object({
  case: Type.Union([CaseSummary, Type.Null()]),
  tasks: Type.Array(TaskOut),
});
export type WaitingOut = Static<typeof WaitingOut>;

const Waiting = Type.Object({
  kind: Type.Literal('waiting'),
  key: Type.Literal('due'),
  total: Type.Integer(),
  query: Query,
  items: Type.Array(WaitingOut),
});

/** Nobody's: to be given to somebody by the reader. */
const Tasks = Type.Object({
  kind: Type.Literal('tasks'),
  key: Type.Literal('to-give'),
  total: Type.Integer(),
  tasks: Type.Array(TaskOut),
});

/** What was done last before the decision, by whom, and what they wrote. */
export const LastActOut = Type.Object({
  by: Type.Union([Person, Type.Null()]),
  at: Instant,
  title: LocalizedText,
  reasons: Type.Union([Type.String(), Type.Null()]),
});
export type LastActOut = Static<typeof LastActOut>;

const Decisions = Type.Object({
  kind: Type.Literal('decisions'),
  key: Type.Literal('decisions'),
  total: Type.Integer(),
  query: Query,
  items: Type.Array(Type.Object({ case: CaseSummary, last: Type.Union([LastActOut, Type.Null()]) })),
});

const Sessions = Type.Object({
  kind: Type.Literal('sessions'),
  key: Type.Literal('sessions'),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      session: Term,
      /** When it is held next; null where the calendar does not say, or calendars differ. */
      on: Type.Union([Day, Type.Null()]),
      total: Type.Integer(),
      query: Query,
      cases: Type.Array(CaseSummary),
    }),
  ),
});

const Register = Type.Object({
  kind: Type.Literal('register'),
  key: Type.Literal('register'),
  total: Type.Integer(),
  /** Key of the township. */
  township: Type.String(),
  /** The forms with which a case can be opened there, most used first. */
  forms: Type.Array(Type.Object({ key: Type.String(), title: LocalizedText, description: LocalizedText })),
});

const Months = Type.Object({
  kind: Type.Literal('months'),
  key: Type.Literal('months'),
  total: Type.Integer(),
  from: Day,
  to: Day,
  /** The same days of the month before. */
  beforeFrom: Day,
  beforeTo: Day,
  figures: Type.Array(
    Type.Object({
      key: Type.Union([Type.Literal('received'), Type.Literal('closed'), Type.Literal('closedLate')]),
      now: Type.Integer(),
      before: Type.Integer(),
      query: Query,
    }),
  ),
});

const Townships = Type.Object({
  kind: Type.Literal('townships'),
  key: Type.Literal('townships'),
  total: Type.Integer(),
  /** Filters of the ledger, by column; each row adds its township. */
  queries: Type.Record(Type.String(), Query),
  rows: Type.Array(
    Type.Object({
      township: Term,
      open: Type.Integer(),
      overdue: Type.Integer(),
      urgent: Type.Integer(),
      supervised: Type.Integer(),
    }),
  ),
});

const Document = { kind: Type.String(), key: Type.String(), title: LocalizedText };

const Drafts = Type.Object({
  kind: Type.Literal('drafts'),
  key: Type.Literal('drafts'),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      document: Type.Object(Document),
      by: Type.Union([Person, Type.Null()]),
      at: Instant,
      /** Changed last by the reader. */
      own: Type.Boolean(),
      /** What the check finds in it; null where more drafts are open than are checked for this list. */
      findings: Type.Union([Type.Object({ errors: Type.Integer(), warnings: Type.Integer() }), Type.Null()]),
    }),
  ),
});

const Releases = Type.Object({
  kind: Type.Literal('releases'),
  key: Type.Literal('releases'),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      document: Type.Object(Document),
      version: Type.Integer(),
      /** Where an older version is in force; none: it is in force nowhere. */
      behind: Type.Array(LocalizedText),
    }),
  ),
});

const Calendars = Type.Object({
  kind: Type.Literal('calendars'),
  key: Type.Literal('calendars'),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      document: Type.Object(Document),
      /** The last day whose holiday notice the latest version contains. */
      until: Day,
      /** From today to that day; negative when past. */
      days: Type.Integer(),
    }),
  ),
});

export const DaySection = Type.Union([
  Register,
  Cases,
  Decisions,
  Tasks,
  Waiting,
  Sessions,
  Months,
  Townships,
  Drafts,
  Releases,
  Calendars,
]);
export type DaySection = Static<typeof DaySection>;
export type DaySectionOf<Kind extends DaySection['kind']> = Extract<DaySection, { kind: Kind }>;

/** GET /api/work/day: what waits for the reader by their roles, in the order to look at it; also what is empty. */
export const DayOut = Type.Object({ today: Day, sections: Type.Array(DaySection) });
export type DayOut = Static<typeof DayOut>;
