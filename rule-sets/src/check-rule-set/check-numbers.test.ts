import { readdirSync, readFileSync } from 'node:fs';
import { checkNumbers } from './check-numbers.ts';

const rule = (zh: string, en: string, conditions: unknown, say?: object) => ({
  name: 'r',
  title: { 'zh-CN': zh, en },
  conditions,
  event: { type: 'x', params: say ? { say } : {} },
});
const asks = (value: unknown) => ({ all: [{ fact: 'consent', operator: 'lessThan', value }] });
const found = (...rules: object[]) =>
  checkNumbers({ rules }).map(({ pointer, params }) => `${pointer} ${params?.number}`);

test('a threshold changed without its words is found in the title and in what the petitioner is told', () => {
  const say = { 'zh-CN': '同意的业主未达三分之二。', en: 'Fewer than two thirds agreed.' };
  expect(found(rule('同意未达三分之二', 'Below two thirds', asks(66.67), say))).toEqual([]);
  expect(found(rule('同意未达三分之二', 'Below two thirds', asks(0.667), say))).toEqual([]);
  expect(found(rule('同意未达三分之二', 'Below two thirds', asks(70), say))).toEqual([
    '/rules/0/title/zh-CN 三分之二',
    '/rules/0/title/en two thirds',
    '/rules/0/event/params/say/zh-CN 三分之二',
    '/rules/0/event/params/say/en two thirds',
  ]);
});

test.each([
  ['5人以上', 'Five people or more', 5],
  ['超过3次', 'More than 3 times', 3],
  ['一年以上', 'Older than one year', 365],
  ['超过一万元（1万元）', 'More than 10,000 yuan', '10000.00'],
  ['同意率低于70%', 'Below 70 percent', 0.7],
  ['过半同意', 'Half agree', 50],
])('%s, %s: the same as %s', (zh, en, value) => {
  expect(found(rule(zh, en, asks(value)))).toEqual([]);
});

const from = (value: number) => ({ all: [{ fact: 'headcount', operator: 'greaterThanInclusive', value }] });
const above = (value: number) => ({ all: [{ fact: 'headcount', operator: 'greaterThan', value }] });

test.each([
  ['5人以上集体上访', 'Groups of five or more get a case lead', from(5)],
  ['超过4人', 'More than four people', from(5)],
  ['超过四人', 'More than four', from(5)],
  ['6人以上', 'Six or more', above(5)],
  ['五十人以上', 'Fifty or more: to the district', from(50)],
  ['逾期5天', 'Five days overdue', from(5)],
  ['超过100人', 'More than one hundred', above(100)],
  ['二十五人以上', 'Twenty-five or more', from(25)],
])('%s, %s: what the operator asks', (zh, en, conditions) => {
  expect(found(rule(zh, en, conditions))).toEqual([]);
});

test.each([
  ['20人以上', 'Groups of five or more get a case lead', from(20), ['/rules/0/title/en five']],
  ['二十人以上', 'Fifty or more: to the district', from(20), ['/rules/0/title/en Fifty']],
  ['5人以上', 'Six or more', from(6), ['/rules/0/title/zh-CN 5']],
  ['超过5人', 'Five or more', above(5), []],
  ['7人以上', 'More than seven', above(5), ['/rules/0/title/zh-CN 7', '/rules/0/title/en seven']],
])('%s, %s: another number, in each language of its own', (zh, en, conditions, expected) => {
  expect(found(rule(zh, en, conditions))).toEqual(expected);
});

test('what measures nothing is no quantity', () => {
  const names = rule('方案第5条，2026年起的三跨事项', 'Measure 7, article 35: a cross matter', asks(12));
  expect(found(names)).toEqual([]);
  // A rule that compares with no number has nothing to differ from.
  expect(
    found(rule('超过30天', 'More than 30 days', { all: [{ fact: 'a', operator: 'equal', value: true }] })),
  ).toEqual([]);
});

test('numbers of named conditions count, and anything may stand in a rule set', () => {
  const set = { conditions: { many: asks(30) }, rules: [rule('不足30天', 'Less than 30 days', { condition: 'many' })] };
  expect(checkNumbers(set)).toEqual([]);
  for (const odd of [null, [], { rules: 5 }, { rules: [null, { title: 7, conditions: asks(3) }] }]) {
    expect(checkNumbers(odd)).toEqual([]);
  }
});

test('what is shipped says what it asks', () => {
  const folder = new URL('../../library/', import.meta.url);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    expect(checkNumbers(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))).toEqual([]);
  }
});
