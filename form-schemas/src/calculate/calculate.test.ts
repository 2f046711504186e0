import { compileForm } from '../compile-form.ts';
import type { FormData, FormDefinition, FormSchema } from '../model/form-definition.ts';
import { takeIn, taken, withCalculated } from '../take-in.ts';

const amount = { type: 'string', format: 'cny-amount' } as const;
const day = { type: 'string', format: 'date' } as const;
const number = { type: 'number' } as const;
const calculated = (schema: FormSchema, expression: string): FormSchema => ({ ...schema, 'x-calculate': expression });

function formOf(properties: Record<string, FormSchema>, more: Partial<FormSchema> = {}): FormDefinition {
  return {
    key: 'form',
    title: { 'zh-CN': '表单', en: 'Form' },
    description: { 'zh-CN': '表单', en: 'Form' },
    use: 'case',
    schema: { type: 'object', properties, ...more },
    ui: { sections: [] },
  };
}

const TODAY = { today: '2026-03-01' };
/** What an expression becomes in a field of a kind, beside other fields. */
function answer(result: FormSchema, expression: string, others: Record<string, FormSchema>, data: FormData) {
  const { it: value } = takeIn(formOf({ ...others, it: calculated(result, expression) }), data, TODAY);
  return value;
}

const members: FormSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { name: { type: 'string' }, income: amount, born: day, disabled: { type: 'boolean' } },
  },
};
const household = { members, size: { type: 'integer' }, income: amount, from: day, to: day, rate: number } as const;
const rows = (...incomes: string[]) => ({ members: incomes.map((income) => ({ income })) });

describe('an expression', () => {
  test.each<[string, FormSchema, string, FormData, unknown]>([
    ['a sum is exact: 0.1 + 0.2', amount, 'sum(members.income)', rows('0.1', '0.2'), '0.30'],
    ['so it is where it is a number', number, 'sum(members.income)', rows('0.1', '0.2'), 0.3],
    [
      'as a text with full-width digits is read',
      amount,
      'sum(members.income)',
      rows('１，２８０．５元', '0.5'),
      '1281',
    ],
    ['rows are counted', { type: 'integer' }, 'count(members)', rows('1', '2', '3'), 3],
    ['those of a kind, too', { type: 'integer' }, 'count(members[income > 1])', rows('1', '2', '3'), 2],
    ['an amount is of fen', amount, 'income / size', { income: '100', size: 3 }, '33.33'],
    ['half a fen goes up', amount, 'income / size', { income: '0.01', size: 2 }, '0.01'],
    ['a third of it three times is itself', amount, 'income / 3 * 3', { income: '100' }, '100'],
    ['a whole number is whole', { type: 'integer' }, 'income / size', { income: '5', size: 2 }, 3],
    ['a number has six decimals', number, 'size / 3', { size: 1 }, 0.333333],
    ['or those of its step', { type: 'number', multipleOf: 0.5 }, 'size / 3', { size: 1 }, 0.5],
    [
      'an age is of full years: the day before',
      { type: 'integer' },
      'years and months duration(from, today()).years',
      { from: '1990-03-02' },
      35,
    ],
    [
      'and on the day',
      { type: 'integer' },
      'years and months duration(from, today()).years',
      { from: '1990-03-01' },
      36,
    ],
    [
      '29 February is full on 1 March',
      { type: 'integer' },
      'years and months duration(from, today()).years',
      { from: '2004-02-29' },
      22,
    ],
    ['days between', { type: 'integer' }, '(to - from).days', { from: '2026-02-27', to: '2026-03-01' }, 2],
    ['a day so many on', day, 'from + duration("P60D")', { from: '2026-03-01' }, '2026-04-30'],
    ['a month on from its last day', day, 'from + duration("P1M")', { from: '2026-01-31' }, '2026-02-28'],
    ['yes or no', { type: 'boolean' }, 'from <= to', { from: '2026-02-27', to: '2026-03-01' }, true],
    ['one of several', { type: 'boolean' }, 'size in [1..3]', { size: 3 }, true],
    ['between', { type: 'boolean' }, 'size between 4 and 5', { size: 3 }, false],
    ['one way or the other', { type: 'string' }, 'if size > 3 then "large" else "small"', { size: 3 }, 'small'],
    ['the most of them', amount, 'max(members.income)', rows('9', '10'), '10'],
    ['the mean', amount, 'mean(members.income)', rows('1', '2'), '1.50'],
    ['some', { type: 'boolean' }, 'some m in members satisfies m.income > 9', rows('1', '10'), true],
    ['every', { type: 'boolean' }, 'every m in members satisfies m.income > 9', rows('1', '10'), false],
    [
      'a sum of what is reckoned for each',
      amount,
      'sum(for m in members return m.income * 12)',
      rows('1', '10'),
      '132',
    ],
    ['one row by its place', amount, 'members[2].income', rows('1', '10'), '10'],
    ['rounded in between', number, 'round half up(size / 3, 1) * 3', { size: 2 }, 2.1],
    ['half to even, as FEEL says decimal', number, 'decimal(size / 2, 0)', { size: 5 }, 2],
    ['a day within a number', day, 'date("1990-03-01")', {}, '1990-03-01'],
    ['a power', number, 'size ** 2', { size: 12 }, 144],
    ['the year of a day', { type: 'integer' }, 'from.year', { from: '1990-03-01' }, 1990],
  ])('%s', (_, result, expression, data, expected) => {
    expect(answer(result, expression, household, data)).toEqual(expected);
  });

  test.each<[string, FormSchema, string, FormData]>([
    ['a field that is missing', amount, 'income / size', { size: 2 }],
    ['one that is not understood', amount, 'income / size', { income: 'about a hundred', size: 2 }],
    ['one of the rows', amount, 'sum(members.income)', { members: [{ income: '1' }, { name: 'A' }] }],
    ['no rows', amount, 'sum(members.income)', {}],
    ['division by zero', amount, 'income / size', { income: '1', size: 0 }],
    ['not known is not no', { type: 'string' }, 'if size > 3 then "large" else "small"', {}],
    [
      'nor is it left out',
      { type: 'integer' },
      'count(members[disabled])',
      { members: [{ disabled: true }, { name: 'A' }] },
    ],
    ['a number that no number is exact for', number, 'size ** 40', { size: 7 }],
    ['more than an amount can be', amount, 'income * 100', { income: '9999999999999' }],
    ['a day that there is not', day, 'date("2026-02-30")', {}],
    ['a name that is none', number, 'nothing + 1', {}],
    ['what all objects have', number, 'constructor + 1', {}],
    ['what cannot be read', number, '1 +', {}],
  ])('without an answer has no value: %s', (_, result, expression, data) => {
    const kept = takeIn(formOf({ ...household, it: calculated(result, expression) }), data, TODAY);
    expect(kept).not.toHaveProperty('it');
  });
});

test('what stood there is replaced, and goes where there is no answer', () => {
  const form = formOf({ a: number, it: calculated(number, 'a + 1') });
  expect(takeIn(form, { a: 1, it: 99 }, {})).toEqual({ a: 1, it: 2 });
  expect(takeIn(form, { it: 99 }, {})).toEqual({});
  expect(compileForm(form).validate({ a: 1, it: 'x' }, 'en')).toEqual([]);
});

test('calculated fields read each other in any order, as they are shown; a circle has no values', () => {
  const form = formOf({
    half: calculated(amount, 'third * 3'),
    third: calculated(amount, 'whole / 3'),
    whole: amount,
    x: calculated(number, 'y'),
    y: calculated(number, 'x'),
  });
  expect(takeIn(form, { whole: '100' }, {})).toEqual({ half: '99.99', third: '33.33', whole: '100' });
});

test('in a row the fields beside it go first, then those of the form', () => {
  const items = {
    type: 'object',
    properties: { income: amount, share: calculated(number, 'income / total * rate') },
  } as const;
  const form = formOf({
    rows: { type: 'array', items },
    income: amount,
    rate: number,
    total: calculated(amount, 'sum(rows.income)'),
    group: { type: 'object', properties: { double: calculated(amount, 'total * 2') } },
  });
  const data = { rows: [{ income: '1' }, { income: '3' }], income: '500', rate: 100 };
  expect(takeIn(form, data, {})).toEqual({
    ...data,
    rows: [
      { income: '1', share: 25 },
      { income: '3', share: 75 },
    ],
    total: '4',
    group: { double: '8' },
  });
});

test('a calculated value decides what is shown, and what is hidden is not read', () => {
  const form = formOf(
    { age: calculated({ type: 'integer' }, 'years and months duration(born, today()).years'), born: day },
    {
      if: { properties: { age: { minimum: 60 } }, required: ['age'] },
      then: { properties: { pension: amount, yearly: calculated(amount, 'pension * 12') } },
    },
  );
  expect(takeIn(form, { born: '1950-01-01', pension: '100' }, TODAY)).toEqual({
    ...{ born: '1950-01-01', pension: '100' },
    ...{ age: 76, yearly: '1200' },
  });
  expect(takeIn(form, { born: '1990-01-01', pension: '100', age: 80 }, TODAY)).toEqual({ born: '1990-01-01', age: 36 });
});

test('today is the day of receipt where the form binds one, else that of filing, else today', () => {
  const it = calculated(day, 'today()');
  const bound = { ...formOf({ received: day, it }), bindings: { receivedOn: '/received' } };
  expect(takeIn(bound, { received: '2025-01-01' }, TODAY)).toMatchObject({ it: '2025-01-01' });
  expect(takeIn(bound, {}, { ...TODAY, asOf: '2025-06-01' })).toMatchObject({ it: '2025-06-01' });
  expect(takeIn(bound, {}, TODAY)).toMatchObject({ it: '2026-03-01' });
  expect(takeIn(bound, {}, {})).toEqual({});
});

test('what is missing is told by its place, also of what another calculation reads', () => {
  const form = formOf({
    ...household,
    total: calculated(amount, 'sum(members.income)'),
    each: calculated(amount, 'total / size'),
  });
  const { without } = taken(form, { members: [{ income: '1' }, { name: 'A' }] }, {});
  expect(without).toEqual([
    { pointer: '/total', missing: ['/members/1/income'], why: ['missing'] },
    { pointer: '/each', missing: ['/members/1/income', '/size'], why: ['missing'] },
  ]);
  expect(taken(form, { members: [{ income: '1' }], size: 0 }, {}).without).toEqual([
    { pointer: '/each', missing: [], why: ['zero'] },
  ]);
});

test('the data as entered keep their blank rows and what is not understood', () => {
  const items = { type: 'object', properties: { income: amount, yearly: calculated(amount, 'income * 12') } } as const;
  const form = formOf({ rows: { type: 'array', items }, total: calculated(amount, 'sum(rows.yearly)') });
  const entered = { rows: [null, { income: ' 1 元' }], extra: 'x' } as never;
  expect(withCalculated(form, entered, {})).toEqual({
    rows: [null, { income: ' 1 元', yearly: '12' }],
    ...{ extra: 'x', total: '12' },
  });
  const settled = withCalculated(form, entered, {});
  expect(withCalculated(form, settled, {})).toBe(settled);
});

test('work is counted: a table that each of its rows sums up has no values, and ends', () => {
  const items = { type: 'object', properties: { a: number, part: calculated(number, 'a / sum(rows.a)') } } as const;
  const form = formOf({ rows: { type: 'array', items } });
  const many = { rows: Array.from({ length: 3_000 }, () => ({ a: 1 })) };
  const { without } = taken(form, many, {});
  expect(without.at(-1)?.why).toEqual(['work']);
});

describe('a check between fields', () => {
  const message = { 'zh-CN': '结束日期不能早于开始日期', en: 'The end cannot be before the start' };
  const form = formOf(
    {
      from: day,
      to: day,
      trips: {
        type: 'array',
        items: {
          type: 'object',
          properties: { from: day, to: day },
          'x-checks': [{ holds: 'from <= to', message, at: '/to' }],
        },
      },
    },
    { 'x-checks': [{ holds: 'from <= to', message, at: '/to' }] },
  );
  const { validate } = compileForm(form);

  test('that does not hold is an error at its field, in the words of its author', () => {
    const trips = [
      { from: '2026-01-01', to: '2026-01-02' },
      { from: '2026-01-03', to: '2026-01-02' },
    ];
    expect(validate({ from: '2026-01-02', to: '2026-01-01', trips }, 'zh-CN')).toEqual([
      { pointer: '/to', keyword: 'x-checks', message: message['zh-CN'] },
      { pointer: '/trips/1/to', keyword: 'x-checks', message: message['zh-CN'] },
    ]);
  });

  test('is not judged while something is missing', () => {
    expect(validate({ from: '2026-01-02' }, 'en')).toEqual([]);
  });

  test('of a branch holds while the branch does', () => {
    const branch = formOf(
      { on: { type: 'boolean' }, a: number },
      {
        if: { properties: { on: { const: true } }, required: ['on'] },
        then: { 'x-checks': [{ holds: 'a > 1', message, at: '/a' }] },
      },
    );
    expect(compileForm(branch).validate({ on: false, a: 1 }, 'en')).toEqual([]);
    expect(compileForm(branch).validate({ on: true, a: 1 }, 'en')).toHaveLength(1);
  });
});

test('a calculated value that does not fit its field says that it is calculated', () => {
  const form = formOf({
    a: number,
    it: { ...calculated({ type: 'integer', maximum: 3 }, 'a * 2'), 'x-title': { 'zh-CN': '合计', en: 'Total' } },
  });
  expect(compileForm(form).validate({ a: 2 }, 'zh-CN')).toEqual([
    { pointer: '/it', keyword: 'maximum', message: '“合计”不能大于3。这一项由其他内容算出，请检查这些内容' },
  ]);
});
