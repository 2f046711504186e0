import type { FieldTypeDefinition } from '../contract.ts';
import { CONTENT_KEYWORDS, choiceTitle, omit, PLAIN, pick, twoChoices } from '../parts.ts';

export const choice: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '单选', en: 'One choice' },
  help: { 'zh-CN': '从几个选项中选一个。', en: 'One of several choices.' },
  group: 'choice',
  is: ({ type, enum: choices }) => Boolean(choices) && type !== 'boolean' && type !== 'array' && type !== 'object',
  create: twoChoices,
  limits: [],
  format: choiceTitle,
  decides: true,
  answers: ({ enum: choices = [] }) => choices,
  recuses: 'department',
  content: {
    kind: 'choices',
    of: (schema) => schema,
    put: (schema, content) => ({
      ...omit(schema, CONTENT_KEYWORDS.choices),
      ...pick(content, CONTENT_KEYWORDS.choices),
    }),
  },
  widgets: ['select', 'radio', 'tags'],
};
