import { conditionText, outcomeText, type Reading, type Rule, type RuleEvent, ruleText } from '@caseway/rule-sets';
import { isReadable } from './well-formed.ts';

/** A condition as a phrase; one that cannot be read, as it is written. */
export function readCondition(reading: Reading, condition: unknown): string {
  return isReadable(condition) ? conditionText(reading, condition) : JSON.stringify(condition);
}

/** A rule as a sentence; where its condition cannot be read, only what it says. */
export function readRule(reading: Reading, rule: Rule): string {
  if (isReadable(rule.conditions)) return ruleText(reading, rule);
  return `${readCondition(reading, rule.conditions)} → ${readEvent(reading, rule.event)}`;
}

export function readEvent(reading: Reading, event: RuleEvent): string {
  return outcomeText(reading, event.params ?? {});
}
