import { checkRuleSet, factCatalogue, namedParams, type RuleSet, renderRuleSetFinding } from '@caseway/rule-sets';
import { REPAIR_FORM } from '../../condition-editor/testing/repair-form.ts';
import { searchRules } from '../cards/search-rules.ts';
import { valueChoices } from '../model/value-choices.ts';
import { frameOf, isShowable } from '../model/well-formed.ts';
import { offeredParams, paramKind } from '../outcome/param-kinds.ts';
import { FindingsByPlace, mergeFindings } from './merge-findings.ts';
import type { ShownFinding } from './shown-finding.ts';

const finding = (code: string, pointer: string, message = code): ShownFinding => ({
  severity: 'error',
  code,
  pointer,
  message,
});

test('this side’s findings come at once, with the server’s that only it can know', () => {
  const server = [finding('unknown-fact', '/old'), finding('test-failed', '/tests/0'), finding('gap', '')];
  const merged = mergeFindings([finding('empty-group', '/a')], server, (code) => code !== 'gap');
  expect(merged.map(({ code }) => code)).toEqual(['empty-group', 'test-failed', 'gap']);
  expect(mergeFindings(undefined, server, () => true)).toEqual(server);
});

test('a place whose findings say the same keeps the very same list', () => {
  const byPlace = new FindingsByPlace();
  const first = byPlace.at('/rules/1', [finding('a', '/rules/1/name'), finding('a', '/rules/11/name')]);
  expect(first).toHaveLength(1);
  expect(byPlace.at('/rules/1', [finding('b', '/rules/2'), finding('a', '/rules/1/name')])).toBe(first);
  expect(byPlace.at('/rules/1', [finding('a', '/rules/1/title')])).not.toBe(first);
});

test('findings are said with the names that people know', async () => {
  const text = { 'zh-CN': '甲', en: 'A' };
  const set: RuleSet = {
    key: 'k',
    kind: 'classification',
    title: text,
    form: 'repair',
    hitPolicy: 'all',
    rules: [
      {
        name: 'one',
        title: text,
        source: text,
        conditions: { all: [{ fact: 'kind', operator: 'equal', value: 'x' }] },
        event: { type: 'x' },
      },
    ],
    otherwise: { type: 'x' },
  };
  const facts = factCatalogue([REPAIR_FORM]);
  const [found] = (await checkRuleSet(set, { forms: [REPAIR_FORM] })).filter(
    ({ code }) => code === 'value-not-a-choice',
  );
  const said = renderRuleSetFinding(
    { ...found!, ...namedParams(found!, { facts, forms: [REPAIR_FORM], locale: 'zh-CN' }) },
    'zh-CN',
  );
  expect(said).toBe('“x”不是“种类”的选项。可选：“水泵、电梯、管道”。');
});

test('values are offered from the form, the scope tree, and the rule set’s own words', () => {
  const hall = { key: 'hall', title: { 'zh-CN': '大厅', en: 'Hall' } };
  const frame = { outcomes: { department: { title: hall.title, values: [hall] } } } as unknown as RuleSet;
  const around = { frame, forms: [REPAIR_FORM], labels: { place: { hill: { 'zh-CN': '山村', en: 'Hill' } } } };
  const of = (fact: string) =>
    valueChoices(around, factCatalogue([REPAIR_FORM]).find((info) => info.fact === fact)!).map(({ value }) => value);
  expect(of('kind')).toEqual(['pump', 'lift', 'pipe']);
  expect(of('where')).toEqual(['hill']);
  expect(of('department')).toEqual(['hall']);
  expect(of('form')).toEqual(['repair']);
  expect(of('event')).toContain('daily');
  expect(of('note')).toEqual([]);
});

test('a param that nobody knows, or that holds something odd, is a thing of the source', () => {
  expect(paramKind('marks', ['a'])).toBe('many');
  expect(paramKind('marks', 'a')).toBeUndefined();
  expect(paramKind('notify', ['clerk'])).toBe('roles');
  expect(paramKind('notify', ['nobody'])).toBeUndefined();
  expect(paramKind('say', { 'zh-CN': '', en: '' })).toBe('text');
  expect(paramKind('say', { 'zh-CN': 1 })).toBeUndefined();
  expect(paramKind('toString', 'x')).toBeUndefined();
  expect(offeredParams('classification', ['say'])).toEqual(['category']);
});

test('anything may stand in a rule set: what cannot be shown is told apart, and nothing throws', () => {
  const rule = { name: 'a', event: { type: 'x' }, conditions: 7 };
  expect(isShowable({ rules: [rule], otherwise: {} })).toBe(true);
  for (const odd of [
    null,
    [],
    {},
    { rules: {} },
    { rules: [1], otherwise: {} },
    { rules: [rule] },
    { rules: [rule], otherwise: {}, parked: [1] },
  ]) {
    expect(isShowable(odd)).toBe(false);
  }
  const odd = { rules: [], conditions: { a: 1, b: { all: [] } }, outcomes: { level: 'x' } } as unknown as RuleSet;
  expect(frameOf(odd)).toMatchObject({ conditions: { b: { all: [] } }, outcomes: {} });
});

test('rules are found by every word, in either language, in their sentence too', () => {
  const rule = (name: string, zh: string) => ({
    name,
    title: { 'zh-CN': zh, en: name },
    source: { 'zh-CN': '', en: '' },
    conditions: { all: [] },
    event: { type: 'x' },
  });
  const placed = [rule('pumps', '水泵'), rule('lifts', '电梯')].map((one, index) => ({
    rule: one,
    pointer: `/rules/${index}`,
    parked: index === 1,
  }));
  const names = (search: string, filter: 'all' | 'findings' | 'off' = 'all') =>
    searchRules(placed, search, filter, [finding('x', '/rules/0/name')], ({ name }) => [
      { kind: 'words', text: `sentence of ${name}` },
    ]).map(({ rule: one }) => one.name);
  expect(names('')).toEqual(['pumps', 'lifts']);
  expect(names('电梯')).toEqual(['lifts']);
  expect(names('SENTENCE pumps')).toEqual(['pumps']);
  expect(names('', 'findings')).toEqual(['pumps']);
  expect(names('', 'off')).toEqual(['lifts']);
});
