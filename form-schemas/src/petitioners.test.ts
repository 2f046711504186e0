import type { FormData, FormDefinition, FormSchema } from './model/form-definition.ts';
import { namesPetitioners, petitionersIn, petitionersListed } from './petitioners.ts';

const text = (en: string) => ({ 'zh-CN': en, en });
const personal = (part?: FormSchema['x-petitioner']): FormSchema => ({
  type: 'string',
  'x-sensitive': { reason: text('why') },
  ...(part && { 'x-petitioner': part }),
});
const row: FormSchema = { type: 'object', properties: { who: personal('name'), call: personal('phone') } };

const FORM: FormDefinition = {
  key: 'visit',
  title: text('Visit'),
  description: text('Visit'),
  use: 'case',
  bindings: { title: '/what', petitionerName: '/name', petitionerContact: '/phone', petitionerId: '/number' },
  schema: {
    type: 'object',
    properties: { what: { type: 'string' }, name: personal(), phone: personal(), number: personal() },
    allOf: [
      {
        if: { properties: { what: { const: 'many' } } },
        then: { properties: { others: { type: 'array', items: { $ref: '#/$defs/row' } } } },
      },
    ],
    $defs: { row },
  },
  ui: { sections: [] },
};

test('the bound petitioner stands first, then each row of others, in branches and behind references too', () => {
  const data: FormData = {
    what: 'many',
    name: ' 王某 ',
    phone: '13900000001',
    number: '1',
    others: [{ who: '李某', call: '13900000002' }, { who: '张某' }, { who: '  ' }],
  };
  expect(petitionersIn(FORM, data)).toEqual([
    { name: '王某', phone: '13900000001', 'id-number': '1' },
    { name: '李某', phone: '13900000002' },
    { name: '张某' },
  ]);
});

test('whoever is told twice stands once, with everything that is known of them', () => {
  const bound = { name: '王某', phone: '1' };
  expect(petitionersIn(FORM, { ...bound, others: [{ who: '王某', call: '1' }] })).toEqual([bound]);
  expect(petitionersIn(FORM, { ...bound, number: '9', others: [{ who: '王某', call: '1' }, { who: '王某' }] })).toEqual(
    [{ ...bound, 'id-number': '9' }],
  );
  expect(petitionersIn(FORM, { name: '王某', others: [{ who: '王某', call: '2' }] })).toEqual([
    { name: '王某', phone: '2' },
  ]);
});

test('nobody is found where nobody is named', () => {
  expect(petitionersIn(FORM, { what: 'many', name: '', others: [] })).toEqual([]);
});

test('a form names petitioners where a field anywhere is marked', () => {
  expect(namesPetitioners(FORM)).toBe(true);
  const { allOf: _, ...plain } = FORM.schema;
  expect(namesPetitioners({ schema: plain })).toBe(false);
});

test('whom lists name stands where it was written, also who is told twice', () => {
  const data: FormData = {
    what: 'many',
    name: '王某',
    others: [{ who: '李某', call: '13900000002' }, { call: '13900000003' }, { who: ' ' }, { who: '李某' }],
  };
  expect(petitionersListed(FORM, data)).toEqual([
    { list: '/others', index: 0, pointer: '/others/0/who', person: { name: '李某', phone: '13900000002' } },
    { list: '/others', index: 1, pointer: '/others/1/call', person: { phone: '13900000003' } },
    { list: '/others', index: 3, pointer: '/others/3/who', person: { name: '李某' } },
  ]);
});
