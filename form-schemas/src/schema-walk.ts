import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';

/** Deeper than any paper form; a definition that goes on is cut here and reported by `checkForm`. */
export const MAX_DEPTH = 8;

/** The schema with a local `$ref` followed; as it is where the reference leads nowhere. */
export function resolveRef(schema: FormSchema, root: FormSchema): FormSchema {
  let at = schema;
  for (let hops = 0; at.$ref !== undefined && hops < MAX_DEPTH; hops++) {
    const name = /^#\/\$defs\/([^/]+)$/.exec(at.$ref)?.[1];
    const target = name !== undefined && root.$defs && Object.hasOwn(root.$defs, name) ? root.$defs[name] : undefined;
    if (!target) return at;
    const { $ref: _, ...own } = at;
    at = { ...target, ...own };
  }
  return at;
}

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
  };
  const here = resolveRef(schema, root);
  for (const [name, property] of Object.entries(here.properties ?? {})) add(name, resolveRef(property, root));
  for (const branch of branchesOf(here)) {
    for (const [name, property] of allProperties(branch, root, depth + 1)) add(name, property);
  }
  return found;
}

const declares = (schema: FormSchema): boolean => schema.type !== undefined || schema['x-title'] !== undefined;

export const isObject = (value: unknown): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The tokens of a JSON pointer (RFC 6901). */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

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
