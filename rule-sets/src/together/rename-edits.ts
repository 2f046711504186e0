import type { FormDefinition } from '@caseway/form-schemas';
import { isJsonObject, own, pointerTo } from '../json-value.ts';
import type { TogetherEdit } from './together.ts';

/** Parts of a schema that speak of the same object. */
const LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const PARTS = ['if', 'then', 'else', 'not'] as const;

/** Everywhere that an object's schema, in all its branches, names a property of it. */
function inSchema(schema: unknown, pointer: string, from: string, to: string): TogetherEdit[] {
  if (!isJsonObject(schema)) return [];
  const required = own(schema, 'required');
  return [
    ...(own(own(schema, 'properties'), from) === undefined
      ? []
      : [{ pointer: pointerTo(pointer, 'properties', from), name: to }]),
    ...(Array.isArray(required) ? required : []).flatMap((name, index) =>
      name === from ? [{ pointer: pointerTo(pointer, 'required', index), value: to }] : [],
    ),
    ...LISTS.flatMap((list) => {
      const parts = own(schema, list);
      return (Array.isArray(parts) ? parts : []).flatMap((part, index) =>
        inSchema(part, pointerTo(pointer, list, index), from, to),
      );
    }),
    ...PARTS.flatMap((name) => inSchema(own(schema, name), pointerTo(pointer, name), from, to)),
  ];
}

/** The edits that give a top-level field of a form another name wherever the form speaks of it. */
export function renameEdits(form: FormDefinition, from: string, to: string): TogetherEdit[] {
  const isOf = (pointer: string) => pointer === `/${from}` || pointer.startsWith(`/${from}/`);
  const other = (pointer: string) => `/${to}${pointer.slice(from.length + 1)}`;
  return [
    ...inSchema(form.schema, '/schema', from, to),
    ...form.ui.sections.flatMap(({ fields }, at) =>
      fields.flatMap((field, index) =>
        field === from ? [{ pointer: `/ui/sections/${at}/fields/${index}`, value: to }] : [],
      ),
    ),
    ...Object.keys(form.ui.fields ?? {}).flatMap((pointer) =>
      isOf(pointer) ? [{ pointer: pointerTo('/ui/fields', pointer), name: other(pointer) }] : [],
    ),
    ...Object.entries(form.bindings ?? {}).flatMap(([name, pointer]) =>
      typeof pointer === 'string' && isOf(pointer) ? [{ pointer: `/bindings/${name}`, value: other(pointer) }] : [],
    ),
  ];
}
