import { combineOutcomes, type Outcome } from '../combine-outcomes.ts';
import type { RuleEvent } from '../model/rule-set.ts';
import type { NormalRuleSet } from '../reference/normalise.ts';
import { lowestBit, word, wordsOf } from './bitset.ts';
import type { ConditionNode } from './condition-node.ts';
import { type Codes, newCodes, widened } from './fact-column.ts';
import { rowsOfWord } from './row-cache.ts';

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

const outcomesOfOne = new WeakMap<RuleEvent, Outcome>();

function outcomeOf(events: readonly RuleEvent[]): Outcome {
  const [only] = events;
  if (events.length !== 1 || !only) return combineOutcomes(events);
  const outcome = outcomesOfOne.get(only) ?? combineOutcomes(events);
  outcomesOfOne.set(only, outcome);
  return outcome;
}

/** What cases get for which these rules decide; none: `otherwise`. */
export function classOfRules(normal: NormalRuleSet, rules: readonly number[]): OutcomeClass {
  const byDefault = rules.length === 0;
  const events = byDefault
    ? [normal.otherwise].filter((event) => event !== undefined)
    : rules.flatMap((index) => normal.order[index]?.event ?? []);
  return { rules, byDefault, failed: false, events, outcome: outcomeOf(events) };
}

export const FAILED: OutcomeClass = { rules: [], byDefault: false, failed: true, events: [], outcome: {} };

export interface Sorted {
  classOf: Codes;
  /** The deciding rules of each class from `DEFAULT_CLASS` on. */
  rules: (readonly number[])[];
}

/** Gives `value` to the rows of the bits of one word. */
function give(classOf: Codes, base: number, bits: number, value: number): void {
  for (let left = bits; left !== 0; left &= left - 1) classOf[base + lowestBit(left)] = value;
}

/** Under `first`: class 2 + i is rule i of the order. */
export function sortByFirst(roots: readonly ConditionNode[], failed: Uint32Array, size: number): Sorted {
  const classOf = newCodes(size, roots.length + 2);
  const words = wordsOf(size);
  /** Rows that no rule so far has decided. */
  const open = new Uint32Array(words);
  for (let index = 0; index < words; index++) open[index] = rowsOfWord(index, size) & ~word(failed, index);
  roots.forEach(({ bits }, rule) => {
    for (let index = 0; index < words; index++) {
      const won = word(bits, index) & word(open, index);
      if (won === 0) continue;
      open[index] = word(open, index) ^ won;
      give(classOf, index << 5, won, rule + 2);
    }
  });
  for (let index = 0; index < words; index++) give(classOf, index << 5, word(open, index), DEFAULT_CLASS);
  return { classOf, rules: [[], ...roots.map((_, index) => [index])] };
}

/**
 * The same from the classes under other roots that differ at place `at` alone: only rows are looked at of which the
 * two rules there say different things. No row may fail, then or now.
 */
export function resortByFirst(
  known: { roots: readonly ConditionNode[]; classOf: Codes },
  roots: readonly ConditionNode[],
  at: number,
  size: number,
): Codes {
  const classOf = known.classOf.slice();
  const [before, after] = [known.roots[at]?.bits, roots[at]?.bits];
  if (!before || !after) return classOf;
  const own = at + 2;
  const later = roots.slice(at + 1).map((root) => root.bits);
  for (let index = 0; index < wordsOf(size); index++) {
    let differing = word(before, index) ^ word(after, index);
    for (; differing !== 0; differing &= differing - 1) {
      const bit = lowestBit(differing);
      const row = (index << 5) + bit;
      const decided = classOf[row] as number;
      // An earlier rule decides it, whatever this one says.
      if (decided > DEFAULT_CLASS && decided < own) continue;
      if ((word(after, index) >>> bit) & 1) classOf[row] = own;
      else {
        const next = later.findIndex((bits) => (word(bits, index) >>> bit) & 1);
        classOf[row] = next === -1 ? DEFAULT_CLASS : own + 1 + next;
      }
    }
  }
  return classOf;
}

/** Under `all`: a class for every set of rules that matches together. */
export function sortBySet(roots: readonly ConditionNode[], failed: Uint32Array, size: number): Sorted {
  let classOf: Codes = new Uint8Array(size).fill(DEFAULT_CLASS);
  const rules: (readonly number[])[] = [[]];
  roots.forEach(({ bits }, rule) => {
    /** By class so far, the class of those among them that this rule matches too. */
    const next = new Uint32Array(rules.length + 1);
    for (let index = 0; index < wordsOf(size); index++) {
      const base = index << 5;
      for (let left = word(bits, index) & ~word(failed, index); left !== 0; left &= left - 1) {
        const row = base + lowestBit(left);
        const before = classOf[row] as number;
        if (next[before] === 0) {
          next[before] = rules.push([...(rules[before - 1] ?? []), rule]);
          classOf = widened(classOf, rules.length + 1);
        }
        classOf[row] = next[before] as number;
      }
    }
  });
  for (let index = 0; index < wordsOf(size); index++) give(classOf, index << 5, word(failed, index), FAILED_CLASS);
  return { classOf, rules };
}
