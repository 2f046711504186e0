import { fieldTypeOf } from '../field-types/registry.ts';
import { fenOf, isYuan, yuanOf } from '../formats/amount.ts';
import { isDay } from '../formats/id-number.ts';
import { decimalOf, numberOf } from '../json/decimal.ts';
import { isBlank } from '../json/usable.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import type { Value, ValueKind } from './model.ts';
import { nearestMultiple, ofNumber, type Rational, rational, TooLarge, textOf, unitsAt } from './rational.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export const yesNo = (yes: boolean): Value => ({ is: 'yes-no', yes });
export const textValue = (text: string): Value => ({ is: 'text', text });

/** A day that there is, YYYY-MM-DD; undefined where it is none. */
export function dayValue(text: string): (Value & { is: 'day' }) | undefined {
  return isDay(text) ? { is: 'day', day: Date.parse(text) / DAY_MS } : undefined;
}

/** The day as YYYY-MM-DD; undefined beyond the years 0000 to 9999. */
export function dayText(day: number): string | undefined {
  const at = new Date(day * DAY_MS);
  const text = Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
  return isDay(text) ? text : undefined;
}

export function durationValue(text: string): Value | undefined {
  const [, sign, years, months, days] = /^(-?)P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,7})D)?$/.exec(text) ?? [];
  const signed = (count: bigint) => (sign === '-' ? -count : count);
  if (days !== undefined) {
    return years === undefined && months === undefined ? { is: 'days', days: signed(BigInt(days)) } : undefined;
  }
  if (years === undefined && months === undefined) return undefined;
  return { is: 'months', months: signed(BigInt(years ?? 0) * 12n + BigInt(months ?? 0)) };
}

/** A day so many months on; a day that the month does not have is its last. */
export function monthsOn(day: number, months: bigint): number | undefined {
  if (months > 200_000n || months < -200_000n) return undefined;
  const from = new Date(day * DAY_MS);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Number(months)];
  const last = new Date(Date.UTC(year, month + 1, 0));
  const at = Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(from.getUTCDate(), last.getUTCDate()));
  return Number.isNaN(at) ? undefined : at / DAY_MS;
}

/** Whole months from a day to another: a month is full on the day of the same number. */
export function monthsBetween(from: number, to: number): bigint {
  if (to < from) return -monthsBetween(to, from);
  const [a, b] = [new Date(from * DAY_MS), new Date(to * DAY_MS)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return BigInt(b.getUTCDate() < a.getUTCDate() ? months - 1 : months);
}

/** What expressions take a field for, by its schema with references resolved; undefined: they cannot read it. */
export function kindOfField(schema: FormSchema): ValueKind | undefined {
  switch (fieldTypeOf(schema)) {
    case 'integer':
    case 'number':
    case 'amount':
      return 'number';
    case 'boolean':
      return 'yes-no';
    case 'date':
    case 'date-time':
      return 'day';
    case 'list':
    case 'choices':
      return 'list';
    case 'group':
      return 'row';
    case 'choice': {
      const choices = schema.enum ?? [schema.const ?? null];
      if (choices.every((choice) => typeof choice === 'number')) return 'number';
      return choices.every((choice) => typeof choice === 'string') ? 'text' : undefined;
    }
    case 'staff':
      return schema.items ? 'list' : 'text';
    default:
      return 'text';
  }
}

/** What a field of one value holds, for an expression; null: nothing that is understood. */
export function readValue(schema: FormSchema, held: Json | undefined): Value | null {
  const kind = kindOfField(schema);
  if (typeof held === 'boolean') return kind === 'yes-no' ? yesNo(held) : null;
  if (typeof held === 'number')
    return kind === 'number' && schema.format === undefined ? (ofNumber(held) ?? null) : null;
  if (typeof held !== 'string' || isBlank(held)) return null;
  if (kind === 'text') return textValue(held);
  if (kind === 'number') return schema.format === 'cny-amount' ? amountOf(held) : null;
  if (kind !== 'day') return null;
  const at = held.includes('T') ? Date.parse(held) : Number.NaN;
  return (
    dayValue(held) ?? (Number.isNaN(at) ? null : { is: 'day', day: Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS) })
  );
}

function amountOf(text: string): Value | null {
  const below = text.startsWith('-');
  const fen = fenOf(below ? text.slice(1) : text);
  return fen === undefined ? null : rational(below ? -fen : fen, 100n);
}

/** Decimals of a calculated number whose schema says no `multipleOf`. */
export const DECIMALS = 6;

/**
 * A value as a field stores it, brought to the scale of the field: fen for amounts, whole for integers, the `multipleOf` of a
 * number, else 6 decimals; half away from 0. Undefined: the field cannot hold it. Throws TooLarge where no number is exact.
 */
export function jsonOf(schema: FormSchema, value: Value): Json | undefined {
  const type = fieldTypeOf(schema);
  switch (value.is) {
    case 'number':
      if (type === 'amount') return yuanSigned(unitsAt(value, 2));
      if (type !== 'number' && type !== 'integer' && type !== 'choice') return undefined;
      return exactNumber(value, type === 'integer' ? (schema.multipleOf ?? 1) : schema.multipleOf);
    case 'text':
      return kindOfField(schema) === 'text' && !isBlank(value.text) ? value.text : undefined;
    case 'yes-no':
      return type === 'boolean' ? value.yes : undefined;
    case 'day':
      return type === 'date' ? dayText(value.day) : undefined;
    default:
      return undefined;
  }
}

function yuanSigned(fen: bigint): string {
  const text = yuanOf(fen < 0n ? -fen : fen);
  if (!isYuan(text)) throw new TooLarge();
  return fen < 0n ? `-${text}` : text;
}

function exactNumber(value: Rational, step: number | undefined): number {
  const scale = step === undefined ? undefined : ofNumber(step);
  const exact = scale ? nearestMultiple(value, scale) : rational(unitsAt(value, DECIMALS), 10n ** BigInt(DECIMALS));
  const text = textOf(exact);
  const number = Number(text);
  // A number that would be read as another is none to store.
  if (!Number.isFinite(number) || textOf(ofNumber(number) ?? rational(0n)) !== text) throw new TooLarge();
  return numberOf(decimalOf(number === 0 ? 0 : number));
}
