import { fieldTypeOf } from './fields/field-types.ts';
import { escapeToken } from './json/pointer.ts';
import { jsonText } from './json/text.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import type { OutcomeEffect } from './model/outcome-effect.ts';
import { allProperties, MAX_DEPTH, readPointer } from './schema-walk.ts';

/** An answer that contradicts outcomes of some effects. */
export interface Denial {
  /** Into the data. */
  pointer: string;
  field: FormSchema;
  answer: Json;
  effects: readonly OutcomeEffect[];
}

/** The answers that a field can be given and that `x-denies` may speak of; undefined where it can be given others. */
export function answersOf(field: FormSchema): Json[] | undefined {
  const type = fieldTypeOf(field);
  if (type === 'boolean') return [true, false];
  return type === 'choice' ? (field.enum ?? []) : undefined;
}

/** Every answer of a form that denies something (`x-denies`), those of groups too, in the order of the schema. */
export function denialsOf(form: Pick<FormDefinition, 'schema'>): Denial[] {
  const walk = (schema: FormSchema, at: string, depth: number): Denial[] =>
    [...allProperties(schema, form.schema)].flatMap(([name, field]) => {
      const pointer = `${at}/${escapeToken(name)}`;
      if (fieldTypeOf(field) === 'group') return depth < MAX_DEPTH ? walk(field, pointer, depth + 1) : [];
      const denies = field['x-denies'] ?? {};
      return (answersOf(field) ?? []).flatMap((answer) => {
        const effects = Object.hasOwn(denies, jsonText(answer)) ? denies[jsonText(answer)] : undefined;
        return effects ? [{ pointer, field, answer, effects }] : [];
      });
    });
  return walk(form.schema, '', 0);
}

/** The answers given in some data that deny an outcome of that effect. Data as stored: pruned to what is shown. */
export function deniedBy(form: Pick<FormDefinition, 'schema'>, data: FormData, effect: OutcomeEffect): Denial[] {
  return denialsOf(form).filter(
    ({ pointer, answer, effects }) => effects.includes(effect) && readPointer(data, pointer) === answer,
  );
}
