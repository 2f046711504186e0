import type { FormSchema } from '../model/form-definition.ts';
import { formatValue } from './registry.ts';

const people: FormSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', 'x-title': { 'zh-CN': '姓名', en: 'Name' } },
      phone: { type: 'string', 'x-title': { 'zh-CN': '电话', en: 'Telephone' } },
    },
  },
};
const rows = [
  { name: '李某', phone: '1' },
  { name: '王某', phone: '2' },
];

test('rows of a list are written with the punctuation of the language', () => {
  expect(formatValue(people, rows, 'zh-CN')).toBe('姓名：李某、电话：1；姓名：王某、电话：2');
  expect(formatValue(people, rows, 'en')).toBe('Name: 李某, Telephone: 1; Name: 王某, Telephone: 2');
});
