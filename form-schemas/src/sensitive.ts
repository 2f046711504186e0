import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { recusesOf } from './model/recuses.ts';
import { keepsOutNamed } from './recusals.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';

type Data = Record<string, Json>;

interface Split {
  open: Json | undefined;
  sensitive: Json | undefined;
}

function split(schema: FormSchema, value: Json, root: FormSchema): Split {
  const here = resolveRef(schema, root);
  if (here['x-sensitive']) return { open: undefined, sensitive: value };
  if (Array.isArray(value) && here.items) {
    const { items } = here;
    const parts = value.map((item) => split(items, item, root));
    if (parts.every((part) => part.sensitive === undefined)) return { open: value, sensitive: undefined };
    // Null keeps the place of an item that has no such part.
    return { open: parts.map((part) => part.open ?? null), sensitive: parts.map((part) => part.sensitive ?? null) };
  }
  if (!isObject(value)) return { open: value, sensitive: undefined };
  const properties = allProperties(here, root);
  const open: Data = {};
  const sensitive: Data = {};
  for (const [name, item] of Object.entries(value)) {
    const property = properties.get(name);
    const part = property ? split(property, item, root) : { open: item, sensitive: undefined };
    if (part.open !== undefined) open[name] = part.open;
    if (part.sensitive !== undefined) sensitive[name] = part.sensitive;
  }
  return { open, sensitive: Object.keys(sensitive).length > 0 ? sensitive : undefined };
}

/** The data in two: what may be kept in the open, and personal data. Nothing is in both; `mergeSensitive` puts them together. */
export function splitSensitive(form: Pick<FormDefinition, 'schema'>, data: Data): { open: Data; sensitive: Data } {
  const { open, sensitive } = split(form.schema, data, form.schema);
  return { open: isObject(open) ? open : {}, sensitive: isObject(sensitive) ? sensitive : {} };
}

function merge(open: Json | undefined, sensitive: Json | undefined): Json | undefined {
  if (sensitive === undefined || sensitive === null) return open;
  if (Array.isArray(open) && Array.isArray(sensitive)) {
    return open.map((item, index) => merge(item ?? undefined, sensitive[index]) ?? null);
  }
  if (isObject(open) && isObject(sensitive)) {
    const merged: Data = { ...open };
    for (const [name, part] of Object.entries(sensitive)) {
      const value = merge(open[name], part);
      if (value !== undefined) merged[name] = value;
    }
    return merged;
  }
  return sensitive;
}

/** The inverse of `splitSensitive`, up to the order of properties. */
export function mergeSensitive(open: Data, sensitive: Data): Data {
  const merged = merge(open, sensitive);
  return isObject(merged) ? merged : open;
}

/** A name or a number of which only as much is left as tells two apart: 张**, 138****5678. */
export function maskText(text: string): string {
  const characters = [...text];
  if (characters.length <= 1) return '*';
  if (characters.length <= 4) return (characters[0] ?? '') + '*'.repeat(characters.length - 1);
  const kept = characters.length >= 11 ? 3 : 1;
  return `${characters.slice(0, kept).join('')}****${characters.slice(-kept).join('')}`;
}

const HIDDEN = '****';
/** A longer text is a sentence, and may begin or end with a name. */
const LONGEST_NAME = 4;

/** What is left of a text: of a number its ends, of a name its first character, of whom an accusation names and of sentences nothing. */
function textLeft(text: string, schema: FormSchema): string {
  if (recusesOf(schema) !== undefined) return HIDDEN;
  const tells = schema.format !== undefined || schema['x-petitioner'] !== undefined || [...text].length <= LONGEST_NAME;
  return tells ? maskText(text) : HIDDEN;
}

function maskValue(value: Json, schema: FormSchema, root: FormSchema): Json {
  if (typeof value === 'string') return textLeft(value, schema);
  if (Array.isArray(value)) {
    const items = schema.items ? resolveRef(schema.items, root) : {};
    // What keeps people out is said of the list.
    const of = recusesOf(schema) === undefined ? items : schema;
    return value.map((one) => maskValue(one, of, root));
  }
  if (!isObject(value)) return HIDDEN;
  const properties = allProperties(schema, root);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, maskValue(part, properties.get(name) ?? {}, root)]),
  );
}

/**
 * Whether a field is shown to those alone who work on the case and say why they look: it holds personal data, or, in a form that
 * asks whom a matter speaks against (`accuses`), says who that is; open facts of rules as they may be.
 */
export const isWithheld = (schema: FormSchema, accuses: boolean): boolean =>
  schema['x-sensitive'] !== undefined || (accuses && recusesOf(schema) !== undefined);

/** Of a value to whom nothing of it is for: not its first character, nor how many there are of it. */
const nothingOf = (value: Json): Json => (Array.isArray(value) ? [HIDDEN] : HIDDEN);

/**
 * The data of a matter that speaks against somebody, to whom it is not theirs: of what `maskSensitive` masks nothing is left,
 * and the place within the township is no more told than whom it speaks against.
 */
export function maskWholly(
  form: Pick<FormDefinition, 'schema' | 'bindings'>,
  data: Data,
): { data: Data; masked: string[] } {
  return masking(form, data, {
    isKept: (schema, pointer) => isWithheld(schema, true) || pointer === form.bindings?.place,
    mask: nothingOf,
  });
}

/** The data with every value masked that is not for everybody, and where those are. `accuses`: of a part, whether its form does. */
export function maskSensitive(
  form: Pick<FormDefinition, 'schema'>,
  data: Data,
  accuses: boolean = keepsOutNamed(form),
): { data: Data; masked: string[] } {
  return masking(form, data, {
    isKept: (schema) => isWithheld(schema, accuses),
    mask: (value, schema) => maskValue(value, schema, form.schema),
  });
}

interface Masking {
  isKept: (schema: FormSchema, pointer: string) => boolean;
  mask: (value: Json, schema: FormSchema) => Json;
}

function masking(form: Pick<FormDefinition, 'schema'>, data: Data, how: Masking): { data: Data; masked: string[] } {
  const masked: string[] = [];
  const mask = (schema: FormSchema, value: Json, pointer: string): Json => {
    const here = resolveRef(schema, form.schema);
    if (how.isKept(here, pointer)) {
      masked.push(pointer);
      return how.mask(value, here);
    }
    const { items } = here;
    if (Array.isArray(value) && items) return value.map((item, index) => mask(items, item, `${pointer}/${index}`));
    if (!isObject(value)) return value;
    const properties = allProperties(here, form.schema);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const property = properties.get(name);
        return [name, property ? mask(property, item, `${pointer}/${escapeToken(name)}`) : item];
      }),
    );
  };
  const result = mask(form.schema, data, '');
  return { data: isObject(result) ? result : {}, masked };
}
