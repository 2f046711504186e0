import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const divisionCode: FieldTypeDefinition = {
  ...ofFormat('cn-division-code'),
  title: { 'zh-CN': '行政区划代码', en: 'Division code' },
  help: { 'zh-CN': '6位、9位或12位数字。', en: '6, 9 or 12 digits.' },
  group: 'place',
  typed: 'division-code',
};
