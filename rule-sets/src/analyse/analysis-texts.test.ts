import { analyse } from './analyse.ts';
import { renderAnalysisFinding } from './analysis-texts.ts';
import { A, B, CHOICE, form, leaf, ruleSet, text } from './testing/builders.ts';

test('every finding is said in both languages, by the titles of rules, fields and choices', async () => {
  const titled = form({
    choice: {
      ...CHOICE,
      'x-title': { 'zh-CN': '诉求', en: 'Demand' },
      'x-enum-titles': { x: text('ex'), y: text('why'), z: text('zed') },
    },
  });
  const rules = ruleSet([
    [{ all: [leaf('choice', 'equal', 'x')] }, A, 5],
    [{ all: [leaf('choice', 'equal', 'x'), leaf('choice', 'isPresent', true)] }, B, 4],
    [{ all: [leaf('choice', 'equal', 'q')] }, B, 3],
    [{ all: [leaf('choice', 'in', ['x', 'y'])] }, B, 2],
  ]);
  const { findings } = analyse(rules, { forms: [titled] });
  const say = (locale: 'zh-CN' | 'en') =>
    findings.map((finding) => renderAnalysisFinding(rules, finding, { locale, forms: [titled] }));
  expect(say('en')).toEqual([
    'Nothing that the form takes can fulfil the conditions of rule “R2”. Mend the conditions, or remove the rule.',
    'Rule “R1” never decides: whatever matches it is decided before by rule “R0”.',
    'Some cases match no rule: “otherwise” decides them. Add a rule, or accept it with a reason if it is meant so.',
    '“Demand” may be left empty, and the outcome hangs on it by rule “R0”, rule “R1”, rule “R2” and rule “R3”: empty is treated like no value that can be given. Make the form demand it, or say in a rule what is to happen without it.',
    'Rule “R1” is the general case. Before it by priority: rule “R0”, more specific and different in kind of demand.',
    'Rule “R3” is the general case. Before it by priority: rule “R0”, more specific and different in kind of demand.',
    'No rule looks at “zed” of “Demand”.',
  ]);
  expect(say('zh-CN')).toContain('“诉求”的选项“中zed”没有任何规则考虑。');
  expect([...say('en'), ...say('zh-CN')].filter((sentence) => /[{}]/.test(sentence))).toEqual([]);
});
