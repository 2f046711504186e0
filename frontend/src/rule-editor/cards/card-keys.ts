import type { PlacedRule } from '../model/order.ts';

/** A key for each rule that stays with it when it moves or is switched off: its name, numbered where not alone. */
export function cardKeys(placed: readonly PlacedRule[]): Map<string, string> {
  const seen = new Map<string, number>();
  const keys = new Map<string, string>();
  for (const { rule, pointer } of placed) {
    const number = (seen.get(rule.name) ?? 0) + 1;
    seen.set(rule.name, number);
    keys.set(pointer, number === 1 ? rule.name : `${rule.name}#${number}`);
  }
  return keys;
}
