import type { Json } from '@caseway/form-schemas';
import { parseFactPath, readFactPath } from '../fact-path.ts';
import { isJsonObject } from '../json-value.ts';
import type { Condition } from '../model/rule-set.ts';
import { comparedFact, type Facts } from './trace.ts';

/** Which facts a rule set reads, each with the property steps below it; no steps: the whole fact. */
export type Reads = Map<string, string[][]>;

/** Every fact that the conditions and the named conditions they use may read. */
export function collectReads(conditions: readonly Condition[], named: ReadonlyMap<string, Condition>): Reads {
  const reads: Reads = new Map();
  const seen = new Set<string>();
  const add = (fact: unknown, path: unknown): void => {
    if (typeof fact !== 'string' || fact === '') return;
    const steps = (typeof path === 'string' ? parseFactPath(path) : []) ?? [];
    const known = reads.get(fact) ?? [];
    if (!known.some((other) => other.join('.') === steps.join('.'))) reads.set(fact, [...known, steps]);
  };
  const visit = (condition: Condition): void => {
    if ('condition' in condition) {
      const target = named.get(condition.condition);
      if (!target || seen.has(condition.condition)) return;
      seen.add(condition.condition);
      visit(target);
    } else if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else {
      add(condition.fact, condition.path);
      const other = comparedFact(condition.value);
      if (other) add(other.fact, other.path);
    }
  };
  conditions.forEach(visit);
  return reads;
}

/** Only what the paths read of a value, so that a decision never stores a neighbouring field. */
function prune(value: Json, paths: readonly string[][]): Json {
  if (paths.some((path) => path.length === 0) || typeof value !== 'object' || value === null) return value;
  const below = (step: string) => paths.filter((path) => path[0] === step).map((path) => path.slice(1));
  if (Array.isArray(value)) {
    return value.map((item, index) => (below(String(index)).length > 0 ? prune(item, below(String(index))) : null));
  }
  const steps = new Set(paths.map((path) => path[0] ?? ''));
  return Object.fromEntries(
    [...steps].flatMap((step) => {
      const item = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
      return item === undefined ? [] : [[step, prune(item, below(step))]];
    }),
  );
}

/**
 * The values that were read: of a fact read by path only the parts read. Deciding on `factsRead` without those
 * in `missing` gives the same decision. A missing path of a present fact is listed as `fact.a.b`.
 */
export function readFacts(facts: Facts, reads: Reads): { factsRead: Facts; missing: string[] } {
  const missing: string[] = [];
  const factsRead: [string, Json][] = [];
  for (const [fact, paths] of reads) {
    const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    if (value === undefined) {
      missing.push(fact);
      factsRead.push([fact, null]);
      continue;
    }
    factsRead.push([fact, prune(value, paths)]);
    for (const path of paths) {
      if (readFactPath(value, path) === undefined) missing.push([fact, ...path].join('.'));
    }
  }
  return { factsRead: Object.fromEntries(factsRead), missing };
}
