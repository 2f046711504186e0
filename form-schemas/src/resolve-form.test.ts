import type { FormData, FormDefinition, FormSchema } from './model/form-definition.ts';
import { pruneData, resolveForm } from './resolve-form.ts';

const t = (text: string) => ({ 'zh-CN': text, en: text });
const when = (name: string, value: unknown, then: FormSchema): FormSchema => ({
  if: { properties: { [name]: { const: value as string } }, required: [name] },
  then,
});

/** A dog has an owner, an owner who is known has a telephone, and a telephone has hours in which it is answered. */
const form: FormDefinition = {
  key: 'dogs',
  title: t('Dogs'),
  description: t('Dogs'),
  use: 'case',
  schema: {
    type: 'object',
    properties: { animal: { type: 'string', enum: ['dog', 'cat'], 'x-title': t('Animal') } },
    required: ['animal'],
    allOf: [
      when('animal', 'dog', {
        properties: { owner: { type: 'string', enum: ['known', 'unknown'], 'x-title': t('Owner') } },
        required: ['owner'],
      }),
      when('owner', 'known', { properties: { phone: { type: 'string', 'x-title': t('Telephone') } } }),
      when('phone', '12345', { properties: { hours: { type: 'string', 'x-title': t('Hours') } } }),
    ],
  },
  ui: { sections: [{ key: 'all', title: t('All'), fields: ['animal', 'owner', 'phone', 'hours'] }] },
};

const whole: FormData = { animal: 'dog', owner: 'known', phone: '12345', hours: 'mornings' };
const shown = (data: FormData) => resolveForm(form, data).flatMap(({ fields }) => fields.map(({ name }) => name));

test('what is shown because of a field is shown while that field is', () => {
  expect(shown(whole)).toEqual(['animal', 'owner', 'phone', 'hours']);
  expect(pruneData(form, whole)).toEqual(whole);
});

test('what is hidden hides everything that is shown because of it, however long the chain', () => {
  const cat = { ...whole, animal: 'cat' };
  expect(pruneData(form, cat)).toEqual({ animal: 'cat' });
  expect(shown(pruneData(form, cat))).toEqual(['animal']);
  const unknown = { ...whole, owner: 'unknown' };
  expect(pruneData(form, unknown)).toEqual({ animal: 'dog', owner: 'unknown' });
});

describe('a branch that applies', () => {
  const kind: FormSchema = { type: 'string', enum: ['person', 'unit'], 'x-title': t('Kind') };
  const age: FormSchema = { type: 'integer', 'x-title': t('Age') };
  const fields = (schema: FormSchema, data: FormData) =>
    Object.fromEntries(
      resolveForm(
        { ...form, schema, ui: { sections: [{ key: 'all', title: t('All'), fields: ['kind', 'age'] }] } },
        data,
      )
        .flatMap((section) => section.fields)
        .map((field) => [field.name, field.schema]),
    );

  test('narrows a field from outside of it, which keeps its name and all that it demands already', () => {
    const schema: FormSchema = {
      type: 'object',
      properties: { kind, age: { ...age, maximum: 120 } },
      allOf: [when('kind', 'person', { properties: { age: { minimum: 18 } } })],
    };
    expect(fields(schema, { kind: 'person' }).age).toEqual({ ...age, maximum: 120, minimum: 18 });
    expect(fields(schema, { kind: 'unit' }).age).toEqual({ ...age, maximum: 120 });
  });

  test('leaves the answers that lead to the other branches, and narrows all else', () => {
    const of = (name: string, minimum: number): FormSchema => ({
      properties: { kind: { const: name }, age: { 'x-title': t('Age'), minimum } },
    });
    const schema: FormSchema = { type: 'object', properties: { kind, age }, oneOf: [of('person', 18), of('unit', 1)] };
    expect(fields(schema, { kind: 'person' })).toEqual({ kind, age: { ...age, minimum: 18 } });
  });

  test('narrows nothing while it is one of several of which only one need hold', () => {
    const schema: FormSchema = {
      type: 'object',
      properties: { age },
      anyOf: [{ properties: { age: { minimum: 18 } } }, { properties: { age: { maximum: 60 } } }],
    };
    expect(fields(schema, { age: 30 })).toEqual({ age });
    expect(fields(schema, { age: 70 })).toEqual({ age: { ...age, minimum: 18 } });
  });
});
