import { partOf } from './part-of.ts';

const ALL = ['a', 'b', 'c', 'd', 'e'];

test('a list is answered whole where nothing else is asked for', () => {
  expect(partOf(ALL, {})).toEqual({ items: ALL, nextCursor: null, total: 5 });
});

test.each([1, 2, 3, 4, 5, 6])('parts of %d are the whole, each once and in order', (limit) => {
  const found: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const part: ReturnType<typeof partOf<string>> = partOf(ALL, { limit, ...(cursor !== undefined && { cursor }) });
    expect([part.items.length <= limit, part.total]).toEqual([true, 5]);
    found.push(...part.items);
    cursor = part.nextCursor;
  }
  expect(found).toEqual(ALL);
});

test('a cursor that is none of ours is refused', () => {
  expect(() => partOf(ALL, { cursor: 'garbage' })).toThrow('invalid-cursor');
});
