import type { Json } from '../model/form-definition.ts';
import { halfWidth, plainSigns, trimmed } from './characters.ts';
import { dayIn, momentIn, timeIn } from './days.ts';
import { amountIn, integerIn, numberIn } from './numbers.ts';
import { divisionCodeIn, idNumberIn, mobileIn, phoneIn, postalCodeIn } from './numbers-of-people.ts';
import { emailIn, webAddressIn } from './web-addresses.ts';

/** What a trimmed text means; undefined where that is not certain. */
type Reading = (text: string) => Json | undefined;

const ofDigits =
  (reading: Reading): Reading =>
  (text) =>
    reading(plainSigns(text));

/** One entry a kind of text that is typed. Each reading gives nothing but what its kind allows, and leaves that as it is. */
export const READINGS = {
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
  email: emailIn,
  link: webAddressIn,
} satisfies Record<string, Reading>;

export type TypedKind = keyof typeof READINGS;

/** What a text of a kind means, trimmed and read; undefined where nobody can be certain. */
export const readTyped = (kind: TypedKind, text: string): Json | undefined => READINGS[kind](trimmed(text));
