import { countOf, word } from './bitset.ts';
import type { FactTable } from './fact-table.ts';
import { grown, RowCache } from './row-cache.ts';

/** One condition over every case of a table. */
export abstract class ConditionNode extends RowCache {
  readonly id: number;
  /** Where it holds. */
  bits = new Uint32Array(0);
  /** Where it has no answer; null: it has one everywhere. */
  fails: Uint32Array | null = null;
  #count = -1;

  constructor(id: number, table: FactTable, below: readonly RowCache[]) {
    super(table, below);
    this.id = id;
  }

  protected abstract compute(from: number, to: number, size: number): void;

  protected fill(from: number, to: number, size: number): void {
    this.#count = -1;
    this.compute(from, to, size);
  }

  protected reserve(words: number): void {
    this.bits = grown(this.bits, words);
    if (this.fails) this.fails = grown(this.fails, words);
  }

  /** How many cases it holds for. */
  count(): number {
    if (this.#count === -1) {
      this.#count = 0;
      for (let index = 0; index < this.bits.length; index++) this.#count += countOf(word(this.bits, index));
    }
    return this.#count;
  }

  /** `fails`, made where there was none. */
  protected failing(): Uint32Array {
    this.fails ??= new Uint32Array(this.bits.length);
    return this.fails;
  }

  get bytes(): number {
    return this.bits.byteLength + (this.fails?.byteLength ?? 0);
  }
}
