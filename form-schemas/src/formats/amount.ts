/** An amount in yuan as people write it: up to 13 digits, at most two decimals, no sign. */
const YUAN = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/;

/** Whether a text is an amount in yuan (cny-amount). Amounts are texts: a float would lose fen. */
export function isYuan(text: string): boolean {
  return YUAN.test(text);
}

/** Yuan as whole fen （分）； undefined where it is no amount. */
export function fenOf(text: string): bigint | undefined {
  if (!isYuan(text)) return undefined;
  const [yuan = '0', decimals = ''] = text.split('.');
  return BigInt(yuan) * 100n + BigInt(decimals.padEnd(2, '0'));
}

/** Whole fen as yuan. */
export function yuanOf(fen: bigint): string {
  const decimals = String(fen % 100n).padStart(2, '0');
  return decimals === '00' ? String(fen / 100n) : `${fen / 100n}.${decimals}`;
}

/** An amount with thousands set apart, for reading. */
export function yuanText(text: string): string {
  if (!isYuan(text)) return text;
  const [yuan = '0', decimals] = text.split('.');
  const grouped = yuan.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals.padEnd(2, '0')}`;
}
