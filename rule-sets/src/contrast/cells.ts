import { type Json, matches, yuanOf } from '@caseway/form-schemas';
import { jsonEqual } from '../json-value.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import type { FactValueType } from '../operators/operators.ts';
import type { Cell, CellInput } from './cell.ts';
import { listCells } from './list-cells.ts';
import { OTHER_TEXT } from './other-text.ts';

const DAY_MS = 86_400_000;
const moved = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const numeric = (value: Json | undefined): value is number => typeof value === 'number' && Number.isFinite(value);

/** An ordered type as numbers: where a value stands, and the value that stands there. */
interface Line {
  at: (value: Json | undefined) => number | undefined;
  value: (at: number) => Json;
  /** The smallest step; none: values lie densely. */
  step: number | undefined;
}

const DENSE_STEP = 0.01;

const LINES: Partial<Record<FactValueType, Line>> = {
  integer: { at: (value) => (numeric(value) ? value : undefined), value: (at) => at, step: 1 },
  number: { at: (value) => (numeric(value) ? value : undefined), value: (at) => at, step: undefined },
  amount: {
    at: (value) => {
      const fen = fenOf(value);
      return fen === undefined ? undefined : Number(fen);
    },
    value: (at) => yuanOf(BigInt(at)),
    step: 1,
  },
  date: {
    at: (value) => dayNumber(value),
    value: (at) => moved('1970-01-01', at),
    step: 1,
  },
  instant: {
    at: (value) => dayNumber(value),
    value: (at) => `${moved('1970-01-01', at)}T00:00:00+08:00`,
    step: 1,
  },
};

function dayNumber(value: Json | undefined): number | undefined {
  const day = shanghaiDay(value);
  return day === undefined ? undefined : Date.parse(day) / DAY_MS;
}

/** Where nothing compares the value there is no boundary: one that stands for all, whether any is given being asked. */
const ANYWHERE: Partial<Record<FactValueType, Json>> = {
  integer: 1,
  number: 1,
  amount: '1.00',
  date: '2020-01-01',
  instant: '2020-01-01T00:00:00+08:00',
};

/** One value beside, on and after each boundary; between two boundaries of a dense type also the middle. */
function pointsOf({ step }: Line, bounds: readonly number[]): number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const by = step ?? DENSE_STEP;
  const points = sorted.flatMap((bound) => [bound - by, bound, bound + by]);
  if (step === undefined) {
    sorted.forEach((bound, index) => {
      const next = sorted[index + 1];
      if (next !== undefined) points.push((bound + next) / 2);
    });
  }
  return [...new Set(points)].sort((a, b) => a - b);
}

function orderedCells(input: CellInput, line: Line): Cell[] {
  const { original, schema, signature } = input;
  const limits = [schema?.minimum, schema?.maximum, schema?.exclusiveMinimum, schema?.exclusiveMaximum];
  const bounds = [...input.literals.map(line.at), ...limits].filter((bound) => bound !== undefined);
  const here = line.at(original);
  const anywhere = ANYWHERE[input.type];
  if (bounds.length === 0 && original === undefined && anywhere !== undefined) {
    return [{ value: anywhere, steps: 1, any: true }];
  }
  const points = pointsOf(line, bounds).filter((at) => input.type !== 'amount' || at >= 0);
  if (here === undefined) return points.map((at) => ({ value: line.value(at), steps: 1 }));
  const walk = (side: readonly number[]): Cell[] => {
    let steps = 0;
    let last = signature(original);
    return side.map((at) => {
      const next = signature(line.value(at));
      if (next !== last) steps += 1;
      last = next;
      return { value: line.value(at), steps: Math.max(1, steps) };
    });
  };
  const above = walk(points.filter((at) => at > here));
  const below = input.onlyLater ? [] : walk(points.filter((at) => at < here).reverse());
  return [...below, ...above].sort((a, b) => a.steps - b.steps);
}

/** Texts in which any of the words stand that rules look for, and one in which none does. */
function textCells({ original, literals, vocabulary }: CellInput): Cell[] {
  if (vocabulary.length > 0) return vocabulary.map((value) => ({ value, steps: 1 }));
  const words = [...new Set(literals.filter((literal) => typeof literal === 'string' && literal !== ''))] as string[];
  const cells: Cell[] = words.map((value) => ({ value, steps: 1 }));
  const isLong = words.length > MOST_WORDS;
  for (let chosen = 3; !isLong && chosen < 2 ** words.length; chosen++) {
    const some = words.filter((_, index) => (chosen >> index) % 2 === 1);
    if (some.length > 1) cells.push({ value: some.join(' '), steps: some.length });
  }
  if (typeof original === 'string' && original !== '') {
    for (const word of words) cells.push({ value: `${original} ${word}`, steps: 1 });
  }
  return [...cells, { value: OTHER_TEXT, steps: 1 }];
}

const MOST_WORDS = 6;

function rawCells(input: CellInput): { cells: Cell[]; complete: boolean } {
  const { type, info, literals } = input;
  const line = LINES[type];
  if (line) return { cells: orderedCells(input, line), complete: true };
  switch (type) {
    case 'boolean':
      return { cells: [false, true].map((value) => ({ value, steps: 1 })), complete: true };
    case 'choice': {
      const choices = info?.choices?.map((choice) => choice.value) ?? literals.filter((one) => !Array.isArray(one));
      return { cells: choices.map((value) => ({ value, steps: 1 })), complete: true };
    }
    case 'text':
      return {
        cells: textCells(input),
        // Texts of a pattern cannot be made up.
        complete: input.vocabulary.length > 0 || (new Set(literals).size <= MOST_WORDS && fits(input, OTHER_TEXT)),
      };
    default:
      return listCells(input);
  }
}

const fits = ({ schema, root }: CellInput, value: Json): boolean => !schema || matches(schema, value, root ?? schema);

/**
 * One value of every cell of the partition that all comparisons of the fact make of its values: of each cell the
 * nearest to the one it has. The present value's own cell is left out. `complete` false: there may be cells that no
 * value was found for (texts of many words, long lists).
 */
export function cellsOf(input: CellInput): { cells: Cell[]; complete: boolean } {
  const { cells: raw, complete } = rawCells(input);
  const usable = raw.filter(({ value }) => value !== undefined && fits(input, value));
  if (input.mayBeMissing && input.original !== undefined) {
    usable.push({ value: undefined, steps: Array.isArray(input.original) ? Math.max(1, input.original.length) : 1 });
  }
  const found = new Map<string, Cell>();
  const own = input.signature(input.original);
  for (const cell of usable.toSorted((a, b) => a.steps - b.steps)) {
    const key = input.signature(cell.value);
    if (key === own || jsonEqual(cell.value, input.original) || found.has(key)) continue;
    found.set(key, cell);
  }
  return { cells: [...found.values()], complete };
}

/** The type of a fact that no form declares, by what it is compared with. */
export function guessedType(values: readonly (Json | undefined)[], operators: ReadonlySet<string>): FactValueType {
  const has = (...names: string[]) => names.some((name) => operators.has(name));
  if (has('contains', 'doesNotContain', 'containsAny', 'containsAll', 'countAtLeast')) return 'texts';
  if (has('dateBefore', 'dateAfter', 'dateOnOrBefore', 'dateOnOrAfter')) {
    return values.some((value) => typeof value === 'string' && value.length > 10) ? 'instant' : 'date';
  }
  if (has('amountLessThan', 'amountAtLeast')) return 'amount';
  const given = values.filter((value) => value !== undefined && value !== null);
  if (given.some((value) => typeof value === 'boolean')) return 'boolean';
  const numbers = given.filter((value) => typeof value === 'number');
  if (numbers.length > 0) return numbers.every(Number.isInteger) ? 'integer' : 'number';
  return 'text';
}
