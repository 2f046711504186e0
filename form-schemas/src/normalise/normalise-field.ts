import { matches } from '../evaluate/evaluate.ts';
import { isBlank } from '../json/usable.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { halfWidth, plainSigns, trimmed } from './characters.ts';
import { dayIn, momentIn, timeIn } from './days.ts';
import { amountIn, integerIn, numberIn } from './numbers.ts';
import { divisionCodeIn, idNumberIn, mobileIn, phoneIn, postalCodeIn } from './numbers-of-people.ts';

/** What a trimmed text means; undefined where that is not certain. */
type Reading = (text: string) => Json | undefined;

const ofDigits =
  (reading: Reading): Reading =>
  (text) =>
    reading(plainSigns(text));

/** One entry a kind of text that is typed. Each reading gives nothing but what its kind allows, and leaves that as it is. */
const READINGS = {
  text: (text) => text,
  code: halfWidth,
  integer: ofDigits(integerIn),
  number: ofDigits(numberIn),
  amount: ofDigits(amountIn),
  date: ofDigits(dayIn),
  time: ofDigits(timeIn),
  'date-time': ofDigits(momentIn),
  'id-number': ofDigits(idNumberIn),
  mobile: ofDigits(mobileIn),
  phone: ofDigits(phoneIn),
  'postal-code': ofDigits(postalCodeIn),
  'division-code': ofDigits(divisionCodeIn),
} satisfies Record<string, Reading>;

export type TypedKind = keyof typeof READINGS;

const BY_FORMAT: Record<string, TypedKind> = {
  date: 'date',
  time: 'time',
  'date-time': 'date-time',
  'cny-amount': 'amount',
  'cn-id-number': 'id-number',
  'cn-mobile': 'mobile',
  'cn-phone': 'phone',
  'cn-postal-code': 'postal-code',
  'cn-division-code': 'division-code',
};

/** What kind of text is typed into a field; undefined where none is. */
export function typedKindOf({ type, format, pattern }: FormSchema): TypedKind | undefined {
  if (type === 'integer' || type === 'number') return type;
  if (type !== undefined && type !== 'string') return undefined;
  const ofFormat = format === undefined || !Object.hasOwn(BY_FORMAT, format) ? undefined : BY_FORMAT[format];
  return ofFormat ?? (pattern === undefined ? 'text' : 'code');
}

/** What a text of a kind means, trimmed and read; undefined where nobody can be certain. */
export const readTyped = (kind: TypedKind, text: string): Json | undefined => READINGS[kind](trimmed(text));

/**
 * What somebody typed into a field, as it is stored: understood where its meaning is certain, else the text as typed, to be
 * told as an error by whoever validates. Undefined: blank. What is no text stays as it is; so does what the field allows as
 * typed and would not allow otherwise. Giving it the result again changes nothing.
 */
export function normaliseField(schema: FormSchema, value: Json, root: FormSchema = schema): Json | undefined {
  if (typeof value !== 'string') return value;
  if (isBlank(value)) return undefined;
  const kind = typedKindOf(schema);
  if (kind === undefined) return value;
  const fits = (one: Json): boolean => matches(schema, one, root);
  const bare = trimmed(value);
  // A choice, or a pattern that speaks of white space, is meant to the letter.
  const literal = schema.enum !== undefined || schema.const !== undefined || schema.pattern !== undefined;
  const typed = literal && bare !== value && fits(value) && !fits(bare) ? value : bare;
  const understood = READINGS[kind](typed);
  if (understood === undefined || understood === typed) return typed;
  // A pattern may want the very letters that were typed; a text that fits neither way stays as typed.
  if (kind === 'code') return !fits(typed) && fits(understood) ? understood : typed;
  return literal && fits(typed) && !fits(understood) ? typed : understood;
}
