import { definitionOf } from './field-types/registry.ts';
import { escapeToken } from './json/pointer.ts';
import { jsonText } from './json/text.ts';
import type { Denied, FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { FAVOURABLE_EFFECTS, OUTCOME_EFFECTS, type OutcomeEffect } from './model/outcome-effect.ts';
import { allProperties, MAX_DEPTH, readPointer } from './schema-walk.ts';

/** Both ways in which a question says what its answers contradict: what is decided or told with them, what was before. */
export const DENIES = ['x-denies', 'x-denies-earlier'] as const;

/** An answer that contradicts outcomes of some effects. */
export interface Denial {
  /** Into the data. */
  pointer: string;
  field: FormSchema;
  answer: Json;
  /** Of what is decided or told with it. */
  effects: readonly OutcomeEffect[];
  /** Of the outcome with which the case has come here. */
  earlier: readonly OutcomeEffect[];
}

/** The answers that a field can be given and that `x-denies` may speak of; undefined where it can be given others. */
export function answersOf(field: FormSchema): Json[] | undefined {
  return definitionOf(field).answers?.(field);
}

/** Everything that an answer denies, as written: where it speaks against one effect in the person's favour, against each. */
export function effectsDenied(denied: Denied): OutcomeEffect[] {
  if (!Array.isArray(denied)) return OUTCOME_EFFECTS.filter((effect) => !denied.allBut.includes(effect));
  const favour = denied.some((effect) => FAVOURABLE_EFFECTS.includes(effect));
  return OUTCOME_EFFECTS.filter((effect) => denied.includes(effect) || (favour && FAVOURABLE_EFFECTS.includes(effect)));
}

function deniedIn(denies: Record<string, Denied> = {}, answer: Json): OutcomeEffect[] {
  const written = Object.hasOwn(denies, jsonText(answer)) ? denies[jsonText(answer)] : undefined;
  return written ? effectsDenied(written) : [];
}

/** A question that is answered by one choice, and all its answers. */
export interface Choice {
  /** Into the data. */
  pointer: string;
  field: FormSchema;
  answers: Json[];
}

/** Every question of a form that is answered by one choice, those of groups too, in the order of the schema; none of lists. */
export function choicesOf(form: Pick<FormDefinition, 'schema'>): Choice[] {
  const walk = (schema: FormSchema, at: string, depth: number): Choice[] =>
    [...allProperties(schema, form.schema)].flatMap(([name, field]) => {
      const pointer = `${at}/${escapeToken(name)}`;
      const { content } = definitionOf(field);
      if (content?.kind === 'fields' && !field.items) return depth < MAX_DEPTH ? walk(field, pointer, depth + 1) : [];
      const answers = answersOf(field);
      return answers ? [{ pointer, field, answers }] : [];
    });
  return walk(form.schema, '', 0);
}

/** Every answer of a form that denies something (`x-denies`, `x-denies-earlier`), in the order of the schema. */
export function denialsOf(form: Pick<FormDefinition, 'schema'>): Denial[] {
  return choicesOf(form).flatMap(({ pointer, field, answers }) =>
    answers.flatMap((answer) => {
      const effects = deniedIn(field['x-denies'], answer);
      const earlier = deniedIn(field['x-denies-earlier'], answer);
      return effects.length + earlier.length > 0 ? [{ pointer, field, answer, effects, earlier }] : [];
    }),
  );
}

/**
 * The answers given in some data that deny an outcome of that effect: one decided or told with them, or one decided before
 * (`earlier`). Data as stored: pruned to what is shown.
 */
export function deniedBy(
  form: Pick<FormDefinition, 'schema'>,
  data: FormData,
  effect: OutcomeEffect,
  when: 'effects' | 'earlier' = 'effects',
): Denial[] {
  return denialsOf(form).filter(
    (denial) => denial[when].includes(effect) && readPointer(data, denial.pointer) === denial.answer,
  );
}
