import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { type Recuses, recusesOf } from './model/recuses.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';

/** What data says of who is kept out of its case （回避）. */
export interface Recused {
  /** Ids of staff. */
  staff: string[];
  /** Keys of departments: whoever belongs to one, now or later. */
  departments: string[];
  /** Texts that name people and departments, in the words of who wrote them. */
  named: string[];
}

/** What is described is not known by name. */
type KeepsOut = Exclude<Recuses, 'described'>;

/** What a value of the data keeps out, with the place where it stands. */
interface Keeping {
  who: KeepsOut;
  value: string;
  /** JSON Pointer into the data. */
  pointer: string;
}

const KEEPS: Record<KeepsOut, keyof Recused> = { staff: 'staff', department: 'departments', named: 'named' };

/** Every value of the data that keeps somebody out, in its order. */
export function keepingOut(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>): Keeping[] {
  const found: Keeping[] = [];
  const visit = (schema: FormSchema, value: Json, pointer: string): void => {
    const here = resolveRef(schema, form.schema);
    const who = recusesOf(here);
    if (who && who !== 'described' && typeof value === 'string') found.push({ who, value, pointer });
    const { items } = here;
    if (Array.isArray(value) && items) {
      const item = who ? { ...resolveRef(items, form.schema), 'x-recuses': who } : items;
      for (const [index, one] of value.entries()) visit(item, one, `${pointer}/${index}`);
    }
    if (!isObject(value)) return;
    const properties = allProperties(here, form.schema);
    for (const [name, part] of Object.entries(value)) {
      const property = properties.get(name);
      if (property) visit(property, part, `${pointer}/${escapeToken(name)}`);
    }
  };
  visit(form.schema, data, '');
  return found;
}

/** Whom the data keeps out of its case: they neither handle nor read it. */
export function recusedIn(form: Pick<FormDefinition, 'schema'>, data: Record<string, Json>): Recused {
  const recused: Recused = { staff: [], departments: [], named: [] };
  for (const { who, value } of keepingOut(form, data)) {
    const list = recused[KEEPS[who]];
    if (!list.includes(value)) list.push(value);
  }
  return recused;
}

/** Names of the fields that say whom a matter speaks against, of a form that asks that; none of another. */
export function accusingFields(form: Pick<FormDefinition, 'schema'>): string[] {
  if (!keepsOutNamed(form)) return [];
  const inside = (part: unknown): boolean =>
    typeof part === 'object' &&
    part !== null &&
    ((isObject(part as Json) && recusesOf(part as FormSchema) !== undefined) || Object.values(part).some(inside));
  const fields = allProperties(form.schema, form.schema);
  return [...fields].flatMap(([name, schema]) => (inside(resolveRef(schema, form.schema)) ? [name] : []));
}

/** Whether a form asks for people or a unit that a matter speaks against, in words or by department; choosing a colleague who stands aside is none of it. */
export function keepsOutNamed({ schema }: Pick<FormDefinition, 'schema'>): boolean {
  const inside = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null) return false;
    const who = isObject(part as Json) ? recusesOf(part as FormSchema) : null;
    return who === 'named' || who === 'department' || Object.values(part).some(inside);
  };
  return inside(schema);
}
