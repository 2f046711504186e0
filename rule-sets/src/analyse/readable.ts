import { isJsonObject, own } from '../json-value.ts';
import type { OutcomeVocabulary, Rule, RuleSet } from '../model/rule-set.ts';

const isText = (value: unknown): boolean =>
  typeof own(value, 'zh-CN') === 'string' && typeof own(value, 'en') === 'string';

function vocabularyOf(value: unknown): OutcomeVocabulary | undefined {
  const [title, values] = [own(value, 'title'), own(value, 'values')];
  if (!Array.isArray(values)) return undefined;
  const usable = values.filter((entry) => typeof own(entry, 'key') === 'string' && isText(own(entry, 'title')));
  return { title: (isText(title) ? title : {}) as never, values: usable as never };
}

/**
 * What of a rule set can be read without a fall: an author's draft may hold anything anywhere. Only for words and
 * labels; what its rules mean is read by the reference alone.
 */
export function readable(ruleSet: unknown): RuleSet {
  const also = own(ruleSet, 'alsoForms');
  const rules = own(ruleSet, 'rules');
  const outcomes = own(ruleSet, 'outcomes');
  const vocabularies = Object.entries(isJsonObject(outcomes) ? outcomes : {}).flatMap(([param, value]) => {
    const vocabulary = vocabularyOf(value);
    return vocabulary ? [[param, vocabulary] as const] : [];
  });
  return {
    ...(isJsonObject(ruleSet) ? (ruleSet as object as RuleSet) : ({} as RuleSet)),
    alsoForms: Array.isArray(also) ? also.filter((key) => typeof key === 'string') : [],
    rules: Array.isArray(rules) ? (rules.filter(isJsonObject) as object[] as Rule[]) : [],
    outcomes: Object.fromEntries(vocabularies),
  };
}
