import type { Json } from '@caseway/form-schemas';
import type { Outcome } from '../combine-outcomes.ts';
import { isJsonObject } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { type Bitset, countOf, lowestBit, word, wordsOf } from './bitset.ts';
import { rowsOfWord } from './condition-node.ts';
import type { ManyEvaluator, ManyResult, Outcomes } from './many-evaluator.ts';
import type { OutcomeClass } from './outcome-classes.ts';

export interface BacktestOptions {
  /** The rows that count. Default: every row. */
  select?: Bitset;
  /** Rows to name a transition. Default: 3. */
  examples?: number;
  /** Params of the outcome that are compared. Default: all but `say`, the wording. */
  params?: readonly string[];
}

/** Cases that `from` was said of before and `to` is said of after; `examples` are rows, the first ones. */
export interface Transition {
  from: Outcome;
  to: Outcome;
  count: number;
  examples: number[];
}

/** Cases with one value of an outcome param; of a list param, with that value in the list. */
export interface OutcomeCount {
  value: Json;
  before: number;
  after: number;
}

export interface Comparison {
  /** Cases looked at. */
  cases: number;
  /** Those of them whose outcome differs; none that failed on either side. */
  changed: number;
  /** Cases without an answer before, after, or on both sides. They are in no transition and no count. */
  failed: { before: number; after: number; cases: number; examples: number[] };
  /** The changed ones, most frequent first. */
  transitions: Transition[];
  /** By param, in the order in which values were met. Cases without the param: all others. */
  outcomes: Record<string, OutcomeCount[]>;
}

/** `matched`: cases that the rule matches; `decided`: those whose outcome it gives. */
export interface RuleHits {
  name: string;
  matched: number;
  decided: number;
}

export interface Backtest extends Comparison {
  rules: { before: RuleHits[]; after: RuleHits[] };
}

const WORDING = 'say';
const EXAMPLES = 3;
/** Cells of the table of pairs of outcomes; beyond, pairs are kept in a map. */
const MOST_CELLS = 1 << 20;

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** What of an answer is compared: its params, or the types of its events where no event says anything else. */
export function comparableOutcome({ events, outcome }: OutcomeClass, params?: readonly string[]): Outcome {
  const kept = Object.entries(outcome).filter(([param]) => (params ? params.includes(param) : param !== WORDING));
  if (kept.length > 0 || params) return Object.fromEntries(kept);
  const types = events.map((event) => event.type as Json);
  if (types.length === 0) return {};
  return types.length === 1 ? { type: types[0] } : { types };
}

/** Numbers for the different outcomes of both sides; -1 for failed. */
class Numbering {
  readonly outcomes: Outcome[] = [];
  readonly #known = new Map<string, number>();
  readonly #params: readonly string[] | undefined;

  constructor(params: readonly string[] | undefined) {
    this.#params = params;
  }

  of({ classes }: Outcomes): Int32Array {
    return Int32Array.from(classes, (one) => {
      if (one.failed) return -1;
      const outcome = comparableOutcome(one, this.#params);
      const key = canonical({ ...outcome } as Json);
      const known = this.#known.get(key) ?? this.outcomes.push(outcome) - 1;
      this.#known.set(key, known);
      return known;
    });
  }
}

interface Cell {
  count: number;
  rows: number[];
}

function tally(before: Outcomes, after: Outcomes, options: BacktestOptions) {
  const { select, examples = EXAMPLES, params } = options;
  const numbering = new Numbering(params);
  const [from, to] = [numbering.of(before), numbering.of(after)];
  // Failed is outcome 0 here.
  const width = numbering.outcomes.length + 1;
  const cells = new Map<number, Cell>();
  const counts = new Uint32Array(width * width <= MOST_CELLS ? width * width : 0);
  let cases = 0;
  const meet = (row: number) => {
    const a = (from[before.classOf[row] as number] as number) + 1;
    const b = (to[after.classOf[row] as number] as number) + 1;
    const at = a * width + b;
    const known = counts.length > 0 ? (counts[at] as number) : (cells.get(at)?.count ?? 0);
    if (counts.length > 0) counts[at] = known + 1;
    if (counts.length > 0 && (known >= examples || (a === b && a !== 0))) return;
    const cell = cells.get(at) ?? { count: 0, rows: [] };
    cells.set(at, cell);
    cell.count = known + 1;
    if (cell.rows.length < examples) cell.rows.push(row);
  };
  for (let index = 0; index < wordsOf(before.cases); index++) {
    let left = rowsOfWord(index, before.cases);
    if (select) left &= select.words[index] ?? 0;
    cases += countOf(left);
    for (const base = index << 5; left !== 0; left &= left - 1) meet(base + lowestBit(left));
  }
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] as number;
    if (count > 0) cells.set(at, { count, rows: cells.get(at)?.rows ?? [] });
  }
  return { cases, cells, width, outcomes: numbering.outcomes };
}

/** Compares what was said of the same rows. Throws RangeError where they are not as many on both sides. */
export function compareOutcomes(before: Outcomes, after: Outcomes, options: BacktestOptions = {}): Comparison {
  if (before.cases !== after.cases) throw new RangeError('the answers to compare are on different numbers of cases');
  const { cases, cells, width, outcomes } = tally(before, after, options);
  const failed = { before: 0, after: 0, cases: 0, examples: [] as number[] };
  const transitions: Transition[] = [];
  const sides = { before: new Uint32Array(width), after: new Uint32Array(width) };
  for (const [at, { count, rows }] of cells) {
    const [a, b] = [Math.floor(at / width), at % width];
    if (a === 0 || b === 0) {
      failed.cases += count;
      if (a === 0) failed.before += count;
      if (b === 0) failed.after += count;
      failed.examples.push(...rows);
      continue;
    }
    sides.before[a] = (sides.before[a] as number) + count;
    sides.after[b] = (sides.after[b] as number) + count;
    if (a !== b) {
      transitions.push({ from: outcomes[a - 1] as Outcome, to: outcomes[b - 1] as Outcome, count, examples: rows });
    }
  }
  failed.examples = failed.examples.toSorted((a, b) => a - b).slice(0, options.examples ?? EXAMPLES);
  transitions.sort((a, b) => b.count - a.count || (a.examples[0] ?? 0) - (b.examples[0] ?? 0));
  const changed = transitions.reduce((sum, { count }) => sum + count, 0);
  return { cases, changed, failed, transitions, outcomes: countValues(outcomes, sides) };
}

function countValues(outcomes: readonly Outcome[], sides: Record<'before' | 'after', Uint32Array>) {
  const byParam = new Map<string, Map<string, OutcomeCount>>();
  outcomes.forEach((outcome, index) => {
    const [before, after] = [sides.before[index + 1] as number, sides.after[index + 1] as number];
    if (before + after === 0) return;
    for (const [param, value] of Object.entries(outcome)) {
      const values = byParam.get(param) ?? new Map<string, OutcomeCount>();
      byParam.set(param, values);
      for (const one of Array.isArray(value) ? value : [value as Json]) {
        const key = canonical(one);
        const known = values.get(key) ?? { value: one, before: 0, after: 0 };
        values.set(key, { value: one, before: known.before + before, after: known.after + after });
      }
    }
  });
  return Object.fromEntries([...byParam].map(([param, values]) => [param, [...values.values()]]));
}

/** How often each rule matched and decided among the selected rows. */
export function ruleHits(result: ManyResult, select?: Bitset): RuleHits[] {
  const decided = new Uint32Array(result.rules.length);
  const byClass = new Uint32Array(result.classes.length);
  for (let row = 0; row < result.cases; row++) {
    if (select && !select.has(row)) continue;
    const one = result.classOf[row] as number;
    byClass[one] = (byClass[one] as number) + 1;
  }
  result.classes.forEach(({ rules }, one) => {
    for (const rule of rules) decided[rule] = (decided[rule] as number) + (byClass[one] as number);
  });
  return result.rules.map(({ name, matched }, index) => {
    if (!select) return { name, matched, decided: decided[index] as number };
    const { words } = result.matches(index);
    let among = 0;
    for (let at = 0; at < words.length; at++) among += countOf(word(words, at) & (select.words[at] ?? 0));
    return { name, matched: among, decided: decided[index] as number };
  });
}

/**
 * What a changed rule set would decide otherwise on the cases of a table. Throws RuleSetError where either rule set
 * is unusable as a whole; single cases without an answer are counted as failed.
 */
export function backtest(
  before: RuleSet,
  after: RuleSet,
  evaluator: ManyEvaluator,
  options: BacktestOptions = {},
): Backtest {
  const [old, fresh] = [evaluator.evaluate(before), evaluator.evaluate(after)];
  return {
    ...compareOutcomes(old, fresh, options),
    rules: { before: ruleHits(old, options.select), after: ruleHits(fresh, options.select) },
  };
}
