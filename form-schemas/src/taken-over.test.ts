import type { FormBindings, FormData, FormDefinition, FormSchema } from './model/form-definition.ts';
import { takenOver } from './taken-over.ts';

const text = (en: string) => ({ 'zh-CN': en, en });
const plain: FormSchema = { type: 'string' };
const personal = (more: FormSchema = {}): FormSchema => ({
  type: 'string',
  'x-sensitive': { reason: text('why') },
  ...more,
});
const form = (properties: Record<string, FormSchema>, bindings: FormBindings = {}): FormDefinition => ({
  key: 'visit',
  title: text('Visit'),
  description: text('Visit'),
  use: 'case',
  bindings,
  schema: { type: 'object', properties },
  ui: { sections: [] },
});

const VISIT = form(
  {
    wish: plain,
    who: personal(),
    call: personal(),
    home: personal(),
    where: { ...plain, 'x-place': true },
    kind: plain,
  },
  {
    title: '/wish',
    petitionerName: '/who',
    petitionerContact: '/call',
    petitionerAddress: '/home',
    place: '/where',
    matter: '/kind',
    receivedOn: '/day',
  },
);
const DATA: FormData = { wish: '水渠', who: '王某', call: '13900000001', home: ' ', where: 'north', kind: 'water' };

test('fields are found by what they are bound as, whatever they are called and wherever they stand', () => {
  const to = form(
    {
      line: plain,
      person: { type: 'object', properties: { name: personal(), phone: personal(), address: personal() } },
      wish: plain,
      day: plain,
    },
    {
      title: '/line',
      petitionerName: '/person/name',
      petitionerContact: '/person/phone',
      petitionerAddress: '/person/address',
      receivedOn: '/day',
    },
  );
  // An address that was left blank says nothing; the day of receipt is the request's own.
  expect(takenOver(VISIT, DATA, to)).toEqual([
    { pointer: '/line', value: '水渠', personal: false },
    { pointer: '/person/name', value: '王某', personal: true },
    { pointer: '/person/phone', value: '13900000001', personal: true },
  ]);
});

test('where nothing is bound, the only field that is marked for it', () => {
  const marked = { caller: personal({ 'x-petitioner': 'name' }), spot: { ...plain, 'x-place': true } };
  expect(takenOver(VISIT, DATA, form(marked)).map(({ pointer }) => pointer)).toEqual(['/caller', '/spot']);
  const two = { ...marked, other: { ...plain, 'x-place': true } };
  expect(takenOver(VISIT, DATA, form(two)).map(({ pointer }) => pointer)).toEqual(['/caller']);
});

test.each<[string, FormSchema, FormBindings]>([
  ['personal data in a field that keeps it in the open', plain, { petitionerName: '/a' }],
  ['a choice that is not offered', { enum: ['land', 'noise'] }, { matter: '/a' }],
  ['what is longer than the field', { type: 'string', maxLength: 1 }, { title: '/a' }],
  ['what the case does not say', { type: 'integer' }, { headcount: '/a' }],
])('%s is not taken over', (_, schema, bindings) => {
  expect(takenOver(VISIT, DATA, form({ a: schema }, bindings))).toEqual([]);
});
