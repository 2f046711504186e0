import type { Json } from '@caseway/form-schemas';
import type { FactInfo } from '../facts.ts';
import type { ConditionTrace } from '../model/rule-set.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import { findOperator, type OperatorName } from '../operators/operators.ts';

type LeafTrace = Extract<ConditionTrace, { kind: 'leaf' }>;

/** The operator that holds where the first does not (of given, well-typed values). */
const OPPOSITE: Partial<Record<OperatorName, OperatorName>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  greaterThanInclusive: 'lessThan',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  dateBefore: 'dateOnOrAfter',
  dateOnOrAfter: 'dateBefore',
  dateAfter: 'dateOnOrBefore',
  dateOnOrBefore: 'dateAfter',
  amountLessThan: 'amountAtLeast',
  amountAtLeast: 'amountLessThan',
};

function yuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function dayPlus(value: Json | undefined, days: number, info: FactInfo | undefined): Json | undefined {
  const day = shanghaiDay(value);
  if (day === undefined) return undefined;
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return info?.type === 'instant' ? `${moved}T00:00:00+08:00` : moved;
}

function otherThan(values: readonly Json[], info: FactInfo | undefined): Json | undefined {
  if (info?.type === 'boolean') return [true, false].find((value) => !values.includes(value));
  if (info?.choices) return info.choices.map((choice) => choice.value).find((value) => !values.includes(value));
  const [first] = values;
  return typeof first === 'number' && values.length === 1 ? first + 1 : undefined;
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/**
 * A value of the fact with which the condition has the wanted result, as near to the condition as can be; undefined
 * where none suggests itself (free text, list entries). A guess: the caller decides again with it.
 */
export function proposeValue(leaf: LeafTrace, want: boolean, info: FactInfo | undefined): Json | undefined {
  const { value } = leaf;
  const actual = list(leaf.actual);
  if (leaf.operator === 'isPresent') {
    if ((value === true) !== want) return null;
    return info?.choices?.[0]?.value ?? (info?.type === 'boolean' ? true : undefined);
  }
  if (leaf.operator === 'containsAny' && want) return [...actual, ...list(value).slice(0, 1)];
  if (leaf.operator === 'containsAll' && want) return [...new Set([...actual, ...list(value)])];
  if (leaf.operator === 'containsAny') return actual.filter((item) => !list(value).includes(item));
  if (leaf.operator === 'containsAll') return actual.filter((item) => item !== list(value)[0]);
  const operator = findOperator(leaf.operator)?.name;
  const wanted = operator && (want ? operator : OPPOSITE[operator]);
  const fen = fenOf(value);
  switch (wanted) {
    case 'equal':
      return value;
    case 'notEqual':
      return value === undefined ? undefined : otherThan([value], info);
    case 'in':
      return list(value)[0];
    case 'notIn':
      return otherThan(list(value), info);
    case 'contains':
      return value === undefined ? undefined : [...actual, value];
    case 'doesNotContain':
      return actual.filter((item) => item !== value);
    case 'lessThan':
      return typeof value === 'number' ? value - 1 : undefined;
    case 'greaterThan':
      return typeof value === 'number' ? value + 1 : undefined;
    case 'lessThanInclusive':
    case 'greaterThanInclusive':
      return typeof value === 'number' ? value : undefined;
    case 'dateBefore':
      return dayPlus(value, -1, info);
    case 'dateAfter':
      return dayPlus(value, 1, info);
    case 'dateOnOrBefore':
    case 'dateOnOrAfter':
      return dayPlus(value, 0, info);
    case 'amountLessThan':
      return fen === undefined ? undefined : yuan(fen - 1n);
    case 'amountAtLeast':
      return fen === undefined ? undefined : yuan(fen);
    default:
      return undefined;
  }
}
