import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import { PathError } from '../paths/path-error.ts';
import type { ClockPause, ClockState } from './clock-state.ts';
import { addDays, dayEnd, daysBetween, isCovered, isWorkingDay, localDay, nextWorkingDay } from './days.ts';

const HOUR_MS = 3_600_000;

/** How a due day came about, line by line; `renderDeadline` says it in words. */
export type DeadlineStep =
  | { kind: 'start'; day: string }
  | { kind: 'count'; duration: Duration; day: string }
  | { kind: 'extension'; duration: Duration; day: string }
  | { kind: 'pause'; from: string; to: string; days: number; day: string }
  | { kind: 'roll-over'; from: string; day: string }
  | { kind: 'provisional'; year: number }
  | { kind: 'rests' };

/** When a clock is due. Both null while it rests. */
export interface Deadline {
  dueAt: Date | null;
  /** YYYY-MM-DD, Asia/Shanghai. */
  dueOn: string | null;
  /** It depends on a day in a year whose holiday notice the calendar does not contain yet. */
  provisional: boolean;
  steps: DeadlineStep[];
}

export interface ClockRun {
  startedAt: Date;
  /** The clock's own length first, then extensions; counted one after the other. */
  durations: readonly Duration[];
  rollOver: PathClock['rollOver'];
  pauses?: readonly ClockPause[];
}

interface Count {
  day: string;
  uncovered: string | null;
}

/** The start day is not counted （行政期间以日计算，开始当日不计入）. */
function countDays(calendar: BusinessCalendar, start: string, { value, unit }: Duration): Count {
  if (unit === 'calendar-day') return { day: addDays(start, value), uncovered: null };
  let day = start;
  let uncovered: string | null = null;
  for (let left = value; left > 0; ) {
    day = addDays(day, 1);
    // Which days were worked decides the count: each of them must be known.
    if (!isCovered(calendar, day)) uncovered ??= day;
    if (isWorkingDay(calendar, day)) left--;
  }
  return { day, uncovered };
}

/** Whole days that a clock rested, the day on which it rests counted, that on which it goes on again not. */
function restedDays(calendar: BusinessCalendar, pause: Required<ClockPause>, unit: Duration['unit']): number {
  const [from, to] = [localDay(new Date(pause.from)), localDay(new Date(pause.to))];
  if (unit !== 'working-day') return Math.max(0, daysBetween(from, to));
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++;
  return count;
}

function hoursDeadline(run: ClockRun, hours: number): Deadline {
  const rested = (run.pauses ?? []).reduce(
    (sum, pause) => sum + (pause.to ? Date.parse(pause.to) - Date.parse(pause.from) : 0),
    0,
  );
  const dueAt = new Date(run.startedAt.getTime() + hours * HOUR_MS + rested);
  const day = localDay(dueAt);
  const steps: DeadlineStep[] = [
    { kind: 'start', day: localDay(run.startedAt) },
    { kind: 'count', duration: { value: hours, unit: 'hour' }, day },
  ];
  return { dueAt, dueOn: day, provisional: false, steps };
}

/**
 * When a run of a clock is due: the day after the start is day 1 （信访工作条例 with 民法典 201）； at the end of the last day in
 * Asia/Shanghai; on a day off it rolls to the next working day where the clock says so （民法典 203）. Hours are counted by
 * the clock and never roll. Units are not mixed: a clock in hours is extended in hours.
 */
export function computeDeadline(run: ClockRun, calendar: BusinessCalendar): Deadline {
  const pauses = run.pauses ?? [];
  const start = localDay(run.startedAt);
  if (pauses.some((pause) => pause.to === undefined)) {
    return {
      dueAt: null,
      dueOn: null,
      provisional: false,
      steps: [{ kind: 'start', day: start }, { kind: 'rests' }],
    };
  }
  const [first] = run.durations;
  if (!first) throw new RangeError('A clock needs a length.');
  if (first.unit === 'hour') {
    return hoursDeadline(
      run,
      run.durations.reduce((sum, { value }) => sum + value, 0),
    );
  }
  const steps: DeadlineStep[] = [{ kind: 'start', day: start }];
  let uncovered: string | null = null;
  let day = start;
  for (const [index, duration] of run.durations.entries()) {
    const count = countDays(calendar, day, duration);
    day = count.day;
    uncovered ??= count.uncovered;
    steps.push({ kind: index === 0 ? 'count' : 'extension', duration, day });
  }
  for (const { from, to = from } of pauses) {
    const days = restedDays(calendar, { from, to }, first.unit);
    if (days === 0) continue;
    const count = countDays(calendar, day, { value: days, unit: first.unit });
    day = count.day;
    uncovered ??= count.uncovered;
    steps.push({ kind: 'pause', from: localDay(new Date(from)), to: localDay(new Date(to)), days, day });
  }
  if (run.rollOver === 'next-working-day') {
    if (!isCovered(calendar, day)) uncovered ??= day;
    const rolled = nextWorkingDay(calendar, day);
    // Rolled into a year that is not known yet: its first days may be days off, too.
    if (!isCovered(calendar, rolled)) uncovered ??= rolled;
    if (rolled !== day) steps.push({ kind: 'roll-over', from: day, day: rolled });
    day = rolled;
  }
  if (uncovered) steps.push({ kind: 'provisional', year: Number(uncovered.slice(0, 4)) });
  return { dueAt: dayEnd(day), dueOn: day, provisional: uncovered !== null, steps };
}

/** The clock of that key. */
export function clockOf(path: HandlingPath, key: string): PathClock {
  const clock = path.clocks.find((candidate) => candidate.key === key);
  if (!clock) throw new PathError('unknown-clock', `Path ${path.key} has no clock ${key}.`);
  return clock;
}

/** When a clock of a case is due, from what happened to it. */
export function clockDeadline(path: HandlingPath, state: ClockState, calendar: BusinessCalendar): Deadline {
  const clock = clockOf(path, state.clock);
  return computeDeadline(
    {
      startedAt: new Date(state.startedAt),
      durations: [clock.duration, ...state.extensions.map(({ by }) => by)],
      rollOver: clock.rollOver,
      pauses: state.pauses,
    },
    calendar,
  );
}
