import type { FormDefinition } from '@caseway/form-schemas';
import { factCatalogue, type RuleSet } from '@caseway/rule-sets';
import { witnessRows } from './witness-rows.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const form: FormDefinition = {
  key: 'visit',
  title: text('来访', 'Visit'),
  description: text('来访', 'Visit'),
  use: 'case',
  schema: {
    type: 'object',
    properties: {
      people: { type: 'integer', 'x-title': text('人数', 'Number of people') },
      urgent: { type: 'boolean', 'x-title': text('紧急', 'Urgent') },
    },
  },
  ui: { sections: [{ key: 'who', title: text('来源', 'Who came'), fields: ['people', 'urgent'] }] },
};

test('facts of one name are told apart by where they stand; others keep their name', () => {
  const words = {
    ruleSet: { form: 'visit' } as RuleSet,
    forms: [form],
    facts: factCatalogue([form], 'routing'),
    labels: {},
    nothing: '未填写',
    system: '系统事实',
  };
  const witness = { form: 'visit', facts: { people: 5, headcount: 5 } };
  const labels = (locale: 'zh-CN' | 'en') =>
    witnessRows(witness, new Set(['people', 'headcount', 'urgent']), { ...words, locale }).map(({ label }) => label);
  expect(labels('zh-CN')).toEqual(['人数 · 来源', '人数 · 系统事实', '紧急']);
  expect(labels('en')).toEqual(['Number of people · Who came', 'Number of people · 系统事实', 'Urgent']);
});
