import { isNothing, type Json } from '@caseway/form-schemas';
import { fenOf, shanghaiDay } from './operator-values.ts';

/** Whether the fact's value (undefined: missing) stands in the relation to the condition's value. */
export type Evaluate = (actual: Json | undefined, value: Json | undefined) => boolean;

type List = { indexOf(item: unknown): number };

// json-rules-engine calls these methods on whatever it is given and throws where they do not exist: so do these.
const listOf = (value: unknown) => value as List;
const comparable = (value: unknown) => value as number;
const isNumeric = (value: unknown) => Number.parseFloat(value as string).toString() !== 'NaN';

/** json-rules-engine's own operators, word for word: engine-default-operators.js of 7.3.1. */
export const BUILT_IN = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b) => listOf(b).indexOf(a) > -1,
  notIn: (a, b) => listOf(b).indexOf(a) === -1,
  contains: (a, b) => Array.isArray(a) && listOf(a).indexOf(b) > -1,
  doesNotContain: (a, b) => Array.isArray(a) && listOf(a).indexOf(b) === -1,
  lessThan: (a, b) => isNumeric(a) && comparable(a) < comparable(b),
  lessThanInclusive: (a, b) => isNumeric(a) && comparable(a) <= comparable(b),
  greaterThan: (a, b) => isNumeric(a) && comparable(a) > comparable(b),
  greaterThanInclusive: (a, b) => isNumeric(a) && comparable(a) >= comparable(b),
} satisfies Record<string, Evaluate>;

const byDay =
  (holds: (a: string, b: string) => boolean): Evaluate =>
  (actual, value) => {
    const [a, b] = [shanghaiDay(actual), shanghaiDay(value)];
    return a !== undefined && b !== undefined && holds(a, b);
  };

const byAmount =
  (holds: (a: bigint, b: bigint) => boolean): Evaluate =>
  (actual, value) => {
    const [a, b] = [fenOf(actual), fenOf(value)];
    return a !== undefined && b !== undefined && holds(a, b);
  };

const byLists =
  (holds: (a: Json[], b: Json[]) => boolean): Evaluate =>
  (actual, value) =>
    Array.isArray(actual) && Array.isArray(value) && value.length > 0 && holds(actual, value);

/** Operators beyond json-rules-engine's: total, false on a missing or wrongly typed value. */
export const OWN = {
  dateBefore: byDay((a, b) => a < b),
  dateAfter: byDay((a, b) => a > b),
  dateOnOrBefore: byDay((a, b) => a <= b),
  dateOnOrAfter: byDay((a, b) => a >= b),
  amountLessThan: byAmount((a, b) => a < b),
  amountAtLeast: byAmount((a, b) => a >= b),
  textContains: (a, b) => typeof a === 'string' && typeof b === 'string' && b !== '' && a.includes(b),
  containsAny: byLists((a, b) => b.some((item) => a.includes(item))),
  containsAll: byLists((a, b) => b.every((item) => a.includes(item))),
  countAtLeast: (a, b) => Array.isArray(a) && typeof b === 'number' && a.length >= b,
  isPresent: (a, b) => typeof b === 'boolean' && !isNothing(a) === b,
} satisfies Record<string, Evaluate>;

type Decorate = (actual: Json | undefined, value: Json | undefined, next: Evaluate) => boolean;
type Walk = { some(f: (item: Json) => boolean): boolean; every(f: (item: Json) => boolean): boolean };
const walk = (value: unknown) => value as Walk;

/** json-rules-engine's operator decorators: engine-default-operator-decorators.js of 7.3.1. */
const DECORATORS: Record<string, Decorate> = {
  someFact: (a, b, next) => Array.isArray(a) && a.some((item) => next(item, b)),
  everyFact: (a, b, next) => Array.isArray(a) && a.every((item) => next(item, b)),
  someValue: (a, b, next) => walk(b).some((item) => next(a, item)),
  everyValue: (a, b, next) => walk(b).every((item) => next(a, item)),
  swap: (a, b, next) => next(b, a),
  not: (a, b, next) => !next(a, b),
};

const EVALUATORS: Record<string, Evaluate> = { ...BUILT_IN, ...OWN };

/** The meaning of an operator name, decorated ones (`not:in`, `someFact:equal`) included; undefined where unknown. */
export function resolveOperator(name: string): Evaluate | undefined {
  const plain = Object.hasOwn(EVALUATORS, name) ? EVALUATORS[name] : undefined;
  if (plain) return plain;
  const colon = name.indexOf(':');
  if (colon <= 0) return undefined;
  const decorator = name.slice(0, colon);
  const decorate = Object.hasOwn(DECORATORS, decorator) ? DECORATORS[decorator] : undefined;
  const next = decorate ? resolveOperator(name.slice(colon + 1)) : undefined;
  return decorate && next ? (actual, value) => decorate(actual, value, next) : undefined;
}
