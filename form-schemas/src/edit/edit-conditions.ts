import { equalJson } from '../json/equal.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { adopt } from './adopt.ts';
import { changeAt, without } from './change-at.ts';
import type { Content } from './edit-fields.ts';
import { declaringPart, objectSteps, partsAt, splitField } from './object-parts.ts';
import { tidied } from './tidy.ts';

const asContent = (form: FormDefinition): Content => form as object as Content;
const same = (a: FormSchema | undefined, b: FormSchema): boolean => equalJson(a as Json, b as Json);

/** The object's schema with `add` said in the branch of a condition: the one there is, or one more. */
function inBranch(object: FormSchema, condition: FormSchema, add: (then: FormSchema) => FormSchema): FormSchema {
  const allOf = object.allOf ?? [];
  const index = allOf.findIndex((branch) => branch.then !== undefined && same(branch.if, condition));
  const next =
    index < 0
      ? [...allOf, { if: condition, then: add({}) }]
      : allOf.map((branch, at) => (at === index ? { ...branch, then: add(branch.then ?? {}) } : branch));
  return { ...object, allOf: next };
}

const withRequired = (schema: FormSchema, name: string): FormSchema => ({
  ...schema,
  required: [...new Set([...(schema.required ?? []), name])],
});

const withoutRequired = (schema: FormSchema, name: string): FormSchema =>
  schema.required?.includes(name) ? { ...schema, required: schema.required.filter((given) => given !== name) } : schema;

/**
 * Shows a field only where the condition holds (null: always); where it is asked for stays as it was while it is shown. A
 * field in a branch of its own leaves it.
 */
export function showWhen(content: Content, pointer: string, condition: FormSchema | null): Content {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  const steps = objectSteps(form.schema, object);
  const part = declaringPart(partsAt(form.schema, object), name);
  const schema = part?.schema.properties?.[name];
  if (!steps || !part || part.chosen || !schema) return content;
  const asked = part.schema.required?.includes(name) === true;
  const put = (into: FormSchema): FormSchema => {
    const next = { ...into, properties: { ...into.properties, [name]: schema } };
    return asked ? withRequired(next, name) : next;
  };
  const taken = changeAt(form.schema, part.steps, (given) => {
    const before = given as FormSchema;
    return withoutRequired({ ...before, properties: without(before.properties ?? {}, name) }, name);
  });
  const placed = changeAt(taken, steps, (given) =>
    condition === null ? put(given as FormSchema) : inBranch(given as FormSchema, condition, put),
  );
  return asContent({ ...form, schema: tidied(placed) });
}

/** Asks for a field always (whenever it is shown), never, or where the condition holds. */
export function requireWhen(content: Content, pointer: string, when: 'always' | 'never' | FormSchema): Content {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  const parts = partsAt(form.schema, object);
  const steps = objectSteps(form.schema, object);
  const own = declaringPart(parts, name);
  if (!steps || !own) return content;
  // Nobody types what is calculated.
  if (when !== 'never' && own.schema.properties?.[name]?.['x-calculate'] !== undefined) return content;
  let schema = form.schema;
  for (const part of parts)
    schema = changeAt(schema, part.steps, (given) => withoutRequired(given as FormSchema, name));
  if (when === 'always') schema = changeAt(schema, own.steps, (given) => withRequired(given as FormSchema, name));
  else if (when !== 'never') {
    schema = changeAt(schema, steps, (given) =>
      inBranch(given as FormSchema, when, (then) => withRequired(then, name)),
    );
  }
  return asContent({ ...form, schema: tidied(schema) });
}
