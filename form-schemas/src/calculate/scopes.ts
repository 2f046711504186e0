import { fieldTypeOf } from '../field-types/registry.ts';
import { escapeToken } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { allProperties, MAX_DEPTH } from '../schema-walk.ts';
import type { Names } from './expression.ts';
import type { Scope, Type } from './model.ts';
import { kindOfField } from './values.ts';

export function scopeOf(root: FormSchema, schema = root, pattern = '', outer?: Scope): Scope {
  return { pattern, schema, fields: allProperties(schema, root), outer };
}

/** The scope in which a name is found, the nearest first. */
export function holderOf(scope: Scope, name: string): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) if (at.fields.has(name)) return at;
  return undefined;
}

export const isRowList = (schema: FormSchema, root: FormSchema): boolean =>
  fieldTypeOf(schema) === 'list' &&
  schema.items !== undefined &&
  fieldTypeOf(resolveRef(schema.items, root)) === 'group';

/** The scope of a group, or of the rows of a list; undefined where a field is neither. */
export function scopeWithin(scope: Scope, name: string, root: FormSchema): Scope | undefined {
  const field = scope.fields.get(name);
  if (!field) return undefined;
  const here = resolveRef(field, root);
  const pattern = `${scope.pattern}/${escapeToken(name)}`;
  if (fieldTypeOf(here) === 'group') return scopeOf(root, here, pattern, scope);
  if (here.items && isRowList(here, root)) return scopeOf(root, resolveRef(here.items, root), `${pattern}/*`, scope);
  return undefined;
}

/** Every object of a form that holds fields of its own, the form first. */
export function scopesBelow(root: FormSchema): Scope[] {
  const found: Scope[] = [];
  const visit = (scope: Scope, depth: number): void => {
    found.push(scope);
    if (depth >= MAX_DEPTH) return;
    for (const name of scope.fields.keys()) {
      const within = scopeWithin(scope, name, root);
      if (within) visit(within, depth + 1);
    }
  };
  visit(scopeOf(root), 0);
  return found;
}

/** What a field of a scope is for an expression; undefined: nothing that one can read. */
export function typeOfField(scope: Scope, name: string, root: FormSchema): Type | undefined {
  const field = scope.fields.get(name);
  if (!field) return undefined;
  const here = resolveRef(field, root);
  const kind = kindOfField(here);
  const within = scopeWithin(scope, name, root);
  if (kind === 'row') return within && { is: 'row', scope: within };
  if (kind !== 'list') return kind && { is: kind };
  if (within) return { is: 'list', of: { is: 'row', scope: within } };
  const entries = here.items && kindOfField(resolveRef(here.items, root));
  if (entries === undefined || entries === 'list' || entries === 'row') return undefined;
  return { is: 'list', of: { is: entries } };
}

/** The names that stand somewhere in a text, for the parser: of each object those of what it holds, too. */
export function namesFor(text: string, scope: Scope, root: FormSchema): Names {
  const named = (of: Scope, depth: number): [string, Names][] =>
    [...of.fields.keys()]
      .filter((name) => text.includes(name))
      .map((name) => {
        const within = depth < MAX_DEPTH ? scopeWithin(of, name, root) : undefined;
        return [name, within ? Object.fromEntries(named(within, depth + 1)) : {}];
      });
  const found = new Map<string, Names>();
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    for (const [name, inner] of named(at, 0)) if (!found.has(name)) found.set(name, inner);
  }
  return Object.fromEntries(found);
}
