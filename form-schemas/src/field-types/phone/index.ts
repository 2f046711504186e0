import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const phone: FieldTypeDefinition = {
  ...ofFormat('cn-phone'),
  title: { 'zh-CN': '电话号码', en: 'Telephone number' },
  help: { 'zh-CN': '手机号码，或带区号的固定电话。', en: 'A mobile telephone, or a landline with its area code.' },
  group: 'person',
  typed: 'phone',
  petitioner: ['phone'],
  personal: true,
};
