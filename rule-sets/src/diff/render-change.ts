import { type FormDefinition, fill, type Json, jsonText } from '@caseway/form-schemas';
import { entriesOf, outcomeText } from '../explain/outcome-text.ts';
import {
  clauseText,
  factLabel,
  quoted,
  type Reading,
  type ReadingOptions,
  readingOf,
  say,
  valueText,
} from '../explain/reading.ts';
import { isJsonObject, type JsonObject, jsonEqual, own } from '../json-value.ts';
import type { Labels } from '../labels.ts';
import type { Rule, RuleSet } from '../model/rule-set.ts';
import { CHANGE_TEXTS } from './change-texts.ts';
import { type ClauseChange, compareConditions, isCondition } from './compare-conditions.ts';
import { clausesOf } from './diff-rules.ts';
import type { RuleSetChange } from './rule-set-change.ts';

/** A change in words. */
export interface RuleSetChangeText {
  message: string;
  /** Title of the rule; undefined where it is about none. */
  ruleTitle?: string;
  /** What of the rule or rule set changed. */
  part: string;
  /** How it read; undefined where it was not there. */
  before?: string;
  after?: string;
}

/** Longer texts are cut: a table shows them, no file. */
const LONGEST = 600;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const HIT_POLICIES: Record<string, [string, string]> = {
  first: ['以次序在前的一条为准', 'the first decides'],
  all: ['全部生效', 'all apply'],
};

/** A reading of a rule set that may be a draft: what is no vocabulary or condition is left out. */
export function readingOfDraft(content: JsonObject, options: ReadingOptions): Reading {
  const [named, outcomes] = [own(content, 'conditions'), own(content, 'outcomes')];
  const usable = Object.entries(isJsonObject(outcomes) ? outcomes : {}).filter(([, vocabulary]) => {
    const values = own(vocabulary, 'values');
    return (
      isText(own(vocabulary, 'title')) && Array.isArray(values) && values.every((value) => isText(own(value, 'title')))
    );
  });
  const conditions = Object.entries(isJsonObject(named) ? named : {}).filter(([, condition]) => isCondition(condition));
  const draft = { ...content, conditions: Object.fromEntries(conditions), outcomes: Object.fromEntries(usable) };
  const also = own(content, 'alsoForms');
  return readingOf({ ...draft, alsoForms: Array.isArray(also) ? also : [] } as unknown as RuleSet, options);
}

const isText = (value: unknown): boolean =>
  isJsonObject(value) && typeof value['zh-CN'] === 'string' && typeof value.en === 'string';

const asText = (value: Json): string => cut(typeof value === 'string' ? value : JSON.stringify(value));

/** A text in both languages: the one that is read, or both where only the other changed. */
function localized({ locale }: Reading, value: Json, other: Json | undefined): string {
  if (!isText(value)) return asText(value);
  const here = jsonText(own(value, locale));
  const there = locale === 'en' ? 'zh-CN' : 'en';
  const onlyOther = other !== undefined && own(other, locale) === here && own(other, there) !== own(value, there);
  return cut(onlyOther ? `${here} / ${own(value, there)}` : here);
}

function ruleTitle(content: JsonObject, name: string | undefined, { locale }: Reading): string | undefined {
  if (name === undefined) return undefined;
  const [rules, parked] = [own(content, 'rules'), own(content, 'parked')];
  const all = [
    ...(Array.isArray(rules) ? rules : []),
    ...(Array.isArray(parked) ? parked.map((item) => own(item, 'rule')) : []),
  ];
  const title = own(own(all.find((rule) => own(rule, 'name') === name) ?? null, 'title'), locale);
  return typeof title === 'string' && title !== '' ? title : name;
}

function conditionText(reading: Reading, content: JsonObject, value: Json): string {
  return isCondition(value) ? cut(clauseText(reading, clausesOf(value, content))) : asText(value);
}

function ruleText(reading: Reading, content: JsonObject, value: Json): string {
  const [conditions, event] = [own(value, 'conditions'), own(value, 'event')];
  if (!isCondition(conditions) || !isJsonObject(event)) return asText(value);
  const params = own(event, 'params');
  const rule = { conditions, event: { type: '', params: isJsonObject(params) ? params : {} } } as unknown as Rule;
  const { locale } = reading;
  const condition = conditionText(reading, content, conditions as Json);
  const outcome = outcomeText(reading, rule.event.params ?? {});
  return cut(locale === 'en' ? `When ${condition}: ${outcome}.` : `当${condition}时，${outcome}。`);
}

function paramText(reading: Reading, param: string, value: Json | undefined): string {
  const none = say(reading, '无', 'none');
  if (value === undefined || value === null || value === false || jsonEqual(value, [])) return none;
  const [entry] = entriesOf(reading, { [param]: value });
  return entry ? cut(entry.text || say(reading, '是', 'yes')) : asText(value);
}

const paramLabel = (reading: Reading, param: string): string =>
  entriesOf(reading, { [param]: true })[0]?.label ?? param;

/** Facts and expectation of a test, or those of them that the other version has otherwise. */
function testText(reading: Reading, content: JsonObject, value: Json, other: Json | undefined): string {
  const facts = own(value, 'facts');
  const [otherFacts, expect] = [own(other ?? null, 'facts'), own(value, 'expect')];
  const told = Object.entries(isJsonObject(facts) ? facts : {}).flatMap(([fact, given]) =>
    other !== undefined && jsonEqual(own(otherFacts, fact), given)
      ? []
      : [`${factLabel(reading, fact)}${say(reading, '：', ': ')}${valueText(reading, given, fact)}`],
  );
  const outcome = own(expect, 'outcome');
  const fired = own(expect, 'fired');
  if (other === undefined || !jsonEqual(expect, own(other, 'expect'))) {
    const parts = [
      ...(isJsonObject(outcome) ? [outcomeText(reading, outcome)] : []),
      ...(Array.isArray(fired)
        ? [fired.map((name) => `“${ruleTitle(content, jsonText(name), reading)}”`).join(say(reading, '、', ', '))]
        : []),
    ];
    told.push(`→ ${parts.join(say(reading, '；', '; ')) || say(reading, '无', 'nothing')}`);
  }
  return cut(told.join(say(reading, '；', '; ')));
}

const CLAUSES: Record<ClauseChange['kind'], [string, string]> = {
  required: ['另须满足{after}', '{after} is required as well'],
  'not-required': ['不再要求{before}', '{before} is no longer required'],
  enough: ['满足{after}亦可', '{after} is enough, too'],
  'not-enough': ['满足{before}不再算数', '{before} is no longer enough'],
  changed: ['{before}改为{after}', '{before} became {after}'],
};

/** What changed in a condition, clause by clause. */
function clausesText(change: RuleSetChange, old: Reading, now: Reading, from: JsonObject, to: JsonObject): string {
  const { before, after } = change;
  if (before === undefined || after === undefined || !isCondition(before) || !isCondition(after)) {
    return say(now, '内容不同', 'its content differs');
  }
  const { changes } = compareConditions(clausesOf(before, from), clausesOf(after, to));
  const texts = changes.map(({ kind, before: was, after: is }) =>
    fill(CLAUSES[kind][now.locale === 'en' ? 1 : 0], {
      before: was ? quoted(clauseText(old, was)) : '',
      after: is ? quoted(clauseText(now, is)) : '',
    }),
  );
  return cut(texts.join(say(now, '；', '; ')));
}

/** How one side of a change reads. */
function textOf(
  change: RuleSetChange,
  reading: Reading,
  content: JsonObject,
  value: Json | undefined,
  other: Json | undefined,
) {
  const { code, subject = '' } = change;
  if (code === 'outcome-changed') return paramText(reading, subject, value);
  if (code === 'priority-changed') return asText(value ?? 1);
  if (value === undefined) return undefined;
  if (code.startsWith('condition-') || code.startsWith('named-')) return conditionText(reading, content, value);
  if (code === 'rule-added' || code === 'rule-removed') return ruleText(reading, content, value);
  if (code.startsWith('test-')) return testText(reading, content, value, code === 'test-changed' ? other : undefined);
  if (code.startsWith('accepted-'))
    return localized(reading, own(value, 'reason') ?? null, own(other ?? null, 'reason'));
  if (code.startsWith('value-')) return localized(reading, own(value, 'title') ?? value, own(other ?? null, 'title'));
  if (code === 'hit-policy-changed' && typeof value === 'string' && Object.hasOwn(HIT_POLICIES, value)) {
    return HIT_POLICIES[value]?.[reading.locale === 'en' ? 1 : 0];
  }
  return localized(reading, value, other);
}

function touchesText({ code, touches = [] }: RuleSetChange, content: JsonObject, reading: Reading): string {
  if (touches.length === 0) return '';
  const titles = touches.slice(0, 5).map((name) => `“${ruleTitle(content, name, reading)}”`);
  const more = touches.length > 5 ? say(reading, `等 ${touches.length} 条`, ` and ${touches.length - 5} more`) : '';
  const list = `${titles.join(say(reading, '、', ', '))}${more}`;
  return code.startsWith('named-')
    ? say(reading, `，涉及规则${list}`, `, used by ${list}`)
    : say(reading, `，与${list}的先后改变`, `: it now comes before or after ${list} otherwise`);
}

/** What words about changes need: the two rule sets, their forms, labels and the language. */
export interface ChangeReading extends ReadingOptions {
  old: RuleSet;
  now: RuleSet;
  forms?: readonly FormDefinition[];
  labels?: Labels;
}

/** Renders changes between two rule sets; made once for many of them. */
export function ruleSetChangeRenderer({
  old,
  now,
  ...options
}: ChangeReading): (change: RuleSetChange) => RuleSetChangeText {
  const [from, to] = [old, now] as unknown as [JsonObject, JsonObject];
  const [was, is] = [readingOfDraft(from, options), readingOfDraft(to, options)];
  return (change) => {
    const { code, subject = '' } = change;
    const isGone = code === 'rule-removed';
    const title = ruleTitle(isGone ? from : to, change.rule, isGone ? was : is);
    const before = textOf(change, was, from, change.before, change.after);
    const after = textOf(change, is, to, change.after, change.before);
    // A value of a vocabulary is named by param and key.
    const param = code.startsWith('value-') ? subject.slice(0, subject.indexOf('.')) : subject;
    const params: Record<string, string> = {
      rule: title ?? '',
      owner: title === undefined ? say(is, '“其他情况”', '“Otherwise”') : say(is, `规则“${title}”`, `Rule “${title}”`),
      subject,
      param: paramLabel(is, param),
      before: before ?? say(is, '无', 'none'),
      after: after ?? say(is, '无', 'none'),
      touches: touchesText(change, code === 'named-removed' ? from : to, is),
      clauses: clausesText(change, was, is, from, to),
    };
    const texts = CHANGE_TEXTS[code];
    return {
      message: fill(texts.text[options.locale], params),
      ...(title !== undefined && { ruleTitle: title }),
      part: fill(texts.part[options.locale], params),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  };
}

/** A change between two rule sets in words of the locale. */
export function renderRuleSetChange(change: RuleSetChange, reading: ChangeReading): RuleSetChangeText {
  return ruleSetChangeRenderer(reading)(change);
}
