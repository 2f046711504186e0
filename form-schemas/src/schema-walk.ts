import { equalJson, isObject } from './json/equal.ts';
import { pointerTokens } from './json/pointer.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { resolveRef } from './schema-index.ts';

/** Deeper than any paper form; a definition that goes on is cut here and reported by `checkForm`. */
export const MAX_DEPTH = 8;

/** Parts of a schema that stand in branches: conditional or combined. */
export function branchesOf(schema: FormSchema): FormSchema[] {
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...parts, schema.then, schema.else].filter((part) => part !== undefined);
}

/**
 * Every property that the object may have in any of its branches. Where several places speak of one property, the one
 * that declares it (with a title or a type) goes before those that only narrow it.
 */
export function allProperties(schema: FormSchema, root: FormSchema, depth = 0): Map<string, FormSchema> {
  const found = new Map<string, FormSchema>();
  if (depth > MAX_DEPTH) return found;
  const add = (name: string, property: FormSchema) => {
    const known = found.get(name);
    if (!known || (!declares(known) && declares(property))) found.set(name, property);
    else if (isChoice(known) && isChoice(property)) found.set(name, united(known, property));
  };
  const here = resolveRef(schema, root);
  for (const [name, property] of Object.entries(here.properties ?? {})) add(name, resolveRef(property, root));
  for (const branch of branchesOf(here)) {
    for (const [name, property] of allProperties(branch, root, depth + 1)) add(name, property);
  }
  return found;
}

const declares = (schema: FormSchema): boolean => schema.type !== undefined || schema['x-title'] !== undefined;

const choicesOf = ({ enum: choices, const: fixed }: FormSchema): Json[] =>
  choices ?? (fixed === undefined ? [] : [fixed]);

/** A field that its place declares, with what can be chosen. */
export const isChoice = (schema: FormSchema): boolean =>
  schema['x-title'] !== undefined && choicesOf(schema).length > 0;

/** One field that several branches declare, each with choices of its own: all of them can be chosen. */
export function united(one: FormSchema, other: FormSchema): FormSchema {
  const { const: _, ...rest } = one;
  const choices = choicesOf(one);
  const more = choicesOf(other).filter((value) => !choices.some((known) => equalJson(known, value)));
  if (more.length === 0) return one;
  const titles = { ...other['x-enum-titles'], ...one['x-enum-titles'] };
  return { ...rest, enum: [...choices, ...more], 'x-enum-titles': titles };
}

/** The value that a pointer leads to, by own properties only; undefined where it leads nowhere. */
export function readPointer(data: Json | undefined, pointer: string): Json | undefined {
  let at = data;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(at)) at = /^\d+$/.test(token) ? at[Number(token)] : undefined;
    else if (isObject(at) && Object.hasOwn(at, token)) at = at[token];
    else return undefined;
  }
  return at;
}

/** The schema of the field that a pointer into the data leads to; a list item by its index or `*`. */
export function fieldAt(form: Pick<FormDefinition, 'schema'>, pointer: string): FormSchema | undefined {
  let at: FormSchema | undefined = form.schema;
  for (const token of pointerTokens(pointer)) {
    if (!at) return undefined;
    const here: FormSchema = resolveRef(at, form.schema);
    if (here.type === 'array') at = here.items && resolveRef(here.items, form.schema);
    else at = allProperties(here, form.schema).get(token);
  }
  return at;
}

/** The value of what a form binds to a name of the platform; undefined where it binds nothing or nothing is given. */
export function bindingValue(
  form: FormDefinition,
  data: Record<string, Json>,
  name: keyof NonNullable<FormDefinition['bindings']>,
): Json | undefined {
  const pointer = form.bindings?.[name];
  return pointer === undefined ? undefined : readPointer(data, pointer);
}

/** The data with a value at a pointer through groups; what stands there in the way of a group goes. */
export function putPointer(data: FormData, pointer: string, value: Json): FormData {
  const put = (at: FormData, [name = '', ...rest]: readonly string[]): FormData => {
    if (rest.length === 0) return { ...at, [name]: value };
    const inner = at[name];
    return { ...at, [name]: put(isObject(inner) ? inner : {}, rest) };
  };
  return put(data, pointerTokens(pointer));
}
