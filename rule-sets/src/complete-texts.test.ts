import { checkRuleSet } from './check-rule-set/check-rule-set.ts';
import { completeRuleSet, completeTexts } from './complete-texts.ts';

const both = { 'zh-CN': '甲', en: 'A' };

test('what is said in one language is said in that one to everybody; data of cases are left alone', () => {
  const content = {
    title: { en: 'Only English' },
    rules: [{ title: { 'zh-CN': '只有中文', en: ' ' }, source: both }],
    tests: [{ facts: { en: 'x' }, expect: {} }],
    conditions: { named: { all: [] } },
    outcomes: {},
  };
  expect(completeTexts(content)).toEqual({
    ...content,
    title: { en: 'Only English', 'zh-CN': 'Only English' },
    rules: [{ title: { 'zh-CN': '只有中文', en: '只有中文' }, source: both }],
  });
});

test('what is complete is the very same object', () => {
  const content = { title: both, rules: [{ title: both, names: ['a', null, 3] }] };
  expect(completeTexts(content)).toBe(content);
  for (const odd of [null, 7, 'x', [], {}]) {
    expect(completeTexts(odd)).toBe(odd);
    expect(completeRuleSet(odd)).toBe(odd);
  }
});

test('one language is enough to publish a rule set: a warning says what lacks, and nothing more', async () => {
  const set = {
    key: 'one-language',
    kind: 'classification',
    title: { 'zh-CN': '分类' },
    form: 'any',
    hitPolicy: 'first',
    outcomes: { category: { title: { 'zh-CN': '类别' }, values: [{ key: 'k', title: { 'zh-CN': '甲' } }] } },
    rules: [
      {
        name: 'r',
        title: { 'zh-CN': '规则' },
        source: { 'zh-CN': '依据' },
        conditions: { all: [{ fact: 'form', operator: 'isPresent', value: true }] },
        event: { type: 'x', params: { category: 'k' } },
      },
    ],
    otherwise: { type: 'x' },
    tests: [{ name: 't', facts: { form: 'any' }, expect: { fired: ['r'] } }],
  };
  const findings = await checkRuleSet(set);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['language-missing']));
  expect(findings.every(({ params }) => params?.language === 'en')).toBe(true);
});
