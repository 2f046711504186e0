import type { BusinessCalendar } from '../model/calendar.ts';

/** Asia/Shanghai is UTC+8 all year since 1991 (IANA tzdata, PRC): no time zone library is needed for it. */
const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The day in Asia/Shanghai of a moment, YYYY-MM-DD. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The wall clock in Asia/Shanghai of a moment, HH:MM. */
export function localTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** The first moment of a day in Asia/Shanghai. */
export function dayStart(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS);
}

/** The last moment of a day in Asia/Shanghai, 23:59:59.999. */
export function dayEnd(day: string): Date {
  return new Date(dayStart(day).getTime() + DAY_MS - 1);
}

/** The day `count` calendar days later; earlier where negative. Throws RangeError beyond the years that are written with four digits. */
export function addDays(day: string, count: number): string {
  const text = new Date(Date.parse(day) + count * DAY_MS).toISOString();
  // '+010000-01-01' is no day that anything here could compare: a loop over it would never end.
  if (!/^\d{4}-/.test(text)) throw new RangeError(`No day ${count} days from ${day}.`);
  return text.slice(0, 10);
}

/** Calendar days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

const specialDays = new WeakMap<BusinessCalendar, Map<string, 'holiday' | 'workday'>>();

function specialOf(calendar: BusinessCalendar, day: string): 'holiday' | 'workday' | undefined {
  let days = specialDays.get(calendar);
  if (!days) {
    days = new Map(calendar.days.map(({ date, kind }) => [date, kind]));
    specialDays.set(calendar, days);
  }
  return days.get(day);
}

/** Whether an office works that day: a single day's entry goes before the weekly pattern. A calendar is read once. */
export function isWorkingDay(calendar: BusinessCalendar, day: string): boolean {
  const special = specialOf(calendar, day);
  return special ? special === 'workday' : !calendar.weekend.includes(weekdayOf(day));
}

/** Whether the holiday notice of that day's year is contained. */
export function isCovered(calendar: BusinessCalendar, day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year >= calendar.coverage.fromYear && year <= calendar.coverage.toYear;
}

/** No run of days off is longer than this: a calendar without working days is refused by `checkCalendar`. */
const LONGEST_BREAK = 366;

function workingDay(calendar: BusinessCalendar, day: string, sign: 1 | -1): string {
  let at = day;
  for (let tries = 0; tries < LONGEST_BREAK; tries++) {
    if (isWorkingDay(calendar, at)) return at;
    at = addDays(at, sign);
  }
  throw new RangeError(`Calendar ${calendar.key} has no working day within a year of ${day}.`);
}

/** The day itself where it is a working day, else the first one after it. */
export function nextWorkingDay(calendar: BusinessCalendar, day: string): string {
  return workingDay(calendar, day, 1);
}

/** The day itself where it is a working day, else the last one before it. */
export function previousWorkingDay(calendar: BusinessCalendar, day: string): string {
  return workingDay(calendar, day, -1);
}
