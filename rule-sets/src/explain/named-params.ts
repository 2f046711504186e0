import type { FormDefinition, Locale, LocalizedText } from '@caseway/form-schemas';
import type { RuleSetFinding } from '../check-rule-set/finding-catalogue.ts';
import { type FactInfo, factKey } from '../facts.ts';
import { findOperator } from '../operators/operators.ts';
import { OUTCOME_PARAM_TITLES } from './outcome-text.ts';

export interface Names {
  facts: readonly FactInfo[];
  forms: readonly FormDefinition[];
  locale: Locale;
}

/** Params that hold the key of a fact. */
const FACTS = ['fact', 'suggestion', 'other'];

/** Keys stand in quotation marks where there are several. */
const unquoted = (key: string) => key.replace(/^“(.*)”$/, '$1');

/** How groups are called in the editor. */
const GROUPS: Partial<Record<string, LocalizedText>> = {
  all: { 'zh-CN': '全部成立', en: 'all of these hold' },
  any: { 'zh-CN': '至少一项成立', en: 'at least one of these holds' },
};

/** A finding's params in the words of its reader: facts, forms, operators and choices by their names. */
export function namedParams(
  { params }: RuleSetFinding,
  { facts, forms, locale }: Names,
): Pick<RuleSetFinding, 'params'> {
  if (!params) return {};
  const factOf = (key: unknown) => facts.find(({ fact, path }) => factKey(fact, path) === key);
  const list = (text: unknown, nameOf: (key: string) => string | undefined): string =>
    String(text)
      .split(', ')
      .map((key) => nameOf(unquoted(key)) ?? key)
      .join(locale === 'en' ? ', ' : '、');
  const info = factOf(params.fact);
  const named = Object.entries(params).map(([name, value]) => {
    if (FACTS.includes(name)) return [name, factOf(value)?.title[locale] ?? value];
    if (name === 'forms' || name === 'form') {
      return [name, list(value, (key) => forms.find((form) => form.key === key)?.title[locale])];
    }
    if (name === 'group') return [name, GROUPS[String(value)]?.[locale] ?? value];
    if (name === 'operator') return [name, findOperator(value)?.title[locale] ?? value];
    if (name === 'choices') {
      return [name, list(value, (key) => info?.choices?.find((choice) => String(choice.value) === key)?.title[locale])];
    }
    if (name === 'param') {
      const key = String(value);
      return [name, Object.hasOwn(OUTCOME_PARAM_TITLES, key) ? OUTCOME_PARAM_TITLES[key]?.[locale] : value];
    }
    return [name, value];
  });
  return { params: Object.fromEntries(named) };
}
