import type { RuleSet } from '@caseway/rule-sets';

const revisions = new WeakMap<RuleSet, number>();
let latest = 0;

/** A number for a draft as it stands: its whole text as a key would be read anew at every drawing. */
export function revisionOf(ruleSet: RuleSet): number {
  const known = revisions.get(ruleSet) ?? ++latest;
  revisions.set(ruleSet, known);
  return known;
}
