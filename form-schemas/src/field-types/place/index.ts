import type { FieldTypeDefinition } from '../contract.ts';
import { PLAIN } from '../parts.ts';

export const place: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '村或社区', en: 'Village or community' },
  help: { 'zh-CN': '从本镇街的村和社区中选一个。', en: 'A village or community of the township.' },
  group: 'place',
  is: (schema) => Boolean(schema['x-place']),
  create: () => ({ type: 'string', 'x-place': true }),
  limits: [],
};
