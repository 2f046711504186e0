// Laws of turning one type of field into another, over the fields of shipped forms and generated ones.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkForm } from '../check-form.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import { allProperties } from '../schema-walk.ts';
import { become } from './become.ts';
import { LIMIT_KEYWORDS } from './contract.ts';
import { FIELD_TYPE_NAMES, FIELD_TYPES, fieldTypeOf } from './registry.ts';

const LIBRARY = 'form-schemas/library';
const fieldsOf = (schema: FormSchema, root: FormSchema): FormSchema[] =>
  [...allProperties(schema, root).values()].flatMap((field) => [
    field,
    ...fieldsOf(field, root),
    ...(field.items ? fieldsOf(field.items, root) : []),
  ]);
const SHIPPED: FormSchema[] = readdirSync(LIBRARY)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { schema }: FormDefinition = JSON.parse(readFileSync(`${LIBRARY}/${file}`, 'utf8'));
    return fieldsOf(schema, schema);
  });

const words = { 'zh-CN': '名称', en: 'Name' };
const WORDS = ['x-title', 'x-help', 'title', 'description', 'x-sensitive', 'x-foreign'];
const type = fc.constantFrom(...FIELD_TYPE_NAMES);
const small = fc.integer({ min: 0, max: 700 });
const LIMITS: Record<(typeof LIMIT_KEYWORDS)[number], fc.Arbitrary<unknown>> = {
  minLength: small,
  maxLength: small,
  pattern: fc.constantFrom('^a', '.'),
  minimum: small,
  maximum: small,
  exclusiveMinimum: small,
  exclusiveMaximum: small,
  multipleOf: fc.constantFrom(0.01, 1, 5),
  minItems: small,
  maxItems: small,
  uniqueItems: fc.boolean(),
  'x-not-before': fc.constantFrom('today', ['1949-10-01', 'today']),
  'x-not-after': fc.constantFrom('today', '2099-01-01'),
  'x-unusual-before': fc.constantFrom('P1Y', 'today'),
  'x-unusual-after': fc.constant('today'),
};
const more = {
  title: fc.string(),
  'x-help': fc.constant(words),
  'x-sensitive': fc.constant({ reason: words }),
  'x-foreign': fc.boolean(),
  'x-recuses': fc.constantFrom('named', 'department', 'described'),
  'x-petitioner': fc.constantFrom('name', 'phone', 'id-number'),
  default: fc.constantFrom<unknown>('a', 'choice-1', 1, true, [], {}, '2026-03-01', '12'),
  const: fc.constantFrom<unknown>('a', true),
  enum: fc.constantFrom<unknown>(['a', 'b'], [1, 2], [true], [['a']]),
};
const KEYWORDS = { ...LIMITS, ...more };
const some = fc
  .subarray(Object.keys(KEYWORDS) as (keyof typeof KEYWORDS)[], { maxLength: 4 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, KEYWORDS[name] as fc.Arbitrary<unknown>]))),
  );
const made: fc.Arbitrary<FormSchema> = fc.tuple(type, some, fc.boolean()).map(([name, keywords, inItems]) => {
  const start = { ...FIELD_TYPES[name].create(), 'x-title': words };
  const { enum: choices, ...others } = keywords as FormSchema;
  const items = { ...start.items, ...(choices !== undefined && { enum: choices }) };
  return { ...start, ...others, ...(inItems ? start.items && { items } : choices && { enum: choices }) } as FormSchema;
});
const field = fc.oneof(made, fc.constantFrom(...SHIPPED));

const errorsOf = (schema: FormSchema): string[] =>
  checkForm({
    key: 'form',
    use: 'step',
    schema: { type: 'object', properties: { field: { ...schema, 'x-title': words } } },
  })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** A field, the type it is to have, and what it becomes. */
const law = (holds: (schema: FormSchema, to: (typeof FIELD_TYPE_NAMES)[number]) => void) =>
  fc.assert(fc.property(field, type, holds), { numRuns: 2000 });

test('what a field becomes is of the type, and its own type changes nothing', () => {
  law((schema, to) => {
    const before = structuredClone(schema);
    expect(fieldTypeOf(become(schema, to).schema)).toBe(to);
    expect(become(schema, fieldTypeOf(schema))).toEqual({ schema: before, lost: [] });
    expect(schema).toEqual(before);
  });
});

test('its words stay, and whose secret it is', () => {
  law((schema, to) => {
    const { schema: next } = become(schema, to);
    for (const keyword of WORDS) expect(next[keyword as keyof FormSchema]).toEqual(schema[keyword as keyof FormSchema]);
  });
});

test('what is neither kept nor told as lost is nothing', () => {
  law((schema, to) => {
    const { schema: next, lost } = become(schema, to);
    const told = Object.keys(FIELD_TYPES[fieldTypeOf(schema)].create());
    for (const [keyword, value] of Object.entries(schema)) {
      const kept = JSON.stringify(next[keyword as keyof FormSchema]) === JSON.stringify(value);
      const moved = JSON.stringify(next.items?.[keyword as keyof FormSchema]) === JSON.stringify(value);
      if (!kept && !moved && !told.includes(keyword)) expect(lost).toContain(keyword);
      if (lost.includes(keyword) && keyword in next) expect(kept).toBe(false);
    }
    expect(new Set(lost).size).toBe(lost.length);
  });
});

test('a form that took the field takes what it becomes', () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(field, type, (schema, to) => {
      const before = errorsOf(schema);
      const now = errorsOf(become(schema, to).schema);
      if (before.length === 0) taken.add(fieldTypeOf(schema));
      expect(now.filter((code) => !before.includes(code))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect([...taken].sort()).toEqual([...FIELD_TYPE_NAMES].sort());
});

const there = (schema: FormSchema, to: (typeof FIELD_TYPE_NAMES)[number]) =>
  become(become(schema, to).schema, fieldTypeOf(schema)).schema;

test('there and back again: choices, fields and bounds are kept', () => {
  const choice: FormSchema = {
    type: 'integer',
    enum: [1, 2],
    'x-enum-titles': { 1: words },
    'x-recuses': 'department',
    default: 1,
  };
  expect(become(choice, 'choices')).toEqual({
    schema: {
      type: 'array',
      items: { type: 'integer', enum: [1, 2], 'x-enum-titles': { 1: words } },
      uniqueItems: true,
      'x-recuses': 'department',
    },
    lost: ['default'],
  });
  const { default: _, ...bare } = choice;
  expect(there(bare, 'choices')).toEqual(bare);
  const group: FormSchema = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    'x-title': words,
  };
  expect(become(group, 'list').lost).toEqual([]);
  expect(there(group, 'list')).toEqual(group);
  const number: FormSchema = { type: 'integer', minimum: 1, exclusiveMaximum: 9, default: 3 };
  expect(become(number, 'number')).toEqual({ schema: { ...number, type: 'number' }, lost: [] });
  const text: FormSchema = {
    type: 'string',
    minLength: 2,
    maxLength: 60,
    pattern: '^a',
    'x-recuses': 'named',
    default: 'ab',
  };
  expect(become(text, 'long-text')).toEqual({ schema: { ...text, maxLength: 500 }, lost: ['maxLength'] });
});

test('what goes is named, and what made it its type is not', () => {
  const day: FormSchema = { type: 'string', format: 'date', 'x-not-after': 'today', default: '2026-03-01' };
  expect(become(day, 'text')).toEqual({ schema: { type: 'string', default: '2026-03-01' }, lost: ['x-not-after'] });
  expect(become(day, 'date-time')).toEqual({
    schema: { type: 'string', format: 'date-time', 'x-not-after': 'today' },
    lost: ['default'],
  });
  expect(become({ type: 'string', format: 'uuid', 'x-recuses': true }, 'text').lost).toEqual([]);
  expect(become(FIELD_TYPES.choice.create(), 'text').lost).toEqual(['enum', 'x-enum-titles']);
  expect(become(FIELD_TYPES.list.create(), 'text').lost).toEqual(['items']);
  // A default of a text answers nothing; of a choice it would.
  expect(become({ type: 'string', default: 'choice-1' }, 'choice').lost).toEqual(['default']);
});

test('what would make it another type, or one that nothing fits, goes', () => {
  const long: FormSchema = { type: 'string', minLength: 600 };
  expect(become(long, 'long-text')).toEqual({ schema: { type: 'string', maxLength: 500 }, lost: ['minLength'] });
  expect(become({ type: 'string', maxLength: 200 }, 'text')).toEqual({
    schema: { type: 'string' },
    lost: ['maxLength'],
  });
  // Choices of lists, or of yes and no, are no choice of one.
  for (const items of [
    { type: 'array', enum: [['a']] },
    { type: 'boolean', enum: [true, false] },
  ] as FormSchema[]) {
    const { schema, lost } = become({ type: 'array', items }, 'choice');
    expect([schema, lost]).toEqual([FIELD_TYPES.choice.create(), ['items']]);
  }
});
