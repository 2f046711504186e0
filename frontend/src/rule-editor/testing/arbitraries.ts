// Rule sets as they may come, for property tests.
import type { Rule, RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';
import { anyCondition, anyJson } from '../../condition-editor/testing/any-condition.ts';
import { fileOrder, withFileOrder } from '../model/order.ts';

const text = fc.record({ 'zh-CN': fc.string({ maxLength: 5 }), en: fc.string({ maxLength: 5 }) });

export const anyRule: fc.Arbitrary<Rule> = fc
  .tuple(
    fc.record({ name: fc.string({ minLength: 1, maxLength: 6 }), title: text, source: text, conditions: anyCondition }),
    fc.record(
      { priority: fc.integer({ min: 1, max: 6 }), group: fc.string(), comment: fc.string() },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        path: fc.string(),
        department: fc.constantFrom('hall', 'shop'),
        marks: fc.array(fc.constantFrom('red', 'blue')),
        more: anyJson,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([plain, more, params]) => ({ ...plain, ...more, event: { type: 'decided', params } }) as Rule);

/** Rule sets with rules on and off, under distinct names. */
export const anyRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    rules: fc.array(anyRule, { maxLength: 6 }),
    off: fc.array(fc.record({ at: fc.nat(6), rule: anyRule }), { maxLength: 2 }),
    hitPolicy: fc.constantFrom('first' as const, 'all' as const),
    named: fc.boolean(),
  })
  .map(({ rules, off, hitPolicy, named }) => {
    const all = [...rules, ...off.map(({ rule }) => rule)];
    const distinct = (rule: Rule): Rule => ({ ...rule, name: `${rule.name}-${all.indexOf(rule)}` });
    const parked = off.map(({ at, rule }) => ({ at, rule: distinct(rule) }));
    const set: RuleSet = {
      key: 'repair-routing',
      kind: 'routing',
      title: { 'zh-CN': '分流', en: 'Routing' },
      form: 'repair',
      hitPolicy,
      ...(named
        ? {
            conditions: {
              a: { all: [{ fact: 'people', operator: 'equal', value: 1 }] },
              b: { not: { condition: 'a' } },
            },
          }
        : {}),
      rules: rules.map(distinct),
      ...(parked.length > 0 ? { parked } : {}),
      otherwise: { type: 'decided', params: {} },
      tests: [{ name: 't', facts: {}, expect: { fired: rules.map((rule) => distinct(rule).name) } }],
    };
    // Where several rules are off, their places in the list are as the editor writes them.
    return withFileOrder(set, fileOrder(set));
  });
