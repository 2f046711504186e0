import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const mobile: FieldTypeDefinition = {
  ...ofFormat('cn-mobile'),
  title: { 'zh-CN': '手机号码', en: 'Mobile number' },
  help: { 'zh-CN': '11位的手机号码。', en: 'The 11 digits of a mobile telephone.' },
  group: 'person',
  typed: 'mobile',
  petitioner: ['phone'],
  personal: true,
};
