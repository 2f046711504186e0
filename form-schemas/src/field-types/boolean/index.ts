import type { FieldTypeDefinition } from '../contract.ts';
import { PLAIN } from '../parts.ts';

export const boolean: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '是或否', en: 'Yes or no' },
  help: { 'zh-CN': '回答是或否，也可以不答。', en: 'A question answered by yes or no, or not answered.' },
  group: 'choice',
  is: ({ type }) => type === 'boolean',
  create: () => ({ type: 'boolean' }),
  limits: [],
  format: (_, value, locale) => (value === true ? { 'zh-CN': '是', en: 'Yes' } : { 'zh-CN': '否', en: 'No' })[locale],
  decides: true,
  answers: () => [true, false],
};
