import { isJsonObject, jsonEqual } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import type { AnalysisFinding } from './findings.ts';

const sameRules = (a: readonly string[], b: readonly string[]): boolean =>
  jsonEqual([...new Set(a)].sort(), [...new Set(b)].sort());

/**
 * The findings that the rule set's `accepted` does not name: an entry speaks of a finding of its code about the same
 * rules, whatever their order, and, where it says so, about the same thing.
 */
export function findOpen(ruleSet: Pick<RuleSet, 'accepted'>, findings: readonly AnalysisFinding[]): AnalysisFinding[] {
  const given = Array.isArray(ruleSet.accepted) ? ruleSet.accepted : [];
  const accepted = given.filter((entry) => isJsonObject(entry) && Array.isArray(entry.rules));
  return findings.filter(
    ({ code, rules, about }) =>
      !accepted.some(
        (entry) =>
          entry.code === code && sameRules(entry.rules, rules) && (entry.about === undefined || entry.about === about),
      ),
  );
}
