import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const postalCode: FieldTypeDefinition = {
  ...ofFormat('cn-postal-code'),
  title: { 'zh-CN': '邮政编码', en: 'Postal code' },
  help: { 'zh-CN': '6位数字。', en: '6 digits.' },
  group: 'place',
  typed: 'postal-code',
};
