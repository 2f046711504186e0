import { jsonText, LOCALES } from '@caseway/form-schemas';
import { isJsonObject, own } from './json-value.ts';
import type { RuleSet } from './model/rule-set.ts';

/** Members that hold data of cases and no texts of the author. */
const HOLDS_DATA = new Set(['tests', 'facts', 'value', 'expect', 'enum', 'const', 'default']);

/** A text by language, some of which may say nothing. */
function isText(value: Record<string, unknown>): boolean {
  const entries = Object.entries(value);
  return (
    entries.some(
      ([language, words]) =>
        (LOCALES as readonly string[]).includes(language) && typeof words === 'string' && words.trim() !== '',
    ) && entries.every(([language, words]) => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(language) && typeof words === 'string')
  );
}

/**
 * Content in which every text says something in every language of the interface: one that was written in one language
 * only is said in that one to everybody. What is complete is kept as it is, the same object.
 */
export function completeTexts<Content>(content: Content): Content {
  if (Array.isArray(content)) {
    const items = content.map((item: unknown) => completeTexts(item));
    return items.every((item, index) => item === content[index]) ? content : (items as Content);
  }
  if (!isJsonObject(content)) return content;
  const object: Record<string, unknown> = content;
  if (isText(object)) {
    const said = LOCALES.map((language) => object[language]).find(
      (words) => typeof words === 'string' && words.trim() !== '',
    );
    const lacking = LOCALES.filter((language) => jsonText(own(object, language)).trim() === '');
    if (lacking.length === 0) return content;
    return { ...object, ...Object.fromEntries(lacking.map((language) => [language, said])) } as Content;
  }
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => [
    name,
    HOLDS_DATA.has(name) ? value : completeTexts(value),
  ]);
  return entries.every(([name, value]) => value === object[name]) ? content : (Object.fromEntries(entries) as Content);
}

/**
 * A rule set as it is stored, its texts complete. Nothing is checked: a draft may be half written, and what reads one
 * takes any JSON object or says that it cannot.
 */
export const completeRuleSet = (stored: unknown): RuleSet => completeTexts(stored) as RuleSet;
