import type { FieldTypeDefinition } from '../contract.ts';
import { NUMBER_LIMITS, PLAIN } from '../parts.ts';

export const integer: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '整数', en: 'Whole number' },
  help: { 'zh-CN': '没有小数的数，如人数、次数。', en: 'A number without decimals, such as how many people.' },
  group: 'number',
  is: ({ type }) => type === 'integer',
  create: () => ({ type: 'integer' }),
  limits: NUMBER_LIMITS,
  typed: 'integer',
  decides: true,
};
