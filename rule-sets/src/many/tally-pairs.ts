import { type Bitset, countOf, lowestBit, word } from './bitset.ts';
import type { Codes } from './fact-column.ts';

/** Rows with one number before and one after; `rows`: the first of them, where they are examples of something. */
export interface Cell {
  count: number;
  rows: number[];
}

type Both<T> = readonly [before: T, after: T];

/** Cells of the table of pairs; beyond, pairs are counted in a map. */
const MOST_CELLS = 1 << 20;

function inTable(codes: Both<Codes>, numbers: Both<Uint32Array>, width: number, select: Bitset, examples: number) {
  const counts = new Uint32Array(width * width);
  /** Still wanted examples: of changes and of failures, not of what stayed. */
  const wanted = new Uint32Array(width * width).fill(examples);
  for (let number = 1; number < width; number++) wanted[number * width + number] = 0;
  const lines = numbers[0].map((number) => number * width);
  const columns = numbers[1];
  const [before, after] = codes;
  const rows = new Map<number, number[]>();
  const found = (at: number, row: number) => {
    wanted[at] = (wanted[at] as number) - 1;
    const known = rows.get(at);
    if (known) known.push(row);
    else rows.set(at, [row]);
  };
  const meet = (row: number) => {
    const at = (lines[before[row] as number] as number) + (columns[after[row] as number] as number);
    counts[at] = (counts[at] as number) + 1;
    if (wanted[at] !== 0) found(at, row);
  };
  for (let index = 0; index < select.words.length; index++) {
    let left = word(select.words, index);
    const base = index << 5;
    if (left === 0xffffffff) for (let row = base; row < base + 32; row++) meet(row);
    else for (; left !== 0; left &= left - 1) meet(base + lowestBit(left));
  }
  const cells = new Map<number, Cell>();
  counts.forEach((count, at) => {
    if (count > 0) cells.set(at, { count, rows: rows.get(at) ?? [] });
  });
  return cells;
}

function inMap(codes: Both<Codes>, numbers: Both<Uint32Array>, width: number, select: Bitset, examples: number) {
  const cells = new Map<number, Cell>();
  for (const row of select.rows()) {
    const [a, b] = [numbers[0][codes[0][row] as number] as number, numbers[1][codes[1][row] as number] as number];
    const cell = cells.get(a * width + b) ?? { count: 0, rows: [] };
    cells.set(a * width + b, cell);
    cell.count++;
    if (cell.rows.length < examples) cell.rows.push(row);
  }
  return cells;
}

/** Counts the pairs of numbers (below `width`) of the selected rows: cell `before * width + after`. */
export function tallyPairs(
  codes: Both<Codes>,
  numbers: Both<Uint32Array>,
  width: number,
  { select, examples }: { select: Bitset; examples: number },
): { cases: number; cells: Map<number, Cell> } {
  const tally = width * width <= MOST_CELLS ? inTable : inMap;
  return { cases: select.count(), cells: tally(codes, numbers, width, select, examples) };
}

/** How many of the selected rows have each code. */
export function tallyCodes(codes: Codes, distinct: number, select: Bitset): Uint32Array {
  const counts = new Uint32Array(distinct);
  for (let index = 0; index < select.words.length; index++) {
    let left = word(select.words, index);
    for (const base = index << 5; left !== 0; left &= left - 1) {
      const code = codes[base + lowestBit(left)] as number;
      counts[code] = (counts[code] as number) + 1;
    }
  }
  return counts;
}

/** How many bits both have. */
export function countBoth(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < a.length; index++) count += countOf(word(a, index) & (b[index] ?? 0));
  return count;
}
