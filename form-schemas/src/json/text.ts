import type { Json } from '../model/form-definition.ts';

/**
 * A JSON value as text: a text as it is, anything else as JSON writes it. Never `String(value)`: an object may have a member
 * `toString`, which is then called or is no function. Titles and denials of choices are keyed by this text.
 */
export function jsonText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
