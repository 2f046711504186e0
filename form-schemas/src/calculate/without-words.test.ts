import type { FormSchema } from '../model/form-definition.ts';
import { LOCALES } from '../model/text.ts';
import { withoutWords } from './without-words.ts';

const named = (zh: string, en: string, schema: FormSchema = { type: 'string' }): FormSchema => ({
  'x-title': { 'zh-CN': zh, en },
  ...schema,
});
const form = {
  schema: {
    type: 'object',
    properties: {
      size: named('人口', 'People'),
      rows: named('成员', 'Members', {
        type: 'array',
        items: { type: 'object', properties: { income: named('收入', 'Income') } },
      }),
    },
  } satisfies FormSchema,
};

test.each<[missing: string[], why: Parameters<typeof withoutWords>[1]['why'], zh: string, en: string]>([
  [['/size'], ['missing'], '填写“人口”后算出', 'Calculated once "People" is filled in'],
  [
    ['/rows/1/income', '/size'],
    ['missing'],
    '填写“成员”第2行“收入”、“人口”后算出',
    'Calculated once "Members" row 2 "Income", "People" is filled in',
  ],
  [
    ['/size', '/size', '/size', '/size'],
    ['missing'],
    '填写“人口”、“人口”、“人口”等4处后算出',
    'Calculated once "People", "People", "People" and 1 more is filled in',
  ],
  [[], ['zero'], '除数为0，算不出来：请检查所填内容', 'Something would be divided by 0: check what has been filled in'],
  [
    ['/size'],
    ['missing', 'zero'],
    '除数为0，算不出来：请检查所填内容',
    'Something would be divided by 0: check what has been filled in',
  ],
  [[], ['other'], '按现在填写的内容算不出来', 'Cannot be calculated from what has been filled in'],
])('%j, %j', (missing, why, ...expected) => {
  expect(LOCALES.map((locale) => withoutWords(form, { missing, why }, locale))).toEqual(expected);
});
