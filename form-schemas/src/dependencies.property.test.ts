// What a form does not read changes nothing but itself: over generated forms.
import fc from 'fast-check';
import { withDefaults } from './defaults.ts';
import { dependenciesOf, sectionsFor, withDerived } from './dependencies.ts';
import { isObject } from './json/equal.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { resolveForm } from './resolve-form.ts';
import { takeIn, withCalculated } from './take-in.ts';

const words = { 'zh-CN': '测试', en: 'test' };
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom(...NAMES);
const scalar = fc.constantFrom<FormSchema>(
  { type: 'string', 'x-title': words },
  { type: 'string', 'x-title': words, default: '甲乙' },
  { type: 'string', 'x-title': words, enum: ['x', 'y'] },
  { type: 'integer', 'x-title': words, minimum: 0, default: 3 },
  { type: 'boolean', 'x-title': words },
);
const condition = fc.oneof(
  fc
    .tuple(name, fc.constantFrom<Json>('x', true, 3, '甲乙'))
    .map(([on, is]): FormSchema => ({ properties: { [on]: { const: is } }, required: [on] })),
  fc.tuple(name, name).map(
    ([group, on]): FormSchema => ({
      properties: { [group]: { properties: { [on]: { const: 'x' } }, required: [on] } },
      required: [group],
    }),
  ),
  name.map((list): FormSchema => ({ properties: { [list]: { minItems: 1 } }, required: [list] })),
  name.map((on): FormSchema => ({ not: { required: [on] } })),
);
const { object } = fc.letrec<{ object: FormSchema; field: FormSchema }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    scalar,
    tie('object').map((group) => ({ ...group, type: 'object' as const, 'x-title': words })),
    tie('object').map((row) => ({
      type: 'array' as const,
      'x-title': words,
      items: { ...row, type: 'object' as const },
    })),
    scalar.map((items) => ({ type: 'array' as const, 'x-title': words, items })),
  ),
  object: fc
    .record({
      properties: fc.dictionary(name, tie('field'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      conditions: fc.array(fc.record({ when: condition, shows: name, field: tie('field'), other: fc.boolean() }), {
        maxLength: 3,
      }),
    })
    .map(
      ({ properties, conditions }): FormSchema => ({
        properties,
        allOf: conditions.map(({ when, shows, field, other }) => ({
          if: when,
          [other ? 'else' : 'then']: { properties: { [shows]: field }, required: [shows] },
        })),
      }),
    ),
}));
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom<Json>('x', 'y', '', ' ', '甲乙', 3, true, null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const entered: fc.Arbitrary<FormData> = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });
const formOf = (schema: FormSchema): FormDefinition => ({
  key: 'f',
  title: words,
  description: words,
  use: 'step',
  schema: { ...schema, type: 'object' },
  ui: { sections: [{ key: 's', title: words, fields: NAMES }] },
});

/** The data with one value at any place of it. */
function changed(data: Json, [first, ...rest]: readonly number[], value: Json): Json {
  if (first === undefined || data === null || typeof data !== 'object') return value;
  if (Array.isArray(data)) {
    if (data.length === 0) return value;
    return data.map((row, index) => (index === first % data.length ? changed(row, rest, value) : row));
  }
  const at = NAMES[first % NAMES.length] ?? 'a';
  return { ...data, [at]: changed(data[at] ?? null, rest, value) };
}
const change = fc.record({
  at: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
  to: value,
});

test('the sections of a form are those of all that is kept, though only what conditions read is looked at', () => {
  fc.assert(
    fc.property(object, entered, (schema, data) => {
      const form = formOf(schema);
      expect(sectionsFor(form, data)).toEqual(resolveForm(form, takeIn(form, data, {})));
    }),
    { numRuns: 1_000 },
  );
});

test('a change of what no condition reads leaves the sections as they are', () => {
  const readAt = (data: Json | undefined, pointer: string): Json | undefined =>
    pointer
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, token) => (isObject(at) ? at[token] : undefined), data);
  fc.assert(
    fc.property(object, entered, change, (schema, data, { at, to }) => {
      const form = formOf(schema);
      const next = changed(data, at, to) as FormData;
      const { shown } = dependenciesOf(form);
      fc.pre(shown.every((pointer) => readAt(data, pointer) === readAt(next, pointer)));
      expect(sectionsFor(form, next)).toEqual(sectionsFor(form, data));
    }),
    { numRuns: 1_000 },
  );
});

test('what follows from a change is what all defaults say', () => {
  fc.assert(
    fc.property(object, entered, change, (schema, data, { at, to }) => {
      const form = formOf(schema);
      const before = withDefaults(form, data);
      const next = changed(before, at, to) as FormData;
      expect(withDerived(form, next, before, {})).toEqual(withDefaults(form, next, before));
    }),
    { numRuns: 1_000 },
  );
});

test('a form without conditions and defaults reads nothing', () => {
  const form = formOf({ properties: { a: { type: 'string' }, b: { type: 'array', items: { type: 'string' } } } });
  expect(dependenciesOf(form)).toEqual({ shown: [], defaults: null, calculated: null, questions: [] });
});

test('whoever reads one value of a group reads what shows it there', () => {
  const form = formOf({
    properties: {
      a: {
        type: 'object',
        properties: { b: { type: 'boolean' } },
        if: { properties: { b: { const: true } }, required: ['b'] },
        then: { properties: { c: { type: 'string', default: 'x' } } },
      },
    },
    allOf: [
      {
        if: { properties: { a: { properties: { c: { const: 'x' } }, required: ['c'] } }, required: ['a'] },
        then: { properties: { d: { type: 'string' } } },
      },
    ],
  });
  expect([...dependenciesOf(form).shown].sort()).toEqual(['/a', '/a/b', '/a/c']);
  expect([...(dependenciesOf(form).defaults ?? [])].sort()).toEqual(['/a', '/a/b', '/a/c']);
});

test('what is calculated follows from what it reads, in the same step, and shows what depends on it', () => {
  const number = { type: 'number' as const, 'x-title': words };
  const form = formOf({
    properties: {
      a: { type: 'array', 'x-title': words, items: { type: 'object', properties: { b: number, c: number } } },
      d: { ...number, 'x-calculate': 'sum(a.b)' },
      e: { type: 'string', 'x-title': words },
    },
    if: { properties: { d: { minimum: 10 } }, required: ['d'] },
    then: { properties: { c: { type: 'string', 'x-title': words, default: 'x' } } },
  });
  expect(dependenciesOf(form)).toMatchObject({ calculated: ['/d', '/a', '/a/*/b'], shown: ['/d'] });
  const row = fc.record({ b: fc.integer({ min: 0, max: 9 }), c: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), fc.array(row, { maxLength: 4 }), fc.string(), (one, other, e) => {
      const before = withDerived(form, { a: one }, {}, {});
      const now = withDerived(form, { ...before, a: other, e }, before, {});
      expect(now).toEqual(withCalculated(form, now, {}));
      expect(now.d).toBe(other.length > 0 ? other.reduce((sum, { b }) => sum + b, 0) : now.d);
      expect(sectionsFor(form, now)).toEqual(resolveForm(form, takeIn(form, now, {})));
    }),
  );
});
