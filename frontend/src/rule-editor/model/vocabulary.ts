import type { LocalizedText } from '@caseway/form-schemas';
import {
  OUTCOME_PARAM_TITLES,
  type OutcomeVocabulary,
  type RuleEvent,
  type RuleSet,
  VOCABULARY_OF,
} from '@caseway/rule-sets';

export type VocabularyValue = OutcomeVocabulary['values'][number];

/** The param whose declared values name the values of this one: joint departments are departments. */
export function vocabularyOf(param: string): string {
  return Object.hasOwn(VOCABULARY_OF, param) ? (VOCABULARY_OF[param] ?? param) : param;
}

export function valuesOf(ruleSet: RuleSet, param: string): readonly VocabularyValue[] {
  const outcomes = ruleSet.outcomes ?? {};
  const source = vocabularyOf(param);
  const values = Object.hasOwn(outcomes, source) ? outcomes[source]?.values : undefined;
  // A draft may hold anything in a list: what is no value yet is told as a finding, and is none.
  return Array.isArray(values) ? values.filter((value) => typeof value?.key === 'string') : [];
}

export function paramTitle(ruleSet: RuleSet, param: string): LocalizedText {
  const outcomes = ruleSet.outcomes ?? {};
  const declared = Object.hasOwn(outcomes, param) ? outcomes[param]?.title : undefined;
  const known = Object.hasOwn(OUTCOME_PARAM_TITLES, param) ? OUTCOME_PARAM_TITLES[param] : undefined;
  const title = declared ?? known ?? { 'zh-CN': param, en: param };
  // Stands as a heading here, not inside a sentence.
  return { ...title, en: title.en.charAt(0).toUpperCase() + title.en.slice(1) };
}

/** Declares a value of a param, and the vocabulary where there is none; one that is declared stays as it is. */
export function addValue(ruleSet: RuleSet, param: string, value: VocabularyValue): RuleSet {
  if (valuesOf(ruleSet, param).some(({ key }) => key === value.key)) return ruleSet;
  const source = vocabularyOf(param);
  const vocabulary = { title: paramTitle(ruleSet, source), values: [...valuesOf(ruleSet, param), value] };
  return { ...ruleSet, outcomes: { ...ruleSet.outcomes, [source]: vocabulary } };
}

/** The values that events give to params which stand for one vocabulary, each once. */
export function usedValues(events: readonly RuleEvent[], vocabulary: string): string[] {
  const used = events.flatMap(({ params = {} }) =>
    Object.entries(params).flatMap(([param, value]) =>
      vocabularyOf(param) === vocabulary && value !== undefined ? (Array.isArray(value) ? value : [value]) : [],
    ),
  );
  return [...new Set(used.filter((value) => typeof value === 'string'))];
}
