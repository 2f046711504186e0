import { ALL, lastMask, wordsOf } from './bitset.ts';
import type { FactTable } from './fact-table.ts';

/** Above this share of words to compute again, all of them are: bookkeeping would cost more. */
const FEW = 1 / 8;

/**
 * One condition over every case of a table: `bits` where it holds, `fails` where it has no answer (null: it has one
 * everywhere). Computed by `refresh`, and then again only for rows added or replaced since.
 */
export abstract class ConditionNode {
  readonly id: number;
  bits = new Uint32Array(0);
  fails: Uint32Array | null = null;
  /** The evaluation that used it last, by number. */
  lastUsed = 0;
  readonly #table: FactTable;
  readonly #below: readonly ConditionNode[];
  #rows = 0;
  #replaced = 0;

  constructor(id: number, table: FactTable, below: readonly ConditionNode[]) {
    this.id = id;
    this.#table = table;
    this.#below = below;
  }

  /** Computes the words `from` … `to - 1`; bits beyond `size` must come out 0. */
  protected abstract fill(from: number, to: number, size: number): void;

  refresh(use: number): void {
    if (this.lastUsed !== use) {
      this.lastUsed = use;
      for (const node of this.#below) node.refresh(use);
    }
    const { size, replaced } = this.#table;
    if (this.#rows === size && this.#replaced === replaced.length) return;
    const words = wordsOf(size);
    this.#reserve(words);
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

  #reserve(words: number): void {
    if (words <= this.bits.length) return;
    const capacity = this.bits.length === 0 ? words : Math.ceil(words * 1.25);
    const bits = new Uint32Array(capacity);
    bits.set(this.bits);
    this.bits = bits;
    if (this.fails) this.fails = grown(this.fails, capacity);
  }

  /** `fails`, made where there was none. */
  protected failing(): Uint32Array {
    this.fails ??= new Uint32Array(this.bits.length);
    return this.fails;
  }
}

function grown(words: Uint32Array, capacity: number): Uint32Array {
  const more = new Uint32Array(capacity);
  more.set(words);
  return more;
}

/** The rows that word `index` of a table of `size` rows stands for. */
export const rowsOfWord = (index: number, size: number): number => (index === size >>> 5 ? lastMask(size) : ALL);
