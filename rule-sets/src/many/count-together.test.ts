import { countTogether, FactTable, ManyEvaluator, type RuleSet, ruleNames } from '../index.ts';

test('a name that no rule has matches nothing, and a set of none says nothing', () => {
  const all = { all: [] };
  const rules = [
    { name: 'a', conditions: all, event: { type: 'e' } },
    { conditions: all, event: { type: 'e' } },
  ];
  const ruleSet = { hitPolicy: 'all', rules } as object as RuleSet;
  const table = new FactTable();
  for (let row = 0; row < 33; row++) table.append({});
  const result = new ManyEvaluator(table).evaluate(ruleSet);
  expect(ruleNames(ruleSet)).toEqual(['a', 'rule-2']);
  expect(countTogether(result, [['a', 'rule-2'], ['a', 'b'], [], ['a', 'a']])).toEqual([33, 0, 0, 33]);
});
