import type { PartQuery } from '../contract/index.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** What a query asks for of a list that is at hand whole. */
export function partOf<Item>(
  all: readonly Item[],
  { limit = all.length, cursor }: PartQuery,
): { items: Item[]; nextCursor: string | null; total: number } {
  const [from] = cursor === undefined ? [0] : decodeCursor(cursor, ['whole']);
  const to = from + limit;
  return { items: all.slice(from, to), nextCursor: to < all.length ? encodeCursor([to]) : null, total: all.length };
}
