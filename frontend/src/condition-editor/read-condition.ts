import { type Condition, conditionParts, isJsonObject, type Reading, type SentencePart } from '@caseway/rule-sets';

/** Whether a condition can be read aloud: whatever else it says, what is read of it has the right shape. */
export function isReadable(condition: unknown): condition is Condition {
  if (!isJsonObject(condition)) return false;
  if ('condition' in condition) return typeof condition.condition === 'string';
  for (const group of ['any', 'all'] as const) {
    if (group in condition) return Array.isArray(condition[group]) && condition[group].every(isReadable);
  }
  if ('not' in condition) return isReadable(condition.not);
  return typeof condition.fact === 'string' && typeof condition.operator === 'string';
}

/** A condition as a phrase; one that cannot be read, as it is written. */
export function readCondition(reading: Reading, condition: unknown): readonly SentencePart[] {
  return isReadable(condition)
    ? conditionParts(reading, condition)
    : [{ kind: 'words', text: JSON.stringify(condition) }];
}

/** A sentence as it is heard and searched: without what only the eye tells apart. */
export const asHeard = (sentence: readonly SentencePart[]): string => sentence.map(({ text }) => text).join('');
