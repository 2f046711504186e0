import type { FieldType } from './fields/field-types.ts';
import { fieldTypeOf } from './fields/field-types.ts';
import { matches } from './matches.ts';
import type { FieldUi, FormDefinition, FormSchema, FormSection, Json } from './model/form-definition.ts';
import { escapeToken, isObject, MAX_DEPTH, resolveRef } from './schema-walk.ts';

/** A field that is there for the data as they stand. */
export interface ResolvedField {
  name: string;
  /** Into the data. */
  pointer: string;
  schema: FormSchema;
  type: FieldType;
  required: boolean;
  ui: FieldUi;
}

export interface ResolvedSection extends Omit<FormSection, 'fields'> {
  fields: ResolvedField[];
}

interface ObjectShape {
  properties: Map<string, FormSchema>;
  required: Set<string>;
}

/** The properties an object has now: its own, and those of the branches whose condition holds for the data. */
export function shapeOf(schema: FormSchema, data: Json | undefined, root: FormSchema, depth = 0): ObjectShape {
  const here = resolveRef(schema, root);
  const shape: ObjectShape = { properties: new Map(), required: new Set(here.required ?? []) };
  if (depth > MAX_DEPTH) return shape;
  for (const [name, property] of Object.entries(here.properties ?? {})) {
    shape.properties.set(name, resolveRef(property, root));
  }
  const merge = (part: FormSchema | undefined) => {
    if (!part) return;
    const { properties, required } = shapeOf(part, data, root, depth + 1);
    // A branch may narrow what stands outside of it.
    for (const [name, property] of properties) {
      shape.properties.set(name, { ...shape.properties.get(name), ...property });
    }
    for (const name of required) shape.required.add(name);
  };
  if (here.if) merge(matches(here.if, isObject(data) ? data : {}, root) ? here.then : here.else);
  for (const part of here.allOf ?? []) merge(part);
  return shape;
}

/** The fields of an object (the form, a group, or an item of a list) for the data as they stand. */
export function resolveFields(
  form: FormDefinition,
  schema: FormSchema,
  data: Json | undefined,
  pointer: string,
): ResolvedField[] {
  const { properties, required } = shapeOf(schema, data, form.schema);
  return [...properties].map(([name, property]) => {
    const at = `${pointer}/${escapeToken(name)}`;
    return {
      name,
      pointer: at,
      schema: property,
      type: fieldTypeOf(property),
      required: required.has(name),
      ui: form.ui.fields?.[at.replace(/\/\d+(?=\/|$)/g, '/*')] ?? {},
    };
  });
}

/** The sections of a form with the fields that are visible for the data; sections without any are left out. */
export function resolveForm(form: FormDefinition, data: Record<string, Json>): ResolvedSection[] {
  const fields = new Map(resolveFields(form, form.schema, data, '').map((field) => [field.name, field]));
  return form.ui.sections
    .map((section) => ({
      ...section,
      fields: section.fields.map((name) => fields.get(name)).filter((field) => field !== undefined),
    }))
    .filter((section) => section.fields.length > 0);
}

const empty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function pruneValue(schema: FormSchema, value: Json, root: FormSchema, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return value;
  if (isObject(value) && (schema.type === 'object' || schema.properties))
    return pruneObject(schema, value, root, depth);
  const { items } = schema;
  if (Array.isArray(value) && items) {
    const item = resolveRef(items, root);
    return value.map((one) => pruneValue(item, one, root, depth + 1)).filter((one) => one !== undefined);
  }
  return value;
}

function pruneObject(schema: FormSchema, data: Record<string, Json>, root: FormSchema, depth: number) {
  // What is dropped may have been what made something else visible: until nothing more goes.
  let kept = data;
  for (let round = 0; round < MAX_DEPTH; round++) {
    const next: Record<string, Json> = {};
    for (const [name, property] of shapeOf(schema, kept, root).properties) {
      if (!Object.hasOwn(kept, name)) continue;
      const value = pruneValue(property, kept[name] as Json, root, depth + 1);
      if (value !== undefined && !empty(value)) next[name] = value;
    }
    const settled = Object.keys(next).length === Object.keys(kept).length;
    kept = next;
    if (settled) break;
  }
  return kept;
}

/** The data without what is not given (blank, null, an empty list), hidden or unknown. */
export function pruneData(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>): Record<string, Json> {
  return pruneObject(form.schema, data, form.schema, 0);
}
