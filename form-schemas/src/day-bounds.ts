import type { Fault } from './demand-checks.ts';
import { isDay } from './formats/id-number.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { shapeOf } from './resolve-form.ts';
import { resolveRef } from './schema-index.ts';
import { MAX_DEPTH, readPointer } from './schema-walk.ts';

/** The present that a form is filled in at, as days of Shanghai (YYYY-MM-DD). What is not given bounds nothing. */
export interface Present {
  today?: string;
  /** Day on which the case was received that a step belongs to. */
  received?: string;
}

export const DAY_BOUNDS = ['x-not-before', 'x-not-after'] as const;
export type DayBoundKeyword = (typeof DAY_BOUNDS)[number];

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The day that a value says: a day as it is, a moment by the clock of Shanghai; undefined where it says none. */
function dayOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isDay(value)) return value;
  const at = value.includes('T') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The bounds of one keyword: each `today`, `received`, a day, or a pointer to another day of the form. */
export const boundsOf = (schema: FormSchema, keyword: DayBoundKeyword): readonly string[] =>
  [schema[keyword] ?? []].flat();

/**
 * Days of the data that cannot be: before or after what bounds them in the form, in the order of the fields. `params` say
 * the `limit` (a day), and by what it is one: `of`.
 */
export function dayFaults(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>, present: Present): Fault[] {
  const root = form.schema;
  const limitOf = (bound: string): string | undefined => {
    if (bound === 'today' || bound === 'received') return present[bound];
    return bound.startsWith('/') ? dayOf(readPointer(data, bound)) : bound;
  };
  const atField = (schema: FormSchema, day: string, pointer: string): Fault[] =>
    DAY_BOUNDS.flatMap((keyword) =>
      boundsOf(schema, keyword).flatMap((of) => {
        const limit = limitOf(of);
        const crossed = limit !== undefined && (keyword === 'x-not-before' ? day < limit : day > limit);
        return crossed ? [{ pointer, keyword, params: { limit, of } }] : [];
      }),
    );
  const visit = (given: FormSchema, value: Json, pointer: string, depth: number): Fault[] => {
    const here = resolveRef(given, root);
    if (depth > MAX_DEPTH) return [];
    const { items } = here;
    if (Array.isArray(value)) {
      return items ? value.flatMap((item, index) => visit(items, item, `${pointer}/${index}`, depth + 1)) : [];
    }
    if (isObject(value)) {
      return [...shapeOf(here, value, root).properties].flatMap(([name, property]) =>
        Object.hasOwn(value, name)
          ? visit(property, value[name] as Json, `${pointer}/${escapeToken(name)}`, depth + 1)
          : [],
      );
    }
    const day = dayOf(value);
    return day === undefined ? [] : atField(here, day, pointer);
  };
  return visit(root, data, '', 0);
}
