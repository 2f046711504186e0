import { factKey } from '@caseway/rule-sets';
import { TEST_FACTS } from '../testing/repair-form.ts';
import {
  appendItem,
  duplicateItem,
  itemAt,
  newLeaf,
  removeItem,
  replaceItem,
  unwrapGroup,
  withFact,
  withOperator,
  wrapItem,
} from './edit-query.ts';
import { expressible } from './expressible.ts';
import type { GroupItem, LeafItem } from './query-model.ts';
import { toConditions } from './to-conditions.ts';

const FACTS = new Map(TEST_FACTS.map((info) => [factKey(info.fact, info.path), info]));
const fact = (key: string) => FACTS.get(key)!;
let last = 0;
const newId = () => `i${++last}`;
const leaf = (key: string, operator: string, value: LeafItem['value']): LeafItem => ({
  id: newId(),
  kind: 'leaf',
  field: key,
  operator,
  value,
});
const people = leaf('people', 'greaterThan', 5);
const query: GroupItem = {
  id: 'root',
  combinator: 'all',
  not: false,
  rules: [people, { id: 'g', combinator: 'any', not: false, rules: [leaf('kind', 'equal', 'pump')] }],
};

test('an item is wrapped and unwrapped, appended and removed, and all is as it was', () => {
  const wrapped = wrapItem(query, [0], newId);
  expect(toConditions(wrapped, FACTS)).toMatchObject({ all: [{ any: [{ fact: 'people' }] }, {}] });
  expect(unwrapGroup(wrapped, [0])).toEqual(query);
  expect(removeItem(appendItem(query, [1], people), [1, 1])).toEqual(query);
  expect(removeItem(duplicateItem(query, [1], newId), [2])).toEqual(query);
  expect(replaceItem(replaceItem(query, [1, 0], people), [1, 0], itemAt(query, [1, 0])!)).toEqual(query);
});

test('a copy has ids of its own throughout', () => {
  const twice = duplicateItem(query, [1], newId);
  const ids = JSON.stringify(twice).match(/"id":"[^"]+"/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
});

test('a comparison begins so that the editor can show it, for every fact and operator', () => {
  for (const info of FACTS.values()) {
    const begun = newLeaf(info, newId);
    for (const name of info.operators) {
      const { id: _, kind: __, field: ___, ...rest } = withOperator(begun, name, FACTS);
      const path = info.path === undefined ? {} : { path: info.path };
      expect([info.fact, name, expressible({ fact: info.fact, ...path, ...rest }, FACTS)?.operator.name]).toEqual([
        info.fact,
        name,
        name,
      ]);
    }
  }
});

test.each([
  // another operator of the same kind keeps the value
  [leaf('people', 'greaterThan', 5), 'lessThan', 5],
  // one value becomes a list of one, and a list its first
  [leaf('kind', 'equal', 'pump'), 'in', ['pump']],
  [leaf('kind', 'in', ['lift', 'pump']), 'equal', 'lift'],
  [leaf('kind', 'equal', ''), 'in', []],
  // what does not carry over begins anew
  [leaf('people', 'greaterThan', 5), 'isPresent', true],
  [leaf('signs', 'contains', 'smoke'), 'countAtLeast', 1],
  // compared with another fact it stays so where it can
  [leaf('people', 'greaterThan', { fact: 'helpers' }), 'lessThan', { fact: 'helpers' }],
  [leaf('people', 'greaterThan', { fact: 'helpers' }), 'isPresent', true],
] as const)('%j by %s compares with %j', (item, operator, value) => {
  expect(withOperator(item as LeafItem, operator, FACTS).value).toEqual(value);
});

test('with another fact, operator and value stay only where they suit it', () => {
  expect(withFact(people, fact('helpers'), fact('people'))).toMatchObject({ operator: 'greaterThan', value: 5 });
  expect(withFact(people, fact('kind'), fact('people'))).toMatchObject({ operator: 'equal', value: '' });
  expect(withFact(leaf('people', 'isPresent', false), fact('kind'), fact('people'))).toMatchObject({
    operator: 'isPresent',
    value: false,
  });
});
