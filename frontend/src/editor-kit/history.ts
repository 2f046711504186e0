/** One step that can be taken back: what it was called, and the value before and after it. */
interface Step<T> {
  label: string;
  value: T;
  mergeKey: string | undefined;
  /** Milliseconds; when the step was last added to. */
  at: number;
}

/**
 * A value with everything that led to it. `past` holds the steps done, `future` the steps undone, nearest last;
 * a step in `past` carries the value before it, a step in `future` the value after it.
 */
export interface History<T> {
  value: T;
  past: readonly Step<T>[];
  future: readonly Step<T>[];
}

export interface Edit<T> {
  /** What the step is called where it is offered to be undone: a translated text. */
  label: string;
  next: T;
  /** Edits with the same key in quick succession are one step: a word typed, a slider dragged. */
  mergeKey?: string | undefined;
  /** Milliseconds, the present. */
  at: number;
}

/** How long a burst of edits with one key may pause, in milliseconds. */
export const BURST_MS = 1000;
/** Older steps are forgotten. */
export const MOST_STEPS = 500;

export function startHistory<T>(value: T): History<T> {
  return { value, past: [], future: [] };
}

/** Does an edit. An edit that changes nothing is no step; any other one forgets what had been undone. */
export function editHistory<T>(history: History<T>, { label, next, mergeKey, at }: Edit<T>): History<T> {
  if (Object.is(next, history.value)) return history;
  const last = history.past.at(-1);
  const isBurst =
    last !== undefined &&
    mergeKey !== undefined &&
    last.mergeKey === mergeKey &&
    at - last.at <= BURST_MS &&
    history.future.length === 0;
  const past = isBurst
    ? [...history.past.slice(0, -1), { ...last, at }]
    : [...history.past, { label, value: history.value, mergeKey, at }].slice(-MOST_STEPS);
  return { value: next, past, future: [] };
}

/** Takes the last step back; the same history where there is none. */
export function undoHistory<T>(history: History<T>): History<T> {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    value: step.value,
    past: history.past.slice(0, -1),
    future: [...history.future, { ...step, value: history.value }],
  };
}

/** Does the last undone step again; the same history where there is none. */
export function redoHistory<T>(history: History<T>): History<T> {
  const step = history.future.at(-1);
  if (!step) return history;
  // Never merged into again: what is typed now is a step of its own.
  const done = { ...step, value: history.value, mergeKey: undefined };
  return { value: step.value, past: [...history.past, done], future: history.future.slice(0, -1) };
}

/**
 * Brings what others changed into the value and into every step that leads back or forth: who takes a step of their own back
 * takes nothing of others' with it. It is no step itself.
 */
export function carryHistory<T>({ value, past, future }: History<T>, carry: (value: T) => T): History<T> {
  const carried = (step: Step<T>): Step<T> => ({ ...step, value: carry(step.value) });
  return { value: carry(value), past: past.map(carried), future: future.map(carried) };
}
