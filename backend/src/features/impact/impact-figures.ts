import type { Json } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  computeDeadline,
  type HandlingPath,
  type Outcome,
  type PathClock,
} from '@caseway/rule-sets';
import type { Effect } from './worker/protocol.ts';

/** Transitions listed; an edit that makes more of them is a new policy rather than an edit, and the rest is counted. */
const MOST_TRANSITIONS = 40;
/** What a case is known by comes first; what is put on it besides, after. */
const FIRST = ['category', 'path', 'department', 'level'];

/**
 * A way of being decided otherwise: of each side the params that differ, those that it lacks left out; of lists the items
 * that the other side does not have.
 */
export interface TransitionFigures {
  params: string[];
  from: Outcome;
  to: Outcome;
  count: number;
  /** Case ids, the latest first. */
  examples: string[];
}

/** Changed cases by the first param that differs; null where a side does not have it. */
export interface FlowFigures {
  param: string;
  from: Json;
  to: Json;
  count: number;
}

export interface ParamFigures {
  param: string;
  /** Null: not given. */
  values: { value: Json; before: number; after: number }[];
}

export type Tendency = 'tighter' | 'looser' | 'same' | 'unknown';

export interface ClockFigures {
  from: PathClock | null;
  to: PathClock | null;
  tendency: Tendency;
  cases: number;
}

export interface DeadlineFigures {
  tighter: number;
  looser: number;
  sameOrUnknown: number;
  clocks: ClockFigures[];
}

export interface EffectFigures {
  changed: number;
  unchanged: number;
  failed: number;
  transitions: TransitionFigures[];
  leftOut: number;
  flows: FlowFigures[];
  params: ParamFigures[];
  deadlines: DeadlineFigures;
}

/** What was found in one township, with what is in force there. */
export interface Part {
  effect: Effect;
  calendar: BusinessCalendar | null;
  path: (key: string) => HandlingPath | null;
}

const jsonOf = (value: Json | undefined): string => JSON.stringify(value) ?? '';

function differing(from: Outcome, to: Outcome): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((param) => jsonOf(from[param]) !== jsonOf(to[param]))
    .toSorted(byRank);
}

const byRank = (a: string, b: string): number => rankOf(a) - rankOf(b);

function rankOf(param: string): number {
  const rank = FIRST.indexOf(param);
  return rank === -1 ? FIRST.length : rank;
}

function only(outcome: Outcome, other: Outcome, params: readonly string[]): Outcome {
  const kept = params.flatMap((param): [string, Json][] => {
    const [value, beside] = [outcome[param], other[param]];
    if (value === undefined) return [];
    if (!Array.isArray(value) || !Array.isArray(beside)) return [[param, value]];
    const rest = value.filter((item) => !beside.some((same) => jsonOf(same) === jsonOf(item)));
    return rest.length > 0 ? [[param, rest]] : [];
  });
  return Object.fromEntries(kept);
}

function transitionsOf(parts: readonly Part[], outcomes: readonly Outcome[], examples: number): TransitionFigures[] {
  const found = new Map<string, TransitionFigures & { seen: { caseId: string; day: number }[] }>();
  for (const { pairs } of parts.map(({ effect }) => effect)) {
    for (const pair of pairs) {
      const [from = {}, to = {}] = [outcomes[pair.from], outcomes[pair.to]];
      const params = differing(from, to);
      if (params.length === 0) continue;
      const sides = { from: only(from, to, params), to: only(to, from, params) };
      const key = jsonOf([params.toSorted(), ...[sides.from, sides.to].map(sorted)]);
      const known = found.get(key) ?? { params, ...sides, count: 0, examples: [], seen: [] };
      known.count += pair.count;
      known.seen.push(...pair.examples);
      found.set(key, known);
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ seen, ...transition }) => {
      const latest = seen.toSorted((a, b) => b.day - a.day || (a.caseId < b.caseId ? 1 : -1));
      return { ...transition, examples: [...new Set(latest.map(({ caseId }) => caseId))].slice(0, examples) };
    });
}

const sorted = (outcome: Outcome): Json =>
  Object.keys(outcome)
    .toSorted()
    .map((param) => [param, outcome[param] ?? null]);

function flowsOf(transitions: readonly TransitionFigures[]): FlowFigures[] {
  const flows = new Map<string, FlowFigures>();
  for (const { params, from, to, count } of transitions) {
    const [param = ''] = params;
    const key = jsonOf([param, from[param] ?? null, to[param] ?? null]);
    const flow = flows.get(key) ?? { param, from: from[param] ?? null, to: to[param] ?? null, count: 0 };
    flow.count += count;
    flows.set(key, flow);
  }
  return [...flows.values()].toSorted((a, b) => b.count - a.count);
}

/** The values of a param in an outcome: each item of a list; null where it is not given. */
function valuesOf(outcome: Outcome, param: string): Json[] {
  const value = outcome[param] ?? null;
  return Array.isArray(value) ? value : [value];
}

function paramFigures(parts: readonly Part[], outcomes: readonly Outcome[]): ParamFigures[] {
  const totals = outcomes.map(() => ({ before: 0, after: 0 }));
  const add = (at: number, side: 'before' | 'after', count: number) => {
    const total = totals[at];
    if (total) total[side] += count;
  };
  for (const { pairs } of parts.map(({ effect }) => effect)) {
    for (const { from, to, count } of pairs) {
      add(from, 'before', count);
      add(to, 'after', count);
    }
  }
  const used = outcomes.filter((_, at) => (totals[at]?.before ?? 0) + (totals[at]?.after ?? 0) > 0);
  return [...new Set(used.flatMap((outcome) => Object.keys(outcome)))].toSorted(byRank).map((param) => {
    const values = new Map<string, ParamFigures['values'][number]>();
    for (const [at, outcome] of outcomes.entries()) {
      const total = totals[at];
      if (!total || total.before + total.after === 0) continue;
      for (const value of valuesOf(outcome, param)) {
        const figures = values.get(jsonOf(value)) ?? { value, before: 0, after: 0 };
        figures.before += total.before;
        figures.after += total.after;
        values.set(jsonOf(value), figures);
      }
    }
    const most = ({ before, after }: { before: number; after: number }) => Math.max(before, after);
    return { param, values: [...values.values()].toSorted((a, b) => most(b) - most(a)) };
  });
}

/** Whether the other clock is due earlier or later for a case that starts at `now`, by the calendar's own days. */
export function tendencyOf(
  from: PathClock | null,
  to: PathClock | null,
  calendar: BusinessCalendar | null,
  now: Date,
): Tendency {
  if (!from || !to) return 'unknown';
  const [a, b] = [from.duration, to.duration];
  if (a.unit === b.unit && a.value === b.value) return 'same';
  if (a.unit === b.unit) return b.value < a.value ? 'tighter' : 'looser';
  if (!calendar) return 'unknown';
  const due = ({ duration, rollOver }: PathClock) =>
    computeDeadline({ startedAt: now, durations: [duration], rollOver }, calendar).dueAt?.getTime() ?? 0;
  const difference = due(to) - due(from);
  return difference === 0 ? 'same' : difference < 0 ? 'tighter' : 'looser';
}

interface Compared {
  tendency: Tendency;
  clocks: ClockFigures[];
}

/** Clocks of one key are the same clock on two paths. All that differ must tend one way for the path to do so. */
function comparePaths(from: HandlingPath, to: HandlingPath, calendar: BusinessCalendar | null, now: Date): Compared {
  const keys = new Set([...from.clocks, ...to.clocks].map(({ key }) => key));
  const clocks = [...keys].map((key) => {
    const [a, b] = [from, to].map((path) => path.clocks.find((clock) => clock.key === key) ?? null);
    return { from: a ?? null, to: b ?? null, tendency: tendencyOf(a ?? null, b ?? null, calendar, now), cases: 0 };
  });
  const tendencies = new Set(clocks.map(({ tendency }) => tendency).filter((tendency) => tendency !== 'same'));
  const [first = 'same'] = tendencies;
  return { tendency: tendencies.size > 1 ? 'unknown' : first, clocks };
}

function deadlineFigures(parts: readonly Part[], outcomes: readonly Outcome[], now: Date): DeadlineFigures {
  const figures: DeadlineFigures = { tighter: 0, looser: 0, sameOrUnknown: 0, clocks: [] };
  const byClock = new Map<string, ClockFigures>();
  for (const { effect, path, calendar } of parts) {
    for (const pair of effect.pairs) {
      const [before, after] = [outcomes[pair.from]?.path, outcomes[pair.to]?.path];
      if (before === after || typeof before !== 'string' || typeof after !== 'string') continue;
      const [from, to] = [path(before), path(after)];
      if (!from || !to) {
        figures.sameOrUnknown += pair.count;
        continue;
      }
      const { tendency, clocks } = comparePaths(from, to, calendar, now);
      if (tendency === 'tighter' || tendency === 'looser') figures[tendency] += pair.count;
      else figures.sameOrUnknown += pair.count;
      for (const clock of clocks.filter((it) => it.tendency !== 'same')) {
        const key = jsonOf([
          (clock.from ?? clock.to)?.key ?? null,
          clock.from ? { ...clock.from.duration } : null,
          clock.to ? { ...clock.to.duration } : null,
        ]);
        const known = byClock.get(key) ?? clock;
        known.cases += pair.count;
        byClock.set(key, known);
      }
    }
  }
  figures.clocks = [...byClock.values()].toSorted((a, b) => b.cases - a.cases);
  return figures;
}

/**
 * Everything that the numbers of the worker say, before it is put into words. `outcomes` hold what is given only:
 * nothing false or empty, and no words to the petitioner.
 */
export function figuresOf(
  parts: readonly Part[],
  outcomes: readonly Outcome[],
  { examples, now }: { examples: number; now: Date },
): EffectFigures {
  const transitions = transitionsOf(parts, outcomes, examples);
  const listed = transitions.slice(0, MOST_TRANSITIONS);
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
  const changed = sum(transitions);
  return {
    changed,
    unchanged: sum(parts.flatMap(({ effect }) => effect.pairs)) - changed,
    failed: parts.reduce((total, { effect }) => total + effect.failed, 0),
    transitions: listed,
    leftOut: changed - sum(listed),
    flows: flowsOf(transitions),
    params: paramFigures(parts, outcomes),
    deadlines: deadlineFigures(parts, outcomes, now),
  };
}
