import { readFileSync } from 'node:fs';
import { FORM_META_SCHEMA } from '../form-meta-schema.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import { diffForms } from './diff-forms.ts';
import { KEYWORDS } from './keywords.ts';

test('the table has every keyword of the meta-schema and no other', () => {
  expect(Object.keys(KEYWORDS).sort()).toEqual(Object.keys(FORM_META_SCHEMA.$defs.schema.properties).sort());
});

const both = { 'zh-CN': '名称', en: 'Name' };
const formOf = (a: object, beside: object = {}): FormDefinition => ({
  key: 'any',
  title: both,
  description: both,
  use: 'step',
  schema: { type: 'object', properties: { a: { 'x-title': both, ...a } as FormSchema }, ...beside } as FormSchema,
  ui: { sections: [{ key: 'all', title: both, fields: ['a'] }] },
});
const list = (items: object, more: object = {}) => formOf({ type: 'array', items, ...more });
const branch = (then: object) => formOf({ type: 'string' }, { allOf: [{ if: { required: ['a'] }, then }] });

test.each<[string, FormDefinition, FormDefinition, string]>([
  ['choices of another type', formOf({ enum: [1, 2] }), formOf({ enum: ['1', '2'] }), 'breaking'],
  ['const', formOf({ const: 'x' }), formOf({ const: 'y' }), 'needs-migration'],
  ['a step', formOf({ type: 'number' }), formOf({ type: 'number', multipleOf: 2 }), 'needs-migration'],
  ['another step', formOf({ multipleOf: 2 }), formOf({ multipleOf: 3 }), 'needs-migration'],
  ['a finer step', formOf({ multipleOf: 2 }), formOf({ multipleOf: 1 }), 'safe'],
  ['default', formOf({ default: 1 }), formOf({ default: 2 }), 'safe'],
  ['type of entries', list({ type: 'string' }), list({ type: 'integer' }), 'breaking'],
  ['length of entries', list({ type: 'string' }), list({ type: 'string', minLength: 2 }), 'needs-migration'],
  ['pattern of entries', list({ type: 'string' }), list({ type: 'string', pattern: 'a' }), 'needs-migration'],
  [
    'entries sensitive',
    list({ type: 'string' }),
    list({ type: 'string', 'x-sensitive': { reason: both } }),
    'needs-migration',
  ],
  ['uniqueItems', list({}), list({}, { uniqueItems: true }), 'needs-migration'],
  ['contains', list({}), list({}, { contains: { const: 1 } }), 'needs-migration'],
  ['additionalProperties', formOf({}), formOf({}, { additionalProperties: false }), 'needs-migration'],
  [
    'length in a branch',
    branch({ properties: { a: {} } }),
    branch({ properties: { a: { minLength: 3 } } }),
    'needs-migration',
  ],
  [
    'const in a branch',
    branch({ properties: { a: { const: 1 } } }),
    branch({ properties: { a: { const: 2 } } }),
    'needs-migration',
  ],
  [
    'a branch demands less',
    formOf({}, { if: {}, then: { required: ['a'] } }),
    formOf({}, { if: {}, then: {} }),
    'safe',
  ],
  [
    'another is demanded',
    formOf({}, { allOf: [{ required: ['t'] }] }),
    formOf({}, { allOf: [{ required: ['a'] }] }),
    'needs-migration',
  ],
  ['x-petitioner', formOf({ 'x-petitioner': 'name' }), formOf({}), 'breaking'],
  ['an unknown keyword', formOf({}), formOf({ 'x-new': 1 }), 'breaking'],
  ['only some answers now', formOf({ type: 'string' }), formOf({ type: 'string', enum: ['a'] }), 'needs-migration'],
  [
    'what is demanded here, where a field of that name is new there',
    formOf({}, { allOf: [{}], properties: { a: {}, g: { type: 'object', properties: { b: {} } } } }),
    formOf(
      {},
      { allOf: [{ required: ['a'] }], properties: { a: {}, g: { type: 'object', properties: { a: {}, b: {} } } } },
    ),
    'needs-migration',
  ],
  ['the first field of what might hold anything', list({}), list({ properties: { b: {} } }), 'needs-migration'],
  ['review', formOf({}), { ...formOf({}), review: { within: 'limit' } }, 'needs-migration'],
])('%s is told', (_, before, after, expected) => {
  expect(diffForms(before, before)).toEqual([]);
  expect(diffForms(before, after).map((it) => it.class)).toContain(expected);
  expect(diffForms(after, before)).not.toEqual([]);
});

test('a section that becomes how staff see it is breaking', () => {
  const after = formOf({ type: 'string' });
  Object.assign(after.ui.sections[0] ?? {}, { assessment: true });
  expect(diffForms(formOf({ type: 'string' }), after).map((it) => it.code)).toContain('assessment-changed');
});

/** Every schema of a form, by walking all of its JSON below `properties`, branches and entries. */
function keywordPlaces(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [[...at, name], ...keywordPlaces(part, [...at, name])]);
}

const SHIPPED = ['return-visit-form', 'hardship-form', 'dispute-form'].flatMap((key) => {
  try {
    return [JSON.parse(readFileSync(`form-schemas/library/${key}.json`, 'utf8')) as FormDefinition];
  } catch {
    return [];
  }
});

test('nothing that is taken out of a shipped form goes untold', () => {
  expect(SHIPPED.length).toBeGreaterThan(0);
  const silent: string[] = [];
  for (const form of SHIPPED) {
    for (const place of keywordPlaces(form)) {
      if (['$schema', '$id', '$defs'].some((name) => place.includes(name))) continue;
      const after = structuredClone(form);
      const name = place.at(-1) ?? '';
      const holder = place
        .slice(0, -1)
        .reduce<Record<string, unknown>>((it, step) => it[step] as never, after as never);
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
      let told: number;
      try {
        told = diffForms(form, after).length;
      } catch {
        // No form any more.
        continue;
      }
      if (told === 0) silent.push(`${form.key} ${place.join('/')}`);
    }
  }
  expect(silent).toEqual([]);
});
