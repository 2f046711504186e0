import type { FormDefinition, FormSchema } from '@caseway/form-schemas';
import { lostAnswers } from './lost-answers.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const form = (properties: Record<string, FormSchema>): FormDefinition => ({
  key: 'tried',
  title: text('试'),
  description: text('试'),
  use: 'case',
  schema: { type: 'object', properties },
  ui: { sections: [{ key: 'all', title: text('全部'), fields: Object.keys(properties) }] },
});
const string = (title: string, more: object = {}): FormSchema => ({ type: 'string', 'x-title': text(title), ...more });
const choice = (...keys: string[]) =>
  string('方式', { enum: keys, 'x-enum-titles': Object.fromEntries(keys.map((key) => [key, text(`${key}式`)])) });
const lost = (from: FormDefinition, to: FormDefinition, typed: Record<string, never | string | object>) =>
  lostAnswers(from, to, typed as never, 'zh-CN', (key) => (key === 'dongpo' ? text('东坡村') : undefined)).map(
    ({ label, text: words }) => [label, words],
  );

test('what the other version takes as it is, is not lost', () => {
  const one = form({ name: string('姓名'), way: choice('a', 'b') });
  expect(lost(one, one, { name: '张三', way: 'a' })).toEqual([]);
  expect(lost(one, form({ name: string('名字'), way: choice('a', 'c') }), { name: '张三', way: 'a' })).toEqual([]);
});

test('fields and choices that are gone are lost, each as it was called; what another type understands is not', () => {
  const one = form({ name: string('姓名'), way: choice('a', 'b'), note: string('备注') });
  const other = form({ way: choice('a'), note: { type: 'integer', 'x-title': text('备注') } });
  expect(lost(one, other, { name: '张三', way: 'b', note: '12' })).toEqual([
    ['姓名', '张三'],
    ['方式', 'b式'],
  ]);
  // Nothing was answered: nothing is lost.
  expect(lost(one, other, { name: ' ' })).toEqual([]);
});

test('of a group only the field that is gone is lost, a place is told by its name', () => {
  const group = (properties: Record<string, FormSchema>) =>
    form({ who: { type: 'object', 'x-title': text('当事人'), properties } });
  const one = group({ name: string('姓名'), from: string('村居', { 'x-place': true }) });
  expect(lost(one, group({ name: string('姓名') }), { who: { name: '李四', from: 'dongpo' } })).toEqual([
    ['村居', '东坡村'],
  ]);
});
