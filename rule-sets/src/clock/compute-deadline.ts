import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import { PathError } from '../path-error.ts';
import type { ClockPause, ClockState } from './clock-state.ts';
import {
  addDays,
  dayEnd,
  daysBetween,
  isCovered,
  isWorkingDay,
  localDay,
  localTime,
  nextWorkingDay,
  previousWorkingDay,
} from './days.ts';
import { isStatutory, lawfulLengths } from './statutory.ts';

const HOUR_MS = 3_600_000;

/** How a due day came about, line by line; `renderDeadline` says it in words. */
export type DeadlineStep =
  /** `time`: HH:MM in Asia/Shanghai, of a clock in hours. */
  | { kind: 'start'; day: string; time?: string }
  /** What is registered became so then. */
  | { kind: 'changed'; day: string; time?: string }
  /** The registration, of a clock in hours: of the receipt the day alone is known. */
  | { kind: 'registered'; day: string; time: string; receivedOn: string }
  | { kind: 'count'; duration: Duration; day: string; time?: string }
  /** Somebody entered the day to which it runs. */
  | { kind: 'entered'; day: string }
  | { kind: 'extension'; duration: Duration; day: string }
  | { kind: 'pause'; from: string; to: string; days: number; day: string }
  | { kind: 'law'; day: string }
  | { kind: 'roll-over'; from: string; day: string }
  | { kind: 'day-off'; day: string }
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
  /** YYYY-MM-DD, of a clock in hours that counts from the registration: the law's days count from here. */
  receivedOn?: string;
  /** What started it is that what is registered became so. */
  sinceChange?: boolean;
  /** The clock's own length first, then extensions; counted one after the other. */
  durations: readonly Duration[];
  rollOver: PathClock['rollOver'];
  pauses?: readonly ClockPause[];
  /** All that the law gives, counted like `durations`: whatever these say, it is not due later. */
  law?: readonly Duration[];
  /** YYYY-MM-DD: it runs to this day, and the first length counts for nothing. */
  until?: string;
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
function restedDays(
  calendar: BusinessCalendar,
  pause: Required<Pick<ClockPause, 'from' | 'to'>>,
  unit: Duration['unit'],
): number {
  const [from, to] = [localDay(new Date(pause.from)), localDay(new Date(pause.to))];
  if (unit !== 'working-day') return Math.max(0, daysBetween(from, to));
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++;
  return count;
}

const sumOf = (durations: readonly Duration[]): number => durations.reduce((sum, { value }) => sum + value, 0);

/** Counts lengths one after the other, then gives back the days that the clock rested; no roll-over yet. */
function countAll(
  calendar: BusinessCalendar,
  start: string,
  durations: readonly Duration[],
  pauses: readonly ClockPause[],
  entered?: string,
): Count & { steps: DeadlineStep[] } {
  const steps: DeadlineStep[] = [];
  let uncovered: string | null = null;
  let day = start;
  const add = (duration: Duration): string => {
    const count = countDays(calendar, day, duration);
    uncovered ??= count.uncovered;
    day = count.day;
    return day;
  };
  for (const [index, duration] of durations.entries()) {
    if (index === 0 && entered !== undefined) {
      day = entered;
      steps.push({ kind: 'entered', day });
      continue;
    }
    steps.push({ kind: index === 0 ? 'count' : 'extension', duration, day: add(duration) });
  }
  const unit = durations[0]?.unit ?? 'calendar-day';
  for (const { from, to = from } of pauses) {
    const days = restedDays(calendar, { from, to }, unit);
    if (days === 0) continue;
    const until = add({ value: days, unit });
    steps.push({ kind: 'pause', from: localDay(new Date(from)), to: localDay(new Date(to)), days, day: until });
  }
  return { day, uncovered, steps };
}

const startOf = ({ sinceChange }: ClockRun) => (sinceChange ? ('changed' as const) : ('start' as const));

function hoursDeadline(calendar: BusinessCalendar, run: ClockRun): Deadline {
  const { startedAt, receivedOn, durations, pauses = [], law = [] } = run;
  const rested = pauses.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) - Date.parse(from) : 0), 0);
  const after = (lengths: readonly Duration[]) => new Date(startedAt.getTime() + sumOf(lengths) * HOUR_MS + rested);
  const counted = after(durations);
  const start = { day: localDay(startedAt), time: localTime(startedAt) };
  const steps: DeadlineStep[] = [
    receivedOn === undefined ? { kind: startOf(run), ...start } : { kind: 'registered', ...start, receivedOn },
    {
      kind: 'count',
      duration: { value: sumOf(durations), unit: 'hour' },
      day: localDay(counted),
      time: localTime(counted),
    },
  ];
  const inHours = law.length > 0 && law.every(({ unit }) => unit === 'hour');
  const inDays = law.length > 0 && law.every(({ unit }) => unit !== 'hour');
  // Hours that count from the registration end no later than the days of a law that count from the receipt.
  const days = inDays ? countAll(calendar, receivedOn ?? start.day, law, pauses) : null;
  const lawful = days ? dayEnd(days.day) : inHours ? after(law) : counted;
  if (lawful >= counted) return { dueAt: counted, dueOn: localDay(counted), provisional: false, steps };
  steps.push({ kind: 'law', day: localDay(lawful) });
  const uncovered = days?.uncovered ?? null;
  if (uncovered) steps.push({ kind: 'provisional', year: Number(uncovered.slice(0, 4)) });
  return { dueAt: lawful, dueOn: localDay(lawful), provisional: uncovered !== null, steps };
}

/** Where a counted day ends up; `none` and working days stay. Not before the start: then there is no earlier day to act on. */
function rolled(calendar: BusinessCalendar, day: string, start: string, rollOver: PathClock['rollOver']): string {
  if (rollOver === 'none') return day;
  if (rollOver === 'next-working-day') return nextWorkingDay(calendar, day);
  const earlier = previousWorkingDay(calendar, day);
  return earlier < start ? day : earlier;
}

/**
 * When a run of a clock is due: the day after the start is day 1 （信访工作条例 with 民法典 201）； at the end of the last day in
 * Asia/Shanghai. On a day off it rolls as the clock says: forwards （民法典 203, in a petitioner's favour）, back (an authority is
 * never later than the law), or not. Hours are counted by the clock and never roll. Units are not mixed: a clock in hours
 * is extended in hours.
 */
export function computeDeadline(run: ClockRun, calendar: BusinessCalendar): Deadline {
  const pauses = run.pauses ?? [];
  const start = localDay(run.startedAt);
  if (pauses.some((pause) => pause.to === undefined)) {
    return {
      dueAt: null,
      dueOn: null,
      provisional: false,
      steps: [{ kind: startOf(run), day: start }, { kind: 'rests' }],
    };
  }
  const [first] = run.durations;
  if (!first) throw new RangeError('A clock needs a length.');
  if (first.unit === 'hour') return hoursDeadline(calendar, run);
  const counted = countAll(calendar, start, run.durations, pauses, run.until);
  const steps: DeadlineStep[] = [{ kind: startOf(run), day: start }, ...counted.steps];
  let { day, uncovered } = counted;
  const law = run.law && countAll(calendar, start, run.law, pauses);
  if (law && law.day < day) {
    day = law.day;
    // Days beyond the law's do not count, known or not.
    if (uncovered === null || uncovered > day) uncovered = law.uncovered;
    steps.push({ kind: 'law', day });
  }
  if (run.rollOver !== 'none') {
    const to = rolled(calendar, day, start, run.rollOver);
    // Either end of the roll may lie in a year that is not known yet: its days may be days off, too.
    for (const end of [day, to]) if (!isCovered(calendar, end)) uncovered ??= end;
    if (to !== day) steps.push({ kind: 'roll-over', from: day, day: to });
    else if (!isWorkingDay(calendar, day)) steps.push({ kind: 'day-off', day });
    day = to;
  }
  if (uncovered) steps.push({ kind: 'provisional', year: Number(uncovered.slice(0, 4)) });
  return { dueAt: dayEnd(day), dueOn: day, provisional: uncovered !== null, steps };
}

/** What a state is the state of: the clock as it was begun, or as the path has it. Throws PathError where neither is known. */
export function clockOf(path: HandlingPath, { clock: key, as }: Pick<ClockState, 'clock' | 'as'>): PathClock {
  const clock = as ?? path.clocks.find((candidate) => candidate.key === key);
  if (!clock) throw new PathError('unknown-clock', `Path ${path.key} has no clock ${key}.`);
  return clock;
}

/**
 * When a clock of a case is due, from what happened to it. A clock of the authority with a statutory limit is never due
 * later than that limit, its lawful extension and the rests that the law knows together, whatever the path or the state say.
 */
export function clockDeadline(path: HandlingPath, state: ClockState, calendar: BusinessCalendar): Deadline {
  const clock = clockOf(path, state);
  const statutory = isStatutory(clock);
  const law = lawfulLengths(path, clock, state, calendar);
  return computeDeadline(
    {
      startedAt: new Date(state.startedAt),
      durations: [clock.duration, ...state.extensions.map(({ by }) => by)],
      // A path from before the three values may still roll forwards.
      rollOver: statutory && clock.rollOver === 'next-working-day' ? 'previous-working-day' : clock.rollOver,
      pauses: statutory ? state.pauses.filter(({ lawful }) => lawful) : state.pauses,
      ...(law && { law }),
      ...(state.until !== undefined && { until: state.until }),
      ...(state.receivedOn !== undefined && { receivedOn: state.receivedOn }),
      ...(state.sinceChange && { sinceChange: true }),
    },
    calendar,
  );
}
