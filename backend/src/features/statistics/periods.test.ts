import { addDays, daysBetween } from '@caseway/rule-sets';
import fc from 'fast-check';
import { monthWithin, periodBefore, periodYearBefore } from './periods.ts';

test.each([
  // A month, against the month before; whatever their lengths.
  ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28', '2025-03-01', '2025-03-31'],
  ['2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31', '2025-02-01', '2025-02-28'],
  // A month so far, against the same days.
  ['2026-03-01', '2026-03-02', '2026-02-01', '2026-02-02', '2025-03-01', '2025-03-02'],
  ['2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28', '2025-03-01', '2025-03-30'],
  // A quarter and a year so far.
  ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31', '2025-01-01', '2025-03-31'],
  ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31', '2025-01-01', '2025-12-31'],
  // February of a leap year, whole, against a whole one.
  ['2025-02-01', '2025-02-28', '2025-01-01', '2025-01-31', '2024-02-01', '2024-02-29'],
  ['2026-03-05', '2026-03-14', '2026-02-23', '2026-03-04', '2025-03-05', '2025-03-14'],
])('%s to %s', (from, to, beforeFrom, beforeTo, yearFrom, yearTo) => {
  expect(periodBefore({ from, to })).toEqual({ from: beforeFrom, to: beforeTo });
  expect(periodYearBefore({ from, to })).toEqual({ from: yearFrom, to: yearTo });
});

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2018-01-01', days));

test('what a period is measured against ends before it begins, and is no longer turned round', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 900 }), (from, days) => {
      const period = { from, to: addDays(from, days) };
      const before = periodBefore(period);
      expect(before.to < from).toBe(true);
      expect(before.from <= before.to).toBe(true);
      if (!from.endsWith('-01')) expect(daysBetween(before.from, before.to)).toBe(days);
    }),
  );
});

test('a month is no longer than the period', () => {
  const period = { from: '2026-02-10', to: '2026-03-05' };
  expect(monthWithin('2026-02', period)).toEqual({ from: '2026-02-10', to: '2026-02-28' });
  expect(monthWithin('2026-03', period)).toEqual({ from: '2026-03-01', to: '2026-03-05' });
});

test.each([
  ['1000-01-01', '2026-03-02'],
  ['1500-01-01', '2999-12-31'],
  ['1000-01-02', '2026-03-02'],
  ['1000-02-28', '1000-03-31'],
])('what lies before %s to %s is days that there are, in order', (from, to) => {
  for (const { from: first, to: last } of [periodBefore({ from, to }), periodYearBefore({ from, to })]) {
    expect([first, last]).toEqual([
      expect.stringMatching(/^[1-9]\d{3}-\d\d-\d\d$/),
      expect.stringMatching(/^[1-9]\d{3}-/),
    ]);
    expect(first <= last).toBe(true);
  }
});
