import { isObject } from '../json/equal.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import { isSchemaMap, PLACES } from '../schema-places.ts';
import { patched } from './change-at.ts';

/** How a pointer of the data goes on: another one, the same, or undefined where what it led to has gone. */
export type Repoint = (pointer: string) => string | undefined;

const BOUNDS = ['x-not-before', 'x-not-after', 'x-unusual-before', 'x-unusual-after'] as const;

function boundsOf(schema: FormSchema, repoint: Repoint): FormSchema {
  const patch: Partial<Record<(typeof BOUNDS)[number], string | string[] | undefined>> = {};
  for (const name of BOUNDS) {
    const given = schema[name];
    if (given === undefined) continue;
    const one = (bound: string) => (bound.startsWith('/') ? repoint(bound) : bound);
    const kept = (Array.isArray(given) ? given : [given]).map(one).filter((bound) => bound !== undefined);
    const [first] = kept;
    if (!Array.isArray(given)) patch[name] = first;
    else if (kept.length === 0) patch[name] = undefined;
    else if (kept.some((bound, index) => bound !== given[index]) || kept.length !== given.length) patch[name] = kept;
  }
  return Object.keys(patch).length > 0 ? patched(schema, patch) : schema;
}

type Change = (schema: FormSchema, at: string) => FormSchema;

/** Keywords whose schemas speak of the value itself. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);
const ROWS = new Set(['items', 'contains', 'prefixItems']);

/**
 * A schema with every schema in it changed, the inner ones first; `at`: the pointer of the data that it speaks of, rows as
 * `*`, `undefined` where that is not known (in `$defs`). The same object where nothing changes.
 */
export function mapSchemas(schema: FormSchema, change: (schema: FormSchema, at: string | undefined) => FormSchema) {
  const visit = (given: FormSchema, at: string | undefined): FormSchema => {
    if (!isObject(given)) return given;
    let next: FormSchema = given;
    const put = (keyword: string, value: unknown) => {
      if (value !== given[keyword as keyof FormSchema]) next = { ...next, [keyword]: value };
    };
    const inner = (keyword: string, name?: string): string | undefined => {
      if (at === undefined || keyword === '$defs') return undefined;
      if (IN_PLACE.has(keyword)) return at;
      if (ROWS.has(keyword)) return `${at}/*`;
      return keyword === 'properties' && name !== undefined
        ? `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
        : undefined;
    };
    for (const [keyword, place] of Object.entries(PLACES)) {
      const value: unknown = given[keyword as keyof FormSchema];
      if (value === undefined) continue;
      if (isSchemaMap(keyword) && isObject(value)) {
        const parts = Object.entries(value).map(([name, part]) => [
          name,
          visit(part as FormSchema, inner(keyword, name)),
        ]);
        if (parts.some(([name, part]) => part !== value[name as string])) put(keyword, Object.fromEntries(parts));
      } else if (place === 'list' && Array.isArray(value)) {
        const parts = value.map((part: FormSchema) => visit(part, inner(keyword)));
        if (parts.some((part, index) => part !== value[index])) put(keyword, parts);
      } else if (place === 'single') put(keyword, visit(value as FormSchema, inner(keyword)));
    }
    return change(next, at);
  };
  return visit(schema, '');
}

/** The form with every pointer into its data as `repoint` says; one that leads nowhere any more is taken out. */
export function repointed(form: FormDefinition, repoint: Repoint): FormDefinition {
  const entries = <T>(
    map: Record<string, T> | undefined,
    change: (name: string, value: T) => [string, T] | undefined,
  ) =>
    map &&
    Object.fromEntries(
      Object.entries(map).flatMap(([name, value]) => [change(name, value)].filter((e) => e !== undefined)),
    );
  const fields = entries(form.ui.fields, (pointer, ui) => {
    const next = repoint(pointer);
    return next === undefined ? undefined : [next, ui];
  });
  const bindings = entries(form.bindings as Record<string, string> | undefined, (name, pointer) => {
    const next = repoint(pointer);
    return next === undefined ? undefined : [name, next];
  });
  const same = (a: object | undefined, b: object | undefined) => JSON.stringify(a) === JSON.stringify(b);
  return patched(form, {
    schema: mapSchemas(form.schema, (schema) => boundsOf(schema, repoint)),
    ui: same(fields, form.ui.fields) ? form.ui : patched(form.ui, { fields }),
    bindings: same(bindings, form.bindings) ? form.bindings : bindings,
  });
}

/** The form's schema with the schemas changed that speak of one object of the data. */
export const changeObject = (schema: FormSchema, object: string, change: Change): FormSchema =>
  mapSchemas(schema, (part, at) => (at === object ? change(part, at) : part));
