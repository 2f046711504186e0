import type { Locale } from '@caseway/form-schemas';

/** What engines below say, as they say it; and holes that a sentence of ours would have. */
const ENGINES =
  /must (NOT|have required|match) |additional propert|[rR]egular expression: |error parsing regexp|Unterminated|Nothing to repeat|unexpected token|in JSON at|SyntaxError|TypeError|RangeError|QueryFailed|violates|relation "|json-rules-engine|strict mode|unknown keyword|undefined|\[object|NaN/;
const HOLES = /\{[a-zA-Z]\w*\}/;
/** Two words of English in a row. */
const ENGLISH = /[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}/;

/** Keys and values that a sentence quotes are the author's own words. */
const withoutQuotes = (message: string): string => message.replace(/“[^”]*”|"[^"]*"/g, '“”').replace(/“[^”]*”/g, '');

/** Whether a message is no sentence of the product in the language: an engine's, another language's, or one with holes. */
export function isForeign(message: string, locale: Locale): boolean {
  const said = withoutQuotes(message);
  if (said.trim() === '' || ENGINES.test(said) || HOLES.test(said)) return true;
  return locale === 'en' ? /\p{Script=Han}/u.test(said) : !/\p{Script=Han}/u.test(said) || ENGLISH.test(said);
}
