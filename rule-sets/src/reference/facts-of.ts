import type { RuleSet } from '../model/rule-set.ts';
import { collectReads } from './facts-read.ts';
import { normaliseCopy } from './normalise.ts';

/** The facts that a rule set may read, each once. Throws RuleSetError where it is unusable as a whole. */
export function factsOf(ruleSet: RuleSet): string[] {
  const { rules, named } = normaliseCopy(ruleSet);
  return [
    ...collectReads(
      rules.map((rule) => rule.conditions),
      named,
    ).keys(),
  ];
}
