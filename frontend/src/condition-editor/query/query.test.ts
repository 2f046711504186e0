import type { Condition } from '@caseway/rule-sets';
import { factKey } from '@caseway/rule-sets';
import fc from 'fast-check';
import { setAt, valueAt } from '../../editor-kit/json-at.ts';
import { anyCondition } from '../testing/any-condition.ts';
import { TEST_FACTS } from '../testing/repair-form.ts';
import { pointerOfPath } from './pointers.ts';
import { type GroupItem, type Item, isGroupItem, type LeafItem } from './query-model.ts';
import { toConditions } from './to-conditions.ts';
import { toQuery } from './to-query.ts';

const FACTS = new Map(
  TEST_FACTS.filter(({ sensitive }) => !sensitive).map((info) => [factKey(info.fact, info.path), info]),
);
const ids = () => {
  let last = 0;
  return () => `i${++last}`;
};
const query = (condition: unknown, before?: GroupItem) => toQuery(condition as Condition, FACTS, ids(), before);
const back = (item: GroupItem) => toConditions(item, FACTS);

function places(item: Item, path: number[] = []): { item: Item; path: number[] }[] {
  const inside = isGroupItem(item) ? item.rules.flatMap((part, index) => places(part, [...path, index])) : [];
  return [{ item, path }, ...inside];
}

/** The query with one item replaced. */
function replace(group: GroupItem, path: readonly number[], next: Item): GroupItem {
  const [index = 0, ...rest] = path;
  const rules = group.rules.map((part, at) => {
    if (at !== index) return part;
    return rest.length === 0 || !isGroupItem(part) ? next : replace(part, rest, next);
  });
  return { ...group, rules };
}

test('conditions of every shape come back from the query as they were', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(back(query(condition))).toEqual(condition);
      // To the letter: keys in their order too.
      expect(JSON.stringify(back(query(condition)))).toBe(JSON.stringify(condition));
    }),
    { numRuns: 3000 },
  );
});

test('an edit in one place leaves every other place as it was', () => {
  fc.assert(
    fc.property(anyCondition, fc.nat(), fc.integer(), (condition, choice, number) => {
      const before = query(condition);
      const leaves = places(before).filter(({ item }) => !isGroupItem(item) && item.kind === 'leaf');
      const chosen = leaves[choice % Math.max(1, leaves.length)];
      if (!chosen) return;
      const edited: LeafItem = { ...(chosen.item as LeafItem), field: 'people', operator: 'equal', value: number };
      const pointer = pointerOfPath(before, chosen.path);
      const leaf = valueAt(condition, pointer) as object as { fact: string };
      const next =
        leaf.fact === 'people'
          ? { ...leaf, operator: 'equal', value: number }
          : { fact: 'people', operator: 'equal', value: number };
      if ('path' in leaf) return;
      expect(back(replace(before, chosen.path, edited))).toEqual(
        pointer === '' ? next : setAt(condition, pointer, next),
      );
    }),
    { numRuns: 2000 },
  );
});

test('every place of a query has the pointer of its condition', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const whole = query(condition);
      for (const { item, path } of places(whole)) {
        const there = valueAt(condition, pointerOfPath(whole, path));
        const said = isGroupItem(item)
          ? back(item)
          : back({ id: '', combinator: 'all', not: false, rules: [item], bare: true });
        expect(there).toEqual(said);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what is only in the source stands in the query as opaque data', () => {
  const opaque = (condition: object) =>
    places(query({ all: [condition] })).some(({ item }) => 'kind' in item && item.kind === 'opaque');
  const plain = { fact: 'people', operator: 'greaterThan', value: 5 };
  expect(opaque(plain)).toBe(false);
  expect(opaque({ ...plain, value: '' })).toBe(false);
  expect(opaque({ ...plain, value: { fact: 'helpers' } })).toBe(false);
  expect(opaque({ fact: 'machine', path: '$.age', operator: 'equal', value: 3 })).toBe(false);
  for (const odd of [
    { ...plain, operator: 'not:greaterThan' },
    { ...plain, params: {} },
    { ...plain, priority: 2 },
    { ...plain, name: 'named' },
    { ...plain, fact: 'unknown' },
    // personal data is not offered
    { fact: 'owner', operator: 'equal', value: 'x' },
    { ...plain, operator: 'nonsense' },
    // an operator of another type
    { ...plain, operator: 'textContains' },
    // a value that the editor of the type would not show as it is
    { ...plain, value: '5' },
    { ...plain, value: 5.5 },
    { fact: 'kind', operator: 'in', value: 'pump' },
    { fact: 'since', operator: 'dateAfter', value: '2026-03-09T10:00:00Z' },
    { ...plain, value: { fact: 'helpers', params: {} } },
    { ...plain, value: { fact: 'note' } },
    { all: [plain], any: [plain] },
    { all: [plain], name: 'named' },
    { all: 'x' },
    { not: [plain] } as object,
  ]) {
    expect([odd, opaque(odd)]).toEqual([odd, true]);
  }
});

test('a group negated, and a condition negated, are told apart', () => {
  const leaf = { fact: 'people', operator: 'equal', value: 1 };
  expect(query({ all: [{ not: leaf }] }).rules[0]).toMatchObject({ not: true, bare: true });
  expect(query({ all: [{ not: { any: [leaf] } }] }).rules[0]).toMatchObject({ not: true, combinator: 'any' });
  const negated = query({ not: leaf });
  const two = { ...negated, rules: [...negated.rules, ...negated.rules] };
  // A second part makes a group of it.
  expect(back(two)).toEqual({ not: { all: [leaf, leaf] } });
});

test('parts that stay in their place keep their ids', () => {
  const leaf = (value: number) => ({ fact: 'people', operator: 'equal', value });
  const before = query({ all: [leaf(1), { any: [leaf(2)] }] });
  const after = toQuery({ all: [leaf(9), { any: [leaf(2), leaf(3)] }] } as Condition, FACTS, () => 'new', before);
  expect(places(after).map(({ item }) => item.id)).toEqual([...places(before).map(({ item }) => item.id), 'new']);
});
