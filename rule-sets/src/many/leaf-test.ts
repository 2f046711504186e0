import type { Json } from '@caseway/form-schemas';
import type { Evaluate } from '../operators/evaluators.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import type { Test } from './leaf-nodes.ts';

/**
 * An operator with its literal value, ready to be asked often: what is known beforehand is worked out beforehand.
 * The same as `evaluate(actual, value)` for every fact.
 */
export function leafTest(operator: string, evaluate: Evaluate, value: Json): Test {
  const general: Test = (actual) => evaluate(actual, value);
  if (typeof value === 'number') return numberTests[operator]?.(value, general) ?? general;
  const [day, fen] = [shanghaiDay(value), fenOf(value)];
  if (day !== undefined) return dayTests[operator]?.(day, general) ?? general;
  return fen === undefined ? general : (fenTests[operator]?.(fen, general) ?? general);
}

type Made<Value> = Partial<Record<string, (value: Value, general: Test) => Test>>;

const numberTests: Made<number> = {
  lessThan: (value, general) => (actual) => (typeof actual === 'number' ? actual < value : general(actual)),
  lessThanInclusive: (value, general) => (actual) => (typeof actual === 'number' ? actual <= value : general(actual)),
  greaterThan: (value, general) => (actual) => (typeof actual === 'number' ? actual > value : general(actual)),
  greaterThanInclusive: (value, general) => (actual) =>
    typeof actual === 'number' ? actual >= value : general(actual),
};

const byDay =
  (holds: (actual: string, value: string) => boolean) =>
  (value: string): Test =>
  (actual) => {
    const day = shanghaiDay(actual);
    return day !== undefined && holds(day, value);
  };

const dayTests: Made<string> = {
  dateBefore: byDay((a, b) => a < b),
  dateAfter: byDay((a, b) => a > b),
  dateOnOrBefore: byDay((a, b) => a <= b),
  dateOnOrAfter: byDay((a, b) => a >= b),
};

const byFen =
  (holds: (actual: bigint, value: bigint) => boolean) =>
  (value: bigint): Test =>
  (actual) => {
    const fen = fenOf(actual);
    return fen !== undefined && holds(fen, value);
  };

const fenTests: Made<bigint> = {
  amountLessThan: byFen((a, b) => a < b),
  amountAtLeast: byFen((a, b) => a >= b),
};
