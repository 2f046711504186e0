import { type Locale, LossyNumberError, lossyNumberText, parseJson } from '@caseway/form-schemas';

/** What is wrong with a text that somebody typed as JSON, in words; null where the error says nothing of that. */
export function jsonProblem(error: unknown, t: (key: string) => string, locale: Locale): string | null {
  const [first] = error instanceof LossyNumberError ? error.numbers : [];
  if (first) return lossyNumberText(first, locale);
  return error instanceof SyntaxError ? t('ruleTests.notJson') : null;
}

/** A text that somebody typed as JSON: what it says, or why it cannot be taken. */
export function readTypedJson(
  text: string,
  t: (key: string) => string,
  locale: Locale,
): { value: unknown } | { problem: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    const problem = jsonProblem(error, t, locale);
    if (problem === null) throw error;
    return { problem };
  }
}
