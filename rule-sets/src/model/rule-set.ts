import type { Json, LocalizedText } from '@caseway/form-schemas';

/** A condition exactly as json-rules-engine reads it. */
export type Condition =
  | { all: Condition[]; name?: string; priority?: number }
  | { any: Condition[]; name?: string; priority?: number }
  | { not: Condition; name?: string; priority?: number }
  | { condition: string }
  | Leaf;

export interface Leaf {
  fact: string;
  operator: string;
  /** A literal, or `{fact, path?}`: compared with another fact. */
  value: Json | { fact: string; path?: string };
  /** Plain property steps only: `$.a.b`. */
  path?: string;
  params?: Record<string, Json>;
  name?: string;
  priority?: number;
}

/** What a rule says when it matches. Known params are listed in `OutcomeParams`. */
export interface RuleEvent {
  type: string;
  params?: OutcomeParams & Record<string, Json | undefined>;
}

/**
 * The params of an event that the platform understands; others are kept and shown.
 * Keys such as a category or a department are data: their labels stand in `RuleSet.outcomes`.
 */
export interface OutcomeParams {
  /** classification: the kind of demand proposed. */
  category?: string;
  /** routing: handling path. */
  path?: string;
  /** routing: lead department. */
  department?: string;
  /** routing: departments that handle it jointly with the lead. */
  jointDepartments?: string[];
  /** routing, escalation: level that handles it; values ordered from low to high in `outcomes.level`. */
  level?: string;
  /** routing: it lies at the township, whatever village it is about: who works in the village alone sees nothing of it. */
  atTownship?: boolean;
  /** routing, escalation: a leader takes the case （包案）. */
  caseLead?: boolean;
  /** routing, escalation: study sessions whose agenda it goes on. */
  sessions?: string[];
  /** escalation: marks put on the case, shown in the ledger. */
  marks?: string[];
  /** escalation: roles told now. */
  notify?: string[];
  /** escalation: supervise （督办）. */
  supervise?: boolean;
  /** escalation: goes out at once, at night too. */
  urgent?: boolean;
  /** One sentence in plain words for the person concerned. */
  say?: LocalizedText;
}

/** A json-rules-engine rule with the fields by which people know it. */
export interface Rule {
  name: string;
  title: LocalizedText;
  /** Measure, article or policy document that the rule comes from. */
  source: LocalizedText;
  /** The source does not say it: an assumption of this office. */
  assumed?: boolean;
  /** Heading under which editors show it; no meaning. */
  group?: string;
  /** A note of its authors; no meaning, never shown outside of the editor. */
  comment?: string;
  /** Positive integer; higher first. 1 where absent. */
  priority?: number;
  conditions: Condition;
  event: RuleEvent;
}

/** Labels of one outcome param's values, in their order. */
export interface OutcomeVocabulary {
  title: LocalizedText;
  values: { key: string; title: LocalizedText }[];
}

/** An example that the rule set must decide as said. `expect.fired` is in firing order. */
export interface RuleTest {
  name: string;
  facts: Record<string, Json>;
  expect: { fired?: string[]; outcome?: Partial<OutcomeParams> & Record<string, Json | undefined> };
}

/**
 * A rule switched off, kept outside of `rules` so that any json-rules-engine reads what is meant. `at`: the place in
 * `rules` to which it returns, or the end where there are fewer by then.
 */
export interface ParkedRule {
  at: number;
  rule: Rule;
}

/**
 * A finding of the analysis that stays, and why. `rules` as in the finding; empty where it names none. `about` as in the
 * finding (a field, its values), where it is to stay only as long as it is about the same; absent: whatever it is about.
 */
export interface AcceptedFinding {
  code: string;
  rules: string[];
  about?: string;
  reason: LocalizedText;
}

export type RuleSetKind = 'classification' | 'routing' | 'escalation';
export type HitPolicy = 'first' | 'all';

/**
 * A rule set. `first`: the matching rule of highest priority, earlier in the file where equal, gives the outcome.
 * `all`: every matching rule's event, in that order. Nothing matches: `otherwise`.
 */
export interface RuleSet {
  key: string;
  kind: RuleSetKind;
  title: LocalizedText;
  description?: LocalizedText;
  /** Key of the form whose data are the facts. */
  form: string;
  /** Further forms with the same facts. */
  alsoForms?: string[];
  hitPolicy: HitPolicy;
  /** Named conditions, used by `{condition: name}`. */
  conditions?: Record<string, Condition>;
  /** Labels of outcome values, by param. */
  outcomes?: Partial<Record<string, OutcomeVocabulary>>;
  rules: Rule[];
  parked?: ParkedRule[];
  accepted?: AcceptedFinding[];
  otherwise: RuleEvent;
  tests?: RuleTest[];
}

/** How one condition came out, with the value it read. `undefined` facts are told apart from null. */
export type ConditionTrace =
  | { kind: 'all' | 'any'; result: boolean; children: ConditionTrace[] }
  | { kind: 'not'; result: boolean; child: ConditionTrace }
  | { kind: 'named'; name: string; result: boolean; child: ConditionTrace }
  | {
      kind: 'leaf';
      result: boolean;
      fact: string;
      path?: string;
      operator: string;
      /** The value compared with, resolved where it names a fact. */
      value: Json | undefined;
      actual: Json | undefined;
      missing: boolean;
    };

export interface RuleTrace {
  name: string;
  priority: number;
  result: boolean;
  condition: ConditionTrace;
}

/** The answer of one rule set on one case's facts, with everything needed to explain it. */
export interface Decision {
  ruleSet: string;
  hitPolicy: HitPolicy;
  /** Names of matching rules: by priority, then by place in the file. Under `first` the first of them decides. */
  fired: string[];
  /** `first`: one event. `all`: every matching rule's. `otherwise` alone where nothing matched. */
  events: RuleEvent[];
  /** True where `otherwise` answered. */
  byDefault: boolean;
  /** `events` folded into one: scalars, the first wins; lists, united in order. */
  outcome: OutcomeParams & Record<string, Json | undefined>;
  rules: RuleTrace[];
  /** The facts that were read, with their values; missing ones as null and listed in `missing`. */
  factsRead: Record<string, Json>;
  missing: string[];
}
