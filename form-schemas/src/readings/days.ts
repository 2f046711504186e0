import { FORMATS } from '../formats/formats.ts';
import { isDay } from '../formats/id-number.ts';

const DAY = /^(\d{4}) *(?:([-/.]) *(\d{1,2}) *\2 *(\d{1,2})|年 *(\d{1,2}) *月 *(\d{1,2}) *[日号]|(\d{2})(\d{2}))$/;
/** A day, what sets it apart, and the time: 日 does so by itself. */
const MOMENT = /^(.+?)(?:[T ] *|(?<=[日号]))(\d{1,2}(?::|时|点).*)$/;
const TIME = /^(\d{1,2}) *[:时点] *(\d{1,2}) *分?(?: *:? *(\d{2}) *秒?)?$/;

const two = (digits: string): string => digits.padStart(2, '0');

/** The day of the calendar that a text means, YYYY-MM-DD; undefined where there is no such day. */
export function dayIn(text: string): string | undefined {
  const [, year = '', , m1, d1, m2, d2, m3, d3] = DAY.exec(text) ?? [];
  const day = `${year}-${two(m1 ?? m2 ?? m3 ?? '')}-${two(d1 ?? d2 ?? d3 ?? '')}`;
  return isDay(day) ? day : undefined;
}

function clockIn(text: string): { minute: string; second: string } | undefined {
  const [, hour, minute, second = '00'] = TIME.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return { minute: `${two(hour)}:${two(minute)}`, second };
}

/** The minute of a day that a text means, HH:MM. Seconds are not cut off: where there are any, it is none. */
export function timeIn(text: string): string | undefined {
  const clock = clockIn(text);
  return clock?.second === '00' ? clock.minute : undefined;
}

/** The moment that a text means by the clock of Shanghai; one that names its zone stays as it is. */
export function momentIn(text: string): string | undefined {
  if (FORMATS['date-time']?.test(text)) return text;
  const [, day = '', time = ''] = MOMENT.exec(text) ?? [];
  const on = dayIn(day.trim());
  const clock = clockIn(time.trim());
  return on && clock && `${on}T${clock.minute}:${clock.second}+08:00`;
}
