import type { RuleSet } from '../model/rule-set.ts';
import { Bitset } from './bitset.ts';
import { type CompareOptions, type Comparison, compareOutcomes } from './compare-outcomes.ts';
import type { ManyEvaluator, ManyResult } from './many-evaluator.ts';
import { countBoth, tallyCodes } from './tally-pairs.ts';

/** `matched`: cases that the rule matches; `decided`: those whose outcome it gives. */
export interface RuleHits {
  name: string;
  matched: number;
  decided: number;
}

export interface Backtest extends Comparison {
  rules: { before: RuleHits[]; after: RuleHits[] };
}

/** Of all rows: asked for again and again of the rule set as it was. */
const hitsOfAll = new WeakMap<ManyResult, RuleHits[]>();

/** How often each rule matched and decided among the selected rows. Throws once the table has changed. */
export function ruleHits(result: ManyResult, select?: Bitset): RuleHits[] {
  const known = select ? undefined : hitsOfAll.get(result);
  if (known) return known;
  const byClass = tallyCodes(result.classOf, result.classes.length, select ?? Bitset.full(result.cases));
  const decided = new Uint32Array(result.rules.length);
  result.classes.forEach(({ rules }, one) => {
    for (const rule of rules) decided[rule] = (decided[rule] as number) + (byClass[one] as number);
  });
  const hits = result.rules.map(({ name, matched }, index) => ({
    name,
    matched: select ? countBoth(result.matches(index).words, select.words) : matched,
    decided: decided[index] as number,
  }));
  if (!select) hitsOfAll.set(result, hits);
  return hits;
}

/**
 * What a changed rule set would decide otherwise on the cases of a table. Throws RuleSetError where either rule set
 * is unusable as a whole; single cases without an answer are counted as failed.
 */
export function backtest(
  before: RuleSet,
  after: RuleSet,
  evaluator: ManyEvaluator,
  options: CompareOptions = {},
): Backtest {
  const [old, fresh] = [evaluator.evaluate(before), evaluator.evaluate(after)];
  return {
    ...compareOutcomes(old, fresh, options),
    rules: { before: ruleHits(old, options.select), after: ruleHits(fresh, options.select) },
  };
}
