import { conditionParts, outcomeText, type Reading, type Rule, ruleParts, type SentencePart } from '@caseway/rule-sets';
import { isReadable } from './well-formed.ts';

const words = (text: string): SentencePart => ({ kind: 'words', text });

/** A condition as a phrase; one that cannot be read, as it is written. */
export function readCondition(reading: Reading, condition: unknown): readonly SentencePart[] {
  return isReadable(condition) ? conditionParts(reading, condition) : [words(JSON.stringify(condition))];
}

/** A rule as a sentence; where its condition cannot be read, only what it says. */
export function readRule(reading: Reading, rule: Rule): readonly SentencePart[] {
  if (isReadable(rule.conditions)) return ruleParts(reading, rule);
  const outcome = outcomeText(reading, rule.event.params ?? {});
  return [...readCondition(reading, rule.conditions), words(` → ${outcome}`)];
}

/** A sentence as it is heard and searched: without what only the eye tells apart. */
export const asHeard = (sentence: readonly SentencePart[]): string => sentence.map(({ text }) => text).join('');
