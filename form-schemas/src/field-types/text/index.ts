import type { FieldTypeDefinition } from '../contract.ts';
import { PLAIN, TEXT_LIMITS } from '../parts.ts';

export const text: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '一行文字', en: 'One line of text' },
  help: { 'zh-CN': '简短的文字，如姓名、事由。', en: 'A few words, such as a name or a matter.' },
  group: 'text',
  // Whatever nothing else is.
  is: () => true,
  create: () => ({ type: 'string' }),
  limits: TEXT_LIMITS,
  typed: 'text',
  namesCase: true,
  recuses: 'named',
  petitioner: ['name', 'phone', 'id-number'],
};
