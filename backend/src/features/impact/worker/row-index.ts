const EMPTY = -1;
const FIRST = 1024;

/** The four words of a UUID. Throws where the text is none. */
export function wordsOf(id: string): [number, number, number, number] {
  const hex = id.replaceAll('-', '');
  if (!/^[\da-f]{32}$/i.test(hex)) throw new TypeError(`${id} is no UUID`);
  const word = (at: number) => Number.parseInt(hex.slice(at, at + 8), 16) >>> 0;
  return [word(0), word(8), word(16), word(24)];
}

export function textOf(words: ArrayLike<number>, at: number): string {
  const hex = [0, 1, 2, 3].map((index) => ((words[at + index] ?? 0) >>> 0).toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * UUIDs by row, and rows by UUID. A million of them take about 24 MB, where strings in a map take 150. Rows are numbered as they
 * are added; the last row added under an id is the one found.
 */
export class RowIndex {
  private words = new Uint32Array(FIRST * 4);
  private table = new Int32Array(FIRST * 2).fill(EMPTY);
  private count = 0;

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.words.byteLength + this.table.byteLength;
  }

  /** The row last added under the id; undefined where there is none. */
  find(id: string): number | undefined {
    const row = this.table[this.placeOf(wordsOf(id))] ?? EMPTY;
    return row === EMPTY ? undefined : row;
  }

  add(id: string): number {
    if (this.count * 4 === this.words.length) this.grow();
    const words = wordsOf(id);
    this.words.set(words, this.count * 4);
    this.table[this.placeOf(words)] = this.count;
    return this.count++;
  }

  idOf(row: number): string {
    return textOf(this.words, row * 4);
  }

  private placeOf(words: readonly number[]): number {
    const mask = this.table.length - 1;
    // UUIDv7 begin with the time: what is random stands at the end.
    let place = Math.imul((words[3] ?? 0) ^ Math.imul((words[2] ?? 0) ^ (words[1] ?? 0), 0x9e3779b1), 0x85ebca6b);
    for (place = (place ^ (place >>> 15)) & mask; ; place = (place + 1) & mask) {
      const row = this.table[place] ?? EMPTY;
      if (row === EMPTY || words.every((word, index) => this.words[row * 4 + index] === word)) return place;
    }
  }

  private grow(): void {
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    this.table = new Int32Array(this.table.length * 2).fill(EMPTY);
    for (let row = 0; row < this.count; row++) {
      this.table[this.placeOf([...this.words.subarray(row * 4, row * 4 + 4)])] = row;
    }
  }
}
