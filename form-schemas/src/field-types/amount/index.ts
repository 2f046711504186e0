import { yuanText } from '../../formats/amount.ts';
import { jsonText } from '../../json/text.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { ofFormat } from '../parts.ts';

export const amount: FieldTypeDefinition = {
  ...ofFormat('cny-amount'),
  title: { 'zh-CN': '金额', en: 'Amount' },
  help: { 'zh-CN': '以元为单位，最多两位小数，精确计算。', en: 'Yuan, with at most two decimals, kept exactly.' },
  group: 'number',
  typed: 'amount',
  format: (_, value, locale) => {
    const yuan = yuanText(jsonText(value));
    return locale === 'en' ? `CNY ${yuan}` : `${yuan}元`;
  },
  decides: true,
};
