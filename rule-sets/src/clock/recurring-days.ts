import type { BusinessCalendar, RecurringDay } from '../model/calendar.ts';
import { addDays, isCovered, isWorkingDay, nextWorkingDay, weekdayOf } from './days.ts';

/** One time that a recurring day comes round. Two may fall on one day and stay two: each has its own period. */
export interface Occurrence {
  /** What it stands for: the ISO week, `2026-W08`; for days of the month, the day itself as planned, `2026-02-15`. */
  period: string;
  /** The day by the weekly or monthly pattern, YYYY-MM-DD. */
  planned: string;
  /** The day on which it really falls, YYYY-MM-DD. */
  on: string;
  /** It depends on a year whose holiday notice the calendar does not contain yet: the planned day may turn out a day off. */
  provisional: boolean;
}

/** ISO 8601 week of a day, `YYYY-Www`: the week belongs to the year of its Thursday. */
function isoWeek(day: string): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const dayOfYear = Math.round((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000);
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

/** Longest way that a day moves: one planned before the window may move into it. */
const REACH_DAYS = 31;

/**
 * When a recurring day really falls between two days, both included, in the order in which it is planned: on a day off it
 * moves to the next working day or is left out, as the calendar says.
 */
export function recurringDays(
  calendar: BusinessCalendar,
  { daysOfMonth, weekdays, onDayOff }: RecurringDay,
  from: string,
  to: string,
): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (let planned = addDays(from, -REACH_DAYS); planned <= to; planned = addDays(planned, 1)) {
    const ofWeek = weekdays?.includes(weekdayOf(planned)) ?? false;
    if (!ofWeek && !daysOfMonth?.includes(Number(planned.slice(8)))) continue;
    const off = !isWorkingDay(calendar, planned);
    if (off && onDayOff === 'skip') continue;
    const on = off ? nextWorkingDay(calendar, planned) : planned;
    if (on < from || on > to) continue;
    const provisional = !isCovered(calendar, planned) || !isCovered(calendar, on);
    // Two weekdays of one week are two occasions.
    const once = ofWeek && weekdays?.length === 1;
    occurrences.push({ period: once ? isoWeek(planned) : planned, planned, on, provisional });
  }
  return occurrences;
}
