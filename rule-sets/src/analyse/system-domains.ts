import type { FormSchema } from '@caseway/form-schemas';
import type { RuleSet } from '../model/rule-set.ts';
import { CASE_EVENTS, type SystemFact } from '../model/system-facts.ts';
import { readable } from './readable.ts';

/** What the platform may hand to a rule set as one of its own facts. */
export interface SystemDomain {
  /** It fits one of these. */
  values: FormSchema[];
  /** It may not be given at all. */
  missing?: true;
}

const TEXT: FormSchema = { type: 'string', minLength: 1 };
const NOTHING: FormSchema = { type: 'null' };
const COUNT: FormSchema = { type: 'integer', minimum: 0 };
const DAY: FormSchema = { type: 'string', format: 'date' };

/** The values that the rule set has labels for; any text where it has none. */
function vocabulary(ruleSet: RuleSet, param: string): FormSchema {
  const values = readable(ruleSet).outcomes?.[param]?.values.map(({ key }) => key) ?? [];
  return values.length > 0 ? { enum: values } : TEXT;
}

/**
 * The assumed domain of each system fact, as the platform fills it (docs/analysis.md): `headcount`, `place` and
 * `receivedOn` are moreover bound to a form's own fields, `repeatCount` to a form that asks who somebody is, and
 * the facts of a clock to the events of clocks.
 */
export const SYSTEM_DOMAINS: Record<SystemFact, (ruleSet: RuleSet, forms: readonly string[]) => SystemDomain> = {
  form: (_, forms) => ({ values: [{ enum: [...forms] }] }),
  township: () => ({ values: [TEXT] }),
  place: () => ({ values: [TEXT, NOTHING] }),
  receivedAt: () => ({ values: [{ type: 'string', format: 'date-time' }] }),
  receivedOn: () => ({ values: [DAY] }),
  today: () => ({ values: [DAY] }),
  ageDays: () => ({ values: [COUNT] }),
  headcount: () => ({ values: [{ type: 'integer' }, { enum: [1] }] }),
  repeatCount: () => ({ values: [COUNT] }),
  reviewRound: () => ({ values: [COUNT] }),
  reviewLate: () => ({ values: [{ type: 'boolean' }] }),
  reviewOutside: () => ({ values: [{ type: 'boolean' }] }),
  category: (ruleSet) => ({ values: [vocabulary(ruleSet, 'category'), NOTHING] }),
  path: () => ({ values: [TEXT] }),
  step: () => ({ values: [TEXT] }),
  department: () => ({ values: [TEXT, NOTHING] }),
  level: () => ({ values: [TEXT, NOTHING] }),
  marks: () => ({ values: [{ type: 'array', uniqueItems: true, items: TEXT }] }),
  hasCaseLead: () => ({ values: [{ type: 'boolean' }] }),
  event: () => ({ values: [{ enum: [...CASE_EVENTS] }] }),
  clock: () => ({ values: [TEXT], missing: true }),
  clockLevel: () => ({ values: [COUNT], missing: true }),
  daysOverdue: () => ({ values: [COUNT], missing: true }),
};

/** Facts that are given exactly when a clock calls. */
export const CLOCK_FACTS = ['clock', 'clockLevel', 'daysOverdue'] as const satisfies SystemFact[];
/** The events of clocks. */
export const CLOCK_EVENTS: readonly string[] = CASE_EVENTS.filter((event) => event.startsWith('deadline-'));
/** The event at which nothing can be overdue yet. */
export const BEFORE_DUE = 'deadline-near';
/** System facts that are the value of a form's bound field, where it is given. */
export const BOUND_FACTS = ['headcount', 'place', 'receivedOn'] as const satisfies SystemFact[];
