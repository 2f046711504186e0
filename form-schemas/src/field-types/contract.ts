import type { FormSchema, Json, PetitionerPart, Widget } from '../model/form-definition.ts';
import type { Recuses } from '../model/recuses.ts';
import type { Locale, LocalizedText } from '../model/text.ts';
import type { TypedKind } from '../readings/readings.ts';

/** Where types stand together when one is chosen, in this order. */
export const FIELD_TYPE_GROUPS = {
  text: { 'zh-CN': '文字', en: 'Text' },
  number: { 'zh-CN': '数字', en: 'Numbers' },
  day: { 'zh-CN': '日期和时间', en: 'Days and times' },
  choice: { 'zh-CN': '选择', en: 'Choices' },
  person: { 'zh-CN': '人员', en: 'People' },
  place: { 'zh-CN': '地点', en: 'Places' },
  structure: { 'zh-CN': '组合', en: 'Structure' },
} as const satisfies Record<string, LocalizedText>;
export type FieldTypeGroup = keyof typeof FIELD_TYPE_GROUPS;

/** Keywords that bound a value, which a person who makes a form sets and takes away. */
export const LIMIT_KEYWORDS = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'x-not-before',
  'x-not-after',
  'x-unusual-before',
  'x-unusual-after',
] as const satisfies readonly (keyof FormSchema)[];
export type LimitKeyword = (typeof LIMIT_KEYWORDS)[number];

/** What of a schema another type takes over as it is: the choices of one, the fields of another. */
export interface FieldContent {
  kind: 'choices' | 'fields';
  /** The schema that holds it; undefined: this one has none. */
  of: (schema: FormSchema) => FormSchema | undefined;
  /** The schema of this type with other content in the place of its own. */
  put: (schema: FormSchema, content: FormSchema) => FormSchema;
}

/** What there is to say of a type of field: one object a type, in a folder of its own. Pure; schemas are never changed. */
export interface FieldTypeDefinition {
  /** What people who make forms call it. */
  title: LocalizedText;
  /** One sentence: what it is for. */
  help: LocalizedText;
  group: FieldTypeGroup;
  /** Whether a schema, references resolved, is one of this type, where no type asked before it has said so. */
  is: (schema: FormSchema) => boolean;
  /** The shortest schema of the type, without words of its own; with an `x-title` a form takes it as it is. */
  create: () => FormSchema;
  /** The keywords that bound its values. */
  limits: readonly LimitKeyword[];
  /** The `format` of its texts, where it is told by one. */
  jsonFormat?: string;
  /** How what is typed into it is read; none: nothing is typed. */
  typed?: TypedKind;
  /** What an untouched field holds; `undefined` fields are not part of the data. */
  initial: () => Json | undefined;
  /** A value in words of the locale; `part` gives those of a value within it. */
  format: (
    schema: FormSchema,
    value: Json,
    locale: Locale,
    part: (schema: FormSchema, value: Json) => string,
  ) => string;
  /** Rules decide by its answers: one that stands there at first would be an answer that nobody gave. */
  decides: boolean;
  /** A case can go by it where its form says nothing else. */
  namesCase: boolean;
  /** All answers that it can be given, where they are few: `x-denies` may speak of each. */
  answers?: (schema: FormSchema) => Json[];
  /** Whom its value can keep out of the case (`x-recuses`). */
  recuses?: Recuses;
  /** What of a person it can hold (`x-petitioner`). */
  petitioner?: readonly PetitionerPart[];
  content?: FieldContent;
  /** It is about a person: a new one is personal data. */
  personal?: true;
  /** It is read and never filled in: it has no value, and is asked for in vain. */
  holdsNothing?: true;
  /** Two of its fields that are days, the second one no earlier than the first. */
  inOrder?: readonly [string, string];
  /** How it can be shown, the usual way first; none: in one way. */
  widgets?: readonly Widget[];
}
