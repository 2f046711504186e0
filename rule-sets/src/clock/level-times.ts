import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { PathClock } from '../model/handling-path.ts';
import type { Deadline } from './compute-deadline.ts';
import { addDays, dayStart, isWorkingDay, localDay, localTime, previousWorkingDay } from './days.ts';

const HOUR_MS = 3_600_000;
/** Reminders counted in days are given when the office opens. */
const OFFICE_OPENS_HOUR = 9;

/** A moment at which a clock calls. Level 0 is the due moment itself, or the morning of the due day; others are numbered as in the path, from 1. */
export interface LevelTime {
  level: number;
  at: Date;
  kind: 'deadline-near' | 'deadline-due' | 'deadline-overdue';
}

const officeOpens = (day: string): Date => new Date(dayStart(day).getTime() + OFFICE_OPENS_HOUR * HOUR_MS);

function shiftDays(calendar: BusinessCalendar, day: string, { value, unit }: Duration, sign: 1 | -1): string {
  if (unit === 'calendar-day') return addDays(day, sign * value);
  let at = day;
  for (let left = value; left > 0; ) {
    at = addDays(at, sign);
    if (isWorkingDay(calendar, at)) left--;
  }
  return at;
}

/**
 * A reminder before the end is given on a working day, or nobody is there to heed it: on the one before where it would fall
 * on a day off. A clock in hours runs day and night, and so do its reminders.
 */
function onWorkingDay(calendar: BusinessCalendar, at: Date): Date {
  const day = localDay(at);
  return isWorkingDay(calendar, day) ? at : officeOpens(previousWorkingDay(calendar, day));
}

/** The moments at which a clock that is due then calls, earliest first. Empty while it rests. */
export function levelTimes(clock: PathClock, deadline: Deadline, calendar: BusinessCalendar): LevelTime[] {
  const { dueAt, dueOn } = deadline;
  if (dueAt === null || dueOn === null) return [];
  const times = clock.levels.map(({ at: side, offset }, index): LevelTime => {
    const sign = side === 'before' ? -1 : 1;
    const at =
      offset.unit === 'hour'
        ? new Date(dueAt.getTime() + sign * offset.value * HOUR_MS)
        : officeOpens(shiftDays(calendar, dueOn, offset, sign));
    if (side === 'after') return { level: index + 1, at, kind: 'deadline-overdue' };
    const inHours = clock.duration.unit === 'hour';
    return { level: index + 1, at: inHours ? at : onWorkingDay(calendar, at), kind: 'deadline-near' };
  });
  // A deadline of days ends with its day: who must keep it hears of it while there is still a day to keep it in.
  const due = clock.duration.unit === 'hour' ? dueAt : officeOpens(dueOn);
  times.push({ level: 0, at: due, kind: 'deadline-due' });
  return times.sort((a, b) => a.at.getTime() - b.at.getTime() || a.level - b.level);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The moment itself, or the end of the quiet hours that it falls in; what is urgent waits for nothing. */
export function whenToFire(at: Date, { urgent }: { urgent: boolean }, calendar: BusinessCalendar): Date {
  const { from, to } = calendar.quietHours;
  if (urgent || from === to) return at;
  const time = localTime(at);
  const spansMidnight = from > to;
  const quiet = spansMidnight ? time >= from || time < to : time >= from && time < to;
  if (!quiet) return at;
  const day = localDay(at);
  const endDay = spansMidnight && time >= from ? addDays(day, 1) : day;
  return new Date(dayStart(endDay).getTime() + minutesOf(to) * 60_000);
}
