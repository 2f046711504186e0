import type { FieldTypeDefinition } from '../contract.ts';
import { NUMBER_LIMITS, PLAIN } from '../parts.ts';

export const number: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '数字', en: 'Number' },
  help: { 'zh-CN': '可以有小数的数，如面积。', en: 'A number that may have decimals, such as an area.' },
  group: 'number',
  is: ({ type }) => type === 'number',
  create: () => ({ type: 'number' }),
  limits: NUMBER_LIMITS,
  typed: 'number',
  decides: true,
};
