import { word } from './bitset.ts';
import type { FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';
import { RowCache } from './row-cache.ts';

/** Columns of more distinct values have no bitmaps: reading the column is faster. */
const MOST_VALUES = 64;

/**
 * The rows of each value of one column that has few: a condition on it is then made of words, not of rows. `words`
 * holds a row of `stride` words for each code; null where the column has too many values.
 */
export class ValueBitmaps extends RowCache {
  readonly #column: () => FactColumn;
  words: Uint32Array | null = new Uint32Array(0);
  stride = 0;
  #codes = 0;
  readonly #found = new Uint32Array(MOST_VALUES);

  constructor(table: FactTable, column: () => FactColumn) {
    super(table, []);
    this.#column = column;
  }

  protected reserve(words: number): void {
    if (this.words) this.#resize(this.#codes, words);
  }

  #resize(codes: number, stride: number): void {
    const before = this.words ?? new Uint32Array(0);
    const words = new Uint32Array(codes * stride);
    for (let code = 0; code < this.#codes; code++) {
      words.set(before.subarray(code * this.stride, (code + 1) * this.stride), code * stride);
    }
    this.words = words;
    this.#codes = codes;
    this.stride = stride;
  }

  protected fill(from: number, to: number, size: number): void {
    const { codes, values } = this.#column();
    if (values.length > MOST_VALUES) this.words = null;
    if (!this.words) return;
    if (values.length > this.#codes) this.#resize(values.length, this.stride);
    const { words, stride } = this;
    const found = this.#found;
    const distinct = values.length;
    for (let index = from; index < to; index++) {
      found.fill(0, 0, distinct);
      const end = Math.min(size, (index + 1) << 5);
      for (let row = index << 5; row < end; row++) {
        const code = codes[row] as number;
        found[code] = word(found, code) | (1 << (row & 31));
      }
      for (let code = 0; code < distinct; code++) words[code * stride + index] = word(found, code);
    }
  }
}
