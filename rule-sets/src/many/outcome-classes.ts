import { combineOutcomes, type Outcome } from '../combine-outcomes.ts';
import type { RuleEvent } from '../model/rule-set.ts';
import type { NormalRuleSet } from '../reference/normalise.ts';
import { lowestBit, word, wordsOf } from './bitset.ts';
import { type ConditionNode, rowsOfWord } from './condition-node.ts';

/** An answer that cases share. `rules`: places of the deciding ones in the deciding order. */
export interface OutcomeClass {
  rules: readonly number[];
  /** True where `otherwise` answered. */
  byDefault: boolean;
  /** True where the rule set has no answer; then there are no events. */
  failed: boolean;
  events: readonly RuleEvent[];
  outcome: Outcome;
}

/** Class 0 of every answer: the cases that the rule set cannot decide. */
export const FAILED_CLASS = 0;
/** Class 1: those that `otherwise` answers. */
export const DEFAULT_CLASS = 1;

export function classOfRules(normal: NormalRuleSet, rules: readonly number[]): OutcomeClass {
  const byDefault = rules.length === 0;
  const events = byDefault
    ? [normal.otherwise].filter((event) => event !== undefined)
    : rules.map((index) => (normal.order[index] as { event: RuleEvent }).event);
  return { rules, byDefault, failed: false, events, outcome: combineOutcomes(events) };
}

export const FAILED: OutcomeClass = { rules: [], byDefault: false, failed: true, events: [], outcome: {} };

interface Sorted {
  classOf: Uint32Array;
  /** The deciding rules of each class from `DEFAULT_CLASS` on. */
  rules: (readonly number[])[];
}

/** Under `first`: class 2 + i is rule i of the order. */
export function sortByFirst(roots: readonly ConditionNode[], failed: Uint32Array, size: number): Sorted {
  const classOf = new Uint32Array(size);
  const words = roots.map((root) => root.bits);
  for (let index = 0; index < wordsOf(size); index++) {
    let open = rowsOfWord(index, size) & ~word(failed, index);
    const base = index << 5;
    for (let rule = 0; rule < words.length && open !== 0; rule++) {
      let won = word(words[rule] as Uint32Array, index) & open;
      open &= ~won;
      for (; won !== 0; won &= won - 1) classOf[base + lowestBit(won)] = rule + 2;
    }
    for (; open !== 0; open &= open - 1) classOf[base + lowestBit(open)] = DEFAULT_CLASS;
  }
  return { classOf, rules: [[], ...roots.map((_, index) => [index])] };
}

/** Under `all`: a class for every set of rules that matches together. */
export function sortBySet(roots: readonly ConditionNode[], failed: Uint32Array, size: number): Sorted {
  const classOf = new Uint32Array(size).fill(DEFAULT_CLASS);
  const rules: (readonly number[])[] = [[]];
  roots.forEach(({ bits }, rule) => {
    /** By class so far, the class of those among them that this rule matches too. */
    const next = new Uint32Array(rules.length + 1);
    for (let index = 0; index < wordsOf(size); index++) {
      const base = index << 5;
      for (let left = word(bits, index) & ~word(failed, index); left !== 0; left &= left - 1) {
        const row = base + lowestBit(left);
        const before = classOf[row] as number;
        if (next[before] === 0) next[before] = rules.push([...(rules[before - 1] ?? []), rule]);
        classOf[row] = next[before] as number;
      }
    }
  });
  for (let index = 0; index < wordsOf(size); index++) {
    const base = index << 5;
    for (let left = word(failed, index); left !== 0; left &= left - 1) classOf[base + lowestBit(left)] = FAILED_CLASS;
  }
  return { classOf, rules };
}
