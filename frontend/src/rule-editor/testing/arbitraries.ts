// Rule sets as they may come, for property tests.
import type { Json } from '@caseway/form-schemas';
import type { Condition, Rule, RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';
import { fileOrder, withFileOrder } from '../model/order.ts';
import { TEST_FACTS } from './repair-form.ts';

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const key = fc.constantFrom(...TEST_FACTS.map(({ fact }) => fact), 'unknown', 'toString');
const operator = fc.constantFrom(
  'equal',
  'notEqual',
  'in',
  'greaterThan',
  'lessThanInclusive',
  'contains',
  'containsAny',
  'countAtLeast',
  'dateBefore',
  'amountAtLeast',
  'isPresent',
  'not:in',
  'nonsense',
);
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('pump', 'lift', '', '2026-03-09', '12.50', true, false, null),
  fc.integer(),
  fc.array(fc.constantFrom('pump', 'lift', 'x')),
  fc.record({ fact: key }),
  fc.record({ fact: key, path: fc.constant('$.a') }),
  json,
);
const extras = fc.record(
  { name: fc.string(), priority: fc.integer(), path: fc.constantFrom('$.a', '$', 'a.b', '$..x'), params: json },
  { requiredKeys: [] },
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary });

const leaf = fc
  .tuple(fc.record({ fact: key, operator, value }), rarely(extras))
  .map(([plain, more]) => ({ ...plain, ...more }));

/** Conditions of every shape: nested, empty, mixed, with extras, and things that are none. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ condition: fc.constantFrom('a', 'b', '') }),
    fc.tuple(fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }), rarely(extras)).map(merge),
    fc.tuple(fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }), rarely(extras)).map(merge),
    fc.tuple(fc.record({ not: tie('condition') }), rarely(extras)).map(merge),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 2 }), any: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ all: json }),
    json,
  ),
})).condition as fc.Arbitrary<Condition>;

function merge([a, b]: [object, object]): object {
  return { ...a, ...b };
}

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
        more: json,
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
