import type { Locale } from '@caseway/form-schemas';
import { localDay, localTime } from '@caseway/rule-sets';

// An office's days and times are those of Asia/Shanghai, wherever its browser thinks that it is.

/** Day and time of an instant (ISO 8601, or milliseconds): 2026-11-25 18:30. */
export function momentText(instant: string | number): string {
  const at = new Date(instant);
  return `${localDay(at)} ${localTime(at)}`;
}

/** The same to the second, where the order of things matters. */
export const exactText = (instant: string): string =>
  `${momentText(instant)}:${String(new Date(instant).getUTCSeconds()).padStart(2, '0')}`;

/** The time of day: 18:30. */
export const timeText = (instant: string | number): string => localTime(new Date(instant));

/** The day of an instant, and the time where it is not the end of that day: until then there is the whole day. */
export function dueText(instant: string): string {
  const at = new Date(instant);
  return localTime(at) === '23:59' ? localDay(at) : momentText(instant);
}

/** YYYY-MM-DD. */
export const dayText = (instant: string): string => localDay(new Date(instant));

export const today = (): string => localDay(new Date());

/** A day (YYYY-MM-DD) as people say it: 3月2日 星期一. */
export function longDay(day: string, locale: Locale): string {
  const at = new Date(`${day}T00:00:00Z`);
  const format = { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, format).format(at).replace('星期', ' 星期');
}
