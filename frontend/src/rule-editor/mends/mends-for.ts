import { type Json, readTyped } from '@caseway/form-schemas';
import { type FactInfo, factKey, isJsonObject, type RuleSet, type RuleSetCode } from '@caseway/rule-sets';
import { parentOf, removeAt, setAt, updateAt, valueAt } from '../../editor-kit/json-at.ts';
import { fileOrder } from '../model/order.ts';
import { uniqueName } from '../model/rules.ts';
import { addValue, usedValues, valuesOf, vocabularyOf } from '../model/vocabulary.ts';

/** A finding as far as mends need it: of this side's check or of the server's. */
export interface Mendable {
  code: string;
  pointer: string;
  params?: Record<string, string | number | boolean> | undefined;
}

/** One way to mend a finding: what it is called (a text of the interface and what to fill in), and the edit. */
export interface Mend {
  label: { key: string; params?: Record<string, string> };
  apply: (ruleSet: RuleSet) => RuleSet;
}

/** What mends know of around the rule set. */
export interface MendSurroundings {
  facts: readonly FactInfo[];
  /** Keys of the handling paths that exist. */
  paths?: readonly string[];
  /** The name of a choice or value in the reader's language. */
  nameOf?: (param: string, value: Json) => string;
}

/** So many choices are offered at most: more are found in the editor itself. */
const MOST_CHOICES = 6;

const mend = (key: string, apply: Mend['apply'], params?: Record<string, string>): Mend => ({
  label: { key, ...(params ? { params } : {}) },
  apply,
});

type Maker = (finding: Mendable, ruleSet: RuleSet, around: MendSurroundings) => Mend[];

const param = (finding: Mendable, name: string): string => String(finding.params?.[name] ?? '');
const replaceWith = (pointer: string, value: Json, shown = String(value)) =>
  mend('replaceWith', (ruleSet) => setAt(ruleSet, pointer, value), { value: shown });
const removeThis = (pointer: string, key = 'removeThis') => mend(key, (ruleSet) => removeAt(ruleSet, pointer));

/** Removes a condition from the list it stands in; nothing where it stands in none, or is the last in it. */
function removeCondition(ruleSet: RuleSet, pointer: string): Mend[] {
  const list = valueAt(ruleSet, parentOf(pointer).parent);
  return Array.isArray(list) && list.length > 1 ? [removeThis(pointer, 'removeCondition')] : [];
}

const factOf = (around: MendSurroundings, leaf: Json | undefined): FactInfo | undefined => {
  if (!isJsonObject(leaf) || typeof leaf.fact !== 'string') return undefined;
  const key = factKey(leaf.fact, typeof leaf.path === 'string' ? leaf.path : undefined);
  return around.facts.find((info) => factKey(info.fact, info.path) === key);
};

/** What a failing test would have to expect: the rules matched, or one param of the outcome, as they are decided now. */
function expectAsDecided(finding: Mendable): Mend[] {
  const place = ['expect', ...param(finding, 'what').split('.')].join('/');
  try {
    const actual: Json = JSON.parse(param(finding, 'actual'));
    return [mend('expectAsDecided', (ruleSet) => setAt(ruleSet, `${finding.pointer}/${place}`, actual))];
  } catch {
    // A value shown shortened or not at all is for its author to write.
    return [];
  }
}

/** The values that look like the one written, nearest first; all where they are few. */
function likeliest(values: readonly Json[], written: string): Json[] {
  if (values.length <= MOST_CHOICES) return [...values];
  const wanted = written.toLowerCase();
  const score = (value: Json) => {
    const text = String(value).toLowerCase();
    if (text.includes(wanted) || wanted.includes(text)) return 0;
    const parts = new Set(wanted.split('-'));
    return text.split('-').some((part) => parts.has(part)) ? 1 : 2;
  };
  return values
    .filter((value) => score(value) < 2)
    .toSorted((a, b) => score(a) - score(b))
    .slice(0, MOST_CHOICES);
}

/** An ordering of a type whose own operators say the same. */
const ORDERING_OF: Record<string, Record<string, string>> = {
  date: {
    lessThan: 'dateBefore',
    lessThanInclusive: 'dateOnOrBefore',
    greaterThan: 'dateAfter',
    greaterThanInclusive: 'dateOnOrAfter',
  },
  amount: { lessThan: 'amountLessThan', greaterThanInclusive: 'amountAtLeast' },
};
/** What somebody means who asks of a list as of a single value, and the reverse. */
const OF_A_LIST: Record<string, string> = { equal: 'contains', in: 'containsAny', textContains: 'contains' };
const OF_ONE: Record<string, string> = { contains: 'equal', containsAny: 'in' };

const replaceOperator: Maker = ({ pointer }, ruleSet, around) => {
  const leaf = valueAt(ruleSet, parentOf(pointer).parent);
  const info = factOf(around, leaf);
  const operator = isJsonObject(leaf) ? String(leaf.operator) : '';
  if (!info) return [];
  const orderings = ORDERING_OF[info.type === 'instant' ? 'date' : info.type] ?? {};
  const isList = info.type === 'texts' || info.type === 'choices';
  const meant =
    orderings[operator] ??
    (info.type === 'text' && operator === 'contains' ? 'textContains' : undefined) ??
    (isList ? OF_A_LIST : OF_ONE)[operator];
  if (!meant || !(info.operators as readonly string[]).includes(meant)) return [];
  return [mend('useOperator', (next) => setAt(next, pointer, meant), { operator: meant })];
};

/** The same value in the type that is expected. */
function converted(value: Json | undefined, expected: string): Json | undefined {
  if (expected === 'list') return value === undefined ? undefined : [value];
  if (typeof value === 'number' || typeof value === 'boolean') {
    return ['text', 'choice', 'amount'].includes(expected) ? String(value) : undefined;
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (expected === 'number' || expected === 'integer') return readTyped(expected, value);
  if (expected === 'boolean') return value === 'true' ? true : value === 'false' ? false : undefined;
  if (expected !== 'date') return undefined;
  const day = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(value);
  return day ? `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}` : undefined;
}

const MAKERS: Partial<Record<RuleSetCode, Maker>> = {
  'similar-fact': (finding) => [replaceWith(finding.pointer, param(finding, 'suggestion'))],
  'unknown-fact': ({ pointer }, ruleSet) => removeCondition(ruleSet, parentOf(pointer).parent),
  'inherited-fact': ({ pointer }, ruleSet) => removeCondition(ruleSet, parentOf(pointer).parent),
  'sensitive-fact': ({ pointer }, ruleSet) => removeCondition(ruleSet, parentOf(pointer).parent),
  'fact-not-yet-known': ({ pointer }, ruleSet) => removeCondition(ruleSet, parentOf(pointer).parent),
  'value-not-a-choice': ({ pointer, params }, ruleSet, around) => {
    const inList = Array.isArray(valueAt(ruleSet, parentOf(pointer).parent));
    const at = inList ? parentOf(parentOf(pointer).parent).parent : parentOf(pointer).parent;
    const info = factOf(around, valueAt(ruleSet, at));
    const values = (info?.choices ?? []).map(({ value }) => value);
    const picks = likeliest(values, String(params?.value ?? '')).map((value) => {
      const title = info?.choices?.find((choice) => choice.value === value)?.title;
      return replaceWith(
        pointer,
        value,
        (info && around.nameOf?.(info.fact, value)) ?? title?.['zh-CN'] ?? String(value),
      );
    });
    return inList ? [...picks, removeThis(pointer)] : picks;
  },
  'value-type': ({ pointer, params }, ruleSet) => {
    const value = converted(valueAt(ruleSet, pointer), String(params?.expected ?? ''));
    return value === undefined ? [] : [replaceWith(pointer, value, JSON.stringify(value))];
  },
  'in-needs-list': ({ pointer }) => [
    mend('makeList', (ruleSet) =>
      updateAt(ruleSet, pointer, (value) => (value === null || value === '' ? [] : [value])),
    ),
  ],
  'empty-group': ({ pointer }, ruleSet) => removeCondition(ruleSet, parentOf(pointer).parent),
  'mixed-condition': ({ pointer, params }, ruleSet) => {
    const condition = valueAt(ruleSet, pointer);
    const [used, ignored] = [String(params?.used), String(params?.ignored)];
    if (!isJsonObject(condition)) return [];
    const rest = removeThis(`${pointer}/${ignored}`, 'removeIgnored');
    if (![used, ignored].every((name) => ['all', 'any', 'not'].includes(name))) return [rest];
    const { [used]: first, [ignored]: second, ...more } = condition;
    const both = { ...more, all: [{ [used]: first }, { [ignored]: second }] };
    return [mend('requireBoth', (next) => setAt(next, pointer, both)), rest];
  },
  'condition-root': ({ pointer }) => [
    mend('wrapInGroup', (ruleSet) => updateAt(ruleSet, pointer, (condition) => ({ all: [condition] }))),
  ],
  'ordering-on-text': replaceOperator,
  'contains-on-text': replaceOperator,
  'operator-not-for-type': replaceOperator,
  'path-on-plain-fact': ({ pointer }) => [removeThis(pointer)],
  'unknown-property': ({ pointer }) => [removeThis(pointer)],
  'unsafe-key': ({ pointer }) => [removeThis(pointer)],
  'bad-priority': ({ pointer }) => [removeThis(pointer)],
  'duplicate-vocabulary-key': ({ pointer }) => [removeThis(parentOf(pointer).parent)],
  'unused-condition': ({ pointer }) => [removeThis(pointer)],
  'test-failed': (finding) => expectAsDecided(finding),
  'test-unknown-rule': ({ pointer }) => [removeThis(pointer)],
  'true-when-missing': ({ pointer }, ruleSet) => {
    const leaf = valueAt(ruleSet, pointer);
    if (!isJsonObject(leaf) || typeof leaf.fact !== 'string') return [];
    const path: Record<string, Json> = typeof leaf.path === 'string' ? { path: leaf.path } : {};
    const given: Json = { fact: leaf.fact, ...path, operator: 'isPresent', value: true };
    const { parent, step } = parentOf(pointer);
    const list = valueAt(ruleSet, parent);
    const isOfAll = Array.isArray(list) && parentOf(parent).step === 'all';
    return [
      mend('requireGiven', (next) =>
        isOfAll
          ? updateAt(next, parent, (parts) => (parts as Json[]).toSpliced(Number(step), 0, given))
          : setAt(next, pointer, { all: [given, leaf] }),
      ),
    ];
  },
  'unknown-condition': ({ pointer }, ruleSet) =>
    likeliest(Object.keys(ruleSet.conditions ?? {}), String(valueAt(ruleSet, pointer) ?? '')).map((name) =>
      replaceWith(pointer, name),
    ),
  'duplicate-rule-name': ({ pointer }, ruleSet) => {
    const name = String(valueAt(ruleSet, pointer) ?? '');
    const free = uniqueName(name, new Set(fileOrder(ruleSet).map(({ rule }) => rule.name)));
    return [mend('renameTo', (next) => setAt(next, pointer, free), { value: free })];
  },
  'unknown-path': ({ pointer, params }, _, around) =>
    likeliest(around.paths ?? [], String(params?.value ?? '')).map((path) =>
      replaceWith(pointer, path, around.nameOf?.('path', path)),
    ),
  'outcome-value-unknown': (finding, ruleSet, around) => {
    const [name, value] = [param(finding, 'param'), param(finding, 'value')];
    const keys = valuesOf(ruleSet, name).map(({ key }) => key);
    const declared = { key: value, title: { 'zh-CN': value, en: value } };
    return [
      ...likeliest(keys, value).map((key) => replaceWith(finding.pointer, key, around.nameOf?.(name, key))),
      mend('declareValue', (next) => addValue(next, name, declared), { value }),
    ];
  },
  'vocabulary-missing': (finding, ruleSet) => {
    const name = vocabularyOf(param(finding, 'param'));
    const events = [...fileOrder(ruleSet).map(({ rule }) => rule.event), ruleSet.otherwise];
    const values = usedValues(events, name).map((key) => ({ key, title: { 'zh-CN': key, en: key } }));
    return values.length === 0
      ? []
      : [mend('declareValues', (next) => values.reduce<RuleSet>((at, value) => addValue(at, name, value), next))];
  },
};

/** The ways to mend a finding on one click; none where only its author knows what is meant. */
export function mendsFor(finding: Mendable, ruleSet: RuleSet, around: MendSurroundings): Mend[] {
  return Object.hasOwn(MAKERS, finding.code)
    ? (MAKERS[finding.code as RuleSetCode]?.(finding, ruleSet, around) ?? [])
    : [];
}
