import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { BusinessCalendar, RecurringDay } from '../model/calendar.ts';
import { addDays, daysBetween, isWorkingDay } from './days.ts';
import { recurringDays } from './recurring-days.ts';

const calendar: BusinessCalendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));
const monthly = calendar.recurring.find(({ daysOfMonth }) => daysOfMonth?.join() === '1,15') as RecurringDay;
const weekly = calendar.recurring.find(({ weekdays }) => weekdays?.join() === '1') as RecurringDay;

test('reception days move to the next working day over a holiday', () => {
  // 1 May is a holiday until the 5th; 15 February 2026 is in the Spring Festival.
  expect(recurringDays(calendar, monthly, '2026-02-01', '2026-05-31').map(({ on }) => on)).toEqual([
    '2026-02-02',
    '2026-02-24',
    '2026-03-02',
    '2026-03-16',
    '2026-04-01',
    '2026-04-15',
    '2026-05-06',
    '2026-05-15',
  ]);
});

test('the weeks of 16 and 23 February 2026 both fall on the 24th, and none is lost', () => {
  expect(recurringDays(calendar, weekly, '2026-02-09', '2026-03-02')).toEqual([
    { period: '2026-W07', planned: '2026-02-09', on: '2026-02-09', provisional: false },
    { period: '2026-W08', planned: '2026-02-16', on: '2026-02-24', provisional: false },
    { period: '2026-W09', planned: '2026-02-23', on: '2026-02-24', provisional: false },
    { period: '2026-W10', planned: '2026-03-02', on: '2026-03-02', provisional: false },
  ]);
});

test('every week and every day of the month has its one occurrence, with a period of its own, on a working day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 40, max: 400 }), (offset, length) => {
      const from = addDays('2020-02-01', offset);
      const to = addDays(from, length);
      for (const recurring of [weekly, monthly]) {
        const found = recurringDays(calendar, recurring, from, to);
        expect(new Set(found.map(({ period }) => period)).size).toBe(found.length);
        for (const { on } of found) expect(isWorkingDay(calendar, on)).toBe(true);
      }
      // What is planned well inside of the window falls inside of it: nothing is lost at a holiday.
      const weeks = recurringDays(calendar, weekly, from, to).filter(({ planned }) => daysBetween(planned, to) > 20);
      for (const [index, { planned }] of weeks.entries()) {
        if (index > 0) expect(daysBetween(weeks[index - 1]?.planned ?? '', planned)).toBe(7);
      }
    }),
  );
});

test('a day of a year whose notice is not out is provisional: 1 January 2027 is hardly a reception day', () => {
  const [newYear] = recurringDays(calendar, monthly, '2027-01-01', '2027-01-10');
  expect(newYear).toEqual({ period: '2027-01-01', planned: '2027-01-01', on: '2027-01-01', provisional: true });
  expect(recurringDays(calendar, monthly, '2026-12-01', '2026-12-20').some(({ provisional }) => provisional)).toBe(
    false,
  );
});

test('one that is left out on a day off is not there', () => {
  const skipping: RecurringDay = { ...weekly, onDayOff: 'skip' };
  expect(recurringDays(calendar, skipping, '2026-02-10', '2026-03-01')).toEqual([]);
});

test('two weekdays of one week are two occasions', () => {
  const twice: RecurringDay = { ...weekly, weekdays: [1, 4] };
  expect(recurringDays(calendar, twice, '2026-03-02', '2026-03-06').map(({ period }) => period)).toEqual([
    '2026-03-02',
    '2026-03-05',
  ]);
});
