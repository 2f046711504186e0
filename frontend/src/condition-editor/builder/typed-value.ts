import { type Json, readTyped, type TypedKind } from '@caseway/form-schemas';

/** What a value editor types itself: everything else is chosen. */
export type TypedValue = 'number' | 'amount' | 'date';

/** As what a value of a kind may stand in a draft: a moment has a day, and is compared by it. */
const OTHERWISE: Record<TypedValue, readonly TypedKind[]> = {
  number: ['number'],
  amount: ['amount'],
  date: ['date', 'date-time'],
};

const isBlank = (text: string): boolean => text.trim() === '';

/** What was typed as a value, as it stands in the draft: understood where it can be, else as typed, for the check to tell. */
export const typedValue = (kind: TypedValue, text: string): Json =>
  isBlank(text) ? '' : (readTyped(kind, text) ?? text);

/** Whether something stands there that is no value of its kind. Nothing at all is told by whoever wants something. */
export const isMistyped = (kind: TypedValue, value: unknown): boolean =>
  typeof value === 'string' && !isBlank(value) && !OTHERWISE[kind].some((other) => readTyped(other, value) === value);

/** A value as it is shown to be typed over. */
export const shownValue = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
