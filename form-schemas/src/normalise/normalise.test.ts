import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { compileForm } from '../compile-form.ts';
import { matches } from '../evaluate/evaluate.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import type { TypedKind } from '../readings/readings.ts';
import { takeIn } from '../take-in.ts';
import { TYPING_RULES } from './examples.ts';
import { normalise } from './normalise.ts';

import { normaliseField } from './normalise-field.ts';

/** A field of each kind. */
const FIELDS: Record<TypedKind, FormSchema> = {
  text: { type: 'string' },
  code: { type: 'string', pattern: '^[A-Z]{2}[0-9]{3}$' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  amount: { type: 'string', format: 'cny-amount' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  'date-time': { type: 'string', format: 'date-time' },
  'id-number': { type: 'string', format: 'cn-id-number' },
  mobile: { type: 'string', format: 'cn-mobile' },
  phone: { type: 'string', format: 'cn-phone' },
  'postal-code': { type: 'string', format: 'cn-postal-code' },
  'division-code': { type: 'string', format: 'cn-division-code' },
  email: { type: 'string', format: 'email' },
  link: { type: 'string', format: 'uri' },
};

const rows = TYPING_RULES.flatMap(({ kinds, understood, kept }) =>
  kinds.flatMap((kind) => [
    ...understood.map(([typed, stored]) => ({ kind, typed, stored, right: true })),
    ...kept.map((typed) => ({ kind, typed, stored: typed === '' ? undefined : typed, right: typed === '' })),
  ]),
);

test.each(rows)('$kind: $typed', ({ kind, typed, stored, right }) => {
  const now = normaliseField(FIELDS[kind], typed);
  expect(now).toBe(stored);
  // What is kept as typed is an error; what is understood is none, and stays as it is.
  if (now === undefined) return;
  expect(matches(FIELDS[kind], now)).toBe(right);
  expect(normaliseField(FIELDS[kind], now)).toBe(now);
});

test.each<[string, FormSchema, Json, Json | undefined]>([
  ['a code is made half-width', FIELDS.code, 'ＡＢ１２３', 'AB123'],
  ['a code that still does not fit stays as typed', FIELDS.code, 'ＡＢ１２', 'ＡＢ１２'],
  ['a pattern of full-width letters', { type: 'string', pattern: '^[Ａ-Ｚ]+$' }, 'ＡＢ', 'ＡＢ'],
  ['a pattern that speaks of white space', { type: 'string', pattern: '^a $' }, 'a ', 'a '],
  ['a choice with full-width letters', { type: 'string', enum: ['Ａ型', 'A型'] }, 'Ａ型', 'Ａ型'],
  ['a choice with a space at its end', { type: 'string', enum: ['a '] }, 'a ', 'a '],
  ['a choice with a space typed behind it', { type: 'string', enum: ['a'] }, 'a ', 'a'],
  [
    'a fixed phone with its dash',
    { type: 'string', format: 'cn-phone', const: '022-63360000' },
    '022-63360000',
    '022-63360000',
  ],
  [
    'a phone whose pattern wants a dash',
    { type: 'string', format: 'cn-phone', pattern: '-' },
    '022-63360000',
    '022-63360000',
  ],
  ['a limit of letters', { type: 'string', maxLength: 2 }, '甲乙丙', '甲乙丙'],
  ['no text', { type: 'integer' }, 1.5, 1.5],
  ['a yes or no', { type: 'boolean' }, 'true', 'true'],
  ['nothing but zero-width', { type: 'string' }, '\u200b\u3000', undefined],
])('%s', (_, schema, typed, stored) => {
  expect(normaliseField(schema, typed)).toEqual(stored);
});

const words = { 'zh-CN': '测试', en: 'test' };
const formOf = (properties: Record<string, FormSchema>, more: FormSchema = {}): FormDefinition => ({
  key: 'f',
  title: words,
  description: words,
  use: 'step',
  schema: { type: 'object', properties, ...more },
  ui: { sections: [{ key: 's', title: words, fields: Object.keys(properties) }] },
});

describe('of a whole form', () => {
  test('groups, rows and rows of single values; each row keeps its place', () => {
    const form = formOf({
      g: { type: 'object', properties: { n: { type: 'integer' } } },
      rows: { type: 'array', items: { type: 'object', properties: { d: { type: 'string', format: 'date' } } } },
      list: { type: 'array', items: { type: 'number' } },
      t: { type: 'string' },
    });
    const data = { g: { n: '４' }, rows: [{ d: '' }, { d: '20260301' }], list: [' ', '1,280.5'], t: ' ', other: ' x' };
    expect(normalise(form, data)).toEqual({
      g: { n: 4 },
      rows: [{}, { d: '2026-03-01' }],
      list: [null, 1280.5],
      other: ' x',
    });
    const clean = { g: { n: 4 }, t: 'x' };
    expect(normalise(form, clean)).toBe(clean);
  });

  test('what is understood shows what it asks for, and that is read too', () => {
    const form = formOf(
      { people: { type: 'integer' } },
      {
        allOf: [
          {
            if: { properties: { people: { type: 'integer', minimum: 5 } }, required: ['people'] },
            then: { properties: { first: { type: 'string', format: 'cn-mobile' } }, required: ['first'] },
          },
        ],
      },
    );
    expect(takeIn(form, { people: '１２', first: '138 0000 0000' }, {})).toEqual({ people: 12, first: '13800000000' });
    expect(takeIn(form, { people: '十二', first: '138 0000 0000' }, {})).toEqual({ people: '十二' });
  });

  test('what is not understood is told at its place, with how to write it', () => {
    const form = formOf({
      n: { type: 'integer', 'x-title': { 'zh-CN': '人数', en: 'People' } },
      a: { type: 'string', format: 'cny-amount', 'x-title': { 'zh-CN': '金额', en: 'Amount' } },
      d: { type: 'string', format: 'date', 'x-title': { 'zh-CN': '日期', en: 'Day' } },
    });
    const errors = compileForm(form).validate({ n: '四', a: '1280,50', d: '2026-02-30' }, 'zh-CN');
    expect(errors).toEqual([
      { pointer: '/n', keyword: 'type', message: '“人数”应为整数，请用数字填写（如12）' },
      { pointer: '/a', keyword: 'format', message: expect.stringContaining('1280.50') },
      { pointer: '/d', keyword: 'format', message: expect.stringContaining('没有这一天') },
    ]);
  });
});

describe('laws', () => {
  const schema = fc.oneof(
    fc.constantFrom(...Object.values(FIELDS)),
    fc.constantFrom<FormSchema>(
      { type: 'string', enum: ['Ａ', 'A ', '１'] },
      { type: 'string', pattern: '^[０-９]+$' },
      { type: 'string', format: 'date', pattern: '^2026' },
      { type: 'string', maxLength: 3 },
      { type: 'integer', enum: [1, 2] },
      { type: 'number', multipleOf: 0.01 },
    ),
  );
  const examples = TYPING_RULES.flatMap(({ understood, kept }) => [
    ...understood.flatMap(([typed, stored]) => [typed, String(stored)]),
    ...kept,
  ]);
  const sign = fc.constantFrom(...'0123456789０１２９.,-/:年月日万亿元￥¥Xx +（ 　\u200b1386Ａ甲。');
  const typed = fc.oneof(
    fc.constantFrom(...examples),
    fc.string({ unit: sign, maxLength: 14 }),
    fc.string({ unit: 'binary' }),
  );

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(schema, typed, (field, text) => {
        const once = normaliseField(field, text);
        expect(once === undefined ? undefined : normaliseField(field, once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  test('what is valid as typed stays valid; it is changed in no more than white space, separators of phones and an x', () => {
    const same = (value: Json | undefined) =>
      String(value)
        .toUpperCase()
        .replace(/[\s\p{Cf}-]/gu, '');
    fc.assert(
      fc.property(schema, typed, (field, text) => {
        if (!matches(field, text)) return;
        const now = normaliseField(field, text);
        if (now === undefined) return;
        if (!(field.maxLength && text.trim() !== text)) expect(matches(field, now)).toBe(true);
        expect(same(now)).toBe(same(text));
      }),
      { numRuns: 5000 },
    );
  });

  test('what is not understood is there as typed, but for white space around it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(FIELDS)), typed, (field, text) => {
        const now = normaliseField(field, text);
        if (now === undefined || matches(field, now)) return;
        expect(text).toContain(now);
      }),
      { numRuns: 5000 },
    );
  });

  test('any finite number and any amount that is typed is exactly that', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.nat(99), (whole, cents) => {
        const decimal = `${whole.toLocaleString('en')}.${String(cents).padStart(2, '0')}`;
        expect(normaliseField(FIELDS.number, decimal)).toBe(Number(decimal.replaceAll(',', '')) + 0);
        const amount = `￥${Math.abs(whole).toLocaleString('en')}.${String(cents).padStart(2, '0')}元`;
        expect(normaliseField(FIELDS.amount, amount)).toBe(`${Math.abs(whole)}.${String(cents).padStart(2, '0')}`);
      }),
    );
  });
});

// docs/typing.md holds the table; CASEWAY_GOLDEN=write puts it there.
test('the documented table is the tested one', () => {
  const shown = (typed: string) =>
    `\`${typed.replace(/\p{Cf}/gu, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟩`)}\``;
  const table = [
    '| field | rule | typed → stored | stays as typed, with an error |',
    '| --- | --- | --- | --- |',
    ...TYPING_RULES.map(({ kinds, rule, understood, kept }) =>
      [
        '',
        kinds.join(', '),
        `${rule['zh-CN']}<br>${rule.en}`,
        understood.map(([typed, stored]) => `${shown(typed)} → ${shown(String(stored))}`).join('<br>'),
        kept
          .filter((typed) => typed !== '')
          .map(shown)
          .join(' '),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
  const file = 'docs/typing.md';
  const [before = '', after = ''] = existsSync(file)
    ? readFileSync(file, 'utf8').split(/(?<=<!-- table -->\n)[\s\S]*(?=<!-- end -->)/)
    : [];
  const wanted = `${before}${table}\n${after}`;
  if (process.env.CASEWAY_GOLDEN === 'write') writeFileSync(file, wanted);
  // Biome sets the columns under each other.
  const plain = (page: string) => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
  expect(plain(readFileSync(file, 'utf8'))).toBe(plain(wanted));
});
