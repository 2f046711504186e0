import type { BusinessCalendar } from '../model/calendar.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import type { ClockState } from './clock-state.ts';
import { clockDeadline } from './compute-deadline.ts';

/** The due day of a state (YYYY-MM-DD) where it had passed at that moment; null where it had not, or rested. */
function passed(path: HandlingPath, state: ClockState, calendar: BusinessCalendar, at: string): string | null {
  const { dueAt, dueOn } = clockDeadline(path, state, calendar);
  return dueAt !== null && Date.parse(at) > dueAt.getTime() ? dueOn : null;
}

/**
 * The first due day that had already passed when the clock was extended or came to rest: neither makes it in time. Null where
 * nothing of the kind happened. `states`: all of the case's clocks; `calendarOf`: what each was counted with (of a rest, the
 * calendar that was in force when it began).
 */
export function missedBefore(
  path: HandlingPath,
  states: readonly ClockState[],
  state: ClockState,
  calendarOf: (state: ClockState) => BusinessCalendar,
): string | null {
  // An extension keeps the start; a new start is another matter.
  const before = states.filter(
    ({ clock, epoch, startedAt, extended }) =>
      extended && clock === state.clock && epoch < state.epoch && startedAt === state.startedAt,
  );
  const atExtension = before.flatMap((old) => passed(path, old, calendarOf(old), old.stoppedAt ?? old.startedAt) ?? []);
  const atRest = [...before, state].flatMap((of) =>
    of.pauses.flatMap(
      ({ from }, index) => passed(path, { ...of, pauses: of.pauses.slice(0, index) }, calendarOf(of), from) ?? [],
    ),
  );
  return [...atExtension, ...atRest].sort()[0] ?? null;
}
