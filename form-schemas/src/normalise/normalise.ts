import { isObject } from '../json/equal.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { shapeOf } from '../resolve-form.ts';
import { resolveRef } from '../schema-index.ts';
import { MAX_DEPTH } from '../schema-walk.ts';
import { normaliseField } from './normalise-field.ts';

type Data = Record<string, Json>;

function normaliseValue(schema: FormSchema, value: Json, root: FormSchema, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return value;
  const here = resolveRef(schema, root);
  if (isObject(value)) return normaliseObject(here, value, root, depth);
  const { items } = here;
  if (!Array.isArray(value) || !items) return normaliseField(here, value, root);
  const rows = value.map((row) => normaliseValue(items, row, root, depth + 1) ?? null);
  return rows.some((row, index) => row !== value[index]) ? rows : value;
}

/** What is understood may show a field, or say what another one is: until nothing more is. */
function normaliseObject(schema: FormSchema, given: Data, root: FormSchema, depth: number): Data {
  let data = given;
  const rounds = Object.keys(given).length + 1;
  for (let round = 0; round < rounds; round++) {
    const next: Data = {};
    const { properties } = shapeOf(schema, data, root);
    for (const [name, part] of Object.entries(data)) {
      const property = properties.get(name);
      const value = property ? normaliseValue(property, part, root, depth + 1) : part;
      if (value !== undefined) next[name] = value;
    }
    const names = Object.keys(next);
    if (names.length === Object.keys(data).length && names.every((name) => next[name] === data[name])) return data;
    data = next;
  }
  return data;
}

/**
 * Data as people typed them, as they are stored: every text read by `normaliseField`. Blank texts are absent; a blank row
 * of a list is null, so that each row keeps its place. The same object where nothing changes.
 */
export function normalise(form: Pick<FormDefinition, 'schema'>, data: Data): Data {
  return normaliseObject(form.schema, data, form.schema, 0);
}
