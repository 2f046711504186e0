import fc from 'fast-check';
import type { FactInfo, RuleTest } from '../index.ts';
import { readCsv, writeCsv } from './csv.ts';
import { testsFromCsv } from './read-tests.ts';
import { renderTableProblem } from './table-problems.ts';
import { testsToCsv, testsToTable } from './write-tests.ts';

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
const choices = [
  { value: 'yes-sir', title: { 'zh-CN': '合理', en: 'Reasonable' } },
  { value: 3, title: { 'zh-CN': '三', en: 'Three' } },
];
const FACTS: FactInfo[] = [
  info('people', 'integer'),
  info('urgent', 'boolean'),
  info('on', 'date'),
  info('kind', 'choice', { choices }),
  info('kinds', 'choices', { choices }),
  info('names', 'texts'),
  info('words', 'text'),
  info('thing', 'object'),
];
const read = (text: string, over = {}) => testsFromCsv(text, { facts: FACTS, ...over });
const example = (over: Partial<RuleTest> = {}): RuleTest => ({ name: 'n', facts: {}, expect: { fired: [] }, ...over });

test('tests become one column a fact, in the order in which they are met, and read back as they were', () => {
  const tests = [
    example({ name: '甲', facts: { other: 'x', urgent: true, people: 6 }, expect: { fired: ['a', 'b'] } }),
    example({ name: '乙', facts: { kinds: ['yes-sir', 3], thing: { a: 1 } }, expect: { outcome: { odd: null } } }),
  ];
  expect(testsToTable(tests, FACTS)).toEqual({
    headings: ['name', 'other', 'urgent', 'people', 'kinds', 'thing', 'expect.fired', 'expect.odd'],
    rows: [
      ['甲', 'x', 'true', '6', '', '', 'a;b', ''],
      ['乙', '', '', '', 'yes-sir;3', '{"a":1}', '', 'null'],
    ],
  });
  const text = testsToCsv(tests, FACTS);
  expect(text.startsWith('\uFEFFname,other')).toBe(true);
  expect(read(text).tests).toEqual(tests);
});

test('what spreadsheets and people make of a table is understood', () => {
  const { tests, problems } = read(
    'name;x\n'.replace(';x', ',people,urgent,on,kind,kinds,expect.fired,\n').replace(/\n\n$/, '\r\n') +
      '一, 6 ,TRUE,2026/3/2,合理,yes-sir；3,a; b,\r\n,,,,,,,\r\n',
  );
  expect(problems).toEqual([]);
  expect(tests).toEqual([
    {
      name: '一',
      facts: { people: 6, urgent: true, on: '2026-03-02', kind: 'yes-sir', kinds: ['yes-sir', 3] },
      expect: { fired: ['a', 'b'] },
    },
  ]);
});

test('each wrong cell is told by line and column, in both languages, and good rows are kept', () => {
  const { tests, leftOut, problems } = read(
    'name,people,urgent,on,kind,thing,expect.fired\n' +
      'bad,five,maybe,2026-02-30,nothing,{,a\n' +
      'good,5,no,2026-02-28,3,{},[]\n' +
      ',1,,,,,a\n' +
      'long,1,,,,,a,b\n' +
      'digits,12345678901234567890,,,,[1e999],a\n',
  );
  expect(tests.map(({ name }) => name)).toEqual(['good']);
  expect(leftOut).toBe(4);
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 'people', 'not-a-number'],
    [2, 'urgent', 'not-yes-or-no'],
    [2, 'on', 'not-a-date'],
    [2, 'kind', 'not-a-choice'],
    [2, 'thing', 'not-json'],
    [4, 'name', 'no-name'],
    [5, undefined, 'too-many-cells'],
    [6, 'people', 'loses-digits'],
    [6, 'thing', 'loses-digits'],
  ]);
  expect(renderTableProblem(problems[3] as never, 'zh-CN')).toBe('没有选项“nothing”。可以写：yes-sir / 3。');
  expect(renderTableProblem(problems[0] as never, 'en')).toBe(
    '“five” is no number. Write digits only, such as 5 or 12.5.',
  );
});

test('headings that cannot be read, stand twice or name nothing known are told', () => {
  const { tests, problems } = read('name,people,people,expect.,hat\na,1,2,x,y\n');
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['duplicate-column', 'error'],
    ['unreadable-heading', 'error'],
    ['unknown-fact', 'warning'],
    ['expects-nothing', 'warning'],
  ]);
  expect(tests[0]?.facts).toEqual({ people: 1, hat: 'y' });
  expect(read('').problems[0]?.code).toBe('empty-table');
  expect(read('people\n1').problems[0]?.code).toBe('no-name-column');
});

test('unknown rules and names that are taken are warned of; the row is kept', () => {
  const { tests, problems } = read('name,expect.fired\na,r\na,q\n', { rules: ['r'], taken: ['a'] });
  expect(tests).toHaveLength(2);
  expect(problems.map(({ code }) => code)).toEqual(['duplicate-name', 'duplicate-name', 'unknown-rule']);
});

test('a quote that never closes is told by the line on which it opens, and spoils only what follows', () => {
  const { tests, problems } = read('name,words,expect.fired\na,x,r\nb,"never,r\nc,y,r\n');
  expect(tests.map(({ name }) => name)).toEqual(['a']);
  expect(problems[0]).toMatchObject({ code: 'unclosed-quote', line: 3 });
});

test('no cell of an export is a formula, and the text comes back without the apostrophe', () => {
  const nasty = ['=1+1', '+SUM(A1)', '-2+3', '@cmd', "'quoted", "'=x"];
  const tests = nasty.map((words) => example({ name: words, facts: { words, [words]: words } }));
  const text = testsToCsv(tests, FACTS);
  for (const { cells } of readCsv(text.replaceAll("'", '’')).rows)
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
  expect(read(text).tests).toEqual(tests);
});

test('negative numbers stay numbers', () => {
  const tests = [example({ facts: { people: -5 } })];
  expect(testsToCsv(tests, FACTS)).toContain('n,-5,[]');
  expect(read(testsToCsv(tests, FACTS)).tests).toEqual(tests);
});

test('names like __proto__ are names like any other', () => {
  const tests = [example({ name: '__proto__', facts: JSON.parse('{"__proto__":1,"constructor":"x"}') })];
  const [back] = read(testsToCsv(tests, FACTS)).tests;
  expect(JSON.stringify(back)).toBe(JSON.stringify(tests[0]));
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    ' ',
    'true',
    'null',
    '5',
    '-1',
    '=1',
    "'",
    '[]',
    '{',
    '"',
    'json:1',
    'a;b',
    ',',
    '\r\n',
    '\uFEFF',
    '合理',
    '2026/3/2',
    '是',
    'name',
    'fired',
    'expect.fired',
  ),
);
const json = fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value)));
const key = fc.oneof(fc.constantFrom(...FACTS.map(({ fact }) => fact)), text);
const ruleTest = fc.record({
  name: text.filter((name) => name !== ''),
  facts: fc.dictionary(key, fc.oneof(json, text, fc.array(text))),
  expect: fc.record(
    {
      fired: fc.array(text),
      outcome: fc.dictionary(fc.oneof(fc.constantFrom('path', 'caseLead', 'sessions'), text), fc.oneof(json, text), {
        minKeys: 1,
      }),
    },
    { requiredKeys: [] },
  ),
});

test('any tests read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(ruleTest, { maxLength: 6 }), (tests) => {
      const { tests: back, leftOut } = read(testsToCsv(tests as RuleTest[], FACTS));
      expect(leftOut).toBe(0);
      // As JSON: dictionaries of fast-check have no prototype.
      expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(tests)));
    }),
    { numRuns: 2000 },
  );
});

test('any table of texts reads back as it was written, and any text is read', () => {
  const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, (table) => {
      expect(readCsv(writeCsv(table)).rows.map(({ cells }) => cells)).toEqual(table);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void read(any)));
});
