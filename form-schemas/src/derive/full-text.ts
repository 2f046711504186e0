import { isObject } from '../json/equal.ts';
import { LOCALES, type LocalizedText } from '../model/text.ts';

const said = (words: unknown): words is string => typeof words === 'string' && words.trim() !== '';

/** A text in both languages of what is written as one text, or in one of the languages; undefined where nothing is said. */
export function fullText(given: unknown): LocalizedText | undefined {
  if (said(given)) return { 'zh-CN': given, en: given };
  if (!isObject(given)) return undefined;
  if (LOCALES.every((locale) => said(given[locale]))) return given as LocalizedText;
  const one = LOCALES.map((locale) => given[locale]).find(said) ?? Object.values(given).find(said);
  if (one === undefined) return undefined;
  const [zh, en] = [given['zh-CN'], given.en];
  return { ...given, 'zh-CN': said(zh) ? zh : one, en: said(en) ? en : one } as LocalizedText;
}
