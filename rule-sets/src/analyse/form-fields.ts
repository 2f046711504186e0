import { eitherOf, type FormDefinition, type FormSchema, resolveRef } from '@caseway/form-schemas';
import type { Part } from './cells.ts';

/** What a form says about one of its fields; of an object's property the key is `object.property`. */
export interface FormField {
  parts: Part[];
  /** A condition of the form looks at it, or several places of the form speak of it. */
  decides: boolean;
  sensitive: boolean;
}

const MAX_DEPTH = 8;

const isObjectSchema = ({ type, properties }: FormSchema): boolean => type === 'object' || properties !== undefined;

/** Every field of a form, at any depth but in lists, with every part of the schema that speaks about it. */
export function formFields(form: FormDefinition): Map<string, FormField> {
  const root = form.schema;
  const fields = new Map<string, FormField>();
  const at = (key: string): FormField => {
    const known = fields.get(key) ?? { parts: [], decides: false, sensitive: false };
    fields.set(key, known);
    return known;
  };

  const visit = (given: FormSchema, prefix: string, decides: boolean, sensitive: boolean, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    const schema = resolveRef(given, root);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const part = resolveRef(property, root);
      const field = at(prefix + name);
      field.parts.push({ schema: part, root });
      field.decides ||= decides || field.parts.length > 1;
      field.sensitive ||= sensitive || part['x-sensitive'] !== undefined;
      if (isObjectSchema(part)) visit(part, `${prefix}${name}.`, decides, field.sensitive, depth + 1);
    }
    // Inside a condition also what must be given, or not, decides.
    if (decides) for (const name of schema.required ?? []) at(prefix + name).decides = true;
    for (const part of schema.allOf ?? []) visit(part, prefix, decides, sensitive, depth + 1);
    // Where one of several fields is enough, it is only looked at whether they are given.
    const groups = [schema.anyOf, schema.oneOf].flatMap((group) =>
      !decides && eitherOf(group, root) ? [] : (group ?? []),
    );
    for (const part of [...groups, schema.not, schema.if]) if (part) visit(part, prefix, true, sensitive, depth + 1);
    for (const part of [schema.then, schema.else]) if (part) visit(part, prefix, decides, sensitive, depth + 1);
  };

  visit(root, '', false, false, 0);
  // Named only as required: no field of the form.
  for (const [key, field] of fields) if (field.parts.length === 0) fields.delete(key);
  return fields;
}
