import { randomUUID } from 'node:crypto';
import { RowIndex, textOf, wordsOf } from './row-index.ts';

test('a UUID keeps its text through its words', () => {
  const id = randomUUID();
  expect(textOf(wordsOf(id), 0)).toBe(id);
  expect(() => wordsOf('no id')).toThrow(/no UUID/);
});

test('rows are found by their id, also after it has grown, and the last of an id wins', () => {
  const index = new RowIndex();
  const ids = Array.from({ length: 5000 }, () => randomUUID());
  for (const [row, id] of ids.entries()) expect(index.add(id)).toBe(row);
  expect(ids.every((id, row) => index.find(id) === row && index.idOf(row) === id)).toBe(true);
  expect(index.find(randomUUID())).toBeUndefined();
  expect(index.add(ids[7] ?? '')).toBe(5000);
  expect(index.find(ids[7] ?? '')).toBe(5000);
  expect(index.size).toBe(5001);
});
