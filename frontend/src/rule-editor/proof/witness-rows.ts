import {
  type FormDefinition,
  fieldAt,
  formatValue,
  type Json,
  jsonText,
  type Locale,
  resolveFields,
} from '@caseway/form-schemas';
import type { FactInfo, Labels, RuleSet, Witness } from '@caseway/rule-sets';

/** A fact of an example, ready to read. */
export interface WitnessRow {
  key: string;
  label: string;
  value: string;
  /** Some rule reads it. */
  read: boolean;
}

interface Words {
  ruleSet: RuleSet;
  forms: readonly FormDefinition[];
  facts: readonly FactInfo[];
  labels: Labels;
  locale: Locale;
  /** Said of a field that the form shows and that nothing stands in. */
  nothing: string;
  /** Where the facts stand that no form has. */
  system: string;
}

function keyText({ ruleSet, forms, labels, locale }: Words, fact: string, value: Json): string {
  if (Array.isArray(value))
    return value
      .map((item) => keyText({ ruleSet, forms, labels, locale } as Words, fact, item))
      .join(locale === 'en' ? ', ' : '、');
  const key = jsonText(value);
  const given = labels[fact]?.[key]?.[locale];
  if (given !== undefined) return given;
  if (fact === 'form') return forms.find((form) => form.key === key)?.title[locale] ?? key;
  const vocabulary = ruleSet.outcomes?.[fact]?.values;
  const title = Array.isArray(vocabulary) ? vocabulary.find((entry) => entry.key === key)?.title?.[locale] : undefined;
  if (title !== undefined) return title;
  if (typeof value === 'boolean') return locale === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否';
  return key;
}

/** The facts of an example: first what rules read, with what was left empty, then the rest. */
export function witnessRows(witness: Witness, read: ReadonlySet<string>, words: Words): WitnessRow[] {
  const { forms, facts, labels, locale, nothing, system } = words;
  const form = forms.find(({ key }) => key === witness.form);
  const textOf = (fact: string, value: Json): string => {
    if (value === null) return nothing;
    const schema = form && fieldAt(form, `/${fact}`);
    if (!schema || labels[fact]?.[jsonText(value)]) return keyText(words, fact, value);
    return formatValue(schema, value, locale);
  };
  const labelOf = (fact: string): string => {
    const title = form && fieldAt(form, `/${fact}`)?.['x-title']?.[locale];
    return title ?? facts.find((info) => info.fact === fact && info.path === undefined)?.title[locale] ?? fact;
  };
  const given = Object.entries(witness.facts).map(([fact, value]) => ({
    key: fact,
    label: labelOf(fact),
    value: textOf(fact, value),
    // Of several forms, which it is says more than any field.
    read: read.has(fact) || fact === 'form',
  }));
  const shown = form ? resolveFields(form, form.schema, witness.facts, '').map(({ name }) => name) : [];
  const empty = [...read]
    .filter((fact) => shown.includes(fact) && !Object.hasOwn(witness.facts, fact))
    .map((fact) => ({ key: fact, label: labelOf(fact), value: nothing, read: true }));
  const rows = [...given.filter((row) => row.read), ...empty, ...given.filter((row) => !row.read)];
  // A form and the platform may have facts of one name: then it is said where each stands, as where facts are chosen.
  const isAmbiguous = ({ label }: WitnessRow) => rows.filter((row) => row.label === label).length > 1;
  const placeOf = (fact: string) => {
    const section = form?.ui?.sections.find(({ fields }) => fields.includes(fact));
    return section?.title[locale] ?? (form && fieldAt(form, `/${fact}`) ? form.title[locale] : system);
  };
  return rows.map((row) => (isAmbiguous(row) ? { ...row, label: `${row.label} · ${placeOf(row.key)}` } : row));
}

/** What of an example a test needs: the facts that rules read, and the form. */
export function factsForTest({ form, facts }: Witness, read: ReadonlySet<string>): Record<string, Json> {
  const kept = Object.entries(facts).filter(([fact]) => read.has(fact) && fact !== 'form');
  return { form, ...Object.fromEntries(kept) };
}
