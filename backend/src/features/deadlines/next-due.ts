import { type ClockState, clockDeadline, clockOf, type HandlingPath, isOwed } from '@caseway/rule-sets';
import type { CalendarOf } from './deadline-plan.ts';

/** When the authority's next running clock is due: the moment, and the day (YYYY-MM-DD) in Asia/Shanghai. Null where none runs. */
export function nextDue(
  path: HandlingPath,
  clocks: readonly ClockState[],
  calendarOf: CalendarOf,
): { dueAt: Date; dueOn: string } | null {
  const due = clocks
    .filter((state) => state.stoppedAt === undefined && isOwed(clockOf(path, state)))
    .flatMap((state) => {
      const { dueAt, dueOn } = clockDeadline(path, state, calendarOf(state));
      return dueAt === null || dueOn === null ? [] : [{ dueAt, dueOn }];
    });
  return due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null;
}
