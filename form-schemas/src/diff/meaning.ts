import { isObject } from '../json/equal.ts';

/** The same but for the order of members; `undefined` in an object is not there. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Keywords of which `false` forbids, and `true` allows anything. */
const ALLOWING = ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'];
/** Keywords of which `false` is a value like any other. */
const VALUES = ['const', 'default'];

/** Canonical: what may be written in two ways with one meaning is written in one. */
export function meaningOf(keyword: string, value: unknown): unknown {
  const allowing = ALLOWING.includes(keyword);
  if (value === undefined || (allowing && value === true)) return undefined;
  if (value === false) return allowing || VALUES.includes(keyword) ? value : undefined;
  if (keyword === 'x-recuses' && value === true) return 'staff';
  if (keyword.startsWith('x-not-')) return [value].flat();
  if (Array.isArray(value) && ['required', 'enum'].includes(keyword))
    return value.length === 0 ? undefined : value.map((it) => JSON.stringify(sorted(it))).sort();
  return value;
}
