import Type, { type Static } from 'typebox';
import { Day, Id } from './common.ts';

/** Sets of rules that one question may ask about. */
export const MOST_TOGETHER = 200;

/**
 * POST /api/rule-sets/{key}/draft/impact: what the given content (or the stored draft) would change over past cases.
 * Absent: `against` compares with what is in force in each township, `townships` are all that the user sees (ids or
 * keys), the period is the last 18 months by day of receipt, both days included.
 */
export const ImpactDraftBody = Type.Object({
  content: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  against: Type.Optional(Type.Union([Type.Literal('in-force'), Type.Integer({ minimum: 1 })])),
  townships: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 1000 })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  /** Example cases a transition, the latest first. */
  examples: Type.Optional(Type.Integer({ minimum: 0, maximum: 20, default: 5 })),
  /** Sets of names of the draft's rules: of each it is counted in how many cases all of them match at once. */
  together: Type.Optional(
    Type.Array(Type.Array(Type.String(), { minItems: 2, maxItems: 20 }), { maxItems: MOST_TOGETHER }),
  ),
});
export type ImpactDraftBody = Static<typeof ImpactDraftBody>;

const Count = Type.Integer({ minimum: 0 });

/** A case to look at. `title` and a way to open it only for who reads cases there. */
export const ImpactExample = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.Union([Type.String(), Type.Null()]),
  readable: Type.Boolean(),
});
export type ImpactExample = Static<typeof ImpactExample>;

const Side = Type.Object({ key: Type.String(), label: Type.String() });

/** One of the params that differ, in words; `text` says so where it is not given. */
const Part = Type.Object({ param: Type.String(), label: Type.String(), text: Type.String() });

/**
 * Cases decided otherwise in the same way, in words of the locale: only the params that differ are named, the same on both
 * sides; of lists the items that come or go.
 */
export const ImpactTransition = Type.Object({
  from: Type.Object({ ...Side.properties, parts: Type.Array(Part) }),
  to: Type.Object({ ...Side.properties, parts: Type.Array(Part) }),
  count: Count,
  examples: Type.Array(ImpactExample),
});
export type ImpactTransition = Static<typeof ImpactTransition>;

/** All changed cases by the first param that differs: kind, else path, else department, else level, else what is put on it. */
export const ImpactFlow = Type.Object({
  param: Type.String(),
  label: Type.String(),
  from: Side,
  to: Side,
  count: Count,
});
export type ImpactFlow = Static<typeof ImpactFlow>;

/** How many cases have each value of an outcome param. `key` null: the param is not given. */
export const ImpactParam = Type.Object({
  param: Type.String(),
  label: Type.String(),
  values: Type.Array(
    Type.Object({
      key: Type.Union([Type.String(), Type.Null()]),
      label: Type.String(),
      before: Count,
      after: Count,
    }),
  ),
});
export type ImpactParam = Static<typeof ImpactParam>;

/** `tighter`: due earlier for a case that starts today; `unknown`: the clock runs on one of the two paths only. */
const Tendency = Type.Union([
  Type.Literal('tighter'),
  Type.Literal('looser'),
  Type.Literal('same'),
  Type.Literal('unknown'),
]);

/** Deadlines of the cases whose path changes; `from` and `to` are lengths in words, null where the path lacks the clock. */
export const ImpactDeadlines = Type.Object({
  tighter: Count,
  looser: Count,
  sameOrUnknown: Count,
  byClock: Type.Array(
    Type.Object({
      clock: Type.String(),
      label: Type.String(),
      from: Type.Union([Type.String(), Type.Null()]),
      to: Type.Union([Type.String(), Type.Null()]),
      tendency: Tendency,
      cases: Count,
    }),
  ),
});
export type ImpactDeadlines = Static<typeof ImpactDeadlines>;

const EFFECT = {
  /** Cases whose outcome differs; what is said to the petitioner is no part of it. */
  changed: Count,
  unchanged: Count,
  /** Cases that one of the two rule sets cannot decide: an operator refuses their data. */
  failed: Count,
  transitions: Type.Array(ImpactTransition),
  /** Changed cases in transitions beyond those listed. */
  leftOut: Count,
  /** Adds up to `changed`. */
  flows: Type.Array(ImpactFlow),
  byParam: Type.Array(ImpactParam),
  deadlines: ImpactDeadlines,
};
export const ImpactEffect = Type.Object(EFFECT);
export type ImpactEffect = Static<typeof ImpactEffect>;

export const ImpactOut = Type.Object({
  /** `sample`: facts are still being read; the figures are those of a random part of the cases. Ask again. */
  ready: Type.Union([Type.Literal('sample'), Type.Literal('exact')]),
  /** How far reading is. `limited`: there are more cases than the server holds at a time, and it stays a sample. */
  progress: Type.Object({ loaded: Count, total: Count, limited: Type.Boolean() }),
  /**
   * What is counted. `case`: the latest decision of each case. `occasion` (escalation): every recorded answer of the
   * rule set, and the filing of each case; one case may be several.
   */
  unit: Type.Union([Type.Literal('case'), Type.Literal('occasion')]),
  from: Day,
  to: Day,
  townships: Type.Array(Id),
  /** Cases compared; those that a person decided are not among them. */
  cases: Count,
  ...EFFECT,
  /** Cases whose kind a person corrected: never taken as truth, never among the figures above. */
  decidedByPerson: Type.Object({ cases: Count, changed: Count }),
  /**
   * Facts that the draft reads and cases lack. `notAsked`: of them, filed by a form that had no such field.
   * `backFilled`: cases that lacked it in their decision and were given what is known of them since.
   */
  missingFacts: Type.Array(
    Type.Object({ fact: Type.String(), label: Type.String(), cases: Count, notAsked: Count, backFilled: Count }),
  ),
  /** How often each rule matches; null: the rule is not in that rule set. */
  rules: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      before: Type.Union([Count, Type.Null()]),
      after: Type.Union([Count, Type.Null()]),
    }),
  ),
  /** In the order of the question's `together`, counted over `cases` and no others; absent where it asks for none. */
  together: Type.Optional(Type.Array(Count)),
  /** Classification: what the routing in force makes of the categories, before and after. Null for other kinds. */
  chained: Type.Union([ImpactEffect, Type.Null()]),
  /** Time of the computation in the worker. */
  millis: Type.Number({ minimum: 0 }),
  /** Bytes of facts held for these figures. */
  memory: Count,
});
export type ImpactOut = Static<typeof ImpactOut>;
