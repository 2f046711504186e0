import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { matches } from './matches.ts';
import type { FormSchema, Json } from './model/form-definition.ts';

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
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<FormSchema>,
    value.map((it) => ({ const: it }) as FormSchema),
    fc.array(value, { minLength: 1, maxLength: 3 }).map((it) => ({ enum: it }) as unknown as FormSchema),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { noNullPrototype: true })
      .map((properties) => ({ properties }) as FormSchema),
    tie('schema').map((items) => ({ items }) as FormSchema),
    tie('schema').map((contains) => ({ contains }) as FormSchema),
    tie('schema').map((not) => ({ not }) as FormSchema),
    fc
      .tuple(tie('schema'), tie('schema'), tie('schema'))
      .map(([condition, yes, no]) => ({ if: condition, then: yes, else: no }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ allOf }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf }) as FormSchema),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf }) as FormSchema),
  ),
}));

test('a schema is read in the browser, without compiling code, as Ajv reads it', () => {
  const ajv = new Ajv2020({ strict: false });
  fc.assert(
    fc.property(schema, value, (condition, data) => {
      expect(matches(condition, data, condition)).toBe(ajv.compile(condition)(data));
    }),
    { numRuns: 1500 },
  );
});
