import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const time: FieldTypeDefinition = {
  ...ofFormat('time'),
  title: { 'zh-CN': '时间', en: 'Time of day' },
  help: { 'zh-CN': '几点几分，如09:30。', en: 'Hours and minutes, such as 09:30.' },
  group: 'day',
  typed: 'time',
};
