import { readFileSync } from 'node:fs';
import { checkRuleSet } from '../check-rule-set/check-rule-set.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { renderTitledFinding } from './titled-finding.ts';

const SET: RuleSet = JSON.parse(readFileSync('rule-sets/library/petition-routing.json', 'utf8'));

test('a test that fails is told in titles: what it expects and what is decided now', async () => {
  const changed = structuredClone(SET);
  for (const rule of changed.rules) {
    if (rule.name === 'department-of-labour-and-wages' && rule.event.params)
      rule.event.params.department = 'justice-office';
  }
  const failed = (await checkRuleSet(changed)).filter(({ code }) => code === 'test-failed');
  const first = failed.find(({ params }) => params?.what === 'outcome.department');
  expect(first?.params?.actual).toBe('"justice-office"');
  expect(first && renderTitledFinding(changed, first, { locale: 'en' })).toBe(
    'Test “合理有政策的欠薪：人社所落实政策” fails: it expects “Labour and social security” as Lead department, and “Justice office” is decided now.',
  );
  expect(first && renderTitledFinding(changed, first, { locale: 'zh-CN' })).toContain(
    '预期为“人社所”，现在得出“司法所”。',
  );
});

test('rules that a test expects are told by their titles, and none of them as nothing', async () => {
  const changed = structuredClone(SET);
  changed.tests = [{ name: 'x', facts: { form: 'petition-registration' }, expect: { fired: [] } }];
  const failed = (await checkRuleSet(changed)).find(({ code }) => code === 'test-failed');
  const told = failed ? renderTitledFinding(changed, failed, { locale: 'en' }) : '';
  expect(told).toContain('it expects nothing as the rules that match, and “');
  expect(told).not.toContain('nothing-more-special');
});
