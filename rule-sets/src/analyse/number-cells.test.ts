import { isMultipleOf } from '@caseway/form-schemas';
import fc from 'fast-check';
import { numberCells } from './number-cells.ts';

const bound = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, -1, -2))
  .map(([d, e]) => Number(`${d}e${e}`));
const step = fc.constantFrom(0.1, 0.25, 0.3, 0.01, 1, 2, 1.5, 5);

/** What everything that looks at a number can say of it. */
const seen = (value: number, bounds: readonly number[], steps: readonly number[], whole: boolean): string =>
  [
    ...bounds.map((point) => Math.sign(value - point)),
    ...steps.map((by) => isMultipleOf(value, by)),
    ...(whole ? [Number.isInteger(value)] : []),
  ].join();

test('there is a cell for every sort of number that bounds and steps tell apart, and one only', () => {
  const question = fc.record({
    bounds: fc.uniqueArray(bound, { maxLength: 4 }),
    steps: fc.uniqueArray(step, { maxLength: 2 }),
    whole: fc.boolean(),
    fractions: fc.boolean(),
  });
  // Every hundredth in reach, and some between.
  const candidates = Array.from({ length: 9001 }, (_, at) => Number(`${at - 4500}e-2`)).concat([
    0.005, -3.333, 12.0001,
  ]);
  fc.assert(
    fc.property(question, (asked) => {
      const { bounds, steps, whole, fractions } = asked;
      const { cells, complete } = numberCells(asked);
      expect(complete).toBe(true);
      const told = cells.map(({ value }) => seen(Number(value), bounds, steps, whole || !fractions));
      expect(new Set(told).size).toBe(told.length);
      const possible = candidates.filter((value) => fractions || Number.isInteger(value));
      const sorts = possible.map((value) => seen(value, bounds, steps, whole || !fractions));
      expect([...new Set(sorts)].filter((sort) => !told.includes(sort))).toEqual([]);
      for (const cell of cells) {
        if (!fractions) expect(Number.isInteger(cell.value)).toBe(true);
        // The only one of its sort is said to be.
        if (cell.kind !== 'one') continue;
        const mine = told[cells.indexOf(cell)];
        const alike = possible.filter((value) => seen(value, bounds, steps, whole || !fractions) === mine);
        expect(alike.filter((value) => value !== cell.value)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('between neighbours there is nothing, and where it is not known it is said', () => {
  const whole = numberCells({ bounds: [1, 2], steps: [], whole: true, fractions: false });
  expect(whole.cells.map(({ value }) => value)).toEqual([1, 2, 0, 3]);
  expect(numberCells({ bounds: [], steps: [2, 3, 5, 7, 11], whole: false, fractions: true }).complete).toBe(false);
});
