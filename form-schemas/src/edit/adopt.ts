import { asForm } from '../derive/as-form.ts';
import { namesItself } from '../derive/as-schema.ts';
import { isObject } from '../json/equal.ts';
import type { FormDefinition } from '../model/form-definition.ts';

/**
 * A form file as edits take it: with its layout, and, where nothing in it has a label of ours yet, with what would be
 * derived written out, since labels are derived only as long as there are none. The same object where nothing is to be
 * written. `key` and the other members of the file stay as they are.
 */
export function adopt(content: Record<string, unknown>): FormDefinition {
  const given = content as object as FormDefinition;
  const ui: unknown = content.ui;
  const laidOut = isObject(ui) && Array.isArray(ui.sections);
  const named = isObject(content.schema) && namesItself(content.schema);
  if (laidOut && named) return given;
  const form = asForm(content);
  const { key, title, description, use, schema, bindings } = form;
  return {
    ...given,
    key,
    title: given.title ?? title,
    description: given.description ?? description,
    use: given.use ?? use,
    schema: named ? given.schema : schema,
    ui: form.ui,
    ...(bindings && { bindings }),
  };
}
