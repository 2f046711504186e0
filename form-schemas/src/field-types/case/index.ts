import { recusesOf } from '../../model/recuses.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { PLAIN } from '../parts.ts';

export const pastCase: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '以前的案件', en: 'Earlier case' },
  help: { 'zh-CN': '选一件已作出决定的案件。', en: 'An earlier case that was decided.' },
  group: 'choice',
  // Whoever is kept out stays out, whatever else the schema says.
  is: (schema) => Boolean(schema['x-case']) && recusesOf(schema) !== 'staff',
  create: () => ({ type: 'string', format: 'uuid', 'x-case': true }),
  limits: [],
};
