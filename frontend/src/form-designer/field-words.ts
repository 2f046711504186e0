import type { DrawnField, DrawnForm, FormDefinition, FormSchema, Locale, PartCondition } from '@caseway/form-schemas';
import {
  type FactInfo,
  FORM_OPERATORS,
  factCatalogue,
  factKey,
  type RuleSet,
  readingOf,
  schemaCondition,
} from '@caseway/rule-sets';
import { asHeard, readCondition } from '../condition-editor/read-condition.ts';

/** An object of a form as a form of its own, so that its fields can be asked about: the form itself, a group, a row. */
export function objectForm({ form }: DrawnForm, siblings: readonly DrawnField[], object: string): FormDefinition {
  if (object === '') return form;
  const properties = Object.fromEntries(siblings.map(({ name, schema }) => [name, schema]));
  return { ...form, schema: { type: 'object', properties, ...(form.schema.$defs && { $defs: form.schema.$defs }) } };
}

/** What a condition of the form may ask about, by key; `but`: not the field that it is about. */
export function askable(form: FormDefinition, but?: string): ReadonlyMap<string, FactInfo> {
  const facts = factCatalogue([form]).filter(({ system, conflict, fact }) => !system && !conflict && fact !== but);
  return new Map(
    facts.flatMap((info) => {
      const operators = info.operators.filter((name) => FORM_OPERATORS.includes(name));
      return operators.length > 0 ? [[factKey(info.fact, info.path), { ...info, operators }] as const] : [];
    }),
  );
}

/** Prepared words for the facts of one form. */
export const wordsOf = (form: FormDefinition, locale: Locale) =>
  readingOf({ form: form.key } as RuleSet, { locale, forms: [form] });

/** A condition of the form as a phrase; undefined where it says what only the source can. */
export function conditionWords(form: FormDefinition, condition: FormSchema, locale: Locale): string | undefined {
  const read = schemaCondition(condition, askable(form));
  return read && asHeard(readCondition(wordsOf(form, locale), read));
}

/** Conditions that all have to hold, one phrase each. */
export function allWords(
  form: FormDefinition,
  conditions: readonly PartCondition[],
  locale: Locale,
  { not, unreadable }: { not: (words: string) => string; unreadable: string },
): string[] {
  return conditions.map(({ if: asked, holds }) => {
    const words = conditionWords(form, asked, locale) ?? unreadable;
    return holds ? words : not(words);
  });
}
