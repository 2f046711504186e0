import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const idNumber: FieldTypeDefinition = {
  ...ofFormat('cn-id-number'),
  title: { 'zh-CN': '身份证号码', en: 'Identity number' },
  help: {
    'zh-CN': '18位，核对出生日期和校验码。',
    en: '18 characters; the date of birth and the last character are checked.',
  },
  group: 'person',
  typed: 'id-number',
  petitioner: ['id-number'],
  personal: true,
};
