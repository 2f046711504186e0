import fc from 'fast-check';
import { clauseOf } from '../explain/reading.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { compareConditions } from './compare-conditions.ts';

const setOf = (condition: Condition): RuleSet => ({
  key: 'set',
  kind: 'routing',
  title: { 'zh-CN': '集', en: 'set' },
  form: 'form',
  hitPolicy: 'all',
  rules: [
    {
      name: 'rule',
      title: { 'zh-CN': '规则', en: 'rule' },
      source: { 'zh-CN': '', en: '' },
      conditions: { all: [condition] },
      event: { type: 'yes' },
    },
  ],
  otherwise: { type: 'no' },
});
const compare = (before: Condition, after: Condition) =>
  compareConditions(clauseOf(before, setOf(before)), clauseOf(after, setOf(after)));

const leafOf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value }) as Condition;
const over = (limit: number) => leafOf('days', 'greaterThan', limit);
const kind = (...values: string[]) => leafOf('kind', 'in', values);

test.each<[string, Condition, Condition, string, string[]]>([
  // The same, written otherwise.
  ['order of parts', { all: [over(1), kind('a')] }, { all: [kind('a'), over(1)] }, 'same', []],
  [
    'not inside out',
    { not: { any: [over(1), kind('a')] } },
    { all: [{ not: over(1) }, { not: kind('a') }] },
    'same',
    [],
  ],
  ['a group of one', { all: [{ any: [over(1)] }] }, { all: [over(1)] }, 'same', []],
  [
    'not equal and not "equal"',
    { not: leafOf('kind', 'equal', 'a') },
    leafOf('kind', 'notEqual', 'a'),
    'same',
    ['changed'],
  ],
  // Clauses added and taken away.
  ['one more demand', { all: [over(1)] }, { all: [over(1), kind('a')] }, 'tighter', ['required']],
  ['one demand less', { all: [over(1), kind('a')] }, { all: [kind('a')] }, 'looser', ['not-required']],
  ['one more way', { all: [over(1)] }, { any: [over(1), kind('a')] }, 'looser', ['enough']],
  ['one way less', { any: [over(1), kind('a')] }, { any: [over(1)] }, 'tighter', ['not-enough']],
  [
    'all of them becomes any of them',
    { all: [over(1), kind('a')] },
    { any: [over(1), kind('a')] },
    'looser',
    ['changed'],
  ],
  // Values.
  ['a higher limit', over(30), over(60), 'tighter', ['changed']],
  ['at least instead of more than', over(5), leafOf('days', 'greaterThanInclusive', 5), 'looser', ['changed']],
  ['more choices', kind('a'), kind('a', 'b'), 'looser', ['changed']],
  ['one choice becomes two', leafOf('kind', 'equal', 'a'), kind('a', 'b'), 'looser', ['changed']],
  ['more exceptions', leafOf('kind', 'notEqual', 'a'), leafOf('kind', 'notIn', ['a', 'b']), 'tighter', ['changed']],
  [
    'an earlier day',
    leafOf('on', 'dateAfter', '2026-01-02'),
    leafOf('on', 'dateAfter', '2026-01-01'),
    'looser',
    ['changed'],
  ],
  [
    'a higher amount',
    leafOf('sum', 'amountAtLeast', '1000'),
    leafOf('sum', 'amountAtLeast', '1000.50'),
    'tighter',
    ['changed'],
  ],
  ['inside a negation', { not: over(1) }, { not: over(2) }, 'looser', ['changed']],
  // Nothing certain.
  ['one demand for another', { all: [over(1)] }, { all: [kind('a')] }, 'other', ['changed']],
  [
    'tighter here, looser there',
    { all: [over(1), kind('a')] },
    { all: [over(2), kind('a', 'b')] },
    'other',
    ['changed', 'changed'],
  ],
  ['other choices', kind('a'), kind('b'), 'other', ['changed']],
])('%s', (_, before, after, effect, kinds) => {
  const { effect: found, changes } = compare(before, after);
  expect([found, changes.map((change) => change.kind)]).toEqual([effect, kinds]);
});

const FACTS = {
  days: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('2', 'x', null)),
  kind: fc.constantFrom('a', 'b', 'c', 1, null),
  tags: fc.oneof(fc.subarray(['a', 'b', 'c']), fc.constant('a')),
  on: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03T10:00:00Z', 'never'),
  sum: fc.constantFrom('1', '1.5', '2', 2),
};
const values: Record<string, fc.Arbitrary<unknown>> = {
  number: fc.integer({ min: 0, max: 3 }),
  one: fc.constantFrom('a', 'b', 'c', 1),
  list: fc.subarray(['a', 'b', 'c']),
  day: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'),
  amount: fc.constantFrom('1', '1.50', '2'),
  text: fc.constantFrom('a', 'ab', 'x'),
  flag: fc.boolean(),
};
const LEAVES: [string, string, string][] = [
  ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal'].map(
    (operator): [string, string, string] => ['days', operator, 'number'],
  ),
  ...['equal', 'notEqual'].map((operator): [string, string, string] => ['kind', operator, 'one']),
  ...['in', 'notIn'].map((operator): [string, string, string] => ['kind', operator, 'list']),
  ...['contains', 'doesNotContain'].map((operator): [string, string, string] => ['tags', operator, 'one']),
  ...['containsAny', 'containsAll'].map((operator): [string, string, string] => ['tags', operator, 'list']),
  ...['dateBefore', 'dateAfter', 'dateOnOrBefore', 'dateOnOrAfter'].map((operator): [string, string, string] => [
    'on',
    operator,
    'day',
  ]),
  ...['amountLessThan', 'amountAtLeast'].map((operator): [string, string, string] => ['sum', operator, 'amount']),
  ['tags', 'countAtLeast', 'number'],
  ['kind', 'textContains', 'text'],
  ['kind', 'isPresent', 'flag'],
];
const leaf = fc
  .constantFrom(...LEAVES)
  .chain(([fact, operator, type]) => (values[type] ?? fc.constant(null)).map((value) => leafOf(fact, operator, value)));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    leaf,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
/** One that was edited: a part put in, taken out or replaced somewhere. */
const editedOf = (before: Condition): fc.Arbitrary<Condition> => {
  const inside = (part: Condition): fc.Arbitrary<Condition> => {
    const others: fc.Arbitrary<Condition>[] = [leaf, condition];
    if ('not' in part) others.push(inside(part.not).map((not) => ({ not })));
    for (const group of ['all', 'any'] as const) {
      const parts: Condition[] | undefined = (part as Partial<Record<'all' | 'any', Condition[]>>)[group];
      if (!parts) continue;
      others.push(leaf.map((more) => ({ [group]: [...parts, more] }) as unknown as Condition));
      if (parts.length > 0) {
        others.push(
          fc.nat(parts.length - 1).map((at) => ({ [group]: parts.toSpliced(at, 1) }) as unknown as Condition),
        );
        others.push(
          fc
            .nat(parts.length - 1)
            .chain((at) =>
              inside(parts[at] as Condition).map((next) => ({ [group]: parts.with(at, next) }) as unknown as Condition),
            ),
        );
      }
    }
    return fc.oneof(...others);
  };
  return inside(before);
};
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

test('what is called tighter, looser or the same is so of every case', async () => {
  const facts = fc.array(fc.record(FACTS, { requiredKeys: [] }), { minLength: 8, maxLength: 8 });
  const seen = { same: 0, tighter: 0, looser: 0, other: 0 };
  await fc.assert(
    fc.asyncProperty(
      condition.chain((before) => fc.tuple(fc.constant(plain(before)), editedOf(before).map(plain))),
      facts.map(plain),
      async ([before, after], cases) => {
        const { effect } = compare(before, after);
        seen[effect]++;
        if (effect === 'other') return;
        for (const given of cases) {
          const [was, is] = [await decide(setOf(before), given), await decide(setOf(after), given)].map(
            ({ byDefault }) => !byDefault,
          );
          if (effect !== 'looser' && is) expect([given, was]).toEqual([given, true]);
          if (effect !== 'tighter' && was) expect([given, is]).toEqual([given, true]);
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.same, seen.tighter, seen.looser)).toBeGreaterThan(5);
});
