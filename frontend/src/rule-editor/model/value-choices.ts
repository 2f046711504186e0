import type { FormDefinition, FormSchema, Json } from '@caseway/form-schemas';
import { CASE_EVENT_TITLES, CASE_EVENTS, type FactInfo, type Labels, type RuleSet } from '@caseway/rule-sets';
import type { ValueChoice } from '../../condition-editor/value-choice.ts';
import { valuesOf } from './vocabulary.ts';

interface Around {
  frame: RuleSet;
  forms: readonly FormDefinition[];
  labels: Labels;
}

/** Property names, at whatever depth, whose values are keys of the scope tree. */
function placeNames(schema: FormSchema, into: Set<string>): Set<string> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property['x-place']) into.add(name);
    placeNames(property, into);
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
    placeNames(part, into);
  for (const part of [schema.then, schema.else]) if (part) placeNames(part, into);
  return into;
}

const labelled = (labels: Labels[string]): ValueChoice[] =>
  Object.entries(labels ?? {}).map(([value, title]) => ({ value, title }));

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * The values among which one of a fact is chosen: the form's own choices; of a place the villages; of a system fact
 * the rule set's declared values, the paths, townships, forms and moments that exist. Empty where anything may be written.
 */
export function valueChoices({ frame, forms, labels }: Around, info: FactInfo): ValueChoice[] {
  if (info.choices) return info.choices.flatMap(({ value, title }) => (isScalar(value) ? [{ value, title }] : []));
  if (info.system) {
    if (info.fact === 'event') return CASE_EVENTS.map((value) => ({ value, title: CASE_EVENT_TITLES[value] }));
    if (info.fact === 'form') return forms.map(({ key, title }) => ({ value: key, title }));
    const declared = valuesOf(frame, info.fact).map(({ key, title }) => ({ value: key, title }));
    const known = labelled(labels[info.fact]);
    return [...known, ...declared.filter(({ value }) => !known.some((choice) => choice.value === value))];
  }
  const name = info.path?.split('.').at(-1) ?? info.fact;
  const isPlace = forms.some(({ schema }) => placeNames(schema, new Set()).has(name));
  return isPlace ? labelled(labels.place) : [];
}
