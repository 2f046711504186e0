import fc from 'fast-check';
import { decimalOf, isMultipleOf, multipleNextTo, numberOf } from './decimal.ts';

/** A decimal as two whole numbers, by another way than the module takes. */
function rational(value: number): [bigint, bigint] {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const top = BigInt(whole + fraction);
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? [top * 10n ** BigInt(power), 1n] : [top, 10n ** BigInt(-power)];
}

const isWhole = ([a, b]: [bigint, bigint], [c, d]: [bigint, bigint]): boolean => (a * d) % (b * c) === 0n;

const written = fc
  .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: -6, max: 3 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
const step = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: -4, max: 2 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

test('a number is a multiple exactly where the decimals are', () => {
  fc.assert(
    fc.property(fc.oneof(written, fc.double({ noNaN: true, noDefaultInfinity: true })), step, (value, by) => {
      expect(isMultipleOf(value, by)).toBe(isWhole(rational(value), rational(by)));
    }),
    { numRuns: 2000 },
  );
});

test('what is made as a multiple is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), step, (times, by) => {
      const [top, bottom] = rational(by);
      // The text of the product, digit by digit.
      const exponent = -(String(bottom).length - 1);
      expect(isMultipleOf(Number(`${BigInt(times) * top}e${exponent}`), by)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [0.07, 0.01, true],
  [1.15, 0.01, true],
  [19.99, 0.01, true],
  [2000000.13, 0.01, true],
  [0.075, 0.01, false],
  [0.3, 0.1, true],
  [1e300, 0.1, true],
  [1e-300, 0.1, false],
  [-0, 0.5, true],
  [4.5, 1.5, true],
  [12391239123, 1e-8, true],
])('%d of %d: %s', (value, by, expected) => {
  expect(isMultipleOf(value, by)).toBe(expected);
});

test('a number is the decimal it is written as, and back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(numberOf(decimalOf(value))).toBe(value + 0);
    }),
  );
});

test('the multiple next to a bound is one, beyond it, and nearer than the next', () => {
  fc.assert(
    fc.property(written, step, fc.boolean(), fc.boolean(), (bound, by, above, including) => {
      const found = multipleNextTo(bound, by, { above, including });
      expect(isMultipleOf(found, by)).toBe(true);
      if (!including) expect(above ? found > bound : found < bound).toBe(true);
      else expect(above ? found >= bound : found <= bound).toBe(true);
      expect(Math.abs(found - bound)).toBeLessThanOrEqual(by + Math.abs(bound) * 1e-12 + 1e-9);
    }),
  );
});

test('a multiple that no number is written like is passed over', () => {
  const found = multipleNextTo(-549755814000, 0.0007, { above: false, including: false });
  expect([isMultipleOf(found, 0.0007), found < -549755814000]).toEqual([true, true]);
});
