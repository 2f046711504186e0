import type { Json } from '@caseway/form-schemas';
import type { Outcome } from '../combine-outcomes.ts';
import { isJsonObject } from '../json-value.ts';
import { Bitset } from './bitset.ts';
import type { Outcomes } from './many-evaluator.ts';
import type { OutcomeClass } from './outcome-classes.ts';
import { tallyPairs } from './tally-pairs.ts';

export interface CompareOptions {
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

const WORDING = 'say';
const EXAMPLES = 3;

/** The same text for what is the same: the order of keys does not count. */
function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** The same for an outcome, of whose lists the order does not count either. */
function canonicalOutcome(outcome: Outcome): string {
  const params = Object.entries(outcome).map(([param, value]) => {
    const texts = Array.isArray(value) ? value.map((item) => canonical(item)).toSorted() : canonical(value as Json);
    return [param, texts] as const;
  });
  return JSON.stringify(params.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What of an answer is compared: its params, or the types of its events where no event says anything else. */
export function comparableOutcome({ events, outcome }: OutcomeClass, params?: readonly string[]): Outcome {
  const kept = Object.entries(outcome).filter(([param]) => (params ? params.includes(param) : param !== WORDING));
  if (kept.length > 0 || params) return Object.fromEntries(kept);
  const types = events.map((event) => event.type as Json);
  if (types.length === 0) return {};
  return types.length === 1 ? { type: types[0] } : { types };
}

/** Numbers for the different outcomes of both sides, from 1; 0: failed. */
class Numbering {
  readonly outcomes: Outcome[] = [];
  readonly #known = new Map<string, number>();
  readonly #params: readonly string[] | undefined;

  constructor(params: readonly string[] | undefined) {
    this.#params = params;
  }

  of({ classes }: Outcomes): Uint32Array {
    return Uint32Array.from(classes, (one) => {
      if (one.failed) return 0;
      const outcome = comparableOutcome(one, this.#params);
      const key = canonicalOutcome(outcome);
      const known = this.#known.get(key) ?? this.outcomes.push(outcome);
      this.#known.set(key, known);
      return known;
    });
  }
}

/** Compares what was said of the same rows. Throws RangeError where they are not as many on both sides. */
export function compareOutcomes(before: Outcomes, after: Outcomes, options: CompareOptions = {}): Comparison {
  if (before.cases !== after.cases) throw new RangeError('the answers to compare are on different numbers of cases');
  const { select, params, examples = EXAMPLES } = options;
  const numbering = new Numbering(params);
  const [from, to] = [numbering.of(before), numbering.of(after)];
  const { outcomes } = numbering;
  // 0: failed.
  const width = outcomes.length + 1;
  const { cases, cells } = tallyPairs([before.classOf, after.classOf], [from, to], width, {
    select: select ?? Bitset.full(before.cases),
    examples,
  });
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
  failed.examples = failed.examples.toSorted((a, b) => a - b).slice(0, examples);
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
