import type { RuleSet } from '../model/rule-set.ts';
import { normaliseRuleSet } from '../reference/normalise.ts';
import { Bitset, countBits, word } from './bitset.ts';
import type { ManyResult } from './many-evaluator.ts';

/** What its rules are called, in deciding order: `rule-<n>` where the file gives no name. Throws RuleSetError as `decide`. */
export function ruleNames(ruleSet: RuleSet): string[] {
  return normaliseRuleSet(ruleSet).order.map(({ name }) => name);
}

/** By name, the rows that a rule of that name matches. */
function matchesByName(result: ManyResult, wanted: ReadonlySet<string>): Map<string, Uint32Array> {
  const byName = new Map<string, Uint32Array>();
  for (const [index, { name }] of result.rules.entries()) {
    if (!wanted.has(name)) continue;
    const { words } = result.matches(index);
    const known = byName.get(name);
    if (!known) byName.set(name, words);
    else for (let at = 0; at < known.length; at++) known[at] = word(known, at) | word(words, at);
  }
  return byName;
}

/**
 * For each set of rule names the selected rows in which all of them match at once, whichever decides; rows that failed are
 * none. A name that several rules have matches where one of them does, a name that none has nowhere, and an empty set says
 * nothing of any row: 0. Throws once the table has changed.
 */
export function countTogether(
  result: ManyResult,
  sets: readonly (readonly string[])[],
  select: Bitset = Bitset.full(result.cases),
): number[] {
  const byName = matchesByName(result, new Set(sets.flat()));
  const left = new Uint32Array(select.words.length);
  return sets.map((names) => {
    const matches = names.flatMap((name) => byName.get(name) ?? []);
    if (matches.length === 0 || matches.length < names.length) return 0;
    left.set(select.words);
    for (const words of matches) for (let at = 0; at < left.length; at++) left[at] = word(left, at) & word(words, at);
    return countBits(left);
  });
}
