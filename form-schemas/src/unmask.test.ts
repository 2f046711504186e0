import fc from 'fast-check';
import type { FormData, FormSchema } from './model/form-definition.ts';
import { maskSensitive } from './sensitive.ts';
import { unmaskSensitive } from './unmask.ts';

const secret: FormSchema = { type: 'string', 'x-sensitive': { reason: { 'zh-CN': '测试', en: 'test' } } };
const form = {
  schema: {
    type: 'object',
    properties: {
      name: secret,
      matter: { type: 'string' },
      people: { type: 'array', items: { $ref: '#/$defs/person' } },
    },
    allOf: [{ if: { properties: { matter: { const: 'x' } } }, then: { properties: { hidden: secret } } }],
    $defs: { person: { type: 'object', properties: { name: secret, phone: secret, side: { type: 'string' } } } },
  } satisfies FormSchema,
};
const shownOf = (data: FormData) => maskSensitive(form, data).data;
const LI = { name: '李某', phone: '13900000001', side: 'a' };
const LIU = { name: '刘某某', phone: '13800000002', side: 'b' };

test('what was shown masked and left alone is as it was stored', () => {
  const name = fc.string({ unit: fc.constantFrom(...'王李张某某明*1'), minLength: 1, maxLength: 12 });
  const data = fc.record(
    {
      name,
      matter: fc.constantFrom('x', 'y'),
      hidden: name,
      people: fc.array(fc.record({ name, phone: name, side: fc.string() }, { requiredKeys: [] }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<FormData>;
  fc.assert(
    fc.property(data, (stored) => {
      expect(unmaskSensitive(form, shownOf(stored), stored)).toEqual({ data: stored, unclear: [] });
    }),
  );
});

test('what is typed anew is taken, with the rest of it as it was', () => {
  const stored = { name: '王某', matter: 'y', people: [LI] };
  const shown = { ...shownOf(stored), name: '汪某', people: [{ name: '李*', phone: '13700000003', side: 'a' }] };
  expect(unmaskSensitive(form, shown, stored)).toEqual({
    data: { name: '汪某', matter: 'y', people: [{ ...LI, phone: '13700000003' }] },
    unclear: [],
  });
});

test('items of a list are told by their masks where others were taken out or stand otherwise', () => {
  const stored = { people: [LI, LIU] };
  const [li, liu] = shownOf(stored).people as FormData[];
  const restored = (people: FormData[]) => unmaskSensitive(form, { people }, stored).data.people;
  expect(restored([{ ...liu }])).toEqual([LIU]);
  expect(restored([{ ...liu }, { ...li }])).toEqual([LIU, LI]);
  expect(restored([{ name: '新来的', phone: '1' }, { ...li }, { ...liu }])).toEqual([
    { name: '新来的', phone: '1' },
    LI,
    LIU,
  ]);
});

test('a mask that stands for nothing, or for one of several, is told and never stored as if it were a value', () => {
  expect(unmaskSensitive(form, { name: '张**' }, { name: '王某' }).unclear).toEqual(['/name']);
  const twins = { people: [{ name: '李某' }, { name: '李明' }, LIU] };
  const [, , liu] = shownOf(twins).people as FormData[];
  for (const people of [
    [{ name: '李*' }, { ...liu }],
    [{ ...liu }, { name: '李*' }],
  ]) {
    const { unclear } = unmaskSensitive(form, { people }, twins);
    expect(unclear).toEqual([`/people/${people.findIndex(({ name }) => name === '李*')}/name`]);
  }
});
