import { outcomeText, type Reading, type Rule, ruleParts, type SentencePart } from '@caseway/rule-sets';
import { isReadable, readCondition } from '../../condition-editor/read-condition.ts';

/** A rule as a sentence; where its condition cannot be read, only what it says. */
export function readRule(reading: Reading, rule: Rule): readonly SentencePart[] {
  if (isReadable(rule.conditions)) return ruleParts(reading, rule);
  const outcome = outcomeText(reading, rule.event.params ?? {});
  return [...readCondition(reading, rule.conditions), { kind: 'words', text: ` → ${outcome}` }];
}
