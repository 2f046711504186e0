import { type FormBindings, type FormDefinition, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import { boundReadings, factsOfBinding } from './bindings-read.ts';
import { type NamedField, type NamedIn, namedFieldsIn } from './named-fields.ts';
import { readingsOf } from './readings.ts';
import type { Place, Together } from './together.ts';

/** A field of a form: `pointer` of the data, rows of a list as `*`. */
export interface FieldOf {
  form: string;
  pointer: string;
}

/** Who goes by a field. `bound`: not by its name, but by what it stands for to the platform. */
export interface FieldUse {
  /** Pointer of the field that is gone by: the one asked about, or one in it. */
  field: string;
  place: Place;
  document: LocalizedText;
  part: LocalizedText;
  as: NamedIn | 'bound';
}

/** Whether a way leads to a place or into it. */
export const leadsInto = (tokens: readonly string[], to: readonly string[]): boolean =>
  tokens.length >= to.length && to.every((token, index) => token === tokens[index]);

const pointerOf = (tokens: readonly string[]): string => pointerTo('', ...tokens);

/** Who goes by the fields that a form binds: clocks, letters, the platform, and rules that ask what it makes of them. */
function boundUses(form: FormDefinition, whole: Together): FieldUse[] {
  const bound = Object.entries(form.bindings ?? {}) as [keyof FormBindings, string][];
  const rules = readingsOf(whole).filter(({ forms }) => forms.has(form.key));
  return [
    ...boundReadings(form, whole).map(({ place, document, part, fact, steps }) => {
      return { field: pointerOf([fact, ...steps]), place, document, part, as: 'bound' as const };
    }),
    ...bound.flatMap(([name, pointer]) =>
      rules
        .filter(({ fact }) => factsOfBinding(name).includes(fact))
        .map(({ place, document, part }) => ({ field: pointer, place, document, part, as: 'bound' as const })),
    ),
  ];
}

const once = (uses: readonly FieldUse[]): FieldUse[] => [
  ...new Map(uses.map((use) => [JSON.stringify([use.field, use.place, use.as]), use])).values(),
];

const useOf = ({ place, document, part, as, tokens }: NamedField): FieldUse => ({
  field: pointerOf(tokens),
  place,
  document,
  part,
  as,
});

/**
 * Everything that goes by the fields of a form: rules (switched off, too), named conditions, examples and accepted findings
 * of rule sets; branches, entered days and clocks of paths; and by way of what the form binds. Pure.
 */
export function usesOfForm(key: string, whole: Together): FieldUse[] {
  const form = whole.forms.find((one) => one.key === key);
  const named = namedFieldsIn(whole).filter(({ forms }) => forms.has(key));
  return once([...named.map(useOf), ...(form ? boundUses(form, whole) : [])]);
}

/** Everything that goes by a field, or by one in it. Pure. */
export function usesOf({ form, pointer }: FieldOf, surroundings: Together): FieldUse[] {
  const tokens = pointerTokens(pointer);
  return usesOfForm(form, surroundings).filter(({ field }) => leadsInto(pointerTokens(field), tokens));
}
