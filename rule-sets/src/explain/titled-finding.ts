import { type Json, jsonText, type LocalizedText } from '@caseway/form-schemas';
import { type RuleSetFinding, renderRuleSetFinding } from '../check-rule-set/finding-catalogue.ts';
import { factCatalogue } from '../facts.ts';
import { isJsonObject, own } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { namedParams } from './named-params.ts';
import { OUTCOME_PARAM_TITLES, outcomeEntries } from './outcome-text.ts';
import type { ReadingOptions } from './reading.ts';

const WORDS: Record<'matching' | 'nothing' | 'yes' | 'no', LocalizedText> = {
  matching: { 'zh-CN': '成立的规则', en: 'the rules that match' },
  nothing: { 'zh-CN': '无', en: 'nothing' },
  yes: { 'zh-CN': '是', en: 'yes' },
  no: { 'zh-CN': '否', en: 'no' },
};

const parsed = (text: unknown): Json => {
  try {
    return JSON.parse(String(text));
  } catch {
    // Written shortened: shown as it is.
    return String(text);
  }
};

/**
 * A finding in words of the locale, rules and outcomes by their titles instead of their keys. `ruleSet` may be anything
 * that was checked.
 */
export function renderTitledFinding(ruleSet: unknown, finding: RuleSetFinding, options: ReadingOptions): string {
  const { locale } = options;
  const { params } = finding;
  if (!params || !isJsonObject(ruleSet)) return renderRuleSetFinding(finding, locale);
  const quoted = (text: string) => (locale === 'en' ? `“${text}”` : `“${text}”`);
  const rules = own(ruleSet, 'rules');
  const ruleTitle = (name: Json): string => {
    const rule = (Array.isArray(rules) ? rules : []).find((each) => own(each, 'name') === name);
    const title = own(own(rule, 'title'), locale);
    return typeof title === 'string' && title !== '' ? title : jsonText(name);
  };
  const valueText = (what: string, value: Json): string => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return WORDS.nothing[locale];
    if (typeof value === 'boolean') return WORDS[value ? 'yes' : 'no'][locale];
    if (what === 'fired') {
      return (Array.isArray(value) ? value : [value])
        .map((name) => quoted(ruleTitle(name)))
        .join(locale === 'en' ? ', ' : '、');
    }
    const param = what.slice('outcome.'.length);
    // Tests run only where the rule set is one.
    const [entry] = outcomeEntries(ruleSet as object as RuleSet, { [param]: value }, options);
    return quoted(entry && entry.text !== '' ? entry.text : typeof value === 'string' ? value : JSON.stringify(value));
  };
  const whatText = (what: string): string => {
    if (what === 'fired') return WORDS.matching[locale];
    const param = what.slice('outcome.'.length);
    const declared = own(own(own(own(ruleSet, 'outcomes'), param), 'title'), locale);
    if (typeof declared === 'string' && declared !== '') return declared;
    return Object.hasOwn(OUTCOME_PARAM_TITLES, param) ? (OUTCOME_PARAM_TITLES[param]?.[locale] ?? param) : param;
  };
  if (finding.code === 'test-failed') {
    const what = String(params.what);
    const expected = valueText(what, parsed(params.expected));
    const actual = valueText(what, parsed(params.actual));
    return renderRuleSetFinding({ ...finding, params: { ...params, what: whatText(what), expected, actual } }, locale);
  }
  const forms = options.forms ?? [];
  return renderRuleSetFinding(
    { ...finding, ...namedParams(finding, { facts: factCatalogue(forms), forms, locale }) },
    locale,
  );
}
