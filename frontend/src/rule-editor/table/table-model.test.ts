import { type Condition, factKey, type Leaf, type RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';
import { TEST_FACTS } from '../../condition-editor/testing/repair-form.ts';
import { decidingOrder } from '../model/order.ts';
import { setParam } from '../model/rules.ts';
import { anyRuleSet } from '../testing/arbitraries.ts';
import { cellLeaf, columnOperators, setCell, toTable } from './table-model.ts';

const FACTS = new Map(
  TEST_FACTS.filter(({ sensitive }) => !sensitive).map((info) => [factKey(info.fact, info.path), info]),
);
const leaf = (fact: string, operator: string, value: Leaf['value']): Leaf => ({ fact, operator, value });
const text = { 'zh-CN': '', en: '' };
const setOf = (...conditions: Condition[]): RuleSet => ({
  key: 'k',
  kind: 'routing',
  title: text,
  form: 'repair',
  hitPolicy: 'all',
  rules: conditions.map((condition, index) => ({
    name: `r${index}`,
    title: text,
    source: text,
    conditions: condition,
    event: { type: 'x', params: { level: 'low' } },
  })),
  otherwise: { type: 'x' },
});

test('writing every cell back unchanged gives the same rule set', () => {
  fc.assert(
    fc.property(anyRuleSet, (set) => {
      const table = toTable(set, FACTS);
      let next = set;
      for (const row of table.rows) {
        for (const { key } of table.columns) next = setCell(next, row, key, cellLeaf(row, key));
        for (const param of table.params)
          next = setParam(next, `${row.pointer}/event`, param, row.rule.event.params?.[param]);
      }
      expect(next).toEqual(set);
    }),
    { numRuns: 1000 },
  );
});

test('every rule is either a row or stays a card, in deciding order', () => {
  fc.assert(
    fc.property(anyRuleSet, (set) => {
      const { rows, rest } = toTable(set, FACTS);
      const order = decidingOrder(set).map(({ pointer }) => pointer);
      const inOrder = (list: readonly { pointer: string }[]) =>
        order.filter((pointer) => list.some((entry) => entry.pointer === pointer));
      expect(rows.map(({ pointer }) => pointer)).toEqual(inOrder(rows));
      expect(rest.map(({ pointer }) => pointer)).toEqual(inOrder(rest));
      expect(rows.length + rest.length).toBe(order.length);
    }),
  );
});

test('a lower and an upper limit of one fact are two columns, one question twice keeps a rule a card', () => {
  const between = { all: [leaf('people', 'greaterThan', 5), leaf('people', 'lessThanInclusive', 9)] };
  const twice = { all: [leaf('signs', 'contains', 'smoke'), leaf('signs', 'contains', 'noise')] };
  const { columns, rows, rest } = toTable(setOf(between, twice, { any: [leaf('people', 'equal', 1)] }), FACTS);
  expect(columns.map(({ key }) => key)).toEqual(['people lower', 'people upper']);
  expect(rows.map(({ rule }) => rule.name)).toEqual(['r0']);
  expect(rest.map(({ rule }) => rule.name)).toEqual(['r1', 'r2']);
  expect(columnOperators(columns[0]!)).toEqual(['greaterThan', 'greaterThanInclusive']);
});

test('a cell is filled, changed and cleared in its rule alone', () => {
  const set = setOf(
    { all: [leaf('people', 'greaterThan', 5), leaf('indoors', 'equal', true)] },
    { all: [leaf('kind', 'equal', 'pump')] },
  );
  const row = (from: RuleSet, index: number) => toTable(from, FACTS).rows[index]!;
  const filled = setCell(set, row(set, 1), 'people lower', leaf('people', 'greaterThan', 9));
  expect(filled.rules[1]?.conditions).toEqual({
    all: [leaf('kind', 'equal', 'pump'), leaf('people', 'greaterThan', 9)],
  });
  expect(filled.rules[0]).toBe(set.rules[0]);
  const changed = setCell(filled, row(filled, 0), 'people lower', leaf('people', 'greaterThanInclusive', 6));
  expect(changed.rules[0]?.conditions).toEqual({
    all: [leaf('people', 'greaterThanInclusive', 6), leaf('indoors', 'equal', true)],
  });
  const cleared = setCell(filled, row(filled, 1), 'people lower', undefined);
  expect(cleared).toEqual(set);
});
