// A small form of no shipped domain, for the tests of the editor.
import type { FormDefinition } from '@caseway/form-schemas';
import { factCatalogue } from '@caseway/rule-sets';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

export const REPAIR_FORM: FormDefinition = {
  key: 'repair',
  title: text('报修', 'Repair'),
  description: text('报修', 'Repair'),
  use: 'case',
  schema: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: {
        type: 'string',
        enum: ['pump', 'lift', 'pipe'],
        'x-title': text('种类', 'Kind'),
        'x-enum-titles': { pump: text('水泵', 'Pump'), lift: text('电梯', 'Lift'), pipe: text('管道', 'Pipe') },
      },
      signs: {
        type: 'array',
        items: {
          type: 'string',
          enum: ['smoke', 'noise'],
          'x-enum-titles': { smoke: text('冒烟', 'Smoke'), noise: text('异响', 'Noise') },
        },
        'x-title': text('迹象', 'Signs'),
      },
      people: { type: 'integer', 'x-title': text('受影响人数', 'People affected') },
      helpers: { type: 'integer', 'x-title': text('人手', 'Helpers') },
      cost: { type: 'string', format: 'cny-amount', 'x-title': text('费用', 'Cost') },
      since: { type: 'string', format: 'date', 'x-title': text('起始日', 'Since') },
      note: { type: 'string', 'x-title': text('说明', 'Note') },
      indoors: { type: 'boolean', 'x-title': text('室内', 'Indoors') },
      where: { type: 'string', 'x-place': true, 'x-title': text('地点', 'Where') },
      owner: { type: 'string', 'x-title': text('业主', 'Owner'), 'x-sensitive': { reason: text('联系', 'Contact') } },
      machine: {
        type: 'object',
        'x-title': text('设备', 'Machine'),
        properties: { age: { type: 'integer', 'x-title': text('年限', 'Age') } },
      },
    },
  },
  ui: {
    sections: [
      { key: 'what', title: text('情况', 'What'), fields: ['kind', 'signs', 'note', 'machine'] },
      { key: 'who', title: text('人员', 'Who'), fields: ['people', 'helpers', 'owner'] },
    ],
  },
};

export const TEST_FACTS = factCatalogue([REPAIR_FORM], 'routing');
