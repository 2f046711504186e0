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
