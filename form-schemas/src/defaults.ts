import { isObject } from './json/equal.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { shapeOf } from './resolve-form.ts';
import { resolveRef } from './schema-index.ts';
import { MAX_DEPTH } from './schema-walk.ts';

const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

function filled(
  schema: FormSchema,
  value: Json | undefined,
  before: Json | undefined,
  root: FormSchema,
  depth: number,
): Json | undefined {
  const here = resolveRef(schema, root);
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value) && here.items) {
    const { items } = here;
    const old = Array.isArray(before) ? before : [];
    const rows = value.map((row, index) => filled(items, row, old[index], root, depth + 1) ?? row);
    return rows.some((row, index) => row !== value[index]) ? rows : value;
  }
  if (here.type !== 'object' && !here.properties) return value;
  if (value !== undefined && !isObject(value)) return value;
  let data: Record<string, Json> = value ?? {};
  // A default may show a field that has one too; each round fills in one at least.
  for (let found = true; found; ) {
    found = false;
    const shownBefore = before === undefined ? new Map() : shapeOf(here, before, root).properties;
    for (const [name, property] of shapeOf(here, data, root).properties) {
      const old = isObject(before) && Object.hasOwn(before, name) ? before[name] : undefined;
      const wasShown = shownBefore.has(name);
      const now = Object.hasOwn(data, name) ? data[name] : undefined;
      const first = now === undefined && !wasShown && property.default !== undefined;
      const start = first ? copyOf(property.default as Json) : now;
      // A group that was there and held nothing had its fields there, too.
      const next = filled(property, start, wasShown ? (old ?? {}) : undefined, root, depth + 1);
      if (next === undefined || next === now) continue;
      data = { ...data, [name]: next };
      found = true;
    }
  }
  return Object.keys(data).length > 0 || value !== undefined ? data : undefined;
}

/**
 * The data with the defaults of the fields that are there and hold nothing, in groups, rows and branches too; `before`:
 * only of those that were not there before, so that what somebody has cleared stays clear. The same object where there is
 * nothing to fill in.
 */
export function withDefaults(
  form: Pick<FormDefinition, 'schema'>,
  data: Record<string, Json>,
  before?: Record<string, Json>,
): Record<string, Json> {
  const result = filled(form.schema, data, before, form.schema, 0);
  return isObject(result) ? result : data;
}
