import type { Json } from '@caseway/form-schemas';
import { jsonText } from '@caseway/form-schemas';
import {
  type FactInfo,
  factLabel,
  jsonEqual,
  outcomeEntries,
  type RuleSet,
  readingOf,
  valueText,
} from '@caseway/rule-sets';
import { useMemo } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { valueChoices } from '../model/value-choices.ts';
import { paramTitle } from '../model/vocabulary.ts';

/** How tests are read aloud. */
export interface TestWords {
  fact: (fact: string) => string;
  value: (fact: string, value: Json) => string;
  rule: (name: string) => string;
  rules: (names: readonly string[]) => string;
  param: (param: string) => string;
  /** Null: it must be absent. */
  expected: (param: string, value: Json) => string;
}

export function useTestWords(ruleSet: RuleSet): TestWords {
  const { t, say, locale } = useWords();
  const surroundings = useSurroundings();
  const { facts, frame, forms, labels } = surroundings;
  return useMemo(() => {
    const reading = readingOf(frame, { locale, forms, labels });
    const infos = new Map(facts.filter(({ path }) => path === undefined).map((info) => [info.fact, info]));
    const choices = new Map<FactInfo, ReturnType<typeof valueChoices>>();
    const choicesOf = (info: FactInfo) => {
      const known = choices.get(info) ?? valueChoices(surroundings, info);
      choices.set(info, known);
      return known;
    };
    const one = (fact: string, value: Json): string => {
      const info = infos.get(fact);
      const choice = info && choicesOf(info).find((option) => jsonEqual(option.value, value));
      if (choice) return say(choice.title) || jsonText(choice.value);
      return value !== null && typeof value === 'object' ? JSON.stringify(value) : valueText(reading, value, fact);
    };
    const joint = locale === 'en' ? ', ' : '、';
    const rule = (name: string) => say(ruleSet.rules.find((candidate) => candidate.name === name)?.title) || name;
    return {
      fact: (fact) => infos.get(fact)?.title[locale] ?? factLabel(reading, fact),
      value: (fact, value) =>
        Array.isArray(value) && value.length > 0 ? value.map((item) => one(fact, item)).join(joint) : one(fact, value),
      rule,
      rules: (names) => (names.length === 0 ? t('ruleTests.noRule') : names.map(rule).join(joint)),
      param: (param) => say(paramTitle(frame, param)),
      expected: (param, value) => {
        if (value === null) return t('ruleTests.absent');
        if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
        if (Array.isArray(value) && value.length === 0) return t('common.none');
        return outcomeEntries(frame, { [param]: value }, { locale, forms, labels })[0]?.text || JSON.stringify(value);
      },
    };
  }, [facts, frame, forms, labels, locale, say, t, ruleSet.rules, surroundings]);
}
