import { asForm } from '../derive/as-form.ts';
import { FIELD_TYPES, type FieldType, fieldTypeOf } from '../field-types/registry.ts';
import { isObject } from '../json/equal.ts';
import { escapeToken } from '../json/pointer.ts';
import type { FieldUi, FormDefinition, FormSchema, FormSection } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { MAX_DEPTH } from '../schema-walk.ts';
import { declaringPart, type ObjectPart, objectParts, type PartCondition } from './object-parts.ts';

/** A field as a designer draws it: whether or not it would be seen with what is filled in. */
export interface DrawnField {
  /** Of the data, rows as `*`: `/members/*\/name`. */
  pointer: string;
  /** Pointer of the object that it is a field of; `''`: the form. */
  object: string;
  name: string;
  /** JSON pointer to where the file declares it. */
  at: string;
  /** With all that was derived: labels, both languages. */
  schema: FormSchema;
  /** As the file says it. */
  written: FormSchema;
  type: FieldType;
  ui: FieldUi;
  /** What has to hold for it to be shown, outermost first; none: it always is. */
  shown: readonly PartCondition[];
  /** Whenever it is shown, in the cases listed (each outermost first), or never. */
  required: 'always' | 'never' | readonly (readonly PartCondition[])[];
  /** Declared where it can only be edited as source: behind a reference, or in a branch that an answer chooses. */
  fixed: boolean;
  /** Of a group, or of the rows of a list. */
  fields: readonly DrawnField[];
}

export interface DrawnSection extends Omit<FormSection, 'fields'> {
  /** As the file says it; undefined where it is derived. */
  written: FormSection | undefined;
  fields: readonly DrawnField[];
}

export interface DrawnForm {
  /** The form with all that was derived. */
  form: FormDefinition;
  sections: readonly DrawnSection[];
  /** Declared, and in no section. */
  unplaced: readonly DrawnField[];
}

const valueAt = (content: unknown, steps: readonly string[]): unknown =>
  steps.reduce((part, step) => (isObject(part) || Array.isArray(part) ? part[step as never] : undefined), content);

const pointerOf = (steps: readonly string[]): string => ['', 'schema', ...steps].map(escapeToken).join('/');

function requirement(parts: readonly ObjectPart[], own: ObjectPart, name: string): DrawnField['required'] {
  const asking = parts.filter(({ schema }) => schema.required?.includes(name));
  if (asking.some((part) => part === own || part.conditions.length === 0)) return 'always';
  return asking.length === 0 ? 'never' : asking.map(({ conditions }) => conditions);
}

/** The fields of an object: `object` its pointer in the data, `steps` to its schema, `locked` where only the source changes it. */
function fieldsOf(
  { form, content }: { form: FormDefinition; content: unknown },
  { schema, object, steps, locked }: { schema: FormSchema; object: string; steps: readonly string[]; locked: boolean },
  depth = 0,
): DrawnField[] {
  const parts = objectParts(schema, steps);
  const names = new Set(parts.flatMap((part) => Object.keys(part.schema.properties ?? {})));
  return [...names].flatMap((name) => {
    const part = declaringPart(parts, name);
    const raw = part?.schema.properties?.[name];
    if (!part || raw === undefined) return [];
    const resolved = resolveRef(raw, form.schema);
    const pointer = `${object}/${escapeToken(name)}`;
    const at = [...part.steps, 'properties', name];
    const written = valueAt(content, ['schema', ...at]);
    const fixed = locked || part.chosen;
    const type = fieldTypeOf(resolved);
    const row = type === 'list' ? resolved.items : undefined;
    const inner = row
      ? { schema: resolveRef(row, form.schema), object: `${pointer}/*`, steps: [...at, 'items'] }
      : { schema: resolved, object: pointer, steps: at };
    const behind = fixed || raw.$ref !== undefined || row?.$ref !== undefined;
    const deeper = (row !== undefined || FIELD_TYPES[type].content?.kind === 'fields') && depth < MAX_DEPTH;
    return [
      {
        pointer,
        object,
        name,
        at: pointerOf(at),
        schema: resolved,
        written: isObject(written) ? (written as FormSchema) : {},
        type,
        ui: form.ui.fields?.[pointer] ?? {},
        shown: part.conditions,
        required: requirement(parts, part, name),
        fixed,
        fields: deeper ? fieldsOf({ form, content }, { ...inner, locked: behind }, depth + 1) : [],
      },
    ];
  });
}

/** A form as a designer draws it: every field in its section, with when it is shown and asked for. */
export function drawForm(content: unknown): DrawnForm {
  const form = asForm(content);
  const root = resolveRef(form.schema, form.schema);
  const fields = fieldsOf(
    { form, content },
    { schema: root, object: '', steps: [], locked: form.schema.$ref !== undefined },
  );
  const byName = new Map(fields.map((field) => [field.name, field]));
  const written = valueAt(content, ['ui', 'sections']);
  const sections = form.ui.sections.map((section, index) => ({
    ...section,
    written: Array.isArray(written) ? (written[index] as FormSection) : undefined,
    fields: section.fields.flatMap((name) => {
      const field = byName.get(name);
      return field ? [field] : [];
    }),
  }));
  const placed = new Set(form.ui.sections.flatMap((section) => section.fields));
  return { form, sections, unplaced: fields.filter(({ name }) => !placed.has(name)) };
}

/** Every field drawn, those of groups and rows after what they stand in. */
export function drawnFields({ sections, unplaced }: DrawnForm): DrawnField[] {
  const all = (fields: readonly DrawnField[]): DrawnField[] => fields.flatMap((field) => [field, ...all(field.fields)]);
  return [...sections.flatMap(({ fields }) => all(fields)), ...all(unplaced)];
}
