import type { LocalizedText } from '@caseway/form-schemas';
import type { RuleSet, RuleSetKind } from '../model/rule-set.ts';
import { CASE_EVENTS, SYSTEM_FACTS } from '../model/system-facts.ts';
import type { Reading } from './readings.ts';
import type { Place, Together } from './together.ts';

/** Who gives the values of a system fact to the rule sets of a form. */
interface Source {
  values: ReadonlySet<string>;
  /** The document that has them: named beside the one that asks. */
  place: Place;
  title: LocalizedText;
}

const reads = ({ form, alsoForms = [] }: RuleSet, key: string): boolean => form === key || alsoForms.includes(key);

/** Facts whose values a rule set declares as outcome params, and which kinds of rule set give them. */
const DECLARED: Partial<Record<string, { param: string; kinds: readonly RuleSetKind[] }>> = {
  category: { param: 'category', kinds: ['classification'] },
  department: { param: 'department', kinds: ['routing'] },
  level: { param: 'level', kinds: ['routing', 'escalation'] },
  marks: { param: 'marks', kinds: ['escalation', 'routing'] },
};

function declaredFor(
  form: string,
  { param, kinds }: { param: string; kinds: readonly RuleSetKind[] },
  { ruleSets }: Together,
): Source[] {
  return ruleSets
    .filter((set) => kinds.includes(set.kind) && reads(set, form))
    .flatMap((set) => {
      const vocabulary = set.outcomes?.[param];
      if (!vocabulary) return [];
      const values = new Set(vocabulary.values.map(({ key }) => key));
      return [
        {
          values,
          place: { kind: 'rule-sets', key: set.key, pointer: `/outcomes/${param}/values` },
          title: set.title,
        } satisfies Source,
      ];
    });
}

const COMPARES = new Set(['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', 'containsAny']);

/** The texts that a reading compares a fact with. */
function comparedWith({ operator, value, steps }: Reading): string[] {
  if (!COMPARES.has(operator) || steps.length > 0) return [];
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

export interface UnknownTerm {
  value: string;
  fact: LocalizedText;
  source: { place: Place; title: LocalizedText };
  /** A case that was opened before may still have it: worth a look, and no contradiction. */
  mayStand: boolean;
}

/** The first value that the reading asks for in cases of a form and that nothing in force gives; null where there is none. */
export function unknownTerm(reading: Reading, form: string, whole: Together): UnknownTerm | null {
  const asked = comparedWith(reading);
  if (asked.length === 0 || !Object.hasOwn(SYSTEM_FACTS, reading.fact)) return null;
  const fact = SYSTEM_FACTS[reading.fact as keyof typeof SYSTEM_FACTS].title;
  const own: Place = reading.place;
  const unknown = (
    values: ReadonlySet<string>,
    source: UnknownTerm['source'],
    mayStand = false,
  ): UnknownTerm | null => {
    const value = asked.find((text) => !values.has(text));
    return value === undefined ? null : { value, fact, source, mayStand };
  };
  const declared = Object.hasOwn(DECLARED, reading.fact) ? DECLARED[reading.fact] : undefined;
  if (declared) {
    const sources = declaredFor(form, declared, whole);
    const [first] = sources;
    // Whether there is one at all is another question, asked elsewhere.
    if (!first) return null;
    return unknown(new Set(sources.flatMap(({ values }) => [...values])), first, reading.fact === 'marks');
  }
  const itself = { place: own, title: reading.document };
  switch (reading.fact) {
    case 'event':
      return unknown(new Set<string>(CASE_EVENTS), itself);
    case 'path':
      return unknown(new Set(whole.paths.map(({ key }) => key)), itself, true);
    case 'step':
      return unknown(new Set(whole.paths.flatMap(({ steps }) => steps.map(({ key }) => key))), itself, true);
    case 'clock':
      return unknown(new Set(whole.paths.flatMap(({ clocks }) => clocks.map(({ key }) => key))), itself, true);
    default:
      return null;
  }
}
