import { alternativesOf } from './branches.ts';
import { type Either, eitherOf, eitherWords } from './either.ts';
import { matches } from './evaluate/evaluate.ts';
import { type FieldType, fieldTypeOf } from './field-types/registry.ts';
import { equalJson, isObject } from './json/equal.ts';
import { escapeToken, pointerTokens } from './json/pointer.ts';
import { isBlank } from './json/usable.ts';
import type { FieldCheck, FieldUi, FormDefinition, FormSchema, FormSection, Json } from './model/form-definition.ts';
import { LOCALES, type LocalizedText } from './model/text.ts';
import { resolveRef } from './schema-index.ts';
import { MAX_DEPTH, united } from './schema-walk.ts';

/** A field that is there for the data as they stand. */
export interface ResolvedField {
  name: string;
  /** Into the data. */
  pointer: string;
  schema: FormSchema;
  type: FieldType;
  required: boolean;
  /** It is one of several fields of which one is enough: all of them in words, quoted. */
  either?: LocalizedText;
  ui: FieldUi;
}

export interface ResolvedSection extends Omit<FormSection, 'fields'> {
  fields: ResolvedField[];
}

interface ObjectShape {
  properties: Map<string, FormSchema>;
  required: Set<string>;
  /** Of each of these one way is enough. */
  either: Either[];
  /** What must hold between the fields. */
  checks: FieldCheck[];
}

/** What of a branch is taken over. */
interface Merging {
  /** Fields whose narrowing would take away the answers that lead to another branch. */
  except?: ReadonlySet<string>;
  /** The branch certainly applies: what it demands and narrows counts. */
  certain: boolean;
}

function merge(shape: ObjectShape, branch: ObjectShape, { except, certain }: Merging): void {
  for (const [name, property] of branch.properties) {
    const known = shape.properties.get(name);
    if (known && (except?.has(name) || !certain)) continue;
    // A branch may narrow what stands outside of it.
    shape.properties.set(name, { ...known, ...property });
  }
  if (!certain) return;
  for (const name of branch.required) shape.required.add(name);
  shape.either.push(...branch.either);
  shape.checks.push(...branch.checks);
}

/**
 * The properties an object has now: its own, those of the branches whose condition holds for the data, and of `oneOf`
 * and `anyOf` those of the branches that the answers have chosen.
 */
export function shapeOf(schema: FormSchema, data: Json | undefined, root: FormSchema, depth = 0): ObjectShape {
  const here = resolveRef(schema, root);
  const shape: ObjectShape = {
    properties: new Map(),
    required: new Set(here.required ?? []),
    either: [],
    checks: [...(here['x-checks'] ?? [])],
  };
  if (depth > MAX_DEPTH) return shape;
  const given = isObject(data) ? data : {};
  for (const [name, property] of Object.entries(here.properties ?? {})) {
    shape.properties.set(name, resolveRef(property, root));
  }
  const inner = (part: FormSchema): ObjectShape => shapeOf(part, data, root, depth + 1);
  if (here.if) {
    const branch = matches(here.if, given, root) ? here.then : here.else;
    if (branch) merge(shape, inner(branch), { certain: true });
  }
  for (const part of here.allOf ?? []) merge(shape, inner(part), { certain: true });
  for (const group of [here.anyOf, here.oneOf]) {
    const either = eitherOf(group, root);
    if (either) shape.either.push(either);
  }
  for (const group of alternativesOf(here, root)) {
    addChoosing(shape, group, root);
    const chosen = group.filter(({ condition }) => matches(condition, given, root));
    const certain = chosen.length === 1;
    for (const { branch, choosing } of chosen) merge(shape, inner(branch), { except: choosing, certain });
  }
  return shape;
}

/** Fields that are declared in the branches and choose between them are there before anything is chosen. */
function addChoosing(shape: ObjectShape, group: ReturnType<typeof alternativesOf>[number], root: FormSchema): void {
  const declared = new Map<string, FormSchema>();
  for (const { branch, choosing } of group) {
    const { properties = {}, required = [] } = resolveRef(branch, root);
    for (const name of choosing) {
      const property = resolveRef(properties[name] ?? {}, root);
      if (shape.properties.has(name) || property['x-title'] === undefined) continue;
      const known = declared.get(name);
      declared.set(name, known ? united(known, property) : property);
      if (required.includes(name)) shape.required.add(name);
    }
  }
  for (const [name, property] of declared) shape.properties.set(name, property);
}

/** The fields of an object (the form, a group, or an item of a list) for the data as they stand. */
export function resolveFields(
  form: FormDefinition,
  schema: FormSchema,
  data: Json | undefined,
  pointer: string,
): ResolvedField[] {
  const { properties, required, either } = shapeOf(schema, data, form.schema);
  return [...properties].map(([name, property]) => {
    const field = fieldOf(form, property, `${pointer}/${escapeToken(name)}`, name, required.has(name));
    const among = either.find((ways) => ways.flat().includes(name));
    return among ? { ...field, either: eitherTitle(among, properties) } : field;
  });
}

/** All the ways, as the fields are called. */
function eitherTitle(either: Either, properties: ReadonlyMap<string, FormSchema>): LocalizedText {
  const [zh, en] = LOCALES.map((locale) =>
    eitherWords(either, (name) => properties.get(name)?.['x-title']?.[locale] ?? name, locale),
  );
  return { 'zh-CN': zh ?? '', en: en ?? '' };
}

function fieldOf(
  form: FormDefinition,
  schema: FormSchema,
  pointer: string,
  name: string,
  required: boolean,
): ResolvedField {
  const ui = form.ui.fields?.[pointer.replace(/\/\d+(?=\/|$)/g, '/*')] ?? {};
  return { name, pointer, schema, type: fieldTypeOf(schema), required, ui };
}

/** A row of a list whose rows are single values, as a field: it goes by the name of its list. */
export function resolveItem(form: FormDefinition, list: FormSchema, pointer: string): ResolvedField | undefined {
  const item = resolveRef(list.items ?? {}, form.schema);
  if (item.type === 'object' || item.properties || item.allOf || item.oneOf || item.anyOf) return undefined;
  const title = item['x-title'] ?? list['x-title'];
  const named: FormSchema = title ? { ...item, 'x-title': title } : item;
  return fieldOf(form, named, pointer, pointer.slice(pointer.lastIndexOf('/') + 1), false);
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

/** Whether nothing is given: nothing at all, null, a text without anything to be seen, a list without entries. */
export const isNothing = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && isBlank(value)) ||
  (Array.isArray(value) && value.length === 0);

function pruneValue(schema: FormSchema, value: Json, root: FormSchema, depth: number): Json | undefined {
  if (isNothing(value)) return undefined;
  if (depth > MAX_DEPTH) return value;
  if (isObject(value) && isGroup(schema)) return pruneObject(schema, value, root, depth);
  const { items } = schema;
  if (Array.isArray(value) && items) {
    const item = resolveRef(items, root);
    const rows = value.map((one) => pruneValue(item, one, root, depth + 1)).filter((one) => one !== undefined);
    return rows.length === 0 ? undefined : rows;
  }
  return value;
}

const isGroup = ({ type, properties, allOf, oneOf, anyOf }: FormSchema): boolean =>
  type === 'object' || properties !== undefined || (type === undefined && !!(allOf ?? oneOf ?? anyOf));

function pruneObject(schema: FormSchema, data: Record<string, Json>, root: FormSchema, depth: number) {
  const shown = (from: Record<string, Json>, seen: Record<string, Json>): Record<string, Json> => {
    const next: Record<string, Json> = {};
    for (const [name, property] of shapeOf(schema, seen, root).properties) {
      if (!Object.hasOwn(from, name)) continue;
      const value = pruneValue(property, from[name] as Json, root, depth + 1);
      if (value !== undefined) next[name] = value;
    }
    return next;
  };
  // A blank is not an answer: no condition sees it.
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => !isNothing(value)));
  // What is dropped may have been what hid something else, or made it visible: until what is left shows just itself.
  let kept = given;
  const rounds = Object.keys(given).length + 2;
  for (let round = 0; round < rounds; round++) {
    const next = shown(given, kept);
    if (equalJson(next, kept)) return next;
    kept = next;
  }
  // Fields that hide each other: what has gone stays gone.
  for (;;) {
    const next = shown(kept, kept);
    if (equalJson(next, kept)) return next;
    kept = next;
  }
}

/** The data without what is not given (blank, null, an empty list), hidden or unknown. */
export function pruneData(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>): Record<string, Json> {
  return pruneObject(form.schema, data, form.schema, 0);
}

/** Where something of the pruned data stands in the data as entered: rows in which nothing is given are not counted there. */
export function enteredPointer(data: Json, pointer: string): string {
  let at: Json | undefined = data;
  let entered = '';
  for (const token of pointerTokens(pointer)) {
    let step = token;
    if (Array.isArray(at)) {
      const kept = at.flatMap((row, index) => (isNothing(row) ? [] : [index]));
      step = String(kept[Number(token)] ?? token);
      at = at[Number(step)];
    } else at = isObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
    entered += `/${escapeToken(step)}`;
  }
  return entered;
}
