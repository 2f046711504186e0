/** A decimal number exactly: `digits` · 10^`exponent`. */
export interface Decimal {
  digits: bigint;
  exponent: number;
}

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * The decimal that a number was written as: the shortest text that is read as this number. A person who writes 0.07
 * means seven hundredths, not the binary fraction next to them.
 */
export function decimalOf(value: number): Decimal {
  const parts = PARTS.exec(String(value));
  if (!parts) throw new RangeError(`${value} is no finite number`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

/** Both as whole numbers of one unit, 10^`exponent`. */
export function onOneScale(values: readonly Decimal[]): { digits: bigint[]; exponent: number } {
  const exponent = Math.min(0, ...values.map((value) => value.exponent));
  return { digits: values.map((value) => value.digits * 10n ** BigInt(value.exponent - exponent)), exponent };
}

/** The number nearest to a decimal. */
export function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

/** How many multiples without a number of their own are passed over before the nearest is taken as it is. */
const UNWRITABLE = 64n;

/**
 * The whole multiple of a step that is next to a bound, on the side that `above` says; the bound itself where `including`.
 * Far from zero not every decimal has a number that is written like it: those that have none are passed over.
 */
export function multipleNextTo(
  bound: number,
  step: number,
  { above, including }: { above: boolean; including: boolean },
): number {
  const { digits, exponent } = onOneScale([decimalOf(bound), decimalOf(step)]);
  const [at = 0n, size = 1n] = digits;
  const rest = ((at % size) + size) % size;
  if (rest === 0n && including) return numberOf({ digits: at, exponent });
  const below = at - rest;
  const found = above ? below + size : rest === 0n ? below - size : below;
  const further = above ? size : -size;
  for (let passed = 0n; passed < UNWRITABLE; passed++) {
    const number = numberOf({ digits: found + passed * further, exponent });
    if (isMultipleOf(number, step) && number !== bound) return number;
  }
  return numberOf({ digits: found, exponent });
}

/** Whether the one is a whole multiple of the other, as decimals: 0.07 is of 0.01. `step` is more than 0. */
export function isMultipleOf(value: number, step: number): boolean {
  // The quotient of whole numbers needs no decimals.
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return value % step === 0;
  if (!Number.isFinite(value)) return false;
  const { digits } = onOneScale([decimalOf(value), decimalOf(step)]);
  return (digits[0] ?? 0n) % (digits[1] ?? 1n) === 0n;
}
