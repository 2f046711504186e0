// Laws of forms, over generated ones: what is shown, kept and valid is one thing, whatever was entered.
import fc from 'fast-check';
import { compileForm } from './compile-form.ts';
import { withDefaults } from './defaults.ts';
import { matches } from './evaluate/evaluate.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { enteredPointer, pruneData, resolveFields } from './resolve-form.ts';

const words = { 'zh-CN': '测试', en: 'test' };
const NAMES = ['a', 'b', 'c', 'd', 'e', 'constructor'];
const name = fc.constantFrom(...NAMES);

const scalar: fc.Arbitrary<FormSchema> = fc.constantFrom<FormSchema>(
  { type: 'string', 'x-title': words },
  { type: 'string', 'x-title': words, pattern: '^[\\u4e00-\\u9fa5]*$' },
  { type: 'string', 'x-title': words, minLength: 2, default: '甲乙' },
  { type: 'string', 'x-title': words, enum: ['x', 'y'] },
  { type: 'number', 'x-title': words, multipleOf: 0.01, exclusiveMaximum: 1 },
  { type: 'integer', 'x-title': words, minimum: 0, default: 3 },
  { type: 'boolean', 'x-title': words },
);

const { object } = fc.letrec<{ object: FormSchema; field: FormSchema }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    scalar,
    tie('object').map((group) => ({ ...group, type: 'object' as const, 'x-title': words })),
    tie('object').map((row) => ({
      type: 'array' as const,
      'x-title': words,
      maxItems: 3,
      items: { ...row, type: 'object' as const },
    })),
    scalar.map((items) => ({ type: 'array' as const, 'x-title': words, items })),
  ),
  object: fc
    .record({
      properties: fc.dictionary(name, tie('field'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      conditions: fc.array(
        fc.record({
          on: name,
          is: fc.constantFrom<Json>('x', true, 3, '甲乙'),
          shows: name,
          field: tie('field'),
          other: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      branches: fc.option(
        fc.record({ on: name, fields: fc.tuple(tie('field'), tie('field')), names: fc.tuple(name, name) }),
      ),
    })
    .map(({ properties, required, conditions, branches }): FormSchema => {
      const [one, two] = ['x', 'y'].map((value, index) => ({
        properties: {
          ...(branches && { [branches.names[index] ?? 'a']: branches.fields[index] ?? {} }),
          ...(branches && { [branches.on]: { const: value } }),
        },
      }));
      return {
        properties,
        required,
        allOf: conditions.map(({ on, is, shows, field, other }) => ({
          if: { properties: { [on]: { const: is } }, required: [on] },
          [other ? 'else' : 'then']: { properties: { [shows]: field } },
        })),
        ...(branches && one && two && { oneOf: [one, two] }),
      };
    }),
}));

const entered: fc.Arbitrary<FormData> = fc
  .letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom<Json>('x', 'y', '', ' ', '\u3000', '甲乙', 'z', 0.07, 0.075, 1, 3, true, false, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  .value.chain((first) =>
    fc
      .dictionary(name, fc.constant(first), { maxKeys: 1, noNullPrototype: true })
      .chain((start) =>
        fc
          .dictionary(
            name,
            fc.constantFrom<Json>('x', 'y', ' ', '甲乙', 0.07, 3, true, [{ a: 'x' }, ' '], { b: 'x', c: '\u200b' }),
            { maxKeys: 5, noNullPrototype: true },
          )
          .map((more) => ({ ...more, ...start })),
      ),
  );

const formOf = (schema: FormSchema): FormDefinition => ({
  key: 'f',
  title: words,
  description: words,
  use: 'step',
  schema: { ...schema, type: 'object' },
  ui: { sections: [] },
});

/** Every text of some data. */
const textsIn = (value: Json): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

test('what is kept is what is shown: keeping it again changes nothing, and nothing blank is in it', () => {
  fc.assert(
    fc.property(object, entered, (schema, data) => {
      const form = formOf(schema);
      const kept = pruneData(form, data);
      expect(pruneData(form, kept)).toEqual(kept);
      const shown = resolveFields(form, form.schema, kept, '').map((field) => field.name);
      expect(Object.keys(kept).filter((key) => !shown.includes(key))).toEqual([]);
      // In a field of another type a text is an error, and stays as it is.
      if (!matches(form.schema, kept, form.schema)) return;
      expect(textsIn(kept).filter((text) => text.trim() === '' || text === '\u200b')).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('data are valid as entered exactly where what is kept of them is valid as given', () => {
  fc.assert(
    fc.property(object, entered, (schema, data) => {
      const form = formOf(schema);
      const { validate, validateAsGiven, takeIn } = compileForm(form);
      const kept = takeIn(data);
      const said = validate(data, 'en').filter(({ keyword }) => keyword !== 'unknown');
      expect(said).toEqual(validateAsGiven(kept, 'en'));
      expect(said.length === 0).toBe(matches(form.schema, kept, form.schema));
      // Each error has a place of its own, and words.
      expect(new Set(said.map(({ pointer }) => pointer)).size).toBe(said.length);
      expect(said.every(({ message }) => message !== '' && !message.includes('{'))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('defaults fill in what is shown and empty, once', () => {
  fc.assert(
    fc.property(object, entered, (schema, data) => {
      const form = formOf(schema);
      const filled = withDefaults(form, data);
      expect(withDefaults(form, filled)).toBe(filled);
      expect(withDefaults(form, filled, filled)).toBe(filled);
      expect(withDefaults(form, data, data)).toBe(data);
      for (const [key, value] of Object.entries(data)) {
        if (typeof value !== 'object') expect(filled[key]).toBe(value);
      }
    }),
    { numRuns: 400 },
  );
});

test('a place of what is kept is found again in what was entered', () => {
  const rows = { list: ['', 'x', '\u3000', 'y'], people: [{ a: 'x' }, { a: '' }] };
  expect(['/list/0', '/list/1', '/people/1/a', '/other', ''].map((pointer) => enteredPointer(rows, pointer))).toEqual([
    '/list/1',
    '/list/3',
    '/people/1/a',
    '/other',
    '',
  ]);
});
