import { checkForm } from '../../check-form.ts';
import { compileForm } from '../../compile-form.ts';
import { dayFaults } from '../../day-bounds.ts';
import type { FormDefinition, FormSchema, Json } from '../../model/form-definition.ts';
import { become } from '../become.ts';
import { FIELD_TYPES, fieldTypeOf, formatValue } from '../registry.ts';

const words = { 'zh-CN': '居住时间', en: 'Lived there' };
const period: FormSchema = { ...FIELD_TYPES.period.create(), 'x-title': words };
const open: FormSchema = { ...period, required: ['from'] };
const formOf = (schema: FormSchema): FormDefinition => ({
  key: 'f',
  title: words,
  description: words,
  use: 'step',
  schema: {
    type: 'object',
    properties: { stay: schema, stays: { type: 'array', items: schema, 'x-title': { 'zh-CN': '各次', en: 'All' } } },
  },
  ui: { sections: [{ key: 's', title: words, fields: ['stay', 'stays'] }] },
});
const faults = (data: Record<string, Json>) => dayFaults(formOf(period), data, {}).map(({ pointer }) => pointer);

test('the second day is no earlier than the first one, in lists, too', () => {
  const wrong = { from: '2026-03-02', to: '2026-03-01' };
  expect(faults({ stay: { from: '2026-03-01', to: '2026-03-01' } })).toEqual([]);
  expect(faults({ stay: wrong })).toEqual(['/stay/to']);
  expect(faults({ stays: [{ from: '2026-03-01' }, wrong] })).toEqual(['/stays/1/to']);
  expect(faults({ stay: { from: '不知道', to: '2026-03-01' } })).toEqual([]);
});

test('it is told at the second day, in words', () => {
  const data = { stay: { from: '2026-03-02', to: '2026-03-01' } };
  const [told] = compileForm(formOf(period)).validate(data, 'zh-CN', {});
  expect(told).toMatchObject({ pointer: '/stay/to', message: expect.stringContaining('2026-03-02') });
});

test('its end is open where the form does not ask for it', () => {
  const check = (schema: FormSchema, stay: Json) =>
    compileForm(formOf(schema))
      .validate({ stay }, 'en', {})
      .map(({ pointer, keyword }) => [pointer, keyword]);
  expect(check(period, { from: '2026-03-01' })).toEqual([['/stay/to', 'required']]);
  expect(check(open, { from: '2026-03-01' })).toEqual([]);
});

test.each([
  [{ from: '2026-03-01', to: '2026-04-01' }, '2026-03-01至2026-04-01', '2026-03-01 to 2026-04-01'],
  [{ from: '2026-03-01' }, '2026-03-01起', 'from 2026-03-01'],
  [{ to: '2026-04-01' }, '至2026-04-01', 'until 2026-04-01'],
  [{}, '', ''],
])('%j is read as %s', (value, zh, en) => {
  expect([formatValue(period, value, 'zh-CN'), formatValue(period, value, 'en')]).toEqual([zh, en]);
});

test('what says that it is a period and has not two days is told', () => {
  const { from } = period.properties ?? {};
  const broken: FormSchema = { ...period, properties: { from: from as FormSchema }, required: ['from'] };
  expect(checkForm(formOf(period)).map(({ code }) => code)).toEqual([]);
  expect(checkForm(formOf(broken)).map(({ code, pointer }) => [code, pointer])[0]).toEqual([
    'field-shape',
    '/schema/properties/stay/x-field',
  ]);
});

test('as a group it keeps its days', () => {
  const { schema, lost } = become(period, 'group');
  expect([fieldTypeOf(schema), schema.properties, lost]).toEqual(['group', period.properties, []]);
});
