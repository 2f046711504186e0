import type { FieldCheck, FormDefinition, FormSchema } from '../model/form-definition.ts';
import { adopt } from './adopt.ts';
import { changeAt, patched } from './change-at.ts';
import { requireWhen } from './edit-conditions.ts';
import { type Content, patchField } from './edit-fields.ts';
import { objectSteps } from './object-parts.ts';

/** Calculates a field by an expression, and asks it of nobody; null: it is typed. */
export function calculateField(content: Content, pointer: string, expression: string | null): Content {
  if (expression === null) return patchField(content, pointer, { 'x-calculate': undefined });
  const unasked = requireWhen(content, pointer, 'never');
  return patchField(unasked, pointer, { 'x-calculate': expression, default: undefined });
}

/** The checks between the fields of an object (`''`: of the form), as `change` leaves them. */
export function changeChecks(
  content: Content,
  object: string,
  change: (checks: FieldCheck[]) => FieldCheck[],
): Content {
  const form: FormDefinition = adopt(content);
  const steps = objectSteps(form.schema, object);
  if (!steps) return content;
  const schema = changeAt(form.schema, steps, (given) => {
    const checks = change((given as FormSchema)['x-checks'] ?? []);
    return patched(given as FormSchema, { 'x-checks': checks.length > 0 ? checks : undefined });
  });
  return schema === form.schema ? content : ({ ...form, schema } as object as Content);
}
