import type { FormSchema } from '../model/form-definition.ts';
import { at, type Check } from './check.ts';

/** Makes the check of a part. */
export type Compile = (schema: FormSchema | boolean) => Check;

/** What a schema says of the entries of a list. */
export function listChecks(schema: FormSchema, compile: Compile): Check[] {
  const { prefixItems, items, contains } = schema;
  const checks: Check[] = [];
  const places = (prefixItems ?? []).map(compile);
  if (places.length > 0) {
    checks.push((value, pointer, faults, seen) => {
      if (!Array.isArray(value)) return true;
      if (seen) seen.first = Math.max(seen.first, places.length);
      let fits = true;
      for (const [index, check] of places.slice(0, value.length).entries()) {
        if (check(value[index] ?? null, at(pointer, index, faults), faults)) continue;
        if (!faults) return false;
        fits = false;
      }
      return fits;
    });
  }
  if (items !== undefined) checks.push(entriesFrom(places.length, compile(items)));
  if (contains !== undefined) checks.push(containing(compile(contains), schema, contains));
  return checks;
}

/** The entries from a place on fit. */
function entriesFrom(first: number, check: Check): Check {
  return (value, pointer, faults, seen) => {
    if (!Array.isArray(value)) return true;
    if (seen) seen.first = Number.POSITIVE_INFINITY;
    let fits = true;
    for (let index = first; index < value.length; index++) {
      if (check(value[index] ?? null, at(pointer, index, faults), faults)) continue;
      if (!faults) return false;
      fits = false;
    }
    return fits;
  };
}

function containing(
  check: Check,
  { minContains: least = 1, maxContains: most }: FormSchema,
  kind: FormSchema | boolean,
): Check {
  return (value, pointer, faults, seen) => {
    if (!Array.isArray(value)) return true;
    let found = 0;
    for (const [index, entry] of value.entries()) {
      if (!check(entry, '', undefined)) continue;
      found++;
      seen?.entries.add(index);
      if (!seen && most === undefined && found >= least) return true;
    }
    if (found < least) {
      const [keyword, params] = least > 1 ? ['minContains', { limit: least, kind }] : ['contains', { kind }];
      faults?.push({ pointer, keyword, params });
      return false;
    }
    if (most === undefined || found <= most) return true;
    faults?.push({ pointer, keyword: 'maxContains', params: { limit: most, kind } });
    return false;
  };
}

/** The entries that no part has spoken of fit. */
export function unevaluatedItems(schema: FormSchema | boolean, check: Check): Check {
  return (value, pointer, faults, seen) => {
    if (!Array.isArray(value) || !seen) return true;
    let fits = true;
    for (let index = seen.first; index < value.length; index++) {
      if (seen.entries.has(index)) continue;
      const place = at(pointer, index, faults);
      if (schema === false) faults?.push({ pointer: place, keyword: 'unevaluatedItems', params: {} });
      else if (check(value[index] ?? null, place, faults)) continue;
      if (!faults) return false;
      fits = false;
    }
    seen.first = Number.POSITIVE_INFINITY;
    return fits;
  };
}
