/** What is not compressed as it says, or larger than it may be. */
export class InflateError extends Error {}

const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Codes {
  counts: Uint16Array;
  symbols: Uint16Array;
}

/** Canonical codes by how many bits each symbol has. */
function codesOf(bits: readonly number[]): Codes {
  const counts = new Uint16Array(16);
  for (const length of bits) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const starts = new Uint16Array(17);
  for (let length = 1; length < 16; length++) starts[length + 1] = (starts[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(bits.length);
  for (const [symbol, length] of bits.entries()) {
    if (length === 0) continue;
    symbols[starts[length] ?? 0] = symbol;
    starts[length] = (starts[length] ?? 0) + 1;
  }
  return { counts, symbols };
}

const repeated = (value: number, times: number): number[] => new Array<number>(times).fill(value);
const FIXED = codesOf([...repeated(8, 144), ...repeated(9, 112), ...repeated(7, 24), ...repeated(8, 8)]);
const FIXED_DISTANCES = codesOf(repeated(5, 30));

/** Raw DEFLATE (RFC 1951). Never gives more than `most` bytes: throws `InflateError` instead, as for whatever is no such data. */
export function inflate(data: Uint8Array, most: number): Uint8Array {
  let out = new Uint8Array(Math.min(most, Math.max(1024, data.length * 4)));
  let length = 0;
  let at = 0;
  let held = 0;
  let count = 0;
  const bits = (wanted: number): number => {
    while (count < wanted) {
      const byte = data[at];
      if (byte === undefined) throw new InflateError('ends too early');
      held |= byte << count;
      at += 1;
      count += 8;
    }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    count -= wanted;
    return value;
  };
  const symbol = ({ counts, symbols }: Codes): number => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let size = 1; size < 16; size++) {
      code |= bits(1);
      const here = counts[size] ?? 0;
      if (code - here < first) {
        const found = symbols[index + (code - first)];
        if (found === undefined) break;
        return found;
      }
      index += here;
      first = (first + here) << 1;
      code <<= 1;
    }
    throw new InflateError('no such code');
  };
  const put = (byte: number): void => {
    if (length >= most) throw new InflateError('too large');
    if (length >= out.length) {
      const larger = new Uint8Array(Math.min(most, out.length * 2));
      larger.set(out);
      out = larger;
    }
    out[length] = byte;
    length += 1;
  };
  const stored = (): void => {
    held = 0;
    count = 0;
    const size = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
    at += 4;
    if (at + size > data.length) throw new InflateError('ends too early');
    for (let index = 0; index < size; index++) put(data[at + index] ?? 0);
    at += size;
  };
  const compressed = (codes: Codes, distances: Codes): void => {
    for (;;) {
      const code = symbol(codes);
      if (code < 256) put(code);
      else if (code === 256) return;
      else {
        const base = LENGTHS[code - 257];
        if (base === undefined) throw new InflateError('no such length');
        const size = base + bits(LENGTH_BITS[code - 257] ?? 0);
        const step = symbol(distances);
        const back = (DISTANCES[step] ?? Number.POSITIVE_INFINITY) + bits(DISTANCE_BITS[step] ?? 0);
        if (back > length) throw new InflateError('points before its beginning');
        for (let index = 0; index < size; index++) put(out[length - back] ?? 0);
      }
    }
  };
  const dynamic = (): void => {
    const [literals, steps, lengths] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const sizes = repeated(0, 19);
    for (const place of ORDER.slice(0, lengths)) sizes[place] = bits(3);
    const codes = codesOf(sizes);
    const all: number[] = [];
    while (all.length < literals + steps) {
      const code = symbol(codes);
      if (code < 16) all.push(code);
      else if (code === 16) {
        const last = all.at(-1);
        if (last === undefined) throw new InflateError('repeats nothing');
        all.push(...repeated(last, 3 + bits(2)));
      } else all.push(...repeated(0, code === 17 ? 3 + bits(3) : 11 + bits(7)));
    }
    compressed(codesOf(all.slice(0, literals)), codesOf(all.slice(literals, literals + steps)));
  };
  for (let last = 0; last === 0; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) stored();
    else if (kind === 1) compressed(FIXED, FIXED_DISTANCES);
    else if (kind === 2) dynamic();
    else throw new InflateError('no such block');
  }
  return out.subarray(0, length);
}
