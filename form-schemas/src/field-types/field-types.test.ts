import { checkForm } from '../check-form.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { LOCALES } from '../model/text.ts';
import { LIMIT_KEYWORDS } from './contract.ts';
import { FIELD_TYPE_NAMES, FIELD_TYPES, type FieldType, fieldTypeOf } from './registry.ts';

const called = { 'zh-CN': '名称', en: 'Name' };
const TYPES = Object.entries(FIELD_TYPES) as [FieldType, (typeof FIELD_TYPES)[FieldType]][];

test.each(TYPES)('a new %s is one, and a form takes it once it has a label', (type, { create }) => {
  expect(fieldTypeOf(create())).toBe(type);
  for (const use of ['case', 'step']) {
    const properties = {
      title: { type: 'string', 'x-title': { 'zh-CN': '事由', en: 'Matter' } },
      field: { ...create(), 'x-title': called },
    };
    const form = {
      key: 'form',
      use,
      title: called,
      schema: { type: 'object', properties },
      ...(use === 'case' && { bindings: { title: '/title' } }),
    };
    expect(checkForm(form)).toEqual([]);
  }
  expect(create()).not.toBe(create());
});

test.each(TYPES)('%s is named and said in both languages, unlike any other', (type, { title, help, limits }) => {
  for (const locale of LOCALES) {
    expect([title[locale], help[locale]].every((words) => words.trim() !== '')).toBe(true);
    expect(TYPES.filter(([, other]) => other.title[locale] === title[locale]).map(([name]) => name)).toEqual([type]);
  }
  expect(limits.filter((keyword) => !LIMIT_KEYWORDS.includes(keyword))).toEqual([]);
});

test('each type is asked once, and the one that is any text last', () => {
  expect(new Set(FIELD_TYPE_NAMES).size).toBe(FIELD_TYPE_NAMES.length);
  expect(FIELD_TYPE_NAMES.at(-1)).toBe('text');
});

// A schema that several types would take, and whose it is.
test.each<[FieldType, FormSchema]>([
  ['text', {}],
  ['text', { type: 'string', maxLength: 100 }],
  ['long-text', { maxLength: 101 }],
  ['text', { type: 'string', format: 'constructor' }],
  ['date', { format: 'date', maxLength: 200 }],
  ['phone', { type: 'string', format: 'cn-phone' }],
  ['date', { type: ['string', 'null'], format: 'date' }],
  ['choice', { type: 'integer', enum: [1] }],
  ['choice', { enum: ['a'], format: 'date' }],
  ['choice', { enum: ['a'], properties: {} }],
  ['boolean', { type: 'boolean', enum: [true] }],
  ['group', { type: 'object', enum: [{}] }],
  ['group', { properties: {} }],
  ['integer', { type: 'integer', properties: {}, format: 'date' }],
  ['list', { type: 'array', enum: [[]] }],
  ['list', { type: 'array', properties: {} }],
  ['choices', { type: 'array', items: { enum: ['a'] } }],
  ['staff', { type: 'array', items: { enum: ['a'], 'x-recuses': 'staff' } }],
  ['staff', { type: 'string', 'x-recuses': true, 'x-case': true }],
  ['case', { type: 'array', items: { 'x-recuses': 'staff' }, 'x-case': true }],
  ['place', { type: 'integer', 'x-place': true, 'x-case': true, 'x-recuses': 'staff' }],
  ['text', { type: 'string', 'x-recuses': 'named', 'x-place': false }],
  ['choice', { enum: ['a'], 'x-recuses': 'department' }],
  ['email', { type: 'string', format: 'email', maxLength: 200 }],
  ['link', { type: 'string', format: 'uri' }],
  ['explanation', { type: 'null' }],
  ['group', { type: 'object', 'x-field': 'period', properties: { from: { type: 'string', format: 'date' } } }],
  ['text', { type: 'string', 'x-field': 'period' }],
])('it is %s: %j', (type, schema) => {
  expect(fieldTypeOf(schema)).toBe(type);
});

test('what each type is to the platform', () => {
  const types = (holds: (type: (typeof FIELD_TYPES)[FieldType]) => unknown) =>
    TYPES.filter(([, type]) => holds(type)).map(([name]) => name);
  expect(types(({ decides }) => decides)).toEqual([
    'integer',
    'number',
    'amount',
    'date',
    'date-time',
    'boolean',
    'choice',
    'choices',
  ]);
  expect(types(({ namesCase }) => namesCase)).toEqual(['text', 'long-text']);
  expect(types(({ limits }) => limits.includes('x-not-before'))).toEqual(['date', 'date-time']);
  expect(types(({ answers }) => answers)).toEqual(['boolean', 'choice']);
  expect(types(({ typed }) => typed === undefined)).toEqual([
    'period',
    'boolean',
    'choice',
    'choices',
    'case',
    'staff',
    'place',
    'list',
    'group',
    'explanation',
  ]);
  expect(types(({ personal }) => personal)).toEqual(['id-number', 'mobile', 'phone', 'email']);
  expect(types(({ holdsNothing }) => holdsNothing)).toEqual(['explanation']);
});
