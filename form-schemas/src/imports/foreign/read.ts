import { isBlank, isUsableText } from '../../json/usable.ts';
import type { FormSchema, Json } from '../../model/form-definition.ts';
import type { LocalizedText } from '../../model/text.ts';
import { IMPORT_LIMITS } from './contract.ts';
import type { Told } from './told.ts';

export type Foreign = Record<string, unknown>;

export const isRecord = (value: unknown): value is Foreign =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of its own; never one that every object has. */
export const own = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A text or number as a text; nothing of anything else. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;

export const asNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

export const asCount = (value: unknown): number | undefined => {
  const number = asNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Yes in any way of saying it: a foreign form writes `true`, `"true"`, `yes` or `1`. */
export const isYes = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1|true\(\))$/i.test(value.trim()));

/** The text as people read it: without tags, unusable characters and more than a label holds. */
export function plainText(given: string, place: string, told: Told): string | undefined {
  const cut = given.slice(0, IMPORT_LIMITS.label * 20);
  let text = cut;
  if (/<[a-zA-Z/!]/.test(text)) {
    text = text.replace(/<[^<>]*>/g, ' ');
    told.add(place, 'formatting');
  }
  text = [...text.replace(/\p{Cc}+/gu, ' ')]
    .filter((one) => isUsableText(one))
    .join('')
    .trim();
  if (/\$?\{[^{}]{1,80}\}/.test(text)) told.add(place, 'piping', text);
  const characters = [...text];
  if (characters.length > IMPORT_LIMITS.label) {
    told.add(place, 'shortened', IMPORT_LIMITS.label);
    text = characters.slice(0, IMPORT_LIMITS.label).join('');
  }
  return isBlank(text) ? undefined : text;
}

const HAN = /\p{Script=Han}/u;

/** A text of one language in that language. */
export const inItsLanguage = (text: string): LocalizedText =>
  (HAN.test(text) ? { 'zh-CN': text } : { en: text }) as Partial<LocalizedText> as LocalizedText;

/** Languages as foreign forms name them. */
export function languageOf(name: string): 'zh-CN' | 'en' | undefined {
  const tag = name.trim().toLowerCase();
  if (/^(zh|chinese|中文)/.test(tag) || /\(zh[\w-]*\)$/.test(tag)) return 'zh-CN';
  if (/^(en|english|英文)/.test(tag) || /\(en[\w-]*\)$/.test(tag)) return 'en';
  return undefined;
}

/** A text, or texts by language: those of Chinese and English; `default` in the language that it is written in. */
export function textOf(given: unknown, place: string, told: Told): LocalizedText | undefined {
  if (!isRecord(given)) {
    const text = asText(given);
    const plain = text === undefined ? undefined : plainText(text, place, told);
    return plain === undefined ? undefined : inItsLanguage(plain);
  }
  const found: Partial<LocalizedText> = {};
  for (const [name, value] of Object.entries(given).slice(0, 60)) {
    const text = asText(value);
    const plain = text === undefined ? undefined : plainText(text, place, told);
    if (plain === undefined) continue;
    const language = languageOf(name);
    if (language) found[language] = plain;
    else if (name === 'default') {
      for (const [known, said] of Object.entries(inItsLanguage(plain))) found[known as 'en'] ??= said;
    } else told.add(place, 'language', name);
  }
  return Object.keys(found).length > 0 ? (found as LocalizedText) : undefined;
}

export interface ForeignChoice {
  value: Json;
  title: LocalizedText | undefined;
}

/** Choices as a schema: values and labels, each once; undefined where there are none. */
export function choicesSchema(choices: readonly ForeignChoice[], place: string, told: Told): FormSchema | undefined {
  const titles = new Map<string, LocalizedText>();
  const values: Json[] = [];
  for (const { value, title } of choices) {
    const name = String(value);
    const usable = (typeof value === 'string' || typeof value === 'number') && isUsableText(name) && !isBlank(name);
    if (!usable || titles.has(name) || name.length > 200) {
      told.add(place, 'choiceLost', name);
      continue;
    }
    if (values.length >= IMPORT_LIMITS.choices) {
      told.add(place, 'tooMany');
      break;
    }
    values.push(value);
    titles.set(name, title ?? inItsLanguage(name));
  }
  if (values.length === 0) return undefined;
  const type = values.every((value) => typeof value === 'string')
    ? 'string'
    : values.every((value) => Number.isInteger(value))
      ? 'integer'
      : values.every((value) => typeof value === 'number')
        ? 'number'
        : undefined;
  // Values of several types are texts here.
  const said = type ? values : values.map(String);
  return { type: type ?? 'string', enum: said, 'x-enum-titles': Object.fromEntries(titles) };
}
