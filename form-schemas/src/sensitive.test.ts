import fc from 'fast-check';
import type { FormSchema, Json } from './model/form-definition.ts';
import { accusingFields, recusedIn } from './recusals.ts';
import { maskSensitive, maskText, maskWholly, mergeSensitive, splitSensitive } from './sensitive.ts';

const reason = { reason: { 'zh-CN': '测试', en: 'test' } };
const secret: FormSchema = { type: 'string', 'x-sensitive': reason };
const schema: FormSchema = {
  type: 'object',
  properties: {
    name: secret,
    matter: { type: 'string' },
    group: { type: 'object', properties: { phone: secret, role: { type: 'string' } } },
    people: { type: 'array', items: { type: 'object', properties: { name: secret, side: { type: 'string' } } } },
    phones: { type: 'array', 'x-sensitive': reason, items: { type: 'string' } },
  },
  if: { properties: { matter: { const: 'x' } } },
  then: { properties: { hidden: secret } },
};
const form = { schema };

test('of a matter that speaks against somebody nothing is left to whom it is not theirs: no sign, no count, no place', () => {
  const text: FormSchema = { type: 'string' };
  const accusing = {
    schema: {
      ...schema,
      properties: {
        ...{ name: secret, accused: { ...text, 'x-recuses': 'named' as const }, where: text, open: text },
        position: { type: 'string' as const, enum: ['leader', 'staff'], 'x-recuses': 'described' as const },
        staff: { type: 'array' as const, items: { ...text, 'x-recuses': 'staff' as const }, 'x-sensitive': reason },
      },
    },
    bindings: { place: '/where' },
  };
  const given = { name: '张三', accused: '李四', where: 'east', open: 'x', position: 'leader', staff: ['a', 'b'] };
  const hidden = '****';
  expect(maskWholly(accusing, given)).toEqual({
    data: { name: hidden, accused: hidden, where: hidden, open: 'x', position: hidden, staff: [hidden] },
    masked: ['/name', '/accused', '/where', '/position', '/staff'],
  });
  expect(maskSensitive(accusing, given).data).toMatchObject({ name: '张*', where: 'east', position: hidden });
  expect(recusedIn(accusing, given)).toEqual({ staff: ['a', 'b'], departments: [], named: ['李四'] });
  expect(accusingFields(accusing)).toEqual(['accused', 'position', 'staff']);
});

const secretText = fc.string({ minLength: 6, maxLength: 12 }).map((text) => `§${text}§`);
const openText = fc.string({ maxLength: 8 }).map((text) => text.replaceAll('§', ''));
const data = fc.record(
  {
    name: secretText,
    matter: openText,
    group: fc.record({ phone: secretText, role: openText }, { requiredKeys: [] }),
    people: fc.array(fc.record({ name: secretText, side: openText }, { requiredKeys: [] }), { maxLength: 3 }),
    phones: fc.array(secretText, { maxLength: 2 }),
    hidden: secretText,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, Json>>;

test('what is split is put together again as it was', () => {
  fc.assert(
    fc.property(data, (whole) => {
      const { open, sensitive } = splitSensitive(form, whole);
      expect(mergeSensitive(open, sensitive)).toEqual(whole);
    }),
  );
});

test('nothing personal is left in the open part, and nothing of it survives masking', () => {
  fc.assert(
    fc.property(data, (whole) => {
      expect(JSON.stringify(splitSensitive(form, whole).open)).not.toContain('§');
      const { data: shown, masked } = maskSensitive(form, whole);
      for (const text of JSON.stringify(whole).match(/§[^§]{3,}§/g) ?? []) {
        expect(JSON.stringify(shown)).not.toContain(text);
      }
      expect(masked.length > 0).toBe(JSON.stringify(whole).includes('§') || Boolean(whole.phones));
    }),
  );
});

test.each([
  ['张', '*'],
  ['张三', '张*'],
  ['欧阳某某', '欧***'],
  ['13812345678', '138****678'],
  ['示例路一号', '示****号'],
])('%s is shown as %s', (text, shown) => {
  expect(maskText(text)).toBe(shown);
});

test('numbers, answers of yes and no, and what is nested in them are masked as well', () => {
  const person: FormSchema = {
    type: 'object',
    'x-sensitive': reason,
    properties: { age: { type: 'integer' }, married: { type: 'boolean' }, sums: { type: 'array' } },
  };
  const income: FormSchema = { type: 'number', 'x-sensitive': reason };
  const whole = { person: { age: 81, married: true, sums: [1280.5, null] }, income: 3000, open: 7 };
  const { data: shown, masked } = maskSensitive(
    { schema: { type: 'object', properties: { person, income, open: { type: 'integer' } } } },
    whole,
  );
  expect(shown).toEqual({
    person: { age: '****', married: '****', sums: ['****', '****'] },
    income: '****',
    open: 7,
  });
  expect(masked).toEqual(['/person', '/income']);
});

test('a sentence shows nothing, for it may begin with a name, and neither does whom an accusation names', () => {
  const text = (more: FormSchema): FormSchema => ({ type: 'string', 'x-sensitive': reason, ...more });
  const properties = {
    accused: text({ 'x-recuses': 'named' }),
    accusedStaff: { type: 'array', items: text({}), 'x-recuses': 'staff', 'x-sensitive': reason } satisfies FormSchema,
    facts: text({}),
    name: text({}),
    representative: text({ 'x-petitioner': 'name' }),
    mobile: text({ format: 'cn-mobile' }),
    people: {
      type: 'array',
      'x-sensitive': reason,
      items: { type: 'object', properties: { facts: text({}) } },
    } satisfies FormSchema,
  };
  const { data: shown } = maskSensitive(
    { schema: { type: 'object', properties } },
    {
      accused: '李安',
      accusedStaff: ['李安', '一个很长的内部编号'],
      facts: '李安（自然资源所）收受烟酒',
      name: '张三',
      representative: '阿卜杜拉某某',
      mobile: '13800138000',
      people: [{ facts: '李安在场收受烟酒' }],
    },
  );
  expect(shown).toEqual({
    accused: '****',
    accusedStaff: ['****', '****'],
    facts: '****',
    name: '张*',
    representative: '阿****某',
    mobile: '138****000',
    people: [{ facts: '****' }],
  });
});
