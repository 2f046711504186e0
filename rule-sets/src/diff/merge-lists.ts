import type { Json } from '@caseway/form-schemas';

/** A run of a list in three versions of it, and whether all three have it alike. */
export interface Hunk {
  stable: boolean;
  base: Json[];
  mine: Json[];
  theirs: Json[];
}

/** Longer lists are compared as a whole: the comparison takes the product of the lengths. */
const MOST = 4_000_000;

/** For each item of `base` the place of the equal item of `other` in a longest common subsequence, or -1. */
function matches(base: readonly string[], other: readonly string[]): number[] | undefined {
  const found = new Array<number>(base.length).fill(-1);
  let from = 0;
  while (from < base.length && from < other.length && base[from] === other[from]) {
    found[from] = from;
    from++;
  }
  let cut = 0;
  while (
    cut < base.length - from &&
    cut < other.length - from &&
    base[base.length - 1 - cut] === other[other.length - 1 - cut]
  ) {
    found[base.length - 1 - cut] = other.length - 1 - cut;
    cut++;
  }
  const [rows, columns] = [base.length - cut - from, other.length - cut - from];
  if (rows * columns > MOST) return undefined;
  const width = columns + 1;
  const longest = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      longest[row * width + column] =
        base[from + row] === other[from + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (base[from + row] === other[from + column]) found[from + row++] = from + column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return found;
}

/** Where three versions of a list agree and where they part (diff3); `texts` tells equal items. Undefined: too long. */
export function hunksOf(
  base: readonly Json[],
  mine: readonly Json[],
  theirs: readonly Json[],
  text: (item: Json) => string,
): Hunk[] | undefined {
  const [b, m, t] = [base.map(text), mine.map(text), theirs.map(text)];
  const [inMine, inTheirs] = [matches(b, m), matches(b, t)];
  if (!inMine || !inTheirs) return undefined;
  const hunks: Hunk[] = [];
  const add = (stable: boolean, to: [number, number, number], from: [number, number, number]) => {
    if (to.every((end, side) => end === from[side])) return;
    hunks.push({
      stable,
      base: base.slice(from[0], to[0]),
      mine: mine.slice(from[1], to[1]),
      theirs: theirs.slice(from[2], to[2]),
    });
  };
  let at: [number, number, number] = [0, 0, 0];
  for (const index of base.keys()) {
    const [my, their] = [inMine[index] ?? -1, inTheirs[index] ?? -1];
    if (my < 0 || their < 0) continue;
    add(false, [index, my, their], at);
    at = [index, my, their];
    add(true, [index + 1, my + 1, their + 1], at);
    at = [index + 1, my + 1, their + 1];
  }
  add(false, [base.length, mine.length, theirs.length], at);
  return hunks;
}
