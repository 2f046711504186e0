import type { Json } from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';
import type { RuleEvent } from '../model/rule-set.ts';

/** What is said to the person concerned; two rules may say different things and still do the same. */
const WORDING = 'say';

/** Equal texts for equal values; of lists the order does not count: outcomes unite them. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join()}}`;
}

/** What an event gives, by param; without what is only said where `wording` is false. */
export function paramsOf(event: RuleEvent | undefined, wording = true): [string, Json][] {
  return Object.entries(event?.params ?? {}).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined && (wording || entry[0] !== WORDING),
  );
}

/** An event as a text: equal for events that do the same. */
export const wholeOf = (event: RuleEvent | undefined, wording: boolean): string =>
  canonical({ type: event?.type ?? null, params: Object.fromEntries(paramsOf(event, wording)) });

/** What an event gives, as a text. */
export const outcomeOf = (event: RuleEvent | undefined): string => canonical(Object.fromEntries(paramsOf(event)));

/** Params in which two events differ, but for what is only said. */
export function differing(a: RuleEvent | undefined, b: RuleEvent | undefined): string[] {
  const [mine, others] = [new Map(paramsOf(a, false)), new Map(paramsOf(b, false))];
  return [...new Set([...mine.keys(), ...others.keys()])].filter(
    (param) => !mine.has(param) || !others.has(param) || canonical(mine.get(param)) !== canonical(others.get(param)),
  );
}
