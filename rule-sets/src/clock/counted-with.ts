import type { ClockState } from './clock-state.ts';

const same = (a: ClockState, b: ClockState): boolean => a.clock === b.clock && a.epoch === b.epoch;

/** Whether something happened that moves its due day. Coming to its end does not: what was met or missed stays so. */
function changed(before: ClockState, after: ClockState): boolean {
  if (after.stoppedAt !== undefined) return false;
  return JSON.stringify([before.extensions, before.pauses]) !== JSON.stringify([after.extensions, after.pauses]);
}

/**
 * The clocks after something happened, each told which calendar it is counted with: a clock that starts or changes takes the
 * calendar now in force (`calendar`, an id of the caller's), every other one keeps its own.
 */
export function countedWith(
  before: readonly ClockState[],
  after: readonly ClockState[],
  calendar: string,
): ClockState[] {
  return after.map((state) => {
    const old = before.find((candidate) => same(candidate, state));
    const kept = old && !changed(old, state) ? old.calendar : undefined;
    return { ...state, calendar: kept ?? calendar };
  });
}
