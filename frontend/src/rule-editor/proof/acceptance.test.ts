import type { AnalysisFinding, RuleSet } from '@caseway/rule-sets';
import { acceptanceOf, accepted, reopened } from './acceptance.ts';

const reason = { 'zh-CN': '本意如此', en: 'meant so' };
const finding = (rules: string[], about = ''): AnalysisFinding => ({
  code: 'overlap',
  severity: 'warning',
  rules,
  about,
  pointer: '/rules/0',
  params: {},
  exact: true,
});
const ruleSet = { key: 'set', rules: [] } as object as RuleSet;

test('a finding is accepted with its reason and reopened, and the rule set is as it was', () => {
  const one = accepted(ruleSet, finding(['a', 'b']), reason);
  expect(one.accepted).toEqual([{ code: 'overlap', rules: ['a', 'b'], reason }]);
  const two = accepted(one, finding(['a'], 'field'), reason);
  expect(acceptanceOf(two, finding(['b', 'a']))?.reason).toEqual(reason);
  expect(acceptanceOf(two, finding(['a'], 'another field'))).toBeUndefined();
  expect(reopened(two, finding(['a'], 'field'))).toEqual(one);
  expect(reopened(one, finding(['a', 'b']))).toEqual(ruleSet);
});
