import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const email: FieldTypeDefinition = {
  ...ofFormat('email'),
  title: { 'zh-CN': '电子邮箱', en: 'E-mail address' },
  help: { 'zh-CN': '一个电子邮箱地址。', en: 'One e-mail address.' },
  group: 'person',
  typed: 'email',
  personal: true,
};
