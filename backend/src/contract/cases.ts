import { OUTCOME_EFFECTS } from '@caseway/form-schemas';
import Type, { type Static } from 'typebox';
import { Day, FormDataBody, Id, Instant, LocalizedText, PageQuery, Person, Words } from './common.ts';
import { DecisionView } from './configuration.ts';

/** A key of the configuration with its labels. */
export const Term = Type.Object({ key: Type.String(), title: LocalizedText });
export type Term = Static<typeof Term>;
const OptionalTerm = Type.Union([Term, Type.Null()]);
/** What a case came to, and what that means for who asked: screens colour it by its effect. */
export const OutcomeTerm = Type.Object({ ...Term.properties, effect: Type.Enum([...OUTCOME_EFFECTS]) });
export type OutcomeTerm = Static<typeof OutcomeTerm>;

/** `same-matter`: they are one matter, brought again; `related`: another matter that belongs to it. */
export const LinkKind = Type.Union([Type.Literal('same-matter'), Type.Literal('related')]);
export type LinkKind = Static<typeof LinkKind>;

/** POST /api/cases/{id}/links: the other case by id or number. */
export const CaseLinkBody = Type.Object({ case: Type.String({ minLength: 1, maxLength: 100 }), kind: LinkKind });

export const FileCaseBody = Type.Object({
  /** Id or key of the township. */
  township: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100 }),
  data: FormDataBody,
  /** Earlier cases that it belongs to. */
  links: Type.Optional(Type.Array(CaseLinkBody, { maxItems: 50 })),
});
export type FileCaseBody = Static<typeof FileCaseBody>;

export const DeadlineOut = Type.Object({
  clock: Type.String(),
  title: LocalizedText,
  epoch: Type.Integer(),
  startedAt: Instant,
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
  whose: Type.Union([Type.Literal('authority'), Type.Literal('petitioner')]),
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

/** As much of a case as tells which one it is. */
export const CaseReference = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  receivedOn: Day,
});
export type CaseReference = Static<typeof CaseReference>;

export const EarlierReason = Type.Union([
  Type.Literal('same-person'),
  Type.Literal('same-phone'),
  Type.Literal('linked-same-matter'),
  Type.Literal('same-matter'),
  Type.Literal('same-place-and-matter'),
]);
export type EarlierReason = Static<typeof EarlierReason>;

export const EarlierMatter = Type.Object({
  case: CaseReference,
  /** Why it is offered, in the request's locale. */
  reasons: Type.Array(Type.Object({ code: EarlierReason, text: Type.String() })),
  /** Counts in `repeatCount`: the same person on the same matter. */
  counted: Type.Boolean(),
});
export type EarlierMatter = Static<typeof EarlierMatter>;

/** GET /api/cases/{id}/earlier; part of a preview. `earlierHidden`: how many more there are that the reader may not see. */
export const EarlierOut = Type.Object({
  earlier: Type.Array(EarlierMatter),
  earlierHidden: Type.Integer({ minimum: 0 }),
});
export type EarlierOut = Static<typeof EarlierOut>;

export const CaseLinkOut = Type.Object({
  case: CaseReference,
  kind: LinkKind,
  by: Type.Union([Person, Type.Null()]),
  at: Instant,
});
export type CaseLinkOut = Static<typeof CaseLinkOut>;

/** POST /api/cases/preview: what filing would give, nothing stored. `errors` as in filing, but answered with 200. */
export const PreviewOut = Type.Object({
  errors: Type.Array(Type.Object({ pointer: Type.String(), keyword: Type.String(), message: Type.String() })),
  category: OptionalTerm,
  path: OptionalTerm,
  department: OptionalTerm,
  level: OptionalTerm,
  needsCaseLead: Type.Boolean(),
  deadlines: Type.Array(DeadlineOut),
  decisions: Type.Array(DecisionView),
  /** Earlier cases of the same person about the same matter, in this township. */
  repeatCount: Type.Integer(),
  /** Earlier matters of the same person and place, to open or to link. */
  ...EarlierOut.properties,
});
export type PreviewOut = Static<typeof PreviewOut>;

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
  /** The next deadline that runs. */
  nextDeadline: Type.Union([DeadlineOut, Type.Null()]),
  /** Whether a deadline of the authority has been missed, whatever was extended afterwards. */
  late: Type.Boolean(),
  supervised: Type.Boolean(),
});
export type CaseSummary = Static<typeof CaseSummary>;

const PersonPart = Type.Optional(Type.String({ maxLength: 100 }));
/** POST /api/cases/search: exactly, however it is written; what is given must all be of one person. Recorded. */
export const PersonSearchBody = Type.Object({
  name: PersonPart,
  phone: PersonPart,
  idNumber: PersonPart,
  reason: Words(500),
});
export type PersonSearchBody = Static<typeof PersonSearchBody>;
/** Newest first; `total` counts what is not shown, too. */
export const PersonSearchOut = Type.Object({ items: Type.Array(CaseSummary), total: Type.Integer() });
export type PersonSearchOut = Static<typeof PersonSearchOut>;

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
  sort: Type.Optional(
    Type.Union([Type.Literal('-receivedOn'), Type.Literal('receivedOn'), Type.Literal('due'), Type.Literal('number')]),
  ),
});
export type CaseQuery = Static<typeof CaseQuery>;

export const ActionProblemOut = Type.Object({ pointer: Type.String(), message: Type.String() });

export const ActionOut = Type.Object({
  key: Type.String(),
  title: LocalizedText,
  help: Type.Union([LocalizedText, Type.Null()]),
  /** Form to fill with it: `/api/cases/{id}/actions/{key}/form` gives its version. */
  form: Type.Union([Type.String(), Type.Null()]),
  requires: Type.Object({
    reasons: Type.Boolean(),
    legalBasis: Type.Boolean(),
    policyBasis: Type.Boolean(),
    documents: Type.Array(Term),
  }),
  outcome: OptionalTerm,
  /** Where it leads and what it decides may depend on the answers of its form. */
  depends: Type.Boolean(),
  /** An outcome against the person, or one that closes the case: ask once more. */
  weighty: Type.Boolean(),
  closes: Type.Boolean(),
  to: Term,
  /** `forward`: the step's own next. `aside`: gives the matter up, or decides against the person. `other`: all else. */
  place: Type.Union([Type.Literal('forward'), Type.Literal('other'), Type.Literal('aside')]),
  /** Form that records how what it tells in writing is delivered: `/api/cases/{id}/deliveries/{key}/form`. */
  tells: Type.Union([Type.String(), Type.Null()]),
  /** Departments whose answer is outstanding, where it decides the matter: `outstanding` says why it does not wait. */
  waitsFor: Type.Array(Term),
  /** What the one wrote whose proposal it approves. */
  proposal: Type.Union([
    Type.Object({
      title: LocalizedText,
      by: Type.Union([Person, Type.Null()]),
      at: Instant,
      /** Its words and answers, as they stand in the history. */
      details: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
      documents: Type.Record(Type.String(), Id),
      form: Type.Union([Type.String(), Type.Null()]),
      data: FormDataBody,
    }),
    Type.Null(),
  ]),
  /** What was written before and need not be typed again. */
  known: Type.Object({
    reasons: Type.Optional(Type.String()),
    legalBasis: Type.Optional(Type.String()),
    policyBasis: Type.Optional(Type.String()),
  }),
});
export type ActionOut = Static<typeof ActionOut>;

export const TaskOut = Type.Object({
  id: Id,
  /** `step`: it is the step, done by the step's action alone. `joint`: another department joins in. `other`: all else. */
  kind: Type.Union([Type.Literal('step'), Type.Literal('other'), Type.Literal('joint')]),
  caseId: Id,
  caseNumber: Type.String(),
  caseTitle: Type.String(),
  title: LocalizedText,
  role: Type.String(),
  department: OptionalTerm,
  assignee: Type.Union([Person, Type.Null()]),
  dueAt: Type.Union([Instant, Type.Null()]),
  /** Of an open one that is due at a time of day, and not with a day's end: the minutes left; negative when past. */
  remainingMinutes: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Instant,
  doneAt: Type.Union([Instant, Type.Null()]),
  doneBy: Type.Union([Person, Type.Null()]),
  /** What came of it; of a joint task, what the department answered. */
  result: Type.Union([LocalizedText, Type.Null()]),
  cancelledAt: Type.Union([Instant, Type.Null()]),
  /** Null where it was cancelled by the platform. */
  cancelledBy: Type.Union([Person, Type.Null()]),
  cancelReason: Type.Union([LocalizedText, Type.Null()]),
  /** What the reader may do with it. */
  may: Type.Object({ finish: Type.Boolean(), takeBack: Type.Boolean(), close: Type.Boolean() }),
});
export type TaskOut = Static<typeof TaskOut>;

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

export const AttachmentOut = Type.Object({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  uploadedAt: Instant,
  uploadedBy: Person,
});
export type AttachmentOut = Static<typeof AttachmentOut>;

export const TimelineEntry = Type.Object({
  id: Id,
  at: Instant,
  kind: Type.String({
    description:
      'filed | action | decision | deadline | escalation | task | attachment | unmasked | recusal | assignment | notice | recomputed | deadline-kept',
  }),
  actor: Type.Union([Person, Type.Null()]),
  /** One sentence in the request's locale. */
  text: Type.String(),
  details: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const TellingOut = Type.Object({
  action: Type.String(),
  title: LocalizedText,
  toldFrom: Instant,
  form: Type.String(),
  /** Null as long as it has not arrived. */
  deliveredOn: Type.Union([Day, Type.Null()]),
  attempts: Type.Integer(),
  /** The reader may record an attempt. */
  mayRecord: Type.Boolean(),
});
export type TellingOut = Static<typeof TellingOut>;

export const CaseOut = Type.Object({
  ...CaseSummary.properties,
  /** Case data with sensitive values masked; `masked` lists their pointers. */
  data: FormDataBody,
  masked: Type.Array(Type.String()),
  formVersion: Type.Integer(),
  /** The version of the form the case was filed in: it is always shown in it. */
  formDefinition: Type.Record(Type.String(), Type.Unknown()),
  pathVersion: Type.Integer(),
  pathDefinition: Type.Record(Type.String(), Type.Unknown()),
  calendarVersion: Type.Integer(),
  /** Steps passed so far, in order, the current one last. */
  passed: Type.Array(Type.String()),
  jointDepartments: Type.Array(Term),
  sessions: Type.Array(Term),
  actions: Type.Array(ActionOut),
  /** What was told in writing, first to last, and whether it arrived. */
  tellings: Type.Array(TellingOut),
  deadlines: Type.Array(DeadlineOut),
  tasks: Type.Array(TaskOut),
  attachments: Type.Array(AttachmentOut),
  mayUnmask: Type.Boolean(),
  mayAssign: Type.Boolean(),
  mayCorrect: Type.Boolean(),
  createdBy: Type.Union([Person, Type.Null()]),
});
export type CaseOut = Static<typeof CaseOut>;

/** POST /api/cases → 201 */
export const FiledCase = Type.Object({
  id: Id,
  number: Type.String(),
  status: Type.String(),
  category: Type.Union([Type.String(), Type.Null()]),
  path: Type.String(),
  deadlines: Type.Array(DeadlineOut),
  decision: Type.Array(DecisionView),
});
export type FiledCase = Static<typeof FiledCase>;

/** POST /api/cases/{id}/actions/{action}; If-Match with the case's ETag. */
export const ActionBody = Type.Object({
  reasons: Type.Optional(Type.String({ maxLength: 20000 })),
  legalBasis: Type.Optional(Type.String({ maxLength: 5000 })),
  policyBasis: Type.Optional(Type.String({ maxLength: 5000 })),
  /** Keys of required documents → attachment ids. */
  documents: Type.Optional(Type.Record(Type.String(), Id)),
  data: Type.Optional(FormDataBody),
  /** How what it tells in writing was delivered, in the form that `tells` names; later attempts go to `deliveries`. */
  delivery: Type.Optional(FormDataBody),
  /** Why it is decided although departments have not answered. */
  outstanding: Type.Optional(Type.String({ maxLength: 5000 })),
});
/** POST /api/cases/{id}/deliveries: an attempt to deliver what an action told in writing; If-Match. */
export const DeliveryBody = Type.Object({ action: Type.String({ minLength: 1, maxLength: 100 }), data: FormDataBody });

export type ActionBody = Static<typeof ActionBody>;

/** POST /api/cases/{id}/reclassify: a person corrects the proposed kind; routing is decided anew. */
export const ReclassifyBody = Type.Object({
  category: Type.String({ minLength: 1, maxLength: 100 }),
  reasons: Words(20000),
});
/** POST /api/cases/{id}/assign */
export const AssignBody = Type.Object({
  handlerId: Type.Optional(Id),
  caseLeadId: Type.Optional(Id),
});
/** POST /api/cases/{id}/corrections[/preview]; If-Match. `data`: all that is registered; a value may stay as its mask. */
export const CorrectionBody = Type.Object({
  data: FormDataBody,
  reason: Words(2000),
});

/** What was decided about a case, as far as a correction can change it. `tasks`: open ones. */
export const CorrectionSide = Type.Pick(CaseOut, [
  'category',
  'path',
  'step',
  'department',
  'jointDepartments',
  'level',
  'marks',
  'sessions',
  'supervised',
  'handler',
  'caseLead',
  'receivedOn',
  'place',
  'deadlines',
  'tasks',
]);
export type CorrectionSide = Static<typeof CorrectionSide>;

/** The difference that a correction makes. A preview tells errors with 200; then there is no `before` and `after`. */
export const CorrectionOut = Type.Object({
  errors: Type.Array(Type.Object({ pointer: Type.String(), keyword: Type.String(), message: Type.String() })),
  /** Field by field; personal values masked. */
  changes: Type.Array(
    Type.Object({
      pointer: Type.String(),
      label: Type.String(),
      before: Type.Union([Type.String(), Type.Null()]),
      after: Type.Union([Type.String(), Type.Null()]),
      sensitive: Type.Boolean(),
    }),
  ),
  /** The rules were asked anew; false: the case is closed, its decision stays. */
  decided: Type.Boolean(),
  /** Another path, from its first step. */
  startsAnew: Type.Boolean(),
  before: Type.Union([CorrectionSide, Type.Null()]),
  after: Type.Union([CorrectionSide, Type.Null()]),
  /** Who is kept out from now on: the corrected data names them. */
  recused: Type.Array(Person),
});
export type CorrectionOut = Static<typeof CorrectionOut>;

/** POST /api/cases/{id}/recusals */
export const RecuseBody = Type.Object({ userId: Id, reason: Words(2000) });
/** POST /api/cases/{id}/unmask {reason} → {data}: recorded. */
export const UnmaskBody = Type.Object({ reason: Words(500) });
export const UnmaskOut = Type.Object({ data: FormDataBody });

/**
 * GET /api/cases/{id}/receipt: what is printed for the petitioner, in the request's locale. Their whole name for who may
 * see it, each time recorded; decided things and public names alone.
 */
export const ReceiptOut = Type.Object({
  number: Type.String(),
  title: Type.String(),
  petitioner: Type.Union([Type.String(), Type.Null()]),
  /** How many people bring it together; null: one. */
  headcount: Type.Union([Type.Integer(), Type.Null()]),
  township: Type.String(),
  receivedOn: Day,
  registeredAt: Instant,
  /** Where it stands, in words. */
  status: Type.String(),
  /** Null: not to be named before a person has decided. */
  path: Type.Union([Type.String(), Type.Null()]),
  department: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  /** Decided by a person. */
  outcome: Type.Union([Type.String(), Type.Null()]),
  /** What the petitioner has been told, first to last: decisions with their reasons. */
  told: Type.Array(Type.Object({ on: Day, text: Type.String() })),
  /** Where and with what to ask. */
  query: Type.String(),
  rights: Type.Union([Type.String(), Type.Null()]),
  steps: Type.Array(Type.String()),
  deadlines: Type.Array(
    Type.Object({ title: Type.String(), dueOn: Type.Union([Day, Type.Null()]), provisional: Type.Boolean() }),
  ),
});
export type ReceiptOut = Static<typeof ReceiptOut>;

/** POST /api/work/tasks/{id}/done: what came of it. */
export const TaskDoneBody = Type.Object({ result: Words(5000) });
/** POST /api/work/tasks/{id}/close: why nobody needs to do it any more. */
export const TaskCloseBody = Type.Object({ reason: Words(2000) });

/** GET /api/work: my work. */
export const WorkOut = Type.Object({
  counts: Type.Object({
    overdue: Type.Integer(),
    dueToday: Type.Integer(),
    fresh: Type.Integer(),
    open: Type.Integer(),
    tasks: Type.Integer(),
  }),
  overdue: Type.Array(CaseSummary),
  dueToday: Type.Array(CaseSummary),
  fresh: Type.Array(CaseSummary),
  tasks: Type.Array(TaskOut),
});
export type WorkOut = Static<typeof WorkOut>;

/** GET /api/cases/terms: filter choices of the ledger, from the configuration in force in the visible townships. */
export const TermsOut = Type.Object({
  forms: Type.Array(Term),
  categories: Type.Array(Term),
  paths: Type.Array(Term),
  departments: Type.Array(Term),
  levels: Type.Array(Term),
  marks: Type.Array(Term),
});
export type TermsOut = Static<typeof TermsOut>;

export const SavedViewBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  query: Type.Record(Type.String(), Type.String()),
});
export const SavedViewOut = Type.Object({
  id: Id,
  name: Type.String(),
  query: Type.Record(Type.String(), Type.String()),
});
export type SavedViewOut = Static<typeof SavedViewOut>;

export const NotificationOut = Type.Object({
  id: Id,
  at: Instant,
  caseId: Type.Union([Id, Type.Null()]),
  caseNumber: Type.Union([Type.String(), Type.Null()]),
  urgent: Type.Boolean(),
  message: LocalizedText,
  readAt: Type.Union([Instant, Type.Null()]),
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
});
export type NotificationOut = Static<typeof NotificationOut>;

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

/** GET /api/cases/{id}/facts */
export const CaseFactsQuery = Type.Object({
  ruleSet: Type.String({ minLength: 1, maxLength: 100, description: 'key of the rule set whose facts are asked for' }),
});
export type CaseFactsQuery = Static<typeof CaseFactsQuery>;

/** The facts of a case that a rule set reads, fit for a test: neither personal data nor free text. */
export const CaseFactsOut = Type.Object({
  case: Type.Object({ id: Type.String(), number: Type.String() }),
  ruleSet: Type.String(),
  /** `recorded`: as the rule set was last asked with; `rebuilt`: it never was, these are the facts of now. */
  source: Type.Union([Type.Literal('recorded'), Type.Literal('rebuilt')]),
  facts: Type.Record(Type.String(), Type.Unknown()),
  /** Facts (`fact.a.b` for a part) that the rule set reads and that are kept back: personal, free text, or unknown. */
  leftOut: Type.Array(Type.String()),
});
export type CaseFactsOut = Static<typeof CaseFactsOut>;
