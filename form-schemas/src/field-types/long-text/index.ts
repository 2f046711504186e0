import type { FieldTypeDefinition } from '../contract.ts';
import { ONE_LINE, PLAIN, TEXT_LIMITS } from '../parts.ts';

export const longText: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '多行文字', en: 'Several lines of text' },
  help: { 'zh-CN': '较长的文字，如情况说明、理由。', en: 'A longer text, such as an account or reasons.' },
  group: 'text',
  is: ({ maxLength = 0 }) => maxLength > ONE_LINE,
  create: () => ({ type: 'string', maxLength: 500 }),
  limits: TEXT_LIMITS,
  typed: 'text',
  namesCase: true,
  recuses: 'named',
  petitioner: ['name', 'phone', 'id-number'],
};
