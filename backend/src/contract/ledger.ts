import Type, { type Static } from 'typebox';
import { Day, Id, Instant, LocalizedText, Page, PageQuery, Person, Words } from './common.ts';
import { DeadlineOut } from './deadlines.ts';
import { OptionalTerm, OutcomeTerm, Term } from './terms.ts';

export const CaseSummary = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  form: Term,
  status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  category: OptionalTerm,
  path: Term,
  step: Term,
  department: OptionalTerm,
  level: OptionalTerm,
  marks: Type.Array(Term),
  township: Term,
  place: OptionalTerm,
  /** Masked unless the reader may see it. */
  petitioner: Type.Union([Type.String(), Type.Null()]),
  headcount: Type.Union([Type.Integer(), Type.Null()]),
  receivedOn: Day,
  createdAt: Instant,
  closedAt: Type.Union([Instant, Type.Null()]),
  handler: Type.Union([Person, Type.Null()]),
  caseLead: Type.Union([Person, Type.Null()]),
  outcome: Type.Union([OutcomeTerm, Type.Null()]),
  /** It was told in writing, and has not reached the petitioner. */
  outcomeOnItsWay: Type.Boolean(),
  /** A review made this of what was decided; null: it stands. */
  reviewed: Type.Union([
    Type.Object({
      effect: Type.Union([Type.Literal('changed'), Type.Literal('revoked')]),
      title: LocalizedText,
      authority: LocalizedText,
      id: Id,
      number: Type.String(),
      decidedOn: Day,
      deliveredOn: Type.Union([Day, Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** The next deadline that runs. */
  nextDeadline: Type.Union([DeadlineOut, Type.Null()]),
  /** Whether a deadline of the authority has been missed, whatever was extended afterwards. */
  late: Type.Boolean(),
  /** Which ones, each once: a visit that came late is no opinion that did. */
  missed: Type.Array(Term),
  supervised: Type.Boolean(),
});
export type CaseSummary = Static<typeof CaseSummary>;

/** GET /api/cases */
export const CaseQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ maxLength: 100, description: 'number or words of the title' })),
  township: Type.Optional(Type.String()),
  place: Type.Optional(Type.String()),
  form: Type.Optional(Type.String()),
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])),
  category: Type.Optional(Type.String()),
  path: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  mark: Type.Optional(Type.String()),
  due: Type.Optional(Type.Union([Type.Literal('overdue'), Type.Literal('today'), Type.Literal('week')])),
  mine: Type.Optional(Type.Boolean()),
  receivedFrom: Type.Optional(Day),
  receivedTo: Type.Optional(Day),
  /** Day of registration: what was received earlier may be registered today. */
  registeredFrom: Type.Optional(Day),
  registeredTo: Type.Optional(Day),
  closedFrom: Type.Optional(Day),
  closedTo: Type.Optional(Day),
  /** Open ones by the day on which the authority's next deadline is due, or was. */
  dueFrom: Type.Optional(Day),
  dueTo: Type.Optional(Day),
  handler: Type.Optional(Id),
  caseLead: Type.Optional(Id),
  registeredBy: Type.Optional(Id),
  session: Type.Optional(Type.String()),
  outcome: Type.Optional(Type.String()),
  /** It was decided so at some time, whatever was decided since. */
  decided: Type.Optional(Type.String()),
  /** What a review made of the decision. */
  reviewed: Type.Optional(Type.Union([Type.Literal('changed'), Type.Literal('revoked'), Type.Literal('none')])),
  noOutcome: Type.Optional(Type.Boolean()),
  noPlace: Type.Optional(Type.Boolean()),
  /** No rule has given a kind, and no person. */
  noCategory: Type.Optional(Type.Boolean()),
  /** A leader answers for it; several departments handle it. */
  hasLead: Type.Optional(Type.Boolean()),
  joint: Type.Optional(Type.Boolean()),
  supervised: Type.Optional(Type.Boolean()),
  /** A deadline of the authority was missed, or is past. */
  late: Type.Optional(Type.Boolean()),
  /** An urgent deadline runs: nobody has confirmed it. */
  urgent: Type.Optional(Type.Boolean()),
  /** Given to the reader: as handler, as lead, or by a task. */
  assigned: Type.Optional(Type.Boolean()),
  /** Something was told in writing that has not arrived, and nobody has said that it cannot. */
  undelivered: Type.Optional(Type.Boolean()),
  /** Waits for a decision of the reader. */
  toDecide: Type.Optional(Type.Boolean()),
  /** Registered in a village or community; `untouched`: and nobody has acted on it. */
  fromVillage: Type.Optional(Type.Boolean()),
  untouched: Type.Optional(Type.Boolean()),
  sort: Type.Optional(
    Type.Union([
      Type.Literal('-receivedOn'),
      Type.Literal('receivedOn'),
      Type.Literal('-due'),
      Type.Literal('due'),
      Type.Literal('-number'),
      Type.Literal('number'),
      /** What of it is due first, deadline or task of the reader. */
      Type.Literal('waiting'),
    ]),
  ),
});
export type CaseQuery = Static<typeof CaseQuery>;

/** GET /api/cases → a page with how many fit the whole filter, and how they stand. */
export const LedgerOut = Type.Object({
  ...Page(CaseSummary).properties,
  totals: Type.Object({
    total: Type.Integer(),
    open: Type.Integer(),
    /** Of the open ones. */
    overdue: Type.Integer(),
    closed: Type.Integer(),
  }),
});
export type LedgerOut = Static<typeof LedgerOut>;

export const SavedViewBody = Type.Object({
  name: Words(60),
  query: Type.Record(Type.String(), Type.String()),
});

export const SavedViewOut = Type.Object({
  id: Id,
  name: Type.String(),
  query: Type.Record(Type.String(), Type.String()),
});
export type SavedViewOut = Static<typeof SavedViewOut>;

/** A special ledger that comes with the product: a filter with a name. */
export const ShippedView = Type.Object({
  key: Type.String(),
  title: LocalizedText,
  query: Type.Record(Type.String(), Type.String()),
});
export type ShippedView = Static<typeof ShippedView>;

/** GET /api/saved-views: the reader's own, and those that come with the product and mean something here. */
export const SavedViewsOut = Type.Object({ ...Page(SavedViewOut).properties, shipped: Type.Array(ShippedView) });
export type SavedViewsOut = Static<typeof SavedViewsOut>;
