import type { Locale } from '@caseway/form-schemas';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day (YYYY-MM-DD) as a letter says it: 2026年3月2日, 2 March 2026. What is no day stays as it is. */
export function dayWords(day: string, locale: Locale): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return day;
  return locale === 'en'
    ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year)}`
    : `${Number(year)}年${Number(month)}月${Number(date)}日`;
}

/** The day, and the time of day (HH:MM) where there is one: 2026年3月2日18:30, 2 March 2026, 18:30. */
export function momentWords({ day, time }: { day: string; time?: string }, locale: Locale): string {
  const on = dayWords(day, locale);
  if (time === undefined) return on;
  return locale === 'en' ? `${on}, ${time}` : `${on}${time}`;
}
