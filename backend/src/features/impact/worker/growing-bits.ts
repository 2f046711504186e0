import { Bitset } from '@caseway/rule-sets';

const FIRST_WORDS = 32;

/** One bit a row, of rows that still come. */
export class GrowingBits {
  private words = new Uint32Array(FIRST_WORDS);

  get bytes(): number {
    return this.words.byteLength;
  }

  set(row: number, value: boolean): void {
    const at = row >>> 5;
    if (at >= this.words.length) {
      const words = new Uint32Array(Math.max(this.words.length * 2, at + 1));
      words.set(this.words);
      this.words = words;
    }
    const bit = 1 << (row & 31);
    const word = this.words[at] ?? 0;
    this.words[at] = value ? word | bit : word & ~bit;
  }

  has(row: number): boolean {
    return (((this.words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  wordAt(at: number): number {
    return this.words[at] ?? 0;
  }

  /** How many rows of `among` are set. */
  countIn(among: Pick<Bitset, 'words'>): number {
    return countBoth(among.words, this.words);
  }
}

export function countBits(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Bits that both have; the longer one's rest counts for nothing. */
export function countBoth(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) count += countBits((a[at] ?? 0) & (b[at] ?? 0));
  return count;
}

/** The rows of `bits` that are, or are not, set in `growing`. */
export function split(bits: Bitset, growing: GrowingBits): { set: Bitset; unset: Bitset } {
  const set = new Uint32Array(bits.words.length);
  const unset = new Uint32Array(bits.words.length);
  for (let at = 0; at < set.length; at++) {
    const word = bits.words[at] ?? 0;
    const known = growing.wordAt(at);
    set[at] = word & known;
    unset[at] = word & ~known;
  }
  return { set: new Bitset(bits.size, set), unset: new Bitset(bits.size, unset) };
}
