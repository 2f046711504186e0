import { matches } from './evaluate/evaluate.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormBindings, FormData, FormDefinition, Json, PetitionerPart } from './model/form-definition.ts';
import { isNothing } from './resolve-form.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties, fieldAt, readPointer } from './schema-walk.ts';

/** What a field is for, where that says the same of a request about a case as of that case itself. */
const ROLES = [
  'title',
  'petitionerName',
  'petitionerId',
  'petitionerContact',
  'petitionerAddress',
  'place',
  'headcount',
  'matter',
] as const satisfies readonly (keyof FormBindings)[];

type Role = (typeof ROLES)[number];

const OF_PART: Record<PetitionerPart, Role> = {
  name: 'petitionerName',
  phone: 'petitionerContact',
  'id-number': 'petitionerId',
};

/** A value of an earlier case that a field of another form can stand with. */
export interface TakenOver {
  /** Of the field in the form that takes it. */
  pointer: string;
  value: Json;
  /** Personal data where it comes from. */
  personal: boolean;
}

/** The field of each role: the bound one, else the only one outside of lists that is marked for it. */
function fieldsByRole(form: FormDefinition): Map<Role, string> {
  const marked = new Map<Role, string[]>();
  const visit = (pointer: string): void => {
    const schema = fieldAt(form, pointer);
    if (!schema) return;
    for (const [name, raw] of allProperties(schema, form.schema)) {
      const at = `${pointer}/${escapeToken(name)}`;
      const property = resolveRef(raw, form.schema);
      const part = property['x-petitioner'];
      const role = part ? OF_PART[part] : property['x-place'] ? 'place' : undefined;
      if (role) marked.set(role, [...(marked.get(role) ?? []), at]);
      if (property.type === 'object') visit(at);
    }
  };
  visit('');
  const found = new Map<Role, string>();
  for (const role of ROLES) {
    const [only, ...others] = marked.get(role) ?? [];
    const pointer = form.bindings?.[role] ?? (others.length === 0 ? only : undefined);
    if (pointer !== undefined) found.set(role, pointer);
  }
  return found;
}

/**
 * What stands in data of one form and answers a field of another: by what both declare a field to be for, never by what it
 * is called. Only what the other form would take; personal data only into a field that keeps it as such.
 */
export function takenOver(from: FormDefinition, data: FormData, to: FormDefinition): TakenOver[] {
  const sources = fieldsByRole(from);
  return [...fieldsByRole(to)].flatMap(([role, pointer]): TakenOver[] => {
    const source = sources.get(role);
    const value = source === undefined ? undefined : readPointer(data, source);
    const [had, takes] = [source === undefined ? undefined : fieldAt(from, source), fieldAt(to, pointer)];
    if (value === undefined || isNothing(value) || !had || !takes) return [];
    const personal = had['x-sensitive'] !== undefined;
    if ((personal && !takes['x-sensitive']) || !matches(takes, value, to.schema)) return [];
    return [{ pointer, value, personal }];
  });
}
