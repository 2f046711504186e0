import { yuanText } from '../formats/amount.ts';
import { jsonText } from '../json/text.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { recusesOf } from '../model/recuses.ts';
import type { Locale } from '../model/text.ts';

export const FIELD_TYPE_NAMES = [
  'text',
  'long-text',
  'integer',
  'number',
  'boolean',
  'date',
  'date-time',
  'choice',
  'choices',
  'amount',
  'id-number',
  'mobile',
  'postal-code',
  'division-code',
  'place',
  'staff',
  'case',
  'list',
  'group',
] as const;
export type FieldType = (typeof FIELD_TYPE_NAMES)[number];

/** Texts longer than this are written in a box of several lines. */
const ONE_LINE = 100;

const BY_FORMAT: Record<string, FieldType> = {
  date: 'date',
  'date-time': 'date-time',
  'cny-amount': 'amount',
  'cn-id-number': 'id-number',
  'cn-mobile': 'mobile',
  'cn-postal-code': 'postal-code',
  'cn-division-code': 'division-code',
};

/** How a property is filled in and shown. */
export function fieldTypeOf(schema: FormSchema): FieldType {
  if (schema['x-place']) return 'place';
  if (recusesOf(schema) === 'staff') return 'staff';
  if (schema['x-case']) return 'case';
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return schema.enum ? 'choice' : schema.type;
    case 'array':
      if (schema.items && recusesOf(schema.items) === 'staff') return 'staff';
      return schema.items?.enum ? 'choices' : 'list';
    case 'object':
      return 'group';
    default:
      break;
  }
  if (schema.enum) return 'choice';
  if (schema.properties) return 'group';
  const ofFormat = schema.format === undefined ? undefined : BY_FORMAT[schema.format];
  if (ofFormat) return ofFormat;
  return (schema.maxLength ?? 0) > ONE_LINE ? 'long-text' : 'text';
}

interface FieldTypeInfo {
  /** What an untouched field holds; `undefined` fields are not part of the data. */
  initial: () => Json | undefined;
  format: (schema: FormSchema, value: Json, locale: Locale) => string;
}

const plain: FieldTypeInfo = { initial: () => undefined, format: (_, value) => jsonText(value) };

function choiceTitle(schema: FormSchema, value: Json, locale: Locale): string {
  const titles = schema['x-enum-titles'];
  const key = jsonText(value);
  return titles && Object.hasOwn(titles, key) ? (titles[key]?.[locale] ?? key) : key;
}

const joined = (parts: readonly string[], locale: Locale): string => parts.join(locale === 'en' ? ', ' : '、');

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** One entry a field type: the compiler demands each. */
export const FIELD_TYPES: Record<FieldType, FieldTypeInfo> = {
  text: plain,
  'long-text': plain,
  integer: plain,
  number: plain,
  date: plain,
  'id-number': plain,
  mobile: plain,
  'postal-code': plain,
  'division-code': plain,
  place: plain,
  case: plain,
  boolean: {
    initial: () => undefined,
    format: (_, value, locale) => (value === true ? { 'zh-CN': '是', en: 'Yes' } : { 'zh-CN': '否', en: 'No' })[locale],
  },
  'date-time': {
    initial: () => undefined,
    format: (_, value) => {
      const at = Date.parse(jsonText(value));
      if (Number.isNaN(at)) return jsonText(value);
      return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
    },
  },
  amount: {
    initial: () => undefined,
    format: (_, value, locale) =>
      locale === 'en' ? `CNY ${yuanText(jsonText(value))}` : `${yuanText(jsonText(value))}元`,
  },
  choice: { initial: () => undefined, format: choiceTitle },
  choices: {
    initial: () => [],
    format: (schema, value, locale) =>
      joined(
        (Array.isArray(value) ? value : [value]).map((item) => choiceTitle(schema.items ?? {}, item, locale)),
        locale,
      ),
  },
  staff: {
    initial: () => undefined,
    format: (_, value, locale) => joined((Array.isArray(value) ? value : [value]).map(jsonText), locale),
  },
  list: {
    initial: () => [],
    format: (schema, value, locale) =>
      (Array.isArray(value) ? value : [])
        .map((item) => formatValue(schema.items ?? {}, item, locale))
        .join(locale === 'en' ? '; ' : '；'),
  },
  group: {
    initial: () => ({}),
    format: (schema, value, locale) =>
      joined(
        Object.entries(value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}).map(
          ([name, part]) => {
            const property = schema.properties?.[name] ?? {};
            const title = property['x-title']?.[locale] ?? name;
            return `${title}${locale === 'en' ? ': ' : '：'}${formatValue(property, part, locale)}`;
          },
        ),
        locale,
      ),
  },
};

/** A value in words of the locale, as lists and histories show it. */
export function formatValue(schema: FormSchema, value: Json, locale: Locale): string {
  return FIELD_TYPES[fieldTypeOf(schema)].format(schema, value, locale);
}
