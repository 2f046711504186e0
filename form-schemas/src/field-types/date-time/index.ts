import { jsonText } from '../../json/text.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { DAY_LIMITS, ofFormat } from '../parts.ts';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export const dateTime: FieldTypeDefinition = {
  ...ofFormat('date-time'),
  title: { 'zh-CN': '日期和时间', en: 'Day and time' },
  help: { 'zh-CN': '一个日子和几点几分，按北京时间。', en: 'A day and the time on it, by the clock of Shanghai.' },
  group: 'day',
  limits: DAY_LIMITS,
  typed: 'date-time',
  format: (_, value) => {
    const at = Date.parse(jsonText(value));
    if (Number.isNaN(at)) return jsonText(value);
    return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
  },
  decides: true,
};
