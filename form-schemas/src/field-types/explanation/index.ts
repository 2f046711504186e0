import type { FieldTypeDefinition } from '../contract.ts';
import { PLAIN } from '../parts.ts';

export const explanation: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '说明文字', en: 'Explanation' },
  help: { 'zh-CN': '只给填写的人看，不填写内容。', en: 'Read by who fills in the form; nothing is filled in.' },
  group: 'structure',
  is: ({ type }) => type === 'null',
  create: () => ({ type: 'null' }),
  limits: [],
  format: () => '',
  holdsNothing: true,
};
