import { isYuan } from '../formats/amount.ts';
import { decimalOf, onOneScale } from '../json/decimal.ts';

/**
 * A number as people write it: thousands set apart by commas, each by three digits; a currency before or behind; 万 and 亿.
 * A comma anywhere else may be a decimal one or a slip: nobody can tell, so it is not read.
 */
const WRITTEN = /^(-?)(?:¥ *)?(-?)(\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))? *([万亿]?)元?$/;
const ZEROS: Record<string, number> = { 万: 4, 亿: 8 };

/** The decimal that a text means, digits alone; undefined where it is not certain to mean one. Nothing is rounded. */
export function decimalText(text: string): string | undefined {
  const [, before = '', behind = '', grouped = '', fraction = '', unit = ''] = WRITTEN.exec(text) ?? [];
  const sign = before + behind;
  if (grouped + fraction === '' || sign.length > 1) return undefined;
  const shift = ZEROS[unit] ?? 0;
  const whole = grouped.replaceAll(',', '') + fraction.slice(0, shift).padEnd(shift, '0');
  const rest = fraction.slice(shift);
  return `${sign}${whole.replace(/^0+(?=\d)/, '') || '0'}${rest === '' ? '' : `.${rest}`}`;
}

/** The number that a text means; undefined where there is none that is exactly that. */
export function numberIn(text: string): number | undefined {
  const decimal = decimalText(text);
  if (decimal === undefined) return undefined;
  const value = Number(decimal);
  if (!Number.isFinite(value)) return undefined;
  const [, whole = '', fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const written = { digits: BigInt(whole + fraction), exponent: -fraction.length };
  const [one, other] = onOneScale([written, decimalOf(value)]).digits;
  // No minus before nothing.
  return one === other ? value + 0 : undefined;
}

export function integerIn(text: string): number | undefined {
  const value = numberIn(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** An amount in yuan, with the decimals that were written. */
export function amountIn(text: string): string | undefined {
  const decimal = decimalText(text);
  return decimal !== undefined && isYuan(decimal) ? decimal : undefined;
}
