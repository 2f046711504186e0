import { isJsonObject } from '@caseway/rule-sets';

/**
 * `next` with every part that equals its counterpart in `before` replaced by that very counterpart: what did not
 * change stays the same object, so that only what did change is shown anew. Keys in another order are a change.
 */
export function shareStructure(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (Array.isArray(before) && Array.isArray(next)) {
    const shared = next.map((item, index) => (index < before.length ? shareStructure(before[index], item) : item));
    const same = shared.length === before.length && shared.every((item, index) => Object.is(item, before[index]));
    return same ? before : shared;
  }
  if (!isJsonObject(before) || !isJsonObject(next)) return next;
  const names = Object.keys(next);
  const known = Object.keys(before);
  const entries = names.map((name) => [
    name,
    Object.hasOwn(before, name) ? shareStructure(before[name], next[name]) : next[name],
  ]);
  const same =
    names.length === known.length &&
    names.every((name, index) => name === known[index] && Object.is(entries[index]?.[1], before[name]));
  // `fromEntries` defines: a key named `__proto__` stays a key.
  return same ? before : Object.fromEntries(entries);
}
