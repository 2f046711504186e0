import { isReadable } from './read-condition.ts';

test('a condition is read aloud only where every part of it has the right shape', () => {
  const leaf = { fact: 'people', operator: 'equal', value: 1 };
  expect(isReadable({ all: [leaf, { not: { any: [leaf, { condition: 'a' }] } }] })).toBe(true);
  for (const odd of [null, 1, {}, { fact: 'people' }, { condition: 1 }, { not: 'x' }, { all: [{ any: 'x' }] }]) {
    expect([odd, isReadable(odd)]).toEqual([odd, false]);
  }
});
