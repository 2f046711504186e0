import { type Decimal, decimalOf } from '../json/decimal.ts';

/** A number exactly: `n` / `d`, `d` more than 0. Not always in lowest terms: what is told apart is told by `compare`. */
export interface Rational {
  is: 'number';
  n: bigint;
  d: bigint;
}

/** Digits beyond these are no number of any office, and reckoning with them would take long. */
const MOST_BITS = 2_000n;
const TOO_LARGE = 1n << MOST_BITS;

/** Thrown where a number becomes too large to go on with. */
export class TooLarge extends Error {}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

function gcd(one: bigint, other: bigint): bigint {
  let [a, b] = [abs(one), abs(other)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** `n` / `d` as a number; `d` is not 0. Throws TooLarge. */
export function rational(n: bigint, d = 1n): Rational {
  const [above, below] = d < 0n ? [-n, -d] : [n, d];
  if (abs(above) < TOO_LARGE && below < TOO_LARGE) return { is: 'number', n: above, d: below };
  const common = gcd(above, below);
  const least = { is: 'number', n: above / common, d: below / common } as const;
  if (abs(least.n) >= TOO_LARGE || least.d >= TOO_LARGE) throw new TooLarge();
  return least;
}

export function ofDecimal({ digits, exponent }: Decimal): Rational {
  if (Math.abs(exponent) > 500) throw new TooLarge();
  return exponent < 0 ? rational(digits, 10n ** BigInt(-exponent)) : rational(digits * 10n ** BigInt(exponent));
}

/** The decimal that a number was written as; undefined where it is no finite one. */
export const ofNumber = (value: number): Rational | undefined =>
  Number.isFinite(value) ? ofDecimal(decimalOf(value)) : undefined;

const inLowestTerms = ({ n, d }: Rational): Rational => {
  const common = gcd(n, d);
  return common === 0n ? rational(0n) : { is: 'number', n: n / common, d: d / common };
};

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : inLowestTerms(rational(a.n * b.d + b.n * a.d, a.d * b.d));
export const negate = ({ n, d }: Rational): Rational => ({ is: 'number', n: -n, d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** Undefined: by nothing. */
export const divide = (a: Rational, b: Rational): Rational | undefined =>
  b.n === 0n ? undefined : inLowestTerms(rational(a.n * b.d, a.d * b.n));

/** Negative, 0, or positive. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isWhole = ({ n, d }: Rational): boolean => n % d === 0n;

/** How a number is brought to a scale. `half-up`: as at school, 0.5 away from 0. */
export type Rounding = 'half-up' | 'half-even' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling';

function roundedQuotient(n: bigint, d: bigint, how: Rounding): bigint {
  const toZero = n / d;
  const rest = abs(n % d);
  if (rest === 0n) return toZero;
  const away = toZero + (n < 0n ? -1n : 1n);
  if (how === 'down') return toZero;
  if (how === 'up') return away;
  if (how === 'floor') return n < 0n ? away : toZero;
  if (how === 'ceiling') return n < 0n ? toZero : away;
  const half = rest * 2n - d;
  if (half !== 0n) return half > 0n ? away : toZero;
  if (how === 'half-even') return toZero % 2n === 0n ? toZero : away;
  return how === 'half-up' ? away : toZero;
}

/** To so many decimals (0 to 100), as whole units of the last one. */
export const unitsAt = ({ n, d }: Rational, decimals: number, how: Rounding = 'half-up'): bigint =>
  roundedQuotient(n * 10n ** BigInt(decimals), d, how);

/** To so many decimals (0 to 100). */
export const rounded = (value: Rational, decimals: number, how: Rounding = 'half-up'): Rational =>
  rational(unitsAt(value, decimals, how), 10n ** BigInt(decimals));

/** The multiple of a step, more than 0, that is nearest; of two the one away from 0. */
export function nearestMultiple(value: Rational, step: Rational): Rational {
  const times = divide(value, step);
  return times ? multiply(rounded(times, 0), step) : value;
}

/** To a whole power, 0 to 100; undefined: to no such. */
export function power(base: Rational, exponent: Rational): Rational | undefined {
  if (!isWhole(exponent)) return undefined;
  const times = exponent.n / exponent.d;
  if (times < 0n || times > 100n) return undefined;
  // What it would become is known by its length before it is reckoned.
  const bits = BigInt(abs(base.n).toString(2).length + base.d.toString(2).length);
  if (bits * times > MOST_BITS * 2n) throw new TooLarge();
  return rational(base.n ** times, base.d ** times);
}

const MOST_DECIMALS = 20;

/** As it is written, with a point and no exponent; what has no end is cut after 20 decimals. */
export function textOf(value: Rational): string {
  const units = unitsAt(value, MOST_DECIMALS);
  const digits = abs(units)
    .toString()
    .padStart(MOST_DECIMALS + 1, '0');
  const [whole, decimals] = [digits.slice(0, -MOST_DECIMALS), digits.slice(-MOST_DECIMALS).replace(/0+$/, '')];
  return `${units < 0n ? '-' : ''}${whole}${decimals && `.${decimals}`}`;
}
