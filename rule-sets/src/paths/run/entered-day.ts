import { type FormData, type Json, readPointer } from '@caseway/form-schemas';
import type { ClockState } from '../../clock/clock-state.ts';
import { clockOf } from '../../clock/compute-deadline.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import type { EnteredDay } from './advance-clocks.ts';
import type { PathState } from './path-state.ts';

export const asDay = (value: Json | undefined): string | null =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;

/** Where days to which clocks run are entered. */
export interface EnteredIn {
  /** Open data of the case's form. */
  form?: FormData;
  /** The answers of the action that is being done. */
  action?: { key: string; data: FormData };
  history?: PathState['history'];
}

/** Reads such a day: of the case's form, of the action being done, or of one done before. */
export function enteredDay({ form = {}, action, history = [] }: EnteredIn): EnteredDay {
  return ({ day, of }) => {
    if (of === 'form') return asDay(readPointer(form, day));
    // It is the review's to enter: `comeBack` reads it there.
    if (of === 'review') return null;
    if (action?.key === of.action) return asDay(readPointer(action.data, day));
    return history.findLast((event) => event.action === of.action && !event.earlier)?.enteredDays?.[day] ?? null;
  };
}

/** The days of an action's answers to which clocks run, by pointer: kept in the history for clocks that start later. */
export function enteredDaysOf(path: HandlingPath, action: string, data: FormData): Record<string, string> | undefined {
  const read = path.clocks.flatMap(({ until }) => {
    const value =
      until && typeof until.of === 'object' && until.of.action === action ? asDay(readPointer(data, until.day)) : null;
    return until && value !== null ? [[until.day, value] as const] : [];
  });
  return read.length > 0 ? Object.fromEntries(read) : undefined;
}

/** The running clocks with the days that the case's form now has: what was registered was corrected. One that is gone stays. */
export function withDaysOfForm(path: HandlingPath, states: readonly ClockState[], form: FormData): ClockState[] {
  return states.map((state) => {
    const { until } = clockOf(path, state);
    const day = until?.of === 'form' && state.stoppedAt === undefined ? asDay(readPointer(form, until.day)) : null;
    if (day === null || day === state.until) return state;
    const { calendar: _, ...moved } = state;
    return { ...moved, until: day };
  });
}
