import type { LocalizedText } from '@caseway/form-schemas';

/** What stands in braces in a notice: a value, or the due day of a clock, `{deadline:clock-key}`. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;
const DEADLINE = 'deadline:';

/** The clock whose day is wanted; undefined where none is named. */
export const clockNamed = (placeholder: string): string | undefined =>
  placeholder.startsWith(DEADLINE) ? placeholder.slice(DEADLINE.length) : undefined;

const ANSWER = 'answer:';

/** The field of the action's form whose answer is wanted, `{answer:field}`; undefined where none is named. */
export const answerNamed = (placeholder: string): string | undefined =>
  placeholder.startsWith(ANSWER) ? placeholder.slice(ANSWER.length) : undefined;

/** What stands in braces in either language, each once. */
export function placeholdersOf(notice: LocalizedText): string[] {
  const all = Object.values(notice).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
  return [...new Set(all)];
}
