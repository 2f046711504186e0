import type { Report } from './form-findings.ts';
import { FORM_META_SCHEMA } from './form-meta-schema.ts';
import { FORMATS } from './formats/formats.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { LOCALES, quotedList } from './model/text.ts';
import { isSchemaMap, PLACES } from './schema-places.ts';

/** Keywords of the standard that demand nothing: kept as they are. */
const ANNOTATIONS = new Set([
  '$comment',
  '$vocabulary',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentMediaType',
  'contentEncoding',
  'contentSchema',
  'definitions',
]);
/** Keywords about values for which a page has no input. */
const NOT_ON_SCREEN = ['patternProperties', 'prefixItems'];
/** The same, where they say what values of any other name are like. */
const OF_OTHER_NAMES = ['additionalProperties', 'unevaluatedProperties'];
const KNOWN = new Set([...Object.keys(FORM_META_SCHEMA.$defs.schema.properties), ...ANNOTATIONS]);

/** Whether an object has members, and none is a keyword of JSON Schema: it is something else. */
export const saysNothing = (content: object): boolean => {
  const names = Object.keys(content);
  return names.length > 0 && !names.some((name) => KNOWN.has(name) && !['title', 'description'].includes(name));
};

const UNUSABLE_NAME = /[.[\]"'\s]|^$|^.{61,}$/u;

/** What of a schema as it is written does nothing, or cannot be filled in; the schema wherever it stands. */
export function checkKeywords(root: unknown, report: Report): void {
  const open: { schema: unknown; pointer: string }[] = [{ schema: root, pointer: '/schema' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { schema, pointer } = next;
    if (!isObject(schema)) continue;
    for (const [keyword, value] of Object.entries(schema)) {
      const place = `${pointer}/${escapeToken(keyword)}`;
      if (!KNOWN.has(keyword) && !keyword.startsWith('x-')) report('unknown-keyword', place, { keyword });
      if (NOT_ON_SCREEN.includes(keyword) || (OF_OTHER_NAMES.includes(keyword) && isObject(value)))
        report('not-on-screen', place, { keyword });
      if (keyword === 'format' && typeof value === 'string' && !Object.hasOwn(FORMATS, value)) {
        const known = (locale: 'zh-CN' | 'en') => quotedList(Object.keys(FORMATS), locale);
        report('unknown-format', place, { format: value }, { known: { 'zh-CN': known('zh-CN'), en: known('en') } });
      }
      for (const field of keyword === 'properties' && isObject(value) ? Object.keys(value) : []) {
        if (UNUSABLE_NAME.test(field)) report('unusable-field-name', `${place}/${escapeToken(field)}`, { field });
      }
      if (!Object.hasOwn(PLACES, keyword)) continue;
      const inside = Array.isArray(value) || (isObject(value) && isSchemaMap(keyword)) ? Object.entries(value) : [];
      for (const [name, part] of inside) open.push({ schema: part, pointer: `${place}/${escapeToken(name)}` });
      if (inside.length === 0) open.push({ schema: value, pointer: place });
    }
  }
}

/** Members that hold data and no texts of the author. */
const DATA = ['const', 'enum', 'default', 'examples'];

const isLocale = (name: string): boolean => (LOCALES as readonly string[]).includes(name);

/** Texts that are written in one of the two languages only. */
export function checkTexts(content: object, report: Report): void {
  const open: { value: unknown; pointer: string }[] = [{ value: content, pointer: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer } = next;
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    const isText = entries.some(([name]) => isLocale(name)) && entries.every(([, text]) => typeof text === 'string');
    for (const language of isText ? LOCALES.filter((locale) => !Object.hasOwn(value, locale)) : []) {
      report('missing-language', pointer, { language });
    }
    if (isText) continue;
    for (const [name, part] of entries) {
      if (!DATA.includes(name)) open.push({ value: part, pointer: `${pointer}/${escapeToken(name)}` });
    }
  }
}
