import type { Json } from '@caseway/form-schemas';
import { parseFactPath, readFactPath } from '../fact-path.ts';
import { isJsonObject, own } from '../json-value.ts';
import type { Condition, ConditionTrace, Leaf } from '../model/rule-set.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import type { RuleSetErrorCode } from '../rule-set-error.ts';

export type Facts = Record<string, Json>;

/** Why a condition has no answer. */
export interface Failure {
  code: RuleSetErrorCode;
  message: string;
}

/** What came of a condition; `failure` where json-rules-engine would have thrown on reaching it. */
export interface Traced {
  trace: ConditionTrace;
  failure?: Failure;
}

/** A fact is an own property with a name; everything else is missing. */
export function readFact(facts: Facts, fact: unknown, path: unknown): Json | undefined {
  if (typeof fact !== 'string' || fact === '' || !Object.hasOwn(facts, fact)) return undefined;
  const steps = typeof path === 'string' && path !== '' ? parseFactPath(path) : [];
  return readFactPath(facts[fact], steps ?? []);
}

/** The fact that a condition's value names; undefined where the value is a literal. */
export function comparedFact(value: unknown): { fact: unknown; path: unknown } | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, 'fact')) return undefined;
  return { fact: own(value, 'fact'), path: own(value, 'path') };
}

function traceLeaf(leaf: Leaf, facts: Facts): Traced {
  const other = comparedFact(leaf.value);
  const value = other ? readFact(facts, other.fact, other.path) : leaf.value;
  const actual = readFact(facts, leaf.fact, leaf.path);
  const trace: ConditionTrace = {
    kind: 'leaf',
    result: false,
    fact: leaf.fact,
    ...(leaf.path === undefined ? {} : { path: leaf.path }),
    operator: leaf.operator,
    value,
    actual,
    missing: actual === undefined,
  };
  const evaluate = typeof leaf.operator === 'string' ? resolveOperator(leaf.operator) : undefined;
  if (!evaluate) {
    return {
      trace,
      failure: { code: 'unknown-operator', message: `unknown operator ${JSON.stringify(leaf.operator)}` },
    };
  }
  try {
    return { trace: { ...trace, result: evaluate(actual, value) } };
  } catch (error) {
    const message = `operator "${leaf.operator}" cannot compare fact "${leaf.fact}" with ${JSON.stringify(value) ?? 'a missing fact'}`;
    return { trace, failure: { code: 'evaluation-failed', message: `${message}: ${String(error)}` } };
  }
}

/** json-rules-engine evaluates children of equal priority together, highest first, and stops between priorities. */
export function byPriority(children: readonly Condition[]): number[][] {
  const sets = new Map<string, number[]>();
  children.forEach((child, index) => {
    const key = String(('priority' in child && child.priority) || 1);
    sets.set(key, [...(sets.get(key) ?? []), index]);
  });
  return [...sets].toSorted(([a], [b]) => (Number(a) > Number(b) ? -1 : 1)).map(([, set]) => set);
}

function traceGroup(kind: 'all' | 'any', conditions: readonly Condition[], walk: (c: Condition) => Traced): Traced {
  const traced = conditions.map(walk);
  const children = traced.map((child) => child.trace);
  let result = children.length === 0 || kind === 'all';
  for (const set of byPriority(conditions)) {
    const failure = set.map((index) => traced[index]?.failure).find((found) => found !== undefined);
    if (failure) return { trace: { kind, result: false, children }, failure };
    const results = set.map((index) => children[index]?.result === true);
    result = kind === 'all' ? results.every(Boolean) : results.some(Boolean);
    if (result === (kind === 'any')) break;
  }
  return { trace: { kind, result, children } };
}

/**
 * Evaluates every part of a condition, those too that json-rules-engine would skip, and gives the result that
 * json-rules-engine gives. `facts` may be any JSON object: only own properties are read. Named conditions must
 * have no circle.
 */
export function traceCondition(condition: Condition, facts: Facts, named: ReadonlyMap<string, Condition>): Traced {
  const walk = (part: Condition): Traced => {
    if ('condition' in part) {
      const name = part.condition;
      const target = named.get(name);
      if (!target) {
        const child: ConditionTrace = { kind: 'any', result: false, children: [] };
        const failure: Failure = { code: 'unknown-condition', message: `no condition named ${JSON.stringify(name)}` };
        return { trace: { kind: 'named', name, result: false, child }, failure };
      }
      const { trace, failure } = walk(target);
      return { trace: { kind: 'named', name, result: trace.result, child: trace }, ...(failure && { failure }) };
    }
    if ('all' in part) return traceGroup('all', part.all, walk);
    if ('any' in part) return traceGroup('any', part.any, walk);
    if ('not' in part) {
      const { trace, failure } = walk(part.not);
      return { trace: { kind: 'not', result: !trace.result, child: trace }, ...(failure && { failure }) };
    }
    return traceLeaf(part, facts);
  };
  return walk(condition);
}
