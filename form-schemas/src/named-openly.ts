import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { recusesOf } from './model/recuses.ts';
import { LOCALES } from './model/text.ts';
import { isNamedIn, partsOf } from './named.ts';
import { keepsOutNamed } from './recusals.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';
import { namesAround } from './surnames.ts';

/** A text that everybody reads, and the field that says whom it gives away; both JSON Pointers into the data. */
export interface NamedOpenly {
  pointer: string;
  by: string;
}

interface Secret {
  pointer: string;
  isIn: (text: string) => boolean;
}

const PETITIONER = ['petitionerName', 'petitionerContact', 'petitionerId'] as const;
/** Fewer digits are in too many numbers. */
const LEAST_DIGITS = 6;

/** Whether its values are those of a list, which has its own words for them. */
const isChosen = (schema: FormSchema): boolean => schema.enum !== undefined || schema.const !== undefined;

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[^\p{N}]/gu, '');

/** By which of its words a text that names people and units is known again. */
const namesIn = (text: string): string[] =>
  partsOf(text)
    .flatMap((part) => [part, ...namesAround(part)])
    .filter((name) => !/^某+$/u.test(name));

const byName = (pointer: string, names: readonly string[]): Secret => ({
  pointer,
  isIn: (text) => names.some((name) => isNamedIn(text, name)),
});

/** A number however it is grouped. */
function byNumber(pointer: string, value: string): Secret {
  const digits = digitsOf(value);
  return { pointer, isIn: (text) => digits.length >= LEAST_DIGITS && digitsOf(text).includes(digits) };
}

/** What a field says of who brings the matter, or of whom it speaks against; null: nothing. */
function secretOf(form: FormDefinition, schema: FormSchema, pointer: string, value: string): Secret | null {
  const who = recusesOf(schema);
  const part = schema['x-petitioner'] ?? null;
  const bound = PETITIONER.find((name) => form.bindings?.[name] === pointer);
  if (bound === 'petitionerName' || part === 'name') return byName(pointer, namesIn(value));
  if (bound !== undefined || part !== null) return byNumber(pointer, value);
  if (who !== 'named' && who !== 'described') return null;
  if (!isChosen(schema)) return byName(pointer, namesIn(value));
  const title = schema['x-enum-titles']?.[value];
  return title
    ? byName(
        pointer,
        LOCALES.map((locale) => title[locale]),
      )
    : null;
}

/** Free text that is masked for nobody. */
const isOpen = (schema: FormSchema): boolean =>
  schema['x-sensitive'] === undefined &&
  recusesOf(schema) === undefined &&
  !isChosen(schema) &&
  schema.format === undefined;

/**
 * Where a matter that speaks against somebody gives away, in a text that everybody reads, who brings it or whom it speaks against:
 * by the whole of a name typed there, however it is spaced, by a number of who brings it, or by a name of `known`, those of chosen
 * people and departments at the place where they were chosen. None in a form that asks nobody for whom it speaks against. Errs by
 * finding: another word that holds a name (三王五帝 holds 王五) is found as well. A name of one character never is.
 */
export function namedOpenly(
  form: FormDefinition,
  data: FormData,
  known: readonly { pointer: string; names: readonly string[] }[] = [],
): NamedOpenly[] {
  if (!keepsOutNamed(form)) return [];
  const secrets = known.map(({ pointer, names }) => byName(pointer, names));
  const open: { pointer: string; text: string }[] = [];
  const visit = (schema: FormSchema, value: Json, pointer: string, hidden: boolean): void => {
    const here = resolveRef(schema, form.schema);
    const isHidden = hidden || !isOpen({ ...here, format: undefined });
    if (typeof value === 'string') {
      const secret = secretOf(form, here, pointer, value);
      if (secret) secrets.push(secret);
      else if (!isHidden && isOpen(here)) open.push({ pointer, text: value });
    }
    const { items } = here;
    if (Array.isArray(value) && items) {
      const who = recusesOf(here);
      const item = who ? { ...resolveRef(items, form.schema), 'x-recuses': who } : items;
      for (const [index, one] of value.entries()) visit(item, one, `${pointer}/${index}`, isHidden);
    }
    if (!isObject(value)) return;
    const properties = allProperties(here, form.schema);
    for (const [name, part] of Object.entries(value)) {
      const property = properties.get(name);
      if (property) visit(property, part, `${pointer}/${escapeToken(name)}`, isHidden);
    }
  };
  visit(form.schema, data, '', false);
  return open.flatMap(({ pointer, text }) => {
    const found = secrets.find(({ isIn }) => isIn(text));
    return found ? [{ pointer, by: found.pointer }] : [];
  });
}
