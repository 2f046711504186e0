import { escapeToken, pointerTokens } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { MAX_DEPTH } from '../schema-walk.ts';

/** What has to hold for a part of a schema to apply. */
export interface PartCondition {
  if: FormSchema;
  /** False: of an `else`. */
  holds: boolean;
  /** Steps to the `if`, from the form's schema. */
  steps: readonly string[];
}

/** One of the places in which the schema of an object speaks of its fields. */
export interface ObjectPart {
  schema: FormSchema;
  /** From the form's schema. */
  steps: readonly string[];
  /** Outermost first; none: it always applies. */
  conditions: readonly PartCondition[];
  /** Of a branch of `oneOf` or `anyOf`: chosen by answers, and written in the source alone. */
  chosen: boolean;
}

/** The parts of an object's schema that say which fields it has: itself, what stands in `allOf`, branches. */
export function objectParts(schema: FormSchema, steps: readonly string[]): ObjectPart[] {
  const parts: ObjectPart[] = [];
  const visit = (part: ObjectPart, depth: number): void => {
    parts.push(part);
    if (depth > MAX_DEPTH) return;
    const inner = (more: readonly string[], given: FormSchema | undefined, change: Partial<ObjectPart> = {}) => {
      if (given === undefined || typeof given !== 'object') return;
      visit({ ...part, ...change, schema: given, steps: [...part.steps, ...more] }, depth + 1);
    };
    const { if: asked, then, else: otherwise, allOf = [], oneOf = [], anyOf = [] } = part.schema;
    for (const [index, one] of allOf.entries()) inner(['allOf', String(index)], one);
    if (asked) {
      const when = (holds: boolean) => ({
        conditions: [...part.conditions, { if: asked, holds, steps: [...part.steps, 'if'] }],
      });
      inner(['then'], then, when(true));
      inner(['else'], otherwise, when(false));
    }
    for (const [name, group] of Object.entries({ oneOf, anyOf })) {
      for (const [index, one] of group.entries()) inner([name, String(index)], one, { chosen: true });
    }
  };
  visit({ schema, steps, conditions: [], chosen: false }, 0);
  return parts;
}

/** Says what the field is, and does not only narrow what another place declares. */
export const declares = (schema: FormSchema): boolean =>
  schema.type !== undefined || schema['x-title'] !== undefined || schema.$ref !== undefined;

/** The part that declares a field of the object; undefined where none has it. */
export function declaringPart(parts: readonly ObjectPart[], name: string): ObjectPart | undefined {
  const having = parts.filter(({ schema }) => schema.properties && Object.hasOwn(schema.properties, name));
  return having.find(({ schema }) => declares(schema.properties?.[name] ?? {})) ?? having[0];
}

/** The pointer of the object in which a field stands (`''`: the form), and the field's name in it. */
export function splitField(pointer: string): { object: string; name: string } {
  const tokens = pointerTokens(pointer);
  const name = tokens.pop() ?? '';
  return { object: tokens.map((token) => `/${escapeToken(token)}`).join(''), name };
}

const at = (schema: FormSchema, steps: readonly string[]): FormSchema | undefined =>
  steps.reduce<unknown>(
    (part, step) => (part !== null && typeof part === 'object' ? (part as Record<string, unknown>)[step] : undefined),
    schema,
  ) as FormSchema | undefined;

/**
 * Steps from the form's schema to that of an object: `''` the form itself, `/members/*` the rows of a list. Undefined where
 * the way leads through a reference or nowhere: such an object is edited where it is written.
 */
export function objectSteps(root: FormSchema, pointer: string): string[] | undefined {
  let steps: string[] = [];
  for (const token of pointerTokens(pointer)) {
    const schema = at(root, steps);
    if (!schema || schema.$ref !== undefined) return undefined;
    if (token === '*') steps = [...steps, 'items'];
    else {
      const part = declaringPart(objectParts(schema, steps), token);
      if (!part) return undefined;
      steps = [...part.steps, 'properties', token];
    }
  }
  const found = at(root, steps);
  return found && typeof found === 'object' && found.$ref === undefined ? steps : undefined;
}

/** The parts of the object at a pointer; none where it cannot be edited here. */
export function partsAt(root: FormSchema, pointer: string): ObjectPart[] {
  const steps = objectSteps(root, pointer);
  const schema = steps && at(root, steps);
  return steps && schema ? objectParts(schema, steps) : [];
}
