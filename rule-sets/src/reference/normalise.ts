import { isTooDeep, type Json, jsonText } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { cloneJson, isJsonObject, type JsonObject, own } from '../json-value.ts';
import type { Condition, HitPolicy, Leaf, RuleEvent, RuleSet } from '../model/rule-set.ts';
import { RuleSetError } from '../rule-set-error.ts';

/** A rule as json-rules-engine would load it, cleaned of everything that it does not read. */
export interface NormalRule {
  name: string;
  priority: number;
  conditions: Condition;
  event: RuleEvent;
}

export interface NormalRuleSet {
  key: string;
  hitPolicy: HitPolicy;
  /** In the order of the file. */
  rules: NormalRule[];
  /** The same rules, highest priority first, by place in the file where equal. */
  order: NormalRule[];
  named: Map<string, Condition>;
  otherwise: RuleEvent | undefined;
}

const GROUPS = ['any', 'all', 'not'] as const;

function refuse(message: string, rule: string | undefined): never {
  throw new RuleSetError('invalid-rule-set', message, rule);
}

function checkPath(holder: JsonObject, rule: string | undefined): string | undefined {
  const path = own(holder, 'path');
  if (!path) return undefined;
  if (typeof path === 'string' && parseFactPath(path)) return path;
  throw new RuleSetError('unsupported-path', `path ${JSON.stringify(path)} is not made of plain property steps`, rule);
}

function normaliseLeaf(raw: JsonObject, rule: string | undefined): Leaf {
  for (const key of ['fact', 'operator', 'value']) {
    if (!Object.hasOwn(raw, key)) refuse(`a condition needs "${key}"`, rule);
  }
  const { fact, operator } = raw;
  const value = own(raw, 'value') as Json;
  const path = checkPath(raw, rule);
  if (isJsonObject(value) && Object.hasOwn(value, 'fact')) checkPath(value, rule);
  const leaf: Leaf = { fact: fact as string, operator: operator as string, value };
  if (path !== undefined) leaf.path = path;
  return leaf;
}

/**
 * Keeps of a condition what json-rules-engine would look at, by its own precedence: nested, `condition` wins over
 * `any`, `all` and `not`; at the root of a rule it comes last. Keys that would overwrite its methods go.
 */
function normaliseCondition(raw: unknown, rule: string | undefined, place: 'root' | 'named' | 'nested'): Condition {
  if (!isJsonObject(raw)) return refuse('a condition must be an object', rule);
  const group = GROUPS.find((key) => Object.hasOwn(raw, key));
  const priority = own(raw, 'priority');
  const extra = priority === undefined ? {} : { priority: priority as number };
  if (Object.hasOwn(raw, 'condition') && (place !== 'root' || !group)) {
    return { condition: raw.condition as string, ...extra };
  }
  if (group === 'not') {
    if (Array.isArray(raw.not)) return refuse('"not" cannot be a list', rule);
    return { not: normaliseCondition(raw.not, rule, 'nested'), ...extra };
  }
  if (group) {
    const parts = raw[group];
    if (!Array.isArray(parts)) return refuse(`"${group}" must be a list`, rule);
    const children = parts.map((part) => normaliseCondition(part, rule, 'nested'));
    return group === 'any' ? { any: children, ...extra } : { all: children, ...extra };
  }
  if (place !== 'nested') return refuse('conditions must start with "all", "any", "not" or "condition"', rule);
  return { ...normaliseLeaf(raw, rule), ...extra };
}

function normaliseEvent(raw: unknown, rule: string | undefined): RuleEvent {
  if (!raw) return { type: 'unknown' };
  if (!isJsonObject(raw) || !Object.hasOwn(raw, 'type')) return refuse('an event needs a "type"', rule);
  const params = own(raw, 'params');
  const type = raw.type as string;
  return isJsonObject(params) ? { type, params } : { type };
}

/** One rule, as normaliseRuleSet reads it. */
export function normaliseRule(raw: unknown, index: number): NormalRule {
  const given = own(raw, 'name');
  const name = given || given === 0 ? String(given) : `rule-${index + 1}`;
  if (!isJsonObject(raw)) return refuse('a rule must be an object', name);
  if (!Object.hasOwn(raw, 'event')) return refuse('a rule needs an "event"', name);
  if (!Object.hasOwn(raw, 'conditions')) return refuse('a rule needs "conditions"', name);
  const priority = Number.parseInt(String(raw.priority || 1), 10);
  if (priority <= 0) return refuse('a priority must be greater than zero', name);
  return {
    name,
    // json-rules-engine keeps a priority that is no number, in no defined order: here such rules come last.
    priority: Number.isNaN(priority) ? 0 : priority,
    conditions: normaliseCondition(raw.conditions, name, 'root'),
    event: normaliseEvent(raw.event, name),
  };
}

/** Walks every named condition that rules use; throws where one leads back to itself. */
function refuseCycles(rules: readonly NormalRule[], named: ReadonlyMap<string, Condition>): void {
  const done = new Set<string>();
  const visit = (condition: Condition, trail: readonly string[], rule: string): void => {
    if ('condition' in condition) {
      const name = condition.condition;
      const target = named.get(name);
      if (trail.includes(name)) {
        const circle = [...trail.slice(trail.indexOf(name)), name].join(' → ');
        throw new RuleSetError('cyclic-condition', `named conditions use each other in a circle: ${circle}`, rule);
      }
      if (!target || done.has(name)) return;
      visit(target, [...trail, name], rule);
      done.add(name);
    } else if ('all' in condition) for (const child of condition.all) visit(child, trail, rule);
    else if ('any' in condition) for (const child of condition.any) visit(child, trail, rule);
    else if ('not' in condition) visit(condition.not, trail, rule);
  };
  for (const rule of rules) visit(rule.conditions, [], rule.name);
}

/** Far more than the check lets be published, and far from the end of any stack. */
const MOST_LEVELS = 1000;

function refuseDepth(ruleSet: RuleSet): void {
  if (isTooDeep(ruleSet, MOST_LEVELS)) refuse(`nested more than ${MOST_LEVELS} levels deep`, undefined);
}

/** The same of a copy: what becomes of the rule set afterwards does not matter. */
export function normaliseCopy(ruleSet: RuleSet): NormalRuleSet {
  refuseDepth(ruleSet);
  return normaliseRuleSet(cloneJson(ruleSet));
}

/**
 * Reads a rule set as json-rules-engine would, tolerating what only people need: a missing name becomes `rule-<n>`,
 * a missing hit policy `all` (its own behaviour), a missing `otherwise` no event.
 * Throws RuleSetError for what json-rules-engine refuses, for paths that are no plain steps, and for circles.
 * `each` may give again what normaliseRule gave for the same rule.
 */
export function normaliseRuleSet(ruleSet: RuleSet, each: typeof normaliseRule = normaliseRule): NormalRuleSet {
  refuseDepth(ruleSet);
  const rawRules = own(ruleSet, 'rules');
  if (!Array.isArray(rawRules)) return refuse('"rules" must be a list', undefined);
  const rules = rawRules.map((raw, index) => each(raw, index));
  const rawNamed = own(ruleSet, 'conditions') ?? {};
  const named = new Map(
    Object.entries(isJsonObject(rawNamed) ? rawNamed : {}).map(([name, condition]) => [
      name,
      normaliseCondition(condition, undefined, 'named'),
    ]),
  );
  refuseCycles(rules, named);
  const otherwise = own(ruleSet, 'otherwise');
  return {
    key: jsonText(own(ruleSet, 'key') ?? ''),
    hitPolicy: own(ruleSet, 'hitPolicy') === 'first' ? 'first' : 'all',
    rules,
    order: rules.toSorted((a, b) => b.priority - a.priority),
    named,
    otherwise: otherwise ? normaliseEvent(otherwise, undefined) : undefined,
  };
}
