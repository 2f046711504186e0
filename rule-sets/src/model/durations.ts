import type { Duration } from './calendar.ts';

/** Fewest hours that a length may stand for, to compare lengths of different units: a working day is no shorter than a day. */
const LEAST_HOURS: Record<Duration['unit'], number> = { hour: 1, 'calendar-day': 24, 'working-day': 24 };
/** A working day may be followed by a long break: in the worst year, n working days take at most about 1.6 n + 10 days. */
const MOST_HOURS: Record<Duration['unit'], (value: number) => number> = {
  hour: (value) => value,
  'calendar-day': (value) => value * 24,
  'working-day': (value) => (value * 1.6 + 10) * 24,
};

/** Whether lengths one after the other may turn out longer than a limit. */
export function exceeds(durations: readonly Duration[], limit: Duration): boolean {
  if (durations.every(({ unit }) => unit === limit.unit)) {
    return durations.reduce((sum, { value }) => sum + value, 0) > limit.value;
  }
  const most = durations.reduce((sum, { unit, value }) => sum + MOST_HOURS[unit](value), 0);
  return most > limit.value * LEAST_HOURS[limit.unit];
}

/** Whether a length is certainly no shorter than another. */
export function notShorter(duration: Duration, other: Duration): boolean {
  if (duration.unit === other.unit) return duration.value >= other.value;
  return duration.value * LEAST_HOURS[duration.unit] >= MOST_HOURS[other.unit](other.value);
}
