/** One bit a case. `words` holds 32 cases each, the first in the lowest bit; bits from `size` on are 0. */
export class Bitset {
  readonly words: Uint32Array;
  readonly size: number;

  /** Empty, or of `words` (taken, not copied), whose bits from `size` on must be 0. */
  constructor(size: number, words?: Uint32Array) {
    this.size = size;
    this.words = words ?? new Uint32Array(wordsOf(size));
  }

  /** The rows for which `keep` holds. */
  static where(size: number, keep: (row: number) => boolean): Bitset {
    const bits = new Bitset(size);
    for (let row = 0; row < size; row++) if (keep(row)) bits.add(row);
    return bits;
  }

  /** Every row. */
  static full(size: number): Bitset {
    const bits = new Bitset(size);
    bits.words.fill(ALL);
    const last = bits.words.length - 1;
    if (last >= 0) bits.words[last] = lastMask(size);
    return bits;
  }

  has(row: number): boolean {
    return row >= 0 && row < this.size && ((word(this.words, row >>> 5) >>> (row & 31)) & 1) === 1;
  }

  /** Throws RangeError outside of the size. */
  add(row: number): void {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`row ${row} is outside of ${this.size} rows`);
    this.words[row >>> 5] = word(this.words, row >>> 5) | (1 << (row & 31));
  }

  count(): number {
    return countBits(this.words);
  }

  /** In ascending order. */
  rows(): number[] {
    const rows: number[] = [];
    for (let index = 0; index < this.words.length; index++) {
      for (let left = word(this.words, index); left !== 0; left &= left - 1) rows.push((index << 5) + lowestBit(left));
    }
    return rows;
  }
}

export const ALL = 0xffffffff;

export const wordsOf = (size: number): number => (size + 31) >>> 5;

/** The bits of the last word that stand for rows. */
export const lastMask = (size: number): number => ((size & 31) === 0 ? ALL : (1 << (size & 31)) - 1);

/** A word that is known to be there. */
export const word = (words: Uint32Array, index: number): number => words[index] as number;

export const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

export function countOf(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

export function countBits(words: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < words.length; index++) count += countOf(word(words, index));
  return count;
}
