import type { FormSchema } from './model/form-definition.ts';
import { allProperties } from './schema-walk.ts';

const t = (text: string) => ({ 'zh-CN': text, en: text });
const declared: FormSchema = { type: 'string', 'x-title': t('Telephone') };
const narrowed: FormSchema = { minLength: 5 };
const branch = (phone: FormSchema): FormSchema => ({ properties: { phone } });

test.each<[string, FormSchema]>([
  ['in an earlier branch', { allOf: [branch(narrowed), branch(declared)] }],
  ['in a later branch', { allOf: [branch(declared), branch(narrowed)] }],
  ['by the object itself', { ...branch(narrowed), oneOf: [branch(declared)] }],
  ['in what applies under a condition', { ...branch(declared), if: branch({ const: '1' }), then: branch(narrowed) }],
])('a field that is narrowed %s is told as the place that declares it has it', (_, schema) => {
  expect(allProperties(schema, schema).get('phone')).toEqual(declared);
});

test('of several places that declare a field the first goes before, and the object itself before its branches', () => {
  const other: FormSchema = { type: 'string', 'x-title': t('Mobile') };
  const own = { ...branch(declared), allOf: [branch(other)] };
  const branches = { anyOf: [branch(other), branch(declared)] };
  expect(allProperties(own, own).get('phone')).toEqual(declared);
  expect(allProperties(branches, branches).get('phone')).toEqual(other);
});

test('of a field that nothing declares the first that speaks of it is told', () => {
  const schema = { allOf: [branch({ enum: ['110', '120'] }), branch(narrowed)] };
  expect(allProperties(schema, schema).get('phone')).toEqual({ enum: ['110', '120'] });
});
