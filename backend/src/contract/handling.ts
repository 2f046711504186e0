import Type, { type Static } from 'typebox';
import { Day, FormDataBody, Id, Instant, LocalizedText, Person, Reason } from './common.ts';
import { OptionalTerm, Term } from './terms.ts';

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
  /**
   * Departments whose answer is outstanding, where it decides the matter, or may by its answers (`deciding` of its form tells by
   * which): `outstanding` says why it does not wait.
   */
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
    /** Why the same departments were not waited for, as it was said last. */
    outstanding: Type.Optional(Type.String()),
  }),
});
export type ActionOut = Static<typeof ActionOut>;

export const TellingOut = Type.Object({
  action: Type.String(),
  title: LocalizedText,
  toldFrom: Instant,
  form: Type.String(),
  /** Null as long as it has not arrived. */
  deliveredOn: Type.Union([Day, Type.Null()]),
  attempts: Type.Integer(),
  /** A person said then that it cannot be delivered; null: somebody still has to deliver it, or it has arrived. */
  givenUpAt: Type.Union([Instant, Type.Null()]),
  /** The reader may record an attempt; may say that it cannot be delivered. */
  mayRecord: Type.Boolean(),
  mayGiveUp: Type.Boolean(),
});
export type TellingOut = Static<typeof TellingOut>;

/** A choice that would be refused as the case stands, whatever else is answered. */
export const UnfitAnswerOut = Type.Object({
  /** Into the data of the form. */
  pointer: Type.String(),
  answer: Type.Unknown(),
  reason: LocalizedText,
});
export type UnfitAnswerOut = Static<typeof UnfitAnswerOut>;

/** GET /api/cases/{id}/actions/{action}/form */
export const ActionFormOut = Type.Object({
  version: Type.Integer(),
  form: Type.Record(Type.String(), Type.Unknown()),
  unfit: Type.Array(UnfitAnswerOut),
  /** Why it would be refused as the case stands, whatever is answered. */
  refused: Type.Union([LocalizedText, Type.Null()]),
  /** By which answers it decides the matter: `decidesWith` of rule-sets says so of what is filled in. */
  deciding: Type.Object({
    decides: Type.Boolean(),
    branches: Type.Array(Type.Object({ when: Type.Unknown(), decides: Type.Boolean() })),
    /** Of the case, what the conditions read. */
    facts: Type.Record(Type.String(), Type.Unknown()),
  }),
});
export type ActionFormOut = Static<typeof ActionFormOut>;

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
  /** Why departments that have not answered are not waited for; kept also where nothing is decided. */
  outstanding: Type.Optional(Type.String({ maxLength: 5000 })),
});
export type ActionBody = Static<typeof ActionBody>;

/** A letter: what an action told in writing, and when; without that the last one of the action that waits. */
const Letter = {
  action: Type.String({ minLength: 1, maxLength: 100 }),
  toldFrom: Type.Optional(Instant),
};

/** GET /api/cases/{id}/deliveries/{action}/form: of the letter made then; without it, of the one that the action will make. */
export const DeliveryFormQuery = Type.Object({ toldFrom: Letter.toldFrom });

/** POST /api/cases/{id}/deliveries: an attempt to deliver what an action told in writing; If-Match. */
export const DeliveryBody = Type.Object({ ...Letter, data: FormDataBody });

/** POST /api/cases/{id}/deliveries/give-up: it cannot be delivered, and why; If-Match. */
export const GiveUpDeliveryBody = Type.Object({ ...Letter, reasons: Reason(2000) });

/** POST /api/cases/{id}/reclassify: a person corrects the proposed kind; routing is decided anew. */
export const ReclassifyBody = Type.Object({
  category: Type.String({ minLength: 1, maxLength: 100 }),
  reasons: Reason(20000),
});

/** GET /api/cases/{id}/takers?role: people who may be given the case. */
export const CaseTakersQuery = Type.Object({
  role: Type.Union([Type.Literal('handler'), Type.Literal('case-lead')]),
});

/** POST /api/cases/{id}/assign */
export const AssignBody = Type.Object({
  handlerId: Type.Optional(Id),
  caseLeadId: Type.Optional(Id),
});

/** POST /api/cases/{id}/recusals */
export const RecuseBody = Type.Object({
  userId: Type.Optional(Id),
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  reason: Reason(2000),
});

/** POST /api/cases/{id}/unmask {reason} → {data, history}: recorded. */
export const UnmaskBody = Type.Object({ reason: Reason(500) });

export const UnmaskOut = Type.Object({
  data: FormDataBody,
  history: Type.Array(
    Type.Object({ id: Id, details: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })) }),
    { description: 'Entries of the history in which personal data was filled in with a step, in the clear.' },
  ),
});
export type UnmaskOut = Static<typeof UnmaskOut>;
