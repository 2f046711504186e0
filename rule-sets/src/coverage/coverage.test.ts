import { decide, type Leaf, type Rule, type RuleSet, readingOf } from '../index.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { renderUncovered } from './render-uncovered.ts';

const leaf = (fact: string, value: boolean | number, operator = 'equal'): Leaf => ({ fact, operator, value });
const rule = (name: string, conditions: Rule['conditions'], priority?: number): Rule => ({
  name,
  title: { 'zh-CN': `规则${name}`, en: `Rule ${name}` },
  source: { 'zh-CN': '', en: '' },
  ...(priority === undefined ? {} : { priority }),
  conditions,
  event: { type: 'x', params: {} },
});
const set = (rules: Rule[], over: Partial<RuleSet> = {}): RuleSet => ({
  key: 'k',
  kind: 'routing',
  title: { 'zh-CN': '甲', en: 'A' },
  form: 'f',
  hitPolicy: 'first',
  rules,
  otherwise: { type: 'other' },
  ...over,
});
async function cover(ruleSet: RuleSet, ...facts: Record<string, boolean | number>[]): Promise<Coverage> {
  return coverageOf(ruleSet, await Promise.all(facts.map((one) => decide(ruleSet, one))));
}
const places = (coverage: Coverage) =>
  coverage.uncovered.map((item) => [item.pointer, item.kind === 'condition' ? item.missing : item.kind]);

test('without a test nothing is covered, and everything is listed in the order of the rule set', async () => {
  const coverage = await cover(set([rule('a', { all: [leaf('p', true), { not: leaf('q', true) }] })]));
  expect(coverage).toMatchObject({
    rules: { covered: 0, total: 1, percent: 0 },
    conditions: { covered: 0, total: 2, percent: 0 },
    otherwise: false,
  });
  expect(places(coverage)).toEqual([
    ['/rules/0', 'rule'],
    ['/rules/0/conditions/all/0', 'both'],
    ['/rules/0/conditions/all/1/not', 'both'],
    ['/otherwise', 'otherwise'],
  ]);
});

test('a condition counts once it has been seen true and false, also where the rule would have stopped before it', async () => {
  const rules = [rule('a', { all: [leaf('p', true), leaf('n', 5, 'greaterThan')] })];
  const coverage = await cover(set(rules), { p: false, n: 6 }, { p: true, n: 6 });
  expect(coverage.conditions).toEqual({ covered: 1, total: 2, percent: 50 });
  expect(coverage.rules).toEqual({ covered: 1, total: 1, percent: 100 });
  expect(places(coverage)).toEqual([['/rules/0/conditions/all/1', 'false']]);
});

test('under "first" a rule that matches behind another has fired, but has not decided', async () => {
  const rules = [rule('late', { all: [leaf('p', true)] }), rule('early', { all: [leaf('p', true)] }, 9)];
  const first = await cover(set(rules), { p: true });
  expect(first.fired.covered).toBe(2);
  expect(first.rules).toEqual({ covered: 1, total: 2, percent: 50 });
  expect(first.uncovered[0]).toEqual({ kind: 'rule', pointer: '/rules/0', rule: 'late', fired: true });
  expect((await cover(set(rules, { hitPolicy: 'all' }), { p: true })).rules.covered).toBe(2);
});

test('a named condition counts once, at the place where it is written, whoever uses it', async () => {
  const rules = [
    rule('a', { all: [{ condition: 'big' }] }),
    rule('b', { any: [{ condition: 'big' }, leaf('p', true)] }),
  ];
  const conditions = { big: { all: [leaf('n', 5, 'greaterThan')] }, 'not/used': { all: [leaf('z', 1)] } };
  const coverage = await cover(set(rules, { conditions }), { n: 9, p: false });
  expect(coverage.conditions.total).toBe(2);
  expect(places(coverage)).toEqual([
    ['/conditions/big/all/0', 'false'],
    ['/rules/1', 'rule'],
    ['/rules/1/conditions/any/1', 'true'],
    ['/otherwise', 'otherwise'],
  ]);
});

test('two rules of one name are told apart by their place', async () => {
  const rules = [rule('a', { all: [leaf('p', true)] }), rule('a', { all: [leaf('p', false)] })];
  expect(places(await cover(set(rules), { p: false }))[0]).toEqual(['/rules/0', 'rule']);
});

test('a hundred per cent is said only of all; of nothing everything is covered', async () => {
  const rules = Array.from({ length: 300 }, (_, n) => rule(`r${n}`, { all: [leaf('n', n)] }));
  const coverage = await cover(set(rules, { hitPolicy: 'all' }), ...rules.slice(1).map((_, n) => ({ n })));
  expect(coverage.rules).toEqual({ covered: 299, total: 300, percent: 99 });
  expect((await cover(set([]), {})).conditions.percent).toBe(100);
});

test('what is uncovered reads as a sentence in both languages', async () => {
  const ruleSet = set([
    rule('a', { all: [leaf('headcount', 5, 'greaterThan')] }),
    rule('b', { all: [leaf('p', true)] }),
  ]);
  const { uncovered } = await cover(ruleSet, { headcount: 9, p: true });
  const say = (locale: 'zh-CN' | 'en') =>
    uncovered.map((item) => renderUncovered(readingOf(ruleSet, { locale }), item));
  expect(say('zh-CN')).toEqual([
    '规则“规则a”的条件“〔人数〕超过5”从未不成立。',
    '规则“规则b”符合过，但从未由它决定结果。',
    '规则“规则b”的条件“〔p〕选‘是’”从未不成立。',
    '没有测试落到“其他情况”。',
  ]);
  expect(say('en').at(-1)).toBe('No test is left to “otherwise”.');
});
