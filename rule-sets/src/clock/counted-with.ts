import type { ClockState } from './clock-state.ts';

/**
 * The clocks with a calendar each: one that has just started or changed has none yet and is counted with the one now in force
 * (`calendar`, an id of the caller's); every other one keeps its own, above all one that was met.
 */
export function countedWith(states: readonly ClockState[], calendar: string): ClockState[] {
  return states.map((state) => (state.calendar === undefined ? { ...state, calendar } : state));
}
