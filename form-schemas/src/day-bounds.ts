import type { Fault } from './evaluate/check.ts';
import { definitionOf } from './field-types/registry.ts';
import { isDay } from './formats/id-number.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { isPresentDay, type Present } from './model/present.ts';
import { shapeOf } from './resolve-form.ts';
import { resolveRef } from './schema-index.ts';
import { MAX_DEPTH, readPointer } from './schema-walk.ts';

export const DAY_BOUNDS = ['x-not-before', 'x-not-after'] as const;
/** Beyond these a day can be, and seldom is: asked about, never refused. */
export const DAY_QUESTIONS = ['x-unusual-before', 'x-unusual-after'] as const;
export type DayBoundKeyword = (typeof DAY_BOUNDS | typeof DAY_QUESTIONS)[number];

const AGO = /^P([1-9]\d{0,2})([YMD])$/;

/** Whether a bound says how long before today: P1Y, P6M, P30D. */
export const isAgo = (bound: string): boolean => AGO.test(bound);

function dayAgo(bound: string, today: string): string {
  const [, count = '0', unit] = AGO.exec(bound) ?? [];
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const back = (of: string) => (unit === of ? Number(count) : 0);
  const at = Date.UTC(year - back('Y'), month - 1 - back('M'), day - back('D'));
  return new Date(at).toISOString().slice(0, 10);
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The day that a value says: a day as it is, a moment by the clock of Shanghai; undefined where it says none. */
function dayOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isDay(value)) return value;
  const at = value.includes('T') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The bounds of one keyword: each a day by name (`PRESENT_DAYS`), a day, or a pointer to another day of the form. */
export const boundsOf = (schema: FormSchema, keyword: DayBoundKeyword): readonly string[] =>
  [schema[keyword] ?? []].flat();

type Form = Pick<FormDefinition, 'schema'>;

/**
 * Days of the data that cannot be: before or after what bounds them in the form, in the order of the fields. `params` say
 * the `limit` (a day), and by what it is one: `of`.
 */
export const dayFaults = (form: Form, data: Record<string, Json>, present: Present): Fault[] =>
  crossings(form, data, present, DAY_BOUNDS);

/** The same of days that are asked about: they can be, and seldom are. */
export const unusualDays = (form: Form, data: Record<string, Json>, present: Present): Fault[] =>
  crossings(form, data, present, DAY_QUESTIONS);

function crossings(
  form: Form,
  data: Record<string, Json>,
  present: Present,
  keywords: readonly DayBoundKeyword[],
): Fault[] {
  const root = form.schema;
  const limitOf = (bound: string): string | undefined => {
    if (isPresentDay(bound)) return present[bound];
    if (isAgo(bound)) return present.today && dayAgo(bound, present.today);
    return bound.startsWith('/') ? dayOf(readPointer(data, bound)) : bound;
  };
  const atField = (schema: FormSchema, day: string, pointer: string): Fault[] =>
    keywords.flatMap((keyword) =>
      boundsOf(schema, keyword).flatMap((of) => {
        const limit = limitOf(of);
        const crossed = limit !== undefined && (keyword.endsWith('before') ? day < limit : day > limit);
        return crossed ? [{ pointer, keyword, params: { limit, of } }] : [];
      }),
    );
  /** The second day of two that are in order, before the first one. */
  const atOrder = (schema: FormSchema, value: Record<string, Json>, pointer: string): Fault[] => {
    const [first, second] = definitionOf(schema).inOrder ?? [];
    if (first === undefined || second === undefined || keywords !== DAY_BOUNDS) return [];
    const [from, to] = [dayOf(value[first]), dayOf(value[second])];
    if (from === undefined || to === undefined || to >= from) return [];
    return [
      { pointer: `${pointer}/${second}`, keyword: 'x-not-before', params: { limit: from, of: `${pointer}/${first}` } },
    ];
  };
  const visit = (given: FormSchema, value: Json, pointer: string, depth: number): Fault[] => {
    const here = resolveRef(given, root);
    if (depth > MAX_DEPTH) return [];
    const { items } = here;
    if (Array.isArray(value)) {
      return items ? value.flatMap((item, index) => visit(items, item, `${pointer}/${index}`, depth + 1)) : [];
    }
    if (isObject(value)) {
      const within = [...shapeOf(here, value, root).properties].flatMap(([name, property]) =>
        Object.hasOwn(value, name)
          ? visit(property, value[name] as Json, `${pointer}/${escapeToken(name)}`, depth + 1)
          : [],
      );
      return [...within, ...atOrder(here, value, pointer)];
    }
    const day = dayOf(value);
    return day === undefined ? [] : atField(here, day, pointer);
  };
  return visit(root, data, '', 0);
}
