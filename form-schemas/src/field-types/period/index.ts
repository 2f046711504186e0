import { isObject } from '../../json/equal.ts';
import { jsonText } from '../../json/text.ts';
import type { FormSchema } from '../../model/form-definition.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { CONTENT_KEYWORDS, omit, PLAIN, pick } from '../parts.ts';

const [FROM, TO] = ['from', 'to'] as const;
const isDays = ({ properties = {} }: FormSchema): boolean =>
  [FROM, TO].every((name) => properties[name]?.format === 'date');

/** Two days; where the form does not ask for the second one, it may be open. */
export const period: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '起止日期', en: 'Period' },
  help: { 'zh-CN': '从哪天到哪天，止日不早于起日。', en: 'From one day to another, which is no earlier.' },
  group: 'day',
  is: (schema) => schema['x-field'] === 'period' && schema.type === 'object' && isDays(schema),
  create: () => ({
    type: 'object',
    'x-field': 'period',
    properties: {
      [FROM]: { type: 'string', format: 'date', 'x-title': { 'zh-CN': '起', en: 'From' } },
      [TO]: { type: 'string', format: 'date', 'x-title': { 'zh-CN': '止', en: 'To' } },
    },
    required: [FROM, TO],
  }),
  limits: [],
  initial: () => ({}),
  inOrder: [FROM, TO],
  format: (_, value, locale) => {
    if (!isObject(value)) return jsonText(value);
    const [from, to] = [FROM, TO].map((name) => (value[name] === undefined ? undefined : jsonText(value[name])));
    const chinese = locale === 'zh-CN';
    if (to === undefined) return from === undefined ? '' : chinese ? `${from}起` : `from ${from}`;
    if (from === undefined) return chinese ? `至${to}` : `until ${to}`;
    return chinese ? `${from}至${to}` : `${from} to ${to}`;
  },
  content: {
    kind: 'fields',
    of: (schema) => omit(schema, ['x-field']),
    put: (schema, content) => ({
      ...omit(schema, CONTENT_KEYWORDS.fields),
      ...pick(content, CONTENT_KEYWORDS.fields),
    }),
  },
};
