import { pointerTo } from '../json-value.ts';
import type { Decision, Leaf, RuleSet } from '../model/rule-set.ts';
import { normaliseCopy } from '../reference/normalise.ts';
import { leavesOf } from './leaves.ts';

/** `percent`: whole, rounded down, 100 only where all are covered; 100 of nothing. */
export interface CoverageCount {
  covered: number;
  total: number;
  percent: number;
}

/** Something that no test shows, at its place in the rule set. */
export type Uncovered =
  /** `fired`: it matched, but another rule always decided. */
  | { kind: 'rule'; pointer: string; rule: string; fired: boolean }
  /** `missing`: the results that were never seen. */
  | { kind: 'condition'; pointer: string; leaf: Leaf; within: string; missing: 'true' | 'false' | 'both' }
  | { kind: 'otherwise'; pointer: string };

export interface Coverage {
  /** Rules that matched in some test. */
  fired: CoverageCount;
  /** Rules that decided some test. */
  rules: CoverageCount;
  /** Comparisons seen both true and false; one of a named condition counts once, wherever it is used. */
  conditions: CoverageCount;
  otherwise: boolean;
  /** In the order of the rule set; `otherwise` last. */
  uncovered: Uncovered[];
}

function count(covered: number, total: number): CoverageCount {
  return { covered, total, percent: total === 0 ? 100 : Math.floor((100 * covered) / total) };
}

/**
 * What the decisions of a rule set's tests show of it. Every decision must be of `ruleSet` as it stands. Parked rules and
 * named conditions that no rule uses do not count. Throws RuleSetError where the rule set is unusable as a whole.
 */
export function coverageOf(ruleSet: RuleSet, decisions: readonly Decision[]): Coverage {
  const { rules, named, hitPolicy } = normaliseCopy(ruleSet);
  // Names need not be unique: traces are matched by place, in the order in which `decide` gives them.
  const order = rules
    .map((_, index) => index)
    .toSorted((a, b) => (rules[b]?.priority ?? 0) - (rules[a]?.priority ?? 0));
  const fired = new Set<number>();
  const decided = new Set<number>();
  const seen = new Map<string, { true: boolean; false: boolean }>();
  for (const decision of decisions) {
    let isFirst = true;
    order.forEach((index, place) => {
      const rule = rules[index];
      const trace = decision.rules[place];
      if (!rule || !trace) return;
      if (trace.result) {
        fired.add(index);
        if (isFirst || hitPolicy === 'all') decided.add(index);
        isFirst = false;
      }
      for (const { pointer, result } of leavesOf(rule.conditions, conditionsAt(index), named, trace.condition)) {
        const known = seen.get(pointer) ?? { true: false, false: false };
        seen.set(pointer, { true: known.true || result === true, false: known.false || result === false });
      }
    });
  }
  const otherwise = decisions.some(({ byDefault }) => byDefault);
  const uncovered: Uncovered[] = [];
  const counted = new Set<string>();
  let both = 0;
  rules.forEach((rule, index) => {
    const pointer = pointerTo('/rules', index);
    if (!decided.has(index)) uncovered.push({ kind: 'rule', pointer, rule: rule.name, fired: fired.has(index) });
    for (const { pointer: at, leaf } of leavesOf(rule.conditions, conditionsAt(index), named)) {
      if (counted.has(at)) continue;
      counted.add(at);
      const { true: yes = false, false: no = false } = seen.get(at) ?? {};
      if (yes && no) both++;
      else {
        const missing = yes ? 'false' : no ? 'true' : 'both';
        uncovered.push({ kind: 'condition', pointer: at, leaf, within: rule.name, missing });
      }
    }
  });
  if (!otherwise) uncovered.push({ kind: 'otherwise', pointer: '/otherwise' });
  return {
    fired: count(fired.size, rules.length),
    rules: count(decided.size, rules.length),
    conditions: count(both, counted.size),
    otherwise,
    uncovered,
  };
}

const conditionsAt = (rule: number): string => pointerTo('/rules', rule, 'conditions');
