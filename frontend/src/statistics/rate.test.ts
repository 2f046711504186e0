import { monthsBetween, rateOf } from './rate.ts';

test.each<[number, number, string | null]>([
  [0, 0, null],
  [0, 7, '0%'],
  [7, 7, '100%'],
  [1, 3, '33.3%'],
  [1, 2, '50%'],
  // Not all, and not none.
  [9999, 10000, '99.9%'],
  [1, 10000, '0.1%'],
])('%i of %i is %s', (part, whole, rate) => {
  expect(rateOf(part, whole)).toBe(rate);
});

test('months follow each other over the year, none left out', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-02', '2026-02')).toEqual(['2026-02']);
  expect(monthsBetween('2026-03', '2026-02')).toEqual([]);
});
