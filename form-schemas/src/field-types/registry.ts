import type { FormSchema, Json } from '../model/form-definition.ts';
import type { Locale } from '../model/text.ts';
import { amount } from './amount/index.ts';
import { boolean } from './boolean/index.ts';
import { pastCase } from './case/index.ts';
import { choice } from './choice/index.ts';
import { choices } from './choices/index.ts';
import type { FieldTypeDefinition } from './contract.ts';
import { date } from './date/index.ts';
import { dateTime } from './date-time/index.ts';
import { divisionCode } from './division-code/index.ts';
import { email } from './email/index.ts';
import { explanation } from './explanation/index.ts';
import { group } from './group/index.ts';
import { idNumber } from './id-number/index.ts';
import { integer } from './integer/index.ts';
import { link } from './link/index.ts';
import { list } from './list/index.ts';
import { longText } from './long-text/index.ts';
import { mobile } from './mobile/index.ts';
import { number } from './number/index.ts';
import { period } from './period/index.ts';
import { phone } from './phone/index.ts';
import { place } from './place/index.ts';
import { postalCode } from './postal-code/index.ts';
import { staff } from './staff/index.ts';
import { text } from './text/index.ts';
import { time } from './time/index.ts';

/** In the order in which a schema is asked: the first type that says yes is its type, and `text` says so to any. */
export const FIELD_TYPE_NAMES = [
  'place',
  'case',
  'staff',
  'period',
  'explanation',
  'boolean',
  'choices',
  'choice',
  'integer',
  'number',
  'list',
  'group',
  'date',
  'date-time',
  'time',
  'amount',
  'id-number',
  'mobile',
  'phone',
  'postal-code',
  'division-code',
  'email',
  'link',
  'long-text',
  'text',
] as const;
export type FieldType = (typeof FIELD_TYPE_NAMES)[number];

/** One line a type, in the order in which they are offered: the compiler demands each. */
export const FIELD_TYPES: Record<FieldType, FieldTypeDefinition> = {
  text,
  'long-text': longText,
  link,
  integer,
  number,
  amount,
  date,
  'date-time': dateTime,
  time,
  period,
  boolean,
  choice,
  choices,
  case: pastCase,
  'id-number': idNumber,
  mobile,
  phone,
  email,
  staff,
  place,
  'postal-code': postalCode,
  'division-code': divisionCode,
  list,
  group,
  explanation,
};

/** How a property is filled in and shown. References are resolved before. */
export const fieldTypeOf = (schema: FormSchema): FieldType =>
  FIELD_TYPE_NAMES.find((name) => FIELD_TYPES[name].is(schema)) ?? 'text';

/** What there is to say of a property's type. */
export const definitionOf = (schema: FormSchema): FieldTypeDefinition => FIELD_TYPES[fieldTypeOf(schema)];

/** A value in words of the locale, as lists and histories show it. */
export function formatValue(schema: FormSchema, value: Json, locale: Locale): string {
  return definitionOf(schema).format(schema, value, locale, (part, inner) => formatValue(part, inner, locale));
}
