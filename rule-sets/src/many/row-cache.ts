import { ALL, lastMask, wordsOf } from './bitset.ts';
import type { FactTable } from './fact-table.ts';

/** Above this share of words to compute again, all of them are: bookkeeping would cost more. */
const FEW = 1 / 8;

/**
 * Something computed for every row of a table, 32 rows a word, by `refresh`; and then again only for rows added or
 * replaced since. `below`: what it is computed from.
 */
export abstract class RowCache {
  /** The evaluation that used it last, by number. */
  lastUsed = 0;
  readonly #table: FactTable;
  readonly #below: readonly RowCache[];
  #rows = 0;
  #replaced = 0;
  #capacity = 0;

  constructor(table: FactTable, below: readonly RowCache[]) {
    this.#table = table;
    this.#below = below;
  }

  /** Computes the words `from` … `to - 1`; bits beyond `size` must come out 0. */
  protected abstract fill(from: number, to: number, size: number): void;

  /** Makes room for so many words, keeping what there is. */
  protected abstract reserve(words: number): void;

  refresh(use: number): void {
    if (this.lastUsed !== use) {
      this.lastUsed = use;
      for (const one of this.#below) one.refresh(use);
    }
    const { size, replaced } = this.#table;
    if (this.#rows === size && this.#replaced === replaced.length) return;
    const words = wordsOf(size);
    if (words > this.#capacity) {
      this.#capacity = this.#capacity === 0 ? words : Math.ceil(words * 1.25);
      this.reserve(this.#capacity);
    }
    const stale = new Set<number>();
    for (let index = this.#replaced; index < replaced.length; index++) {
      const row = replaced[index] ?? 0;
      if (row < this.#rows) stale.add(row >>> 5);
    }
    if (stale.size > words * FEW) this.fill(0, words, size);
    else {
      for (const word of stale) this.fill(word, word + 1, size);
      this.fill(this.#rows >>> 5, words, size);
    }
    this.#rows = size;
    this.#replaced = replaced.length;
  }
}

export function grown(words: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(capacity);
  more.set(words);
  return more;
}

/** The rows that word `index` of a table of `size` rows stands for. */
export const rowsOfWord = (index: number, size: number): number => (index === size >>> 5 ? lastMask(size) : ALL);
