import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compileForm } from './compile-form.ts';
import { faultsOf, matches } from './evaluate.ts';
import { FORM_META_SCHEMA } from './form-meta-schema.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { partsOf, refTarget, unboundedOf } from './schema-index.ts';

interface Group {
  file: string;
  description: string;
  schema: FormSchema;
  tests: { description: string; data: Json; valid: boolean }[];
}

const suite = JSON.parse(readFileSync('tests/fixtures/json-schema-suite.json', 'utf8')) as Group[];
const accepts = new Ajv2020({ strict: false }).compile({
  $schema: FORM_META_SCHEMA.$schema,
  $defs: FORM_META_SCHEMA.$defs,
  $ref: '#/$defs/schema',
});

/** Whether each reference leads to a part of the schema itself: a form refers to nothing else. */
const isWhole = (schema: FormSchema): boolean => {
  const open = [schema];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.$ref !== undefined && refTarget(part, schema) === undefined) return false;
    open.push(...partsOf(part).map((inner) => inner.schema));
  }
  return true;
};
/** What `checkForm` refuses besides the shape. */
const isUsable = (schema: FormSchema): boolean =>
  accepts(schema) && unboundedOf(schema) === undefined && isWhole(schema);
const mine = suite.filter(({ schema }) => isUsable(schema));

/** Tests that forms answer otherwise, each with the reason. */
const EXCLUDED: Record<string, string> = {
  'const/nul characters in strings/match string with nul':
    'no database keeps U+0000 in a text: data with it is refused',
  'enum/nul characters in strings/match string with nul': 'the same',
};

/** Files of the suite whose every schema has what the meta-schema of forms refuses, with what that is. */
const NOT_IN_FORMS: Record<string, string> = {
  boolean_schema: 'true or false as a schema',
  content: 'contentMediaType, contentEncoding, contentSchema',
  defs: 'a reference to another document',
  dependentRequired: 'dependentRequired',
  dependentSchemas: 'dependentSchemas',
  dynamicRef: '$dynamicRef, $dynamicAnchor',
  maxContains: 'maxContains',
  maxProperties: 'maxProperties',
  minContains: 'minContains',
  minProperties: 'minProperties',
  patternProperties: 'patternProperties',
  prefixItems: 'prefixItems',
  propertyNames: 'propertyNames',
  unevaluatedItems: 'unevaluatedItems',
};

test('which files of the suite forms have no part in', () => {
  const files = new Set(suite.map(({ file }) => file.replace(/\.json$/, '')));
  const taken = new Set(mine.map(({ file }) => file.replace(/\.json$/, '')));
  const left = [...files].filter((file) => !taken.has(file));
  expect(left.sort()).toEqual(Object.keys(NOT_IN_FORMS).sort());
  expect(mine.reduce((sum, { tests }) => sum + tests.length, 0)).toBeGreaterThan(300);
});

const words = { 'zh-CN': '测试', en: 'test' };
const FORM: Omit<FormDefinition, 'schema'> = {
  key: 'f',
  title: words,
  description: words,
  use: 'case',
  ui: { sections: [] },
};

const cases = mine.flatMap(({ file, description, schema, tests }) =>
  tests.map((one) => ({ name: `${file.replace(/\.json$/, '')}/${description}/${one.description}`, schema, ...one })),
);

test('every test that is left out is one', () => {
  expect(Object.keys(EXCLUDED).filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
});

test.each(cases)('$name', ({ name, schema, data, valid }) => {
  expect(matches(schema, data, schema)).toBe(valid);
  expect(faultsOf(schema, data, schema).length === 0).toBe(valid);
  if (Object.hasOwn(EXCLUDED, name)) return;
  // The very thing that the server and `forms validate` ask.
  // The schema as a field: what it refers to stands in itself.
  const value = { $id: 'https://example.test/value', ...schema };
  const form: FormDefinition = { ...FORM, schema: { properties: { value } } };
  expect(compileForm(form).validateAsGiven({ value: data }, 'en').length === 0).toBe(valid);
});

test('the groups of the suite about $id and $anchor that forms answer', () => {
  const about = mine.filter(({ schema }) => /"\$(id|anchor)"/.test(JSON.stringify(schema)));
  expect(about.map(({ file, description }) => `${file.replace('.json', '')}: ${description}`)).toEqual([
    'anchor: Location-independent identifier',
    'ref: refs with relative uris and defs',
    'ref: relative refs with absolute uris and defs',
    'ref: $id must be resolved against nearest parent, not just immediate parent',
    'ref: URN base URI with URN and JSON pointer ref',
    'ref: URN base URI with URN and anchor ref',
    'ref: URN ref with nested pointer ref',
    'ref: ref to if',
    'ref: ref to then',
    'ref: ref to else',
    'ref: ref with absolute-path-reference',
    'ref: $id with file URI still resolves pointers - *nix',
    'ref: $id with file URI still resolves pointers - windows',
  ]);
});
