import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compileForm } from '../compile-form.ts';
import { isObject } from '../json/equal.ts';
import type { FormData, FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { diffForms } from './diff-forms.ts';
import { KEYWORDS } from './keywords.ts';

const both = { 'zh-CN': '名称', en: 'Name' };
const formOf = (schema: FormSchema): FormDefinition => ({
  key: 'any',
  title: both,
  description: both,
  use: 'step',
  schema: { type: 'object', ...schema },
  ui: { sections: [{ key: 'all', title: both, fields: Object.keys(schema.properties ?? {}) }] },
});

const LIBRARY = 'form-schemas/library';
const SHIPPED: FormDefinition[] = readdirSync(LIBRARY)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(`${LIBRARY}/${file}`, 'utf8')));

/** The same with the members of every object the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, turned(part)]),
  );
}
const asForm = (value: Json): FormDefinition => JSON.parse(JSON.stringify(value));
const asJson = (form: FormDefinition): Json => JSON.parse(JSON.stringify(form));

test.each(SHIPPED.map((form) => [form.key, form] as const))('%s is what it is, in whichever order', (_, form) => {
  expect(diffForms(form, structuredClone(form))).toEqual([]);
  expect(diffForms(form, asForm(turned(asJson(form))))).toEqual([]);
});

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
const small = fc.integer({ min: 0, max: 4 });
const value = fc.constantFrom<Json>('', 'a', 'ab', 0, 1, 2, true, false, [1], { a: 1 });
const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const simple: fc.Arbitrary<FormSchema> = fc.oneof(
  fc.constantFrom<FormSchema>({}, { minimum: 2 }, { maxLength: 1 }, { const: 1 }, { required: ['a'] }),
  fc.constantFrom(...TYPES).map((type): FormSchema => ({ type })),
);
const listOf = (parts: fc.Arbitrary<FormSchema>) => fc.array(parts, { minLength: 1, maxLength: 2 });

/** Values for every keyword by which data are judged. */
const JUDGING: Record<string, fc.Arbitrary<unknown>> = {
  type: fc.constantFrom(...TYPES),
  required: names,
  additionalProperties: fc.oneof(fc.boolean(), simple),
  unevaluatedProperties: fc.oneof(fc.boolean(), simple),
  properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), simple, { maxKeys: 3, noNullPrototype: true }),
  items: simple,
  minItems: small,
  maxItems: small,
  uniqueItems: fc.boolean(),
  contains: simple,
  minContains: small,
  maxContains: small,
  prefixItems: listOf(simple),
  unevaluatedItems: fc.oneof(fc.boolean(), simple),
  patternProperties: fc.dictionary(fc.constantFrom('^a', 'b$'), simple, { maxKeys: 2, noNullPrototype: true }),
  propertyNames: fc.constantFrom<FormSchema>({ maxLength: 1 }, { pattern: '^a' }, {}),
  minProperties: small,
  maxProperties: small,
  dependentRequired: fc.dictionary(fc.constantFrom('a', 'b'), names, { maxKeys: 2, noNullPrototype: true }),
  dependentSchemas: fc.dictionary(fc.constantFrom('a', 'b'), simple, { maxKeys: 2, noNullPrototype: true }),
  enum: fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: (it) => JSON.stringify(it) }),
  const: value,
  format: fc.constantFrom('date', 'date-time', 'phone', 'email'),
  pattern: fc.constantFrom('a', '^a$', 'b', '^.{2}$'),
  minLength: small,
  maxLength: small,
  minimum: small,
  maximum: small,
  exclusiveMinimum: small,
  exclusiveMaximum: small,
  multipleOf: fc.constantFrom(0.5, 1, 1.5, 2, 3),
  allOf: listOf(simple),
  anyOf: listOf(simple),
  oneOf: listOf(simple),
  not: simple,
  if: simple,
  then: simple,
  else: simple,
  'x-not-before': fc.constantFrom('2026-03-02', ['2026-01-01', '2026-05-01'], '2027-01-01'),
  'x-not-after': fc.constantFrom('2026-03-02', ['2026-01-01', '2026-05-01'], '2027-01-01'),
};
/** Keywords that no data are judged by: what they are for is told by tests of their own. */
const SILENT = [
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$defs',
  '$ref',
  'default',
  'title',
  'description',
];

test('every keyword of the table is changed here, or judges no data', () => {
  const others = Object.keys(KEYWORDS).filter((name) => !Object.hasOwn(JUDGING, name) && !SILENT.includes(name));
  expect(others.filter((name) => !name.startsWith('x-'))).toEqual([]);
});

const VALUES: readonly Json[] = [
  ...['', 'a', 'b', 'ab', 'aab', '2026-03-02', '2026-06-01', '13800000000'],
  ...[0, 1, 1.5, 2, 3, 4, true, false, null],
  ...[[], [1], [1, 1], [1, 2, 3], ['a'], ['ab', 'b'], [{ a: 1 }], [{ b: 'a' }, { a: 'a' }]],
  ...[{}, { a: 1 }, { a: 'ab' }, { b: 2 }, { a: 1, b: 2 }, { a: 3, b: 'a', c: true }],
];
const answers = VALUES.map((f): FormData => ({ f }));

interface Home {
  form: (schema: FormSchema) => FormDefinition;
  data: readonly FormData[];
}
const field = (f: FormSchema, beside: FormSchema = {}) => formOf({ properties: { f }, ...beside });
const twin = (schema: FormSchema) => ({ properties: { f: schema } });
/** Where a schema may stand in a form, and data that come by there. */
const HOMES: Record<string, Home> = {
  form: {
    form: (schema) => formOf({ ...schema, properties: { a: {}, b: {}, c: {}, ...schema.properties } }),
    data: VALUES.filter(isObject),
  },
  field: { form: (schema) => field(schema), data: [{}, ...answers] },
  entries: { form: (items) => field({ type: 'array', items }), data: VALUES.map((it) => ({ f: [it] })) },
  member: {
    form: (g) => field({ type: 'object', properties: { g } }),
    data: [{ f: {} }, ...VALUES.map((g) => ({ f: { g } }))],
  },
  'part of all': { form: (schema) => field({}, { allOf: [twin(schema)] }), data: answers },
  branch: { form: (schema) => field({}, { allOf: [{ if: { required: ['f'] }, then: twin(schema) }] }), data: answers },
  otherwise: { form: (schema) => field({}, { if: { required: ['g'] }, else: twin(schema) }), data: answers },
  choice: { form: (schema) => field({}, { anyOf: [twin(schema), { required: ['g'] }] }), data: answers },
  'what is denied': { form: (schema) => field({}, { not: twin(schema) }), data: answers },
  condition: {
    form: (schema) => field({}, { if: twin(schema), then: { properties: { f: { minLength: 2, minimum: 2 } } } }),
    data: answers,
  },
  reference: {
    form: (schema) => field({ $ref: '#/$defs/it' } as FormSchema, { $defs: { it: schema } } as FormSchema),
    data: answers,
  },
};

const PRESENT = { today: '2026-03-02' };
const accepts = (form: FormDefinition) => {
  const compiled = compileForm(form);
  return (data: FormData): boolean => compiled.validate(data, 'en', PRESENT).length === 0;
};

const beside = fc
  .uniqueArray(fc.constantFrom(...Object.keys(JUDGING)), { maxLength: 2 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, JUDGING[name] ?? fc.constant(1)]))));
const home = fc.constantFrom(...Object.keys(HOMES));

test.each(Object.keys(JUDGING))('no change of %s is called safe that refuses what was taken', (keyword) => {
  const given = fc.option(JUDGING[keyword] ?? fc.constant(1), { nil: undefined });
  fc.assert(
    fc.property(home, beside, given, given, (where, rest, was, is) => {
      const { form, data } = HOMES[where] as Home;
      const with_ = (it: unknown): FormSchema => ({ ...rest, ...(it !== undefined && { [keyword]: it }) });
      const [before, after] = [form(with_(was)), form(with_(is))];
      expect(diffForms(before, before)).toEqual([]);
      const told = diffForms(before, after);
      if (told.some((it) => it.class === 'needs-migration' || it.class === 'breaking')) return;
      const [old, now] = [accepts(before), accepts(after)];
      const lost = data.filter((it) => old(it) && !now(it));
      expect({ lost, told, was: before.schema, is: after.schema }).toEqual({
        lost: [],
        told,
        was: before.schema,
        is: after.schema,
      });
    }),
    // The same every time; others with SEED.
    { numRuns: 120, seed: Number(process.env.SEED ?? 1) },
  );
});

/** The same said otherwise: each keyword that can be written in another way, or none of them, as chance has it. */
function otherwise(schema: FormSchema, chance: readonly boolean[]): FormSchema {
  const [asList, open, listed, multiple, counts] = chance;
  const said: Record<string, unknown> = { ...schema };
  const whole = said.type === 'integer';
  if (open && whole && Number.isInteger(said.minimum)) {
    said.exclusiveMinimum = Math.max(Number(said.minimum) - 1, Number(said.exclusiveMinimum ?? -Infinity));
    delete said.minimum;
  }
  if (open && whole && Number.isInteger(said.maximum)) {
    said.exclusiveMaximum = Math.min(Number(said.maximum) + 1, Number(said.exclusiveMaximum ?? Infinity));
    delete said.maximum;
  }
  if (multiple && whole && said.multipleOf === undefined) Object.assign(said, { type: 'number', multipleOf: 1 });
  if (listed && said.const !== undefined && said.enum === undefined) {
    said.enum = [said.const];
    delete said.const;
  }
  if (asList && said.type !== undefined) said.type = [said.type].flat();
  if (counts) for (const name of ['minLength', 'minItems', 'minProperties']) said[name] ??= 0;
  for (const [name, part] of Object.entries(said)) {
    const deep = (it: unknown) => (isObject(it) ? otherwise(it as FormSchema, [...chance].reverse()) : it);
    if (['items', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'].includes(name)) said[name] = deep(part);
    else if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(name)) said[name] = (part as unknown[]).map(deep);
    else if (['properties', 'patternProperties', 'dependentSchemas'].includes(name))
      said[name] = Object.fromEntries(Object.entries(part as object).map(([key, it]) => [key, deep(it)]));
  }
  return said as FormSchema;
}

test.each(Object.keys(HOMES))('what is only written in another way is nothing: %s', (where) => {
  const chances = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
  const whole = fc.record(
    { type: fc.constant('integer' as const), minimum: small, maximum: small },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(fc.oneof(beside, whole), chances, (schema, chance) => {
      const { form } = HOMES[where] as Home;
      const [one, other] = [form(schema as FormSchema), form(otherwise(schema as FormSchema, chance))];
      expect([diffForms(one, other), diffForms(other, one)]).toEqual([[], []]);
    }),
    { numRuns: 150, seed: Number(process.env.SEED ?? 1) },
  );
});

test.each<[FormSchema, FormSchema]>([
  [{ type: 'string' }, { type: ['string'] } as FormSchema],
  [
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
  ],
  [{ type: 'integer' }, { type: 'number', multipleOf: 1 }],
  [{ const: 1 }, { enum: [1] }],
])('%j is %j', (one, other) => {
  expect([diffForms(field(one), field(other)), diffForms(field(other), field(one))]).toEqual([[], []]);
});

test.each<[FormSchema, FormSchema]>([
  [
    { type: 'number', minimum: 1 },
    { type: 'number', exclusiveMinimum: 0 },
  ],
  [{ type: 'integer' }, { type: 'number', multipleOf: 0.5 }],
  [{ const: 1 }, { enum: [1, 2] }],
])('%j is not %j', (one, other) => {
  expect(diffForms(field(one), field(other))).not.toEqual([]);
});
