import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { faultsOf, matches } from './evaluate.ts';

const scalar = fc.oneof(fc.string({ maxLength: 4 }), fc.integer({ min: -3, max: 6 }), fc.boolean(), fc.constant(null));
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar as fc.Arbitrary<Json>,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const { schema } = fc.letrec<{ schema: FormSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record(
      {
        type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'array', 'object', 'null'),
        minLength: fc.nat(4),
        maxLength: fc.nat(4),
        minimum: fc.integer({ min: -2, max: 4 }),
        maximum: fc.integer({ min: -2, max: 4 }),
        exclusiveMinimum: fc.integer({ min: -2, max: 4 }),
        minItems: fc.nat(2),
        maxItems: fc.nat(2),
        multipleOf: fc.integer({ min: 1, max: 3 }),
        pattern: fc.constantFrom('a', '^[b-z]*$', '\\d'),
        uniqueItems: fc.boolean(),
        additionalProperties: fc.boolean(),
        unevaluatedProperties: fc.boolean(),
        // Of none, Ajv finds an entry that fits in an empty list.
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<FormSchema>,
    fc.constantFrom({ $ref: '#/$defs/one' } as FormSchema, { $ref: '#/$defs/two', type: 'object' } as FormSchema),
    value.map((it) => ({ const: it }) as FormSchema),
    fc.array(value, { minLength: 1, maxLength: 3 }).map((it) => ({ enum: it }) as unknown as FormSchema),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { noNullPrototype: true })
      .map((properties) => ({ properties }) as FormSchema),
    tie('schema').map((items) => ({ items }) as FormSchema),
    // With a bound Ajv counts; without one it tells an empty list, in a list, what it told the one before it.
    tie('schema').map((contains) => ({ contains, maxContains: 9 }) as FormSchema),
    tie('schema').map((not) => ({ not }) as FormSchema),
    fc
      .tuple(tie('schema'), tie('schema'), tie('schema'))
      .map(([condition, yes, no]) => ({ if: condition, then: yes, else: no }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ allOf }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf }) as FormSchema),
  ),
}));

/** Referred to by the schemas above; the one refers to the other. */
const $defs: Record<string, FormSchema> = {
  one: { anyOf: [{ type: 'string', minLength: 1 }, { $ref: '#/$defs/two' }] },
  two: { properties: { a: { type: 'integer', minimum: 1 } }, required: ['a'] },
};

test('a schema is read in the browser, without compiling code, as Ajv reads it', () => {
  const ajv = new Ajv2020({ strict: false });
  fc.assert(
    fc.property(schema, value, (made, data) => {
      const condition = { ...made, $defs };
      expect(matches(condition, data, condition)).toBe(ajv.compile(condition)(data));
      expect(faultsOf(condition, data, condition).length === 0).toBe(matches(condition, data, condition));
    }),
    { numRuns: 1500 },
  );
});

test('names that every object has are names like any other', () => {
  const read = (text: string): Json => JSON.parse(text);
  const schema = read(
    '{"required": ["constructor"], "properties": {"valueOf": {"type": "integer"}, "toString": {"const": {"valueOf": 1, "constructor": {"a": 1}}}}}',
  ) as FormSchema;
  expect(matches(schema, {}, schema)).toBe(false);
  expect(matches(schema, read('{"constructor": 1}'), schema)).toBe(true);
  expect(matches(schema, read('{"constructor": 1, "valueOf": "x"}'), schema)).toBe(false);
  expect(matches(schema, read('{"constructor": 1, "toString": {"valueOf": 1, "constructor": {"a": 1}}}'), schema)).toBe(
    true,
  );
  const unique: FormSchema = { uniqueItems: true };
  expect(matches(unique, read('[{"valueOf": 1}, {"valueOf": 2}, {"__proto__": 1}]'), unique)).toBe(true);
  expect(matches(unique, read('[{"__proto__": 1}, {"__proto__": 1}]'), unique)).toBe(false);
});

test('each pattern for itself', () => {
  const schema: FormSchema = {
    properties: {
      code: { pattern: '^[0-9]{3}$' },
      other: { pattern: 'a#b' },
      third: { pattern: '^[\\u4e00-\\u9fa5]+$' },
    },
  };
  const faults = (data: Json) => faultsOf(schema, data, schema).map(({ pointer }) => pointer);
  expect(faults({ code: 'abc', other: 'a#b#c', third: '汉字' })).toEqual(['/code']);
  expect(faults({ code: '123', other: 'ab', third: 'hanzi' })).toEqual(['/other', '/third']);
});

test('a reference and what stands beside it both hold', () => {
  const schema: FormSchema = {
    $defs: { short: { type: 'string', maxLength: 3 } },
    properties: { a: { $ref: '#/$defs/short', maxLength: 10 } },
  };
  expect(matches(schema, { a: 'abcd' }, schema)).toBe(false);
  expect(resolveRef(schema.properties?.a ?? {}, schema)).toEqual({
    type: 'string',
    maxLength: 10,
    allOf: [{ maxLength: 3 }],
  });
});
