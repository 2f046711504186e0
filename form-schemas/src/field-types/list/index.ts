import type { FieldTypeDefinition } from '../contract.ts';
import { CONTENT_KEYWORDS, LIST_LIMITS, oneField, PLAIN, pick } from '../parts.ts';

export const list: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '列表', en: 'List' },
  help: {
    'zh-CN': '可以有多项，每项填写同样的字段。',
    en: 'As many entries as are needed, each with the same fields.',
  },
  group: 'structure',
  is: ({ type }) => type === 'array',
  create: () => ({ type: 'array', items: oneField() }),
  limits: LIST_LIMITS,
  initial: () => [],
  format: ({ items = {} }, value, locale, part) =>
    (Array.isArray(value) ? value : []).map((item) => part(items, item)).join(locale === 'en' ? '; ' : '；'),
  content: {
    kind: 'fields',
    of: ({ items }) => (items?.properties ? items : undefined),
    put: (schema, content) => ({ ...schema, items: pick(content, CONTENT_KEYWORDS.fields) }),
  },
};
