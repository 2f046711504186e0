import { readsIn, withName } from '../calculate/reads.ts';
import type { FieldCheck, FormDefinition, FormSchema } from '../model/form-definition.ts';
import { patched } from './change-at.ts';
import { splitField } from './object-parts.ts';
import { mapSchemas } from './pointers.ts';

/** Where an expression of a form stands, and in which object it reads. */
export interface ExpressionPlace {
  /** Of the calculated field; of the field at which a check is told. */
  pointer: string;
  is: 'calculated' | 'check';
  text: string;
  object: string;
}

const objectOf = (at: string): string => (at === '' ? '' : splitField(at).object);

/** Every expression of a form, in the order in which they are written. */
export function expressionsOf({ schema }: Pick<FormDefinition, 'schema'>): ExpressionPlace[] {
  const found: ExpressionPlace[] = [];
  mapSchemas(schema, (part, at) => {
    if (at === undefined) return part;
    const calculated = part['x-calculate'];
    if (calculated !== undefined && at !== '') {
      found.push({ pointer: at, is: 'calculated', text: calculated, object: objectOf(at) });
    }
    for (const check of part['x-checks'] ?? []) {
      found.push({ pointer: at + check.at, is: 'check', text: check.holds, object: at });
    }
    return part;
  });
  return found;
}

const isRead = (pattern: string, pointer: string): boolean => pattern === pointer || pattern.startsWith(`${pointer}/`);

/** The expressions that read a field, or one within it; of a check also where it is told at that field. */
export function expressionsReading(form: Pick<FormDefinition, 'schema'>, pointer: string): ExpressionPlace[] {
  return expressionsOf(form).filter(
    (one) =>
      !isRead(one.pointer, pointer) &&
      readsIn(form.schema, one.object, one.text).some(({ pattern }) => isRead(pattern, pointer)),
  );
}

/** A schema whose expressions call a field by another name, told by its pointer before. */
export function withRenamedReads(root: FormSchema, pointer: string, to: string): FormSchema {
  return mapSchemas(root, (part, at) => {
    if (at === undefined) return part;
    const renamed = (text: string, object: string) => withName(text, readsIn(root, object, text), pointer, to);
    const { 'x-calculate': calculated, 'x-checks': checks } = part;
    return patched(part, {
      ...(calculated !== undefined && { 'x-calculate': renamed(calculated, objectOf(at)) }),
      ...(checks && { 'x-checks': changed(checks, (one) => ({ ...one, holds: renamed(one.holds, at) })) }),
    });
  });
}

/** A schema without the expressions that read a field: what was calculated is typed again, a check is no more. */
export function withoutReads(root: FormSchema, pointer: string): FormSchema {
  return mapSchemas(root, (part, at) => {
    if (at === undefined) return part;
    const reads = (text: string, object: string) =>
      readsIn(root, object, text).some(({ pattern }) => isRead(pattern, pointer));
    const { 'x-calculate': calculated, 'x-checks': checks } = part;
    const left = checks?.filter((one) => !reads(one.holds, at) && !isRead(at + one.at, pointer));
    return patched(part, {
      ...(calculated !== undefined && reads(calculated, objectOf(at)) && { 'x-calculate': undefined }),
      ...(left && left.length !== checks?.length && { 'x-checks': left.length > 0 ? left : undefined }),
    });
  });
}

function changed(checks: FieldCheck[], change: (check: FieldCheck) => FieldCheck): FieldCheck[] {
  const next = checks.map(change);
  return next.some((check, index) => check.holds !== checks[index]?.holds) ? next : checks;
}

/** A schema whose checks are told at other pointers. */
export function withMovedChecks(root: FormSchema, repoint: (pointer: string) => string): FormSchema {
  return mapSchemas(root, (part, at) => {
    const checks = part['x-checks'];
    if (!checks || at === undefined) return part;
    const next = checks.map((check) => {
      const moved = repoint(at + check.at);
      return moved === at + check.at ? check : { ...check, at: moved.slice(repoint(at).length) };
    });
    return next.some((check, index) => check !== checks[index]) ? { ...part, 'x-checks': next } : part;
  });
}
