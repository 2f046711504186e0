import type { FormDefinition } from '@caseway/form-schemas';
import type { HandlingPath } from '@caseway/rule-sets';
import Type, { type Static } from 'typebox';
import { Content, Day, FormDataBody, Id, Instant, Person } from './common.ts';
import { DeadlineOut } from './deadlines.ts';
import { ActionOut, TellingOut } from './handling.ts';
import { CaseSummary } from './ledger.ts';
import { Term } from './terms.ts';
import { TaskOut } from './work.ts';

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
  /** Some of its details are personal data and masked. */
  masked: Type.Boolean(),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

/** The days of a case that bound those of a step's form, by name, as far as they are there: `x-not-before: reached`. */
export const CaseDays = Type.Object({
  /** Its receipt. */
  received: Day,
  /** The act that brought it to where it stands. */
  reached: Type.Optional(Day),
  /** The act that decided what stands. */
  decided: Type.Optional(Day),
});

export const CaseOut = Type.Object({
  ...CaseSummary.properties,
  /** Case data with sensitive values masked; `masked` lists their pointers. */
  data: FormDataBody,
  masked: Type.Array(Type.String()),
  formVersion: Type.Integer(),
  /** The version of the form the case was filed in: it is always shown in it. */
  formDefinition: Content<FormDefinition>(),
  pathVersion: Type.Integer(),
  pathDefinition: Content<HandlingPath>(),
  calendarVersion: Type.Integer(),
  /** Steps passed so far, in order, the current one last. */
  passed: Type.Array(Type.String()),
  /** Where it may go from there, by steps: what may come next, one or the other; and what may come after. */
  course: Type.Object({ next: Type.Array(Type.String()), later: Type.Array(Type.String()) }),
  jointDepartments: Type.Array(Term),
  sessions: Type.Array(Term),
  actions: Type.Array(ActionOut),
  days: CaseDays,
  /** What was told in writing, first to last, and whether it arrived. */
  tellings: Type.Array(TellingOut),
  deadlines: Type.Array(DeadlineOut),
  tasks: Type.Array(TaskOut),
  attachments: Type.Array(AttachmentOut),
  /** The department that leads it has nobody at the place: the handler, if any, stands in. */
  standsIn: Type.Boolean(),
  mayUnmask: Type.Boolean(),
  /** Papers hold personal data: who may not see it in the clear sees their names alone. */
  mayOpenAttachments: Type.Boolean(),
  mayAssign: Type.Boolean(),
  mayCorrect: Type.Boolean(),
  mayReclassify: Type.Boolean(),
  /** Oneself at least; others where `mayAssign`. */
  mayRecuse: Type.Boolean(),
  mayLink: Type.Boolean(),
  mayAddPapers: Type.Boolean(),
  /** Departments kept out of the case, for whoever works on it; empty for others. */
  keptOut: Type.Array(Term),
  createdBy: Type.Union([Person, Type.Null()]),
});
export type CaseOut = Static<typeof CaseOut>;

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
  /** Whoever reads it registered it for the authority that has it now, and sees no more of it. */
  takenIn: Type.Boolean(),
  receivedOn: Day,
  registeredAt: Instant,
  /** Where it stands, in words. */
  status: Type.String(),
  /** In words, as a proposal as long as nobody has decided on it. Null: not to be named before a person has decided. */
  path: Type.Union([Type.String(), Type.Null()]),
  department: Type.Union([Type.String(), Type.Null()]),
  /** Why it is proposed so; null once a person has decided something: that is under `told` and `noted`. */
  reason: Type.Union([Type.String(), Type.Null()]),
  /** Decided by a person. */
  outcome: Type.Union([Type.String(), Type.Null()]),
  /** That a review changed or revoked it: by whom, when, whether told; null: it stands. */
  reviewed: Type.Union([Type.String(), Type.Null()]),
  /** What the petitioner has been told, first to last, on the day on which it reached them: decisions with their reasons. */
  told: Type.Array(Type.Object({ on: Day, text: Type.String() })),
  /** What was written down for them to look up (`on`), with no record that anybody told them. */
  noted: Type.Array(Type.Object({ on: Day, text: Type.String() })),
  /** What was written to them (`on`) and has not reached them: days of the attempts that failed, and of giving it up. */
  unreached: Type.Array(
    Type.Object({
      on: Day,
      text: Type.String(),
      attempts: Type.Array(Day),
      givenUpOn: Type.Union([Day, Type.Null()]),
    }),
  ),
  /** Where and with what to ask. */
  query: Type.String(),
  rights: Type.Union([Type.String(), Type.Null()]),
  /** What it went through, first to last, where it stands last. */
  steps: Type.Array(Type.String()),
  /** What may come next: one or the other. */
  next: Type.Array(Type.String()),
  /** Those that run. Without a day: the time rests. */
  deadlines: Type.Array(
    Type.Object({
      title: Type.String(),
      dueOn: Type.Union([Day, Type.Null()]),
      /** Of a clock in hours: HH:MM in Asia/Shanghai. */
      dueTime: Type.Union([Type.String(), Type.Null()]),
      /** Its hours count from the registration: of the receipt the day alone is known. */
      fromRegistration: Type.Boolean(),
      provisional: Type.Boolean(),
    }),
  ),
});
export type ReceiptOut = Static<typeof ReceiptOut>;

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
