import type { Json } from '@caseway/form-schemas';

/** Characters that would end a script element, a comment or (before ES2019) a string literal. */
const RISKY = /[<>&\u2028\u2029]/g;

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A JavaScript expression for a JSON value: for a text, number, boolean or null its JSON, which is a JavaScript
 * literal with the same meaning; for lists and objects `JSON.parse` of a text literal, since an object literal would
 * give `"__proto__"` another meaning. Never anything else of what the value says.
 */
export function literal(value: Json): string {
  const json = JSON.stringify(value);
  return typeof value === 'object' && value !== null ? `JSON.parse(${literal(json)})` : json.replace(RISKY, escaped);
}
