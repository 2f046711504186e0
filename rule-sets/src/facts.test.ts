import type { FormDefinition, FormSchema } from '@caseway/form-schemas';
import { factCatalogue } from './facts.ts';

const t = (text: string) => ({ 'zh-CN': text, en: text });

function form(schema: FormSchema): FormDefinition {
  return { key: 'f', title: t('F'), description: t('F'), use: 'case', schema, ui: { sections: [] } };
}

const factOf = (schema: FormSchema, name: string) => factCatalogue([form(schema)]).find(({ fact }) => fact === name);

const KIND: FormSchema = {
  type: 'string',
  enum: ['a', 'b', 'c'],
  'x-title': t('Kind'),
  'x-enum-titles': { a: t('A'), b: t('B'), c: t('C') },
};

test('a branch that only narrows a field is not where the field is declared, wherever it stands', () => {
  const narrowing: FormSchema = {
    if: { properties: { other: { const: true } } },
    // Both without a type: they say nothing of what the field is.
    then: { properties: { kind: { enum: ['a'] }, amount: { minimum: 5 } } },
  };
  const schema: FormSchema = {
    type: 'object',
    allOf: [narrowing, { properties: { kind: KIND, amount: { type: 'integer', 'x-title': t('Amount') } } }],
    properties: { other: { type: 'boolean', 'x-title': t('Other') } },
  };
  const kind = factOf(schema, 'kind');
  expect(kind).toMatchObject({ type: 'choice', title: t('Kind') });
  expect(kind?.choices?.map(({ value }) => value)).toEqual(['a', 'b', 'c']);
  expect(factOf(schema, 'amount')).toMatchObject({ type: 'integer', title: t('Amount') });
});

test('a fact is always given only where the form always asks for it', () => {
  const schema: FormSchema = {
    type: 'object',
    properties: { always: { type: 'string' }, sometimes: { type: 'string' } },
    required: ['always'],
    if: { properties: { always: { const: 'x' } } },
    then: { required: ['sometimes'] },
  };
  expect(factOf(schema, 'always')?.required).toBe(true);
  expect(factOf(schema, 'sometimes')?.required).toBe(false);
});

test('what is personal anywhere in a field, or in one branch, makes all of it personal', () => {
  const secret: FormSchema = { type: 'string', 'x-sensitive': { reason: t('why') } };
  const schema: FormSchema = {
    type: 'object',
    properties: {
      people: { type: 'array', items: { type: 'object', properties: { name: secret } } },
      open: { type: 'string' },
      branched: { type: 'string' },
    },
    allOf: [{ if: { required: ['open'] }, then: { properties: { branched: secret } } }],
  };
  expect(factOf(schema, 'people')?.sensitive).toBe(true);
  expect(factOf(schema, 'branched')?.sensitive).toBe(true);
  expect(factOf(schema, 'open')?.sensitive).toBe(false);
});
