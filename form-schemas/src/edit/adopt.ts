import { asForm } from '../derive/as-form.ts';
import { namesItself } from '../derive/as-schema.ts';
import { isObject } from '../json/equal.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { patched } from './change-at.ts';
import { mapSchemas } from './pointers.ts';

/** A text that is the same in both languages was written in one: it stays one, so that what lacks a translation is told. */
const said = (text: LocalizedText): LocalizedText =>
  typeof text === 'object' && text['zh-CN'] === text.en ? (text.en as never) : text;

function asSaid(schema: FormSchema): FormSchema {
  const { 'x-title': title, 'x-help': help, 'x-enum-titles': choices } = schema;
  return patched(schema, {
    ...(title && { 'x-title': said(title) }),
    ...(help && { 'x-help': said(help) }),
    ...(choices && {
      'x-enum-titles': Object.fromEntries(Object.entries(choices).map(([value, text]) => [value, said(text)])),
    }),
  });
}

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
  const { key, title, description, use, bindings } = form;
  return {
    ...given,
    key,
    title: given.title ?? title,
    description: given.description ?? description,
    use: given.use ?? use,
    schema: named ? given.schema : mapSchemas(form.schema, asSaid),
    ui: laidOut
      ? given.ui
      : { ...form.ui, sections: form.ui.sections.map((section) => patched(section, { title: said(section.title) })) },
    ...(bindings && { bindings }),
  };
}
