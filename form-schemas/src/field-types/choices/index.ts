import type { FieldTypeDefinition } from '../contract.ts';
import { asList, CONTENT_KEYWORDS, choiceTitle, LIST_LIMITS, listed, PLAIN, pick, twoChoices } from '../parts.ts';

export const choices: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '多选', en: 'Several choices' },
  help: { 'zh-CN': '从几个选项中选任意个。', en: 'Any of several choices.' },
  group: 'choice',
  is: ({ type, items }) => type === 'array' && Boolean(items?.enum),
  create: () => ({ type: 'array', items: twoChoices(), uniqueItems: true }),
  limits: LIST_LIMITS,
  initial: () => [],
  format: ({ items = {} }, value, locale) =>
    listed(
      asList(value).map((item) => choiceTitle(items, item, locale)),
      locale,
    ),
  decides: true,
  recuses: 'department',
  content: {
    kind: 'choices',
    of: ({ items }) => items,
    put: (schema, content) => ({ ...schema, items: pick(content, CONTENT_KEYWORDS.choices) }),
  },
  widgets: ['checkboxes', 'select', 'tags'],
};
