import { completeTexts, isJsonObject, type OutcomeVocabulary, type Rule, type RuleSet } from '@caseway/rule-sets';
import { isReadable } from '../../condition-editor/read-condition.ts';

const isText = (value: unknown): boolean =>
  isJsonObject(value) && [value['zh-CN'], value.en].some((words) => typeof words === 'string');

const isVocabulary = (value: unknown): value is OutcomeVocabulary =>
  isJsonObject(value) &&
  isText(value.title) &&
  Array.isArray(value.values) &&
  value.values.every((item) => isJsonObject(item) && typeof item.key === 'string' && isText(item.title));

const isRule = (value: unknown): value is Rule =>
  isJsonObject(value) &&
  typeof value.name === 'string' &&
  isJsonObject(value.event) &&
  (value.event.params === undefined || isJsonObject(value.event.params));

/**
 * Whether the visual editor can show a content: its rules are rules, whatever stands in them. Anything else is a thing
 * of the source until it is mended there.
 */
export function isShowable(content: unknown): content is RuleSet {
  if (!isJsonObject(content)) return false;
  const { rules, parked, otherwise, tests } = content;
  return (
    Array.isArray(rules) &&
    rules.every(isRule) &&
    (parked === undefined ||
      (Array.isArray(parked) &&
        parked.every((entry) => isJsonObject(entry) && Number.isInteger(entry.at) && isRule(entry.rule)))) &&
    isJsonObject(otherwise) &&
    (otherwise.params === undefined || isJsonObject(otherwise.params)) &&
    (tests === undefined || Array.isArray(tests))
  );
}

function filtered<Value>(record: unknown, keep: (value: unknown) => value is Value): Record<string, Value> {
  const entries = isJsonObject(record) ? Object.entries(record) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, (typeof entry)[1] & Value] => keep(entry[1])));
}

/** The rule set without its rules and tests, and of its words only those that can be read. */
export function frameOf(ruleSet: RuleSet): RuleSet {
  const { parked: _, tests: __, accepted: ___, ...rest } = ruleSet;
  return {
    ...rest,
    rules: [],
    conditions: filtered(ruleSet.conditions, isReadable),
    outcomes: completeTexts(filtered(ruleSet.outcomes, isVocabulary)),
  };
}
