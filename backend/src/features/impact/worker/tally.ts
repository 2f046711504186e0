import type { Json } from '@caseway/form-schemas';
import { type Bitset, comparableOutcome, type Outcome, type Outcomes } from '@caseway/rule-sets';
import type { PastDecisions } from './past-decisions.ts';
import type { Effect, Pair } from './protocol.ts';

const FAILED = -1;

/** An empty list and `false` say as much as nothing. */
function isGiven(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** Marks, sessions and the like are put on the case, in whatever order: it makes no difference. */
function asSet(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value;
  return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Numbers for the different outcomes of an answer, whoever gave them. */
export class OutcomeNumbers {
  readonly outcomes: Outcome[] = [];
  private readonly known = new Map<string, number>();

  /** The number of each class; -1 for failed. */
  of({ classes }: Outcomes): Int32Array {
    return Int32Array.from(classes, (one) => {
      if (one.failed) return FAILED;
      const params = Object.entries(comparableOutcome(one))
        .filter(([, value]) => isGiven(value))
        .map(([param, value]): [string, Json | undefined] => [param, asSet(value)])
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const key = JSON.stringify(params);
      const number = this.known.get(key) ?? this.outcomes.push(Object.fromEntries(params)) - 1;
      this.known.set(key, number);
      return number;
    });
  }
}

interface Cell {
  count: number;
  /** The latest by day of receipt, the latest first. */
  rows: number[];
}

function keepLatest(rows: number[], row: number, past: PastDecisions, most: number): void {
  const day = past.dayOf(row);
  if (rows.length === most && (most === 0 || day <= past.dayOf(rows.at(-1) ?? 0))) return;
  const at = rows.findIndex((other) => past.dayOf(other) < day);
  rows.splice(at === -1 ? rows.length : at, 0, row);
  if (rows.length > most) rows.pop();
}

/** What was said before and is said after of the selected rows, pair by pair, with examples of those that differ. */
export function tally(
  past: PastDecisions,
  before: Outcomes,
  after: Outcomes,
  { select, examples, numbers }: { select: Bitset; examples: number; numbers: OutcomeNumbers },
): Effect {
  const [from, to] = [numbers.of(before), numbers.of(after)];
  const width = numbers.outcomes.length;
  const [left, right] = [before.classOf, after.classOf];
  // Most cases are decided as before: they are counted in a plain array, the others in a map.
  const same = new Uint32Array(width);
  const changed = new Map<number, Cell>();
  let failed = 0;
  for (let word = 0; word < select.words.length; word++) {
    for (let bits = select.words[word] ?? 0; bits !== 0; bits &= bits - 1) {
      const row = (word << 5) + (31 - Math.clz32(bits & -bits));
      const a = from[left[row] as number] as number;
      const b = to[right[row] as number] as number;
      if (a === FAILED || b === FAILED) failed++;
      else if (a === b) same[a] = (same[a] as number) + 1;
      else {
        const key = a * width + b;
        const cell = changed.get(key) ?? { count: 0, rows: [] };
        if (cell.count++ === 0) changed.set(key, cell);
        keepLatest(cell.rows, row, past, examples);
      }
    }
  }
  const pairs: Pair[] = [];
  for (const [at, count] of same.entries()) if (count > 0) pairs.push({ from: at, to: at, count, examples: [] });
  for (const [key, { count, rows }] of changed) {
    const named = rows.map((row) => ({ caseId: past.caseOf(row), day: past.dayOf(row) }));
    pairs.push({ from: Math.floor(key / width), to: key % width, count, examples: named });
  }
  return { pairs, failed };
}
