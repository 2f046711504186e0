import { jsonText } from '../json/text.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import type { Locale } from '../model/text.ts';
import type { FieldTypeDefinition, LimitKeyword } from './contract.ts';

// What several types share.

/** Of a value that is shown as it is stored, and that no rule decides by. */
export const PLAIN = {
  initial: () => undefined,
  format: (_: FormSchema, value: Json) => jsonText(value),
  decides: false,
  namesCase: false,
} as const satisfies Partial<FieldTypeDefinition>;

/** A text that is told by its format. */
export const ofFormat = (jsonFormat: string) =>
  ({
    ...PLAIN,
    jsonFormat,
    is: ({ format }: FormSchema) => format === jsonFormat,
    create: (): FormSchema => ({ type: 'string', format: jsonFormat }),
    limits: [],
  }) as const satisfies Partial<FieldTypeDefinition>;

export const TEXT_LIMITS: readonly LimitKeyword[] = ['minLength', 'maxLength', 'pattern'];
export const NUMBER_LIMITS: readonly LimitKeyword[] = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
];
export const LIST_LIMITS: readonly LimitKeyword[] = ['minItems', 'maxItems', 'uniqueItems'];
export const DAY_LIMITS: readonly LimitKeyword[] = [
  'x-not-before',
  'x-not-after',
  'x-unusual-before',
  'x-unusual-after',
];

/** Texts longer than this are written in a box of several lines. */
export const ONE_LINE = 100;

export const listed = (parts: readonly string[], locale: Locale): string => parts.join(locale === 'en' ? ', ' : '、');

export const asList = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** What a choice is called, as the schema says that has the choices. */
export function choiceTitle({ 'x-enum-titles': titles }: FormSchema, value: Json, locale: Locale): string {
  const key = jsonText(value);
  return titles && Object.hasOwn(titles, key) ? (titles[key]?.[locale] ?? key) : key;
}

const CHOICE_KEYWORDS = ['type', 'enum', 'x-enum-titles'] as const;
const FIELD_KEYWORDS = [
  'type',
  'properties',
  'required',
  'dependentRequired',
  'dependentSchemas',
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
] as const;
export const CONTENT_KEYWORDS = { choices: CHOICE_KEYWORDS, fields: FIELD_KEYWORDS } as const;

/** The members of a schema with these names, in its order. */
export const pick = (schema: FormSchema, names: readonly string[]): FormSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => names.includes(name)));
/** The others. */
export const omit = (schema: FormSchema, names: readonly string[]): FormSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));

export const twoChoices = (): FormSchema => ({
  type: 'string',
  enum: ['choice-1', 'choice-2'],
  'x-enum-titles': {
    'choice-1': { 'zh-CN': '选项1', en: 'Choice 1' },
    'choice-2': { 'zh-CN': '选项2', en: 'Choice 2' },
  },
});

export const oneField = (): FormSchema => ({
  type: 'object',
  properties: { field1: { type: 'string', 'x-title': { 'zh-CN': '字段1', en: 'Field 1' } } },
});
