import type { LocalizedText } from '@caseway/form-schemas';
import { type AcceptedFinding, type AnalysisFinding, findOpen, type RuleSet } from '@caseway/rule-sets';

const entriesOf = ({ accepted }: RuleSet): AcceptedFinding[] => (Array.isArray(accepted) ? accepted : []);

const speaksOf = (entry: AcceptedFinding, finding: AnalysisFinding): boolean =>
  findOpen({ accepted: [entry] }, [finding]).length === 0;

/** Under what the rule set accepts the finding; undefined where it is open. */
export function acceptanceOf(ruleSet: RuleSet, finding: AnalysisFinding): AcceptedFinding | undefined {
  return entriesOf(ruleSet).find((entry) => speaksOf(entry, finding));
}

/** The rule set with the finding accepted, as long as it is about the same rules and the same thing. */
export function accepted(ruleSet: RuleSet, { code, rules, about }: AnalysisFinding, reason: LocalizedText): RuleSet {
  const entry: AcceptedFinding = { code, rules, ...(about !== '' && { about }), reason };
  return { ...ruleSet, accepted: [...entriesOf(ruleSet), entry] };
}

/** The rule set with the finding open again. */
export function reopened(ruleSet: RuleSet, finding: AnalysisFinding): RuleSet {
  const left = entriesOf(ruleSet).filter((entry) => !speaksOf(entry, finding));
  if (left.length > 0) return { ...ruleSet, accepted: left };
  const { accepted: _, ...rest } = ruleSet;
  return rest;
}
