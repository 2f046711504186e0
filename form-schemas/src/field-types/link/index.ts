import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const link: FieldTypeDefinition = {
  ...ofFormat('uri'),
  title: { 'zh-CN': '网址', en: 'Link' },
  help: { 'zh-CN': '一个网页的地址，可以点开。', en: 'The address of a web page, which can be opened.' },
  group: 'text',
  typed: 'link',
};
