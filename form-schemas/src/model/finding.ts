import type { LocalizedText } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * What an author did wrong, as data. `pointer` is an RFC 6901 JSON pointer into the checked document.
 * `code` picks the sentence, `params` fill it; `renderFinding` turns both into text of a locale.
 */
export interface Finding<Code extends string = string> {
  severity: Severity;
  code: Code;
  pointer: string;
  params?: Record<string, string | number | boolean>;
  /** What of the sentence has words of its own in each language. */
  words?: Record<string, LocalizedText>;
}
