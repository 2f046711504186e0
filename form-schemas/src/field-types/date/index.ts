import type { FieldTypeDefinition } from '../contract.ts';
import { DAY_LIMITS, ofFormat } from '../parts.ts';

export const date: FieldTypeDefinition = {
  ...ofFormat('date'),
  title: { 'zh-CN': '日期', en: 'Day' },
  help: { 'zh-CN': '一个日子，可以键入，也可以选择。', en: 'A day, typed or picked.' },
  group: 'day',
  limits: DAY_LIMITS,
  typed: 'date',
  decides: true,
};
