import type { FactInfo } from '@caseway/rule-sets';
import { testFacts } from './test-facts.ts';

const info = (fact: string, type: FactInfo['type'], more: Partial<FactInfo> = {}): FactInfo => ({
  fact,
  type,
  title: { 'zh-CN': fact, en: fact },
  sensitive: false,
  required: false,
  system: false,
  forms: ['f'],
  operators: [],
  ...more,
});
const choices = [{ value: 'a', title: { 'zh-CN': '甲', en: 'A' } }];
const CATALOGUE = [
  info('form', 'text', { system: true }),
  info('marks', 'texts', { system: true }),
  info('story', 'text'),
  info('phone', 'integer', { sensitive: true }),
  info('kind', 'choice', { choices }),
  info('kinds', 'choices', { choices }),
  info('people', 'integer'),
  info('money', 'amount'),
  info('when', 'date'),
  info('site', 'object'),
  info('site', 'integer', { path: '$.floors' }),
  info('site', 'text', { path: '$.note' }),
];
const reads = (...facts: [string, string?][]) => ({
  rules: [
    {
      conditions: {
        all: facts.map(([fact, path]) => ({ fact, operator: 'equal', value: 1, ...(path && { path }) })),
      },
    },
  ],
});

test('only what the rule set reads is given, and the form', () => {
  expect(testFacts(reads(['people']), { form: 'f', people: 3, money: '5.00' }, CATALOGUE)).toEqual({
    facts: { form: 'f', people: 3 },
    leftOut: [],
  });
});

test('personal data and free text stay out and are named, given or not', () => {
  const { facts, leftOut } = testFacts(reads(['story'], ['phone'], ['kind']), { story: '…', kind: 'a' }, CATALOGUE);
  expect(facts).toEqual({ kind: 'a' });
  expect(leftOut).toEqual(['story', 'phone']);
});

test('a value that its kind does not allow stays out: it may be anything', () => {
  const given = { kind: '张三', kinds: ['a', '张三'], people: '张三', money: '张三', when: '张三', marks: ['x'] };
  const named = Object.keys(given).map((fact): [string] => [fact]);
  expect(testFacts(reads(...named), given, CATALOGUE)).toEqual({
    facts: { marks: ['x'] },
    leftOut: ['kind', 'kinds', 'people', 'money', 'when'],
  });
});

test('of an object only the parts that are read, never the whole', () => {
  const given = { site: { floors: 3, note: '…', owner: '张三' } };
  expect(testFacts(reads(['site', '$.floors'], ['site', '$.note']), given, CATALOGUE)).toEqual({
    facts: { site: { floors: 3 } },
    leftOut: ['site.note'],
  });
  expect(testFacts(reads(['site']), given, CATALOGUE)).toEqual({ facts: {}, leftOut: ['site'] });
});

test('what the catalogue does not know stays out where it is given', () => {
  expect(testFacts(reads(['odd'], ['odder']), { odd: 1 }, CATALOGUE)).toEqual({ facts: {}, leftOut: ['odd'] });
});

test('null is kept, missing stays missing', () => {
  expect(testFacts(reads(['kind'], ['people']), { kind: null }, CATALOGUE).facts).toEqual({ kind: null });
});
