import { checkForm } from '../../check-form.ts';
import { takeIn } from '../../take-in.ts';

const words = { 'zh-CN': '请先看', en: 'Read this first' };
const formOf = (required: string[]) => ({
  key: 'f',
  title: words,
  use: 'step',
  schema: {
    type: 'object',
    properties: { note: { type: 'null', 'x-title': words }, name: { type: 'string', 'x-title': words } },
    ...(required.length > 0 && { required }),
  },
});

test('it holds nothing, and a form that asks for it is told so', () => {
  const codes = (required: string[]) => checkForm(formOf(required)).map(({ code, pointer }) => [code, pointer]);
  expect(codes([])).toEqual([]);
  expect(codes(['name'])).toEqual([]);
  expect(codes(['name', 'note'])).toEqual([['required-nothing', '/schema/required/1']]);
  expect(takeIn(formOf([]) as never, { note: null, name: 'a' }, {})).toEqual({ name: 'a' });
});
