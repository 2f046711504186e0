import type { FormDefinition, Json, Locale } from '@caseway/form-schemas';
import type { RuleSet } from '../model/rule-set.ts';
import { conditionParts, conditionText } from './explain-decision.ts';
import { outcomeText } from './outcome-text.ts';
import { quoted, readingOf } from './reading.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const FORM = {
  key: 'repair',
  title: text('报修', 'Repair'),
  description: text('报修', 'Repair'),
  schema: {
    type: 'object',
    properties: {
      wet: { type: 'boolean', 'x-title': text('有漏水的地方', 'Water comes in') },
      floors: { type: 'integer', 'x-title': text('楼层', 'Floor') },
      since: { type: 'string', format: 'date', 'x-title': text('发现日期', 'Seen on') },
      place: {
        type: 'string',
        enum: ['a', 'b'],
        'x-title': text('位置', 'Place'),
        'x-enum-titles': { a: text('厨房、卫生间', 'Kitchen, bathroom'), b: text('其他', 'Elsewhere') },
      },
    },
  },
  ui: { sections: [] },
} as unknown as FormDefinition;

const RULES: RuleSet = {
  key: 'small',
  kind: 'routing',
  title: text('小', 'small'),
  form: 'repair',
  hitPolicy: 'first',
  rules: [],
  outcomes: {
    path: { title: text('路径', 'Path'), values: [{ key: 'x', title: text('查看、修理', 'Look, mend') }] },
    department: { title: text('部门', 'Department'), values: [{ key: 'y', title: text('后勤', 'Stores') }] },
  },
  otherwise: { type: 'outcome', params: {} },
} as unknown as RuleSet;

const reading = (locale: Locale) => readingOf(RULES, { locale, forms: [FORM] });
const leaf = (fact: string, operator: string, value: Json) => ({ fact, operator, value: value as never });

test.each([
  // Yes and no are what somebody chose, and not choosing is neither.
  [leaf('wet', 'equal', true), '〔有漏水的地方〕选“是”', 'Water comes in is answered “yes”'],
  [leaf('wet', 'equal', false), '〔有漏水的地方〕选“否”', 'Water comes in is answered “no”'],
  [{ not: leaf('wet', 'equal', true) }, '〔有漏水的地方〕未选“是”', 'Water comes in is not answered “yes”'],
  [leaf('wet', 'notEqual', true), '〔有漏水的地方〕未选“是”', 'Water comes in is not answered “yes”'],
  // A value with a separator in it ends where its quotation mark does.
  [leaf('place', 'equal', 'a'), '〔位置〕为“厨房、卫生间”', 'Place is “Kitchen, bathroom”'],
  [
    leaf('place', 'in', ['a', 'b']),
    '〔位置〕属于“厨房、卫生间”“其他”之一',
    'Place is one of “Kitchen, bathroom”, “Elsewhere”',
  ],
  // One of one is that one.
  [leaf('place', 'in', ['b']), '〔位置〕为“其他”', 'Place is “Elsewhere”'],
  [leaf('place', 'notIn', ['b']), '〔位置〕不为“其他”', 'Place is not “Elsewhere”'],
  // Figures and days need no marks.
  [leaf('floors', 'greaterThan', 5), '〔楼层〕超过5', 'Floor is more than 5'],
  [leaf('since', 'dateBefore', '2026-03-01'), '〔发现日期〕早于2026年3月1日', 'Seen on is before 1 March 2026'],
  [
    { any: [leaf('floors', 'equal', 1), { all: [leaf('wet', 'equal', true), leaf('place', 'equal', 'b')] }] },
    '〔楼层〕为1或（〔有漏水的地方〕选“是”且〔位置〕为“其他”）',
    'Floor is 1 or (Water comes in is answered “yes” and Place is “Elsewhere”)',
  ],
])('a condition as a person would write it: %j', (condition, zh, en) => {
  expect([conditionText(reading('zh-CN'), condition), conditionText(reading('en'), condition)]).toEqual([zh, en]);
});

test('names of facts and values are parts of their own, without the brackets that a text needs', () => {
  expect(conditionParts(reading('zh-CN'), leaf('wet', 'equal', true))).toEqual([
    { kind: 'fact', text: '有漏水的地方' },
    { kind: 'words', text: '选' },
    { kind: 'value', text: '“是”' },
  ]);
});

test('what an outcome says stands in quotation marks where it holds a separator', () => {
  expect(outcomeText(reading('zh-CN'), { path: 'x', department: 'y' })).toBe('路径：“查看、修理”；部门：后勤');
});

test('marks inside of marks are single ones', () => {
  expect(quoted('选“是”')).toBe('“选‘是’”');
});
