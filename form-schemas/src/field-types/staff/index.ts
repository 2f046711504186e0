import { jsonText } from '../../json/text.ts';
import { recusesOf } from '../../model/recuses.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { asList, listed, PLAIN } from '../parts.ts';

export const staff: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '需要回避的工作人员', en: 'Staff kept out' },
  help: {
    'zh-CN': '选中的工作人员不能经办和查看本案。',
    en: 'People of the office who may neither handle nor read the case.',
  },
  group: 'person',
  is: (schema) =>
    recusesOf(schema) === 'staff' || (schema.type === 'array' && recusesOf(schema.items || {}) === 'staff'),
  create: () => ({ type: 'string', format: 'uuid', 'x-recuses': 'staff' }),
  limits: [],
  format: (_, value, locale) => listed(asList(value).map(jsonText), locale),
  recuses: 'staff',
};
