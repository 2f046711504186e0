import { addDays, daysBetween } from '@caseway/rule-sets';

/** Days, both included, YYYY-MM-DD. */
export interface Period {
  from: string;
  to: string;
}

const parts = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number];

/** What is measured lies in years of four digits: nothing is compared with what was before them. */
const EARLIEST = '1000-01-01';
const known = (day: string): string => (/^[1-9]\d{3}-/.test(day) ? day : EARLIEST);

/** A day of a month, counted from any month; the month's last where it has none such. */
function dayOf(year: number, month: number, date: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return known(new Date(Date.UTC(year, month - 1, Math.min(date, last))).toISOString().slice(0, 10));
}

const isLast = (day: string): boolean => addDays(day, 1).endsWith('-01');

/**
 * The time that a period is measured against: of months from their first day, the same number of months before it, up to the
 * same day; of anything else, as many days before it.
 */
export function periodBefore({ from, to }: Period): Period {
  const [year, month, first] = parts(from);
  const [lastYear, lastMonth, last] = parts(to);
  if (first !== 1) {
    const days = Math.min(daysBetween(from, to) + 1, daysBetween(EARLIEST, from));
    return { from: addDays(from, -days), to: known(addDays(from, -1)) };
  }
  const months = (lastYear - year) * 12 + lastMonth - month + 1;
  return { from: dayOf(year, month - months, 1), to: dayOf(lastYear, lastMonth - months, isLast(to) ? 31 : last) };
}

/** The same days of the year before. */
export function periodYearBefore({ from, to }: Period): Period {
  const shifted = (day: string): string => {
    const [year, month, date] = parts(day);
    return dayOf(year - 1, month, date);
  };
  return { from: shifted(from), to: isLast(to) ? dayOf(parts(to)[0] - 1, parts(to)[1], 31) : shifted(to) };
}

/** First and last day of a month (YYYY-MM), no further than a period. */
export function monthWithin(month: string, { from, to }: Period): Period {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [first, last] = [dayOf(year, number, 1), dayOf(year, number, 31)];
  return { from: first < from ? from : first, to: last > to ? to : last };
}
