import {
  type FormDefinition,
  type FormSchema,
  fieldAt,
  type Json,
  jsonText,
  type LocalizedText,
  matches,
  resolveRef,
} from '@caseway/form-schemas';
import { type FactInfo, factCatalogue, factKey } from '../facts.ts';
import { jsonEqual, pointerTo } from '../json-value.ts';
import { SYSTEM_FACTS } from '../model/system-facts.ts';
import type { Reading } from './readings.ts';
import { plain } from './together.ts';

/** What is wrong with reading a field of a form. */
export interface FieldProblem {
  code: 'field-gone' | 'field-renamed' | 'field-retyped' | 'field-sensitive' | 'field-lacking' | 'value-gone';
  params: Record<string, LocalizedText>;
  /** The field that took the place of the one that is read. */
  renamedTo?: FactInfo;
  /** The value that can no longer be given. */
  value?: string | number | boolean;
}

/** A form's fields by the name under which rules read them. */
export type Fields = ReadonlyMap<string, FactInfo>;

export const fieldsOf = (form: FormDefinition): Fields =>
  new Map(
    factCatalogue([form])
      .filter(({ system }) => !system)
      .map((info) => [factKey(info.fact, info.path), info]),
  );

/** The name of what is read among a form's fields. */
export const nameOf = ({ fact, steps }: Reading): string => [fact, ...steps].join('.');

/** Types whose values rules compare in the same way. */
const FAMILY: Partial<Record<FactInfo['type'], string>> = {
  text: 'text',
  choice: 'text',
  integer: 'number',
  number: 'number',
  texts: 'list',
  choices: 'list',
};
/** What two types have in common by whose values rules compare alike. */
export const familyOf = ({ type }: FactInfo): string => FAMILY[type] ?? type;

/** Operators whose value stands for one that the field may have; those that order or measure compare with any. */
const COMPARES_VALUES = new Set(['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', 'containsAny']);
/** Keywords by which a field refuses a value. */
const BOUNDS = [
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'maxLength',
] as const;

/** Whether somebody may give the field this value. */
function fits(schema: FormSchema, value: Json): boolean {
  const single = schema.type === 'array' ? schema.items : schema;
  if (!single) return true;
  const bounds = Object.fromEntries(
    BOUNDS.flatMap((name) => (single[name] === undefined ? [] : [[name, single[name]]])),
  );
  return matches(bounds, value, bounds);
}

function schemaOf(form: FormDefinition, { fact, steps }: Reading): FormSchema | undefined {
  const pointer = pointerTo('', fact, ...steps);
  const found = fieldAt(form, pointer);
  if (!found) return undefined;
  const { items } = found;
  return items ? { ...found, items: resolveRef(items, form.schema) } : found;
}

/** The first value that is compared with and that nobody can give. */
function valueGone(reading: Reading, form: FormDefinition): string | number | boolean | undefined {
  if (!COMPARES_VALUES.has(reading.operator) || reading.value === undefined) return undefined;
  const schema = schemaOf(form, reading);
  if (!schema) return undefined;
  const values = Array.isArray(reading.value) ? reading.value : [reading.value];
  const gone = values.find((value) => value !== null && typeof value !== 'object' && !fits(schema, value));
  return gone === undefined || gone === null || typeof gone === 'object' ? undefined : gone;
}

/** A field that is new, holds the same kind of value, and is called or chosen from alike: likely the same field renamed. */
function renamed(known: FactInfo, before: Fields, now: Fields): FactInfo | undefined {
  const fresh = [...now]
    .filter(([name, info]) => !before.has(name) && info.type === known.type)
    .map(([, info]) => info);
  const level = fresh.filter(({ path }) => (path === undefined) === (known.path === undefined));
  const alike = level.filter(
    (info) =>
      jsonEqual({ ...info.title }, { ...known.title }) ||
      (info.choices && jsonEqual(asJson(info.choices), asJson(known.choices))),
  );
  return alike.length === 1 ? alike[0] : level.length === 1 ? level[0] : undefined;
}

const asJson = (value: unknown): Json => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/**
 * What is wrong with reading a field of `form`; null where nothing is. `before`: the form as it stood until now, which tells
 * a field that is gone from one that never was.
 */
export function fieldProblem(
  reading: Reading,
  form: FormDefinition,
  now: Fields,
  before: { form: FormDefinition; fields: Fields } | undefined,
): FieldProblem | null {
  if (Object.hasOwn(SYSTEM_FACTS, reading.fact)) return null;
  const name = nameOf(reading);
  const known = before?.fields.get(name);
  const info = now.get(name);
  const field = (info ?? known)?.title ?? plain(name);
  if (!info) {
    if (!known || !before) return { code: 'field-lacking', params: { field } };
    const other = renamed(known, before.fields, now);
    if (!other) return { code: 'field-gone', params: { field } };
    return {
      code: 'field-renamed',
      params: { field, other: other.title },
      renamedTo: other,
    };
  }
  if (info.sensitive) return known && !known.sensitive ? { code: 'field-sensitive', params: { field } } : null;
  if (known && familyOf(known) !== familyOf(info)) {
    return { code: 'field-retyped', params: { field, from: plain(known.type), to: plain(info.type) } };
  }
  const gone = valueGone(reading, form);
  if (gone === undefined || (before && valueGone(reading, before.form) !== undefined)) return null;
  const choice = known?.choices?.find(({ value }) => value === gone);
  return { code: 'value-gone', params: { field, value: choice?.title ?? plain(jsonText(gone)) }, value: gone };
}

/**
 * What is wrong with reading a field where nobody thought of this form and this reader together yet: what another version of
 * the form has, and this one has not, was not left out for the reader. `others`: those versions, the newest first.
 */
export function problemAgainstOthers(
  reading: Reading,
  form: FormDefinition,
  others: readonly FormDefinition[],
  fields: (form: FormDefinition) => Fields,
): FieldProblem | null {
  for (const other of others) {
    const problem = fieldProblem(reading, form, fields(form), { form: other, fields: fields(other) });
    if (!problem || problem.code === 'field-lacking') continue;
    // The reader may have followed: it has where it asks for what the field takes now.
    if (problem.code === 'field-retyped' && valueGone(reading, form) === undefined) continue;
    return problem;
  }
  return null;
}
