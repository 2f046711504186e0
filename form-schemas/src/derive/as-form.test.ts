import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkForm } from '../check-form.ts';
import { matches } from '../evaluate/evaluate.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { resolveForm } from '../resolve-form.ts';
import { asForm, isPlainSchema } from './as-form.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const FOLDER = 'form-schemas/library';
const shipped = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Record<string, unknown>,
);

test('a form in which nothing is left out is as it was, and nothing is derived twice', () => {
  for (const content of shipped) {
    expect(asForm(content)).toEqual(content);
    expect(asForm(asForm(content))).toBe(asForm(content));
  }
});

const PLAIN = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Shared parking',
  type: 'object',
  properties: {
    车牌: { type: 'string', title: '车牌号码', description: '如 津A·12345' },
    kind: {
      oneOf: [
        { const: 'day', title: 'By day' },
        { const: 'night', title: 'By night' },
      ],
    },
    owner: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    extra: true,
  },
  if: { properties: { kind: { const: 'night' } }, required: ['kind'] },
  then: { properties: { kind: { enum: ['night'] }, until: { type: 'string', format: 'date' } }, required: ['until'] },
  required: ['车牌'],
};

test('a plain JSON Schema is a form: labels, choices, sections and what a case goes by are derived', () => {
  expect(isPlainSchema(PLAIN)).toBe(true);
  const form = asForm(PLAIN, 'parking');
  expect(form).toMatchObject({
    key: 'parking',
    title: both('Shared parking'),
    use: 'case',
    bindings: { title: '/车牌' },
  });
  expect(form.ui.sections).toEqual([
    { key: 'section-1', title: both('Shared parking'), fields: ['车牌', 'kind'] },
    { key: 'section-2', title: both('owner'), fields: ['owner'] },
    { key: 'section-3', title: both('Shared parking'), fields: ['extra', 'until'] },
  ]);
  const { properties = {} } = form.schema;
  expect(properties.车牌).toMatchObject({ 'x-title': both('车牌号码'), 'x-help': both('如 津A·12345') });
  expect(properties.kind).toMatchObject({
    'x-title': both('kind'),
    enum: ['day', 'night'],
    'x-enum-titles': { day: both('By day'), night: both('By night') },
  });
  // A branch narrows what stands outside of it, and declares what does not.
  expect(form.schema.then?.properties?.kind).toEqual({ enum: ['night'] });
  expect(form.schema.then?.properties?.until?.['x-title']).toEqual(both('until'));
  expect(resolveForm(form, { kind: 'night' }).flatMap(({ fields }) => fields.map(({ name }) => name))).toContain(
    'until',
  );
  expect(resolveForm(form, { kind: 'day' }).flatMap(({ fields }) => fields.map(({ name }) => name))).not.toContain(
    'until',
  );
  expect(checkForm(PLAIN).map(({ severity, code, pointer }) => [severity, code, pointer])).toEqual([
    ['warning', 'no-type', '/properties/extra'],
  ]);
});

test('one language is enough, and a warning says which is lacking', () => {
  const form = {
    key: 'f',
    title: { en: 'One' },
    schema: { properties: { a: { type: 'string', 'x-title': { 'zh-CN': '甲' } } } },
  };
  expect(asForm(form).title).toEqual(both('One'));
  expect(asForm(form).schema.properties?.a?.['x-title']).toEqual(both('甲'));
  expect(checkForm(form).map(({ code, pointer, params }) => [code, pointer, params?.language])).toEqual([
    ['missing-language', '/schema/properties/a/x-title', 'en'],
    ['missing-language', '/title', 'zh-CN'],
  ]);
});

const json = fc.jsonValue({ maxDepth: 4 });
const schema = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom('object', 'string', 'array', ['string', 'null']),
        const: fc.constantFrom('a', 1, null),
        properties: fc.dictionary(fc.constantFrom('a', 'b', '丙'), tie('schema'), { maxKeys: 3 }),
        items: tie('schema'),
        prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.oneof(
          fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
          fc.constant([
            { const: 'a', title: 'A' },
            { const: 'b', title: 'B' },
          ]),
        ),
        not: tie('schema'),
        patternProperties: fc.constant({ '^a': { type: 'string' } }),
        additionalProperties: tie('schema'),
      },
      { requiredKeys: [] },
    ),
  ),
})).schema as fc.Arbitrary<FormSchema>;

test('what is derived demands what was written, no more and no less', () => {
  fc.assert(
    fc.property(schema, json, (given, value) => {
      const raw = { allOf: [given] };
      expect(matches(asForm({ key: 'f', schema: raw }).schema, value as Json)).toBe(matches(raw, value as Json));
    }),
    { numRuns: 400 },
  );
});

test('of whatever is written something is made, so that it can be shown', () => {
  fc.assert(
    fc.property(json, json, json, (one, other, third) => {
      for (const content of [
        one,
        { schema: one, ui: other, key: third },
        { properties: one, oneOf: other, enum: third },
      ]) {
        const form = asForm(content);
        expect(Array.isArray(form.ui.sections)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});
