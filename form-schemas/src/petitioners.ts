import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { isBlank } from './json/usable.ts';
import type { FormDefinition, FormSchema, Json, PetitionerPart } from './model/form-definition.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties, bindingValue, MAX_DEPTH } from './schema-walk.ts';

/** One who brings a matter, as far as the data says: each part trimmed, absent where nothing is given. */
export type Petitioner = Partial<Record<PetitionerPart, string>>;

const BOUND = {
  name: 'petitionerName',
  phone: 'petitionerContact',
  'id-number': 'petitionerId',
} as const satisfies Record<PetitionerPart, string>;

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && !isBlank(value) ? value.trim() : undefined;

function bound(form: FormDefinition, data: Record<string, Json>): Petitioner {
  const person: Petitioner = {};
  for (const part of Object.keys(BOUND) as PetitionerPart[]) {
    const text = textOf(bindingValue(form, data, BOUND[part]));
    if (text !== undefined) person[part] = text;
  }
  return person;
}

/** Whether `one` says nothing that `other` does not say; of two who say the same, the `later` one repeats. */
function repeats(one: Petitioner, other: Petitioner, later: boolean): boolean {
  const parts = Object.keys(one) as PetitionerPart[];
  const more = Object.keys(other).length > parts.length;
  return parts.every((part) => one[part] === other[part]) && (more || later);
}

/**
 * The people who bring the matter: the bound petitioner first, then one for every object of the data with fields marked
 * `x-petitioner`. Whoever is told twice stands once: with every part that another has the same. Personal data.
 */
export function petitionersIn(form: FormDefinition, data: Record<string, Json>): Petitioner[] {
  const first = bound(form, data);
  const found: Petitioner[] = Object.keys(first).length > 0 ? [first] : [];
  const visit = (schema: FormSchema, value: Json): void => {
    const here = resolveRef(schema, form.schema);
    const { items } = here;
    if (Array.isArray(value) && items) for (const item of value) visit(items, item);
    if (!isObject(value)) return;
    const person: Petitioner = {};
    const properties = allProperties(here, form.schema);
    for (const [name, part] of Object.entries(value)) {
      const property = properties.get(name);
      if (!property) continue;
      const marked = property['x-petitioner'];
      const text = textOf(part);
      if (marked && text !== undefined) person[marked] = text;
      visit(property, part);
    }
    if (Object.keys(person).length > 0) found.push(person);
  };
  visit(form.schema, data);
  return found.filter(
    (person, index) => !found.some((other, at) => at !== index && repeats(person, other, at < index)),
  );
}

/** Somebody named in an entry of a list: where, and who. Personal data. */
export interface Listed {
  /** Of the list. */
  list: string;
  index: number;
  /** Of a field of the entry that says who it is: the name, where there is one. */
  pointer: string;
  person: Petitioner;
}

/** The people whom lists of the data name, one an entry, as they stand there: nobody is left out for being told twice. */
export function petitionersListed(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>): Listed[] {
  const found: Listed[] = [];
  const visit = (schema: FormSchema, value: Json, pointer: string, entry: [string, number] | null): void => {
    const here = resolveRef(schema, form.schema);
    const { items } = here;
    if (Array.isArray(value) && items) {
      for (const [index, item] of value.entries()) visit(items, item, `${pointer}/${index}`, [pointer, index]);
    }
    if (!isObject(value)) return;
    const person: Petitioner = {};
    const places: Partial<Record<PetitionerPart, string>> = {};
    for (const [name, property] of allProperties(here, form.schema)) {
      const part = Object.hasOwn(value, name) ? value[name] : undefined;
      if (part === undefined) continue;
      const place = `${pointer}/${escapeToken(name)}`;
      const marked = property['x-petitioner'];
      const text = textOf(part);
      if (marked && text !== undefined) {
        person[marked] = text;
        places[marked] = place;
      }
      visit(property, part, place, entry);
    }
    const at = places.name ?? places['id-number'] ?? places.phone;
    if (entry && at !== undefined) found.push({ list: entry[0], index: entry[1], pointer: at, person });
  };
  visit(form.schema, data, '', null);
  return found;
}

/** Whether a field anywhere in the form is marked `x-petitioner`. */
export function namesPetitioners(form: Pick<FormDefinition, 'schema'>): boolean {
  const visit = (schema: FormSchema, depth: number): boolean => {
    const here = resolveRef(schema, form.schema);
    if (here['x-petitioner']) return true;
    if (depth === 0) return false;
    if (here.items && visit(here.items, depth - 1)) return true;
    return [...allProperties(here, form.schema).values()].some((property) => visit(property, depth - 1));
  };
  return visit(form.schema, MAX_DEPTH);
}
