import type { Value, ValueKind } from './model.ts';
import {
  add,
  compare,
  divide,
  isWhole,
  multiply,
  type Rational,
  type Rounding,
  rational,
  rounded,
  subtract,
  textOf,
} from './rational.ts';
import { dayText, dayValue, durationValue, monthsBetween, textValue, yesNo } from './values.ts';

/** What a function is given: values of one kind each, a list of a kind, or anything. */
export type Wanted = ValueKind | 'numbers' | 'anything' | 'ordered';

export interface FeelFunction {
  /** Each way to call it: kinds of what it is given, in order. */
  ways: readonly (readonly Wanted[])[];
  /** `entry`: of the kind of its list's entries. */
  gives: ValueKind | 'entry';
  /** It answers what is not given, too. */
  takesNothing?: boolean;
  /** Null: no answer. What it is given fits one of the ways. */
  answer: (given: readonly (Value | null)[], today: Value | null) => Value | null;
}

type Answer = FeelFunction['answer'];

const numbersOf = (given: readonly (Value | null)[]): Rational[] | null => {
  const [first] = given;
  const entries = first?.is === 'list' ? first.entries : given;
  const numbers = entries.filter((entry) => entry?.is === 'number');
  return numbers.length === entries.length && numbers.length > 0 ? numbers : null;
};

const sumOf = (numbers: readonly Rational[]): Rational => numbers.reduce(add, rational(0n));

/** Numbers of a list, or written one after the other. */
const ofNumbers = (answer: (numbers: readonly Rational[]) => Value | null): Omit<FeelFunction, 'gives'> => ({
  ways: [['numbers'], ['number', 'number']],
  answer: (given) => {
    const numbers = numbersOf(given);
    return numbers && answer(numbers);
  },
});

/** Below 0, 0, above: of two values of one kind that has an order; undefined: it has none. */
export function order(a: Value, b: Value): number | undefined {
  if (a.is === 'number' && b.is === 'number') return compare(a, b);
  if (a.is === 'day' && b.is === 'day') return a.day - b.day;
  if (a.is === 'days' && b.is === 'days') return a.days < b.days ? -1 : a.days > b.days ? 1 : 0;
  if (a.is === 'months' && b.is === 'months') return a.months < b.months ? -1 : a.months > b.months ? 1 : 0;
  if (a.is === 'text' && b.is === 'text') return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  return undefined;
}

/** Whether two values are the same; undefined: they are of two kinds. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.is === 'yes-no' && b.is === 'yes-no') return a.yes === b.yes;
  const ordered = order(a, b);
  return ordered === undefined ? undefined : ordered === 0;
}

const furthest =
  (sign: 1 | -1): Answer =>
  (given) => {
    const [first] = given;
    const entries = first?.is === 'list' ? first.entries : given;
    let most: Value | null = null;
    for (const entry of entries) {
      if (entry === null) return null;
      if (most === null) most = entry;
      const ordered = order(entry, most);
      if (ordered === undefined) return null;
      if (ordered * sign > 0) most = entry;
    }
    return most;
  };

const MOST_SCALE = 20n;

const rounding = (how: Rounding): FeelFunction => ({
  ways: [['number'], ['number', 'number']],
  gives: 'number',
  answer: ([value, scale = rational(0n)]) => {
    if (value?.is !== 'number' || scale?.is !== 'number' || !isWhole(scale)) return null;
    const decimals = scale.n / scale.d;
    return decimals < 0n || decimals > MOST_SCALE ? null : rounded(value, Number(decimals), how);
  },
});

const text = (
  ways: FeelFunction['ways'],
  gives: ValueKind,
  answer: (...texts: readonly string[]) => Value | null,
): FeelFunction => ({
  ways,
  gives,
  answer: (given) => answer(...given.map((one) => (one?.is === 'text' ? one.text : ''))),
});

/** Characters as people count them: one of two halves is one. */
const charactersOf = (of: string): string[] => [...of];

const MONTHS_A_YEAR = 12n;

function written(value: Value): string | undefined {
  switch (value.is) {
    case 'number':
      return textOf(value);
    case 'text':
      return value.text;
    case 'yes-no':
      return String(value.yes);
    case 'day':
      return dayText(value.day);
    default:
      return undefined;
  }
}

/** The functions of FEEL that are understood, by name. */
export const FUNCTIONS: Readonly<Record<string, FeelFunction>> = {
  sum: { ...ofNumbers(sumOf), gives: 'number' },
  mean: {
    ...ofNumbers((numbers) => divide(sumOf(numbers), rational(BigInt(numbers.length))) ?? null),
    gives: 'number',
  },
  count: {
    ways: [['list']],
    gives: 'number',
    answer: ([list]) => (list?.is === 'list' ? rational(BigInt(list.entries.length)) : null),
  },
  min: { ways: [['list'], ['ordered', 'ordered']], gives: 'entry', answer: furthest(-1) },
  max: { ways: [['list'], ['ordered', 'ordered']], gives: 'entry', answer: furthest(1) },
  abs: {
    ways: [['number']],
    gives: 'number',
    answer: ([value]) => (value?.is === 'number' ? (value.n < 0n ? subtract(rational(0n), value) : value) : null),
  },
  modulo: {
    ways: [['number', 'number']],
    gives: 'number',
    answer: ([value, by]) => {
      const times = value?.is === 'number' && by?.is === 'number' ? divide(value, by) : undefined;
      if (!times || value?.is !== 'number' || by?.is !== 'number') return null;
      return subtract(value, multiply(by, rounded(times, 0, 'floor')));
    },
  },
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  decimal: rounding('half-even'),
  'round half up': rounding('half-up'),
  'round half down': rounding('half-down'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  today: { ways: [[]], gives: 'day', answer: (_, today) => today },
  date: {
    ways: [['text'], ['number', 'number', 'number']],
    gives: 'day',
    answer: ([first, month, day]) => {
      if (first?.is === 'text') return dayValue(first.text) ?? null;
      const parts = [first, month, day].map((one) =>
        one?.is === 'number' && isWhole(one) ? String(one.n / one.d) : '',
      );
      const [y = '', m = '', d = ''] = parts;
      return dayValue(`${y.padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`) ?? null;
    },
  },
  'years and months duration': {
    ways: [['day', 'day']],
    gives: 'months',
    answer: ([from, to]) =>
      from?.is === 'day' && to?.is === 'day' ? { is: 'months', months: monthsBetween(from.day, to.day) } : null,
  },
  not: {
    ways: [['yes-no']],
    gives: 'yes-no',
    answer: ([value]) => (value?.is === 'yes-no' ? yesNo(!value.yes) : null),
  },
  'is defined': {
    ways: [['anything']],
    gives: 'yes-no',
    takesNothing: true,
    answer: ([value]) => yesNo((value ?? null) !== null),
  },
  string: {
    ways: [['ordered'], ['yes-no']],
    gives: 'text',
    answer: ([value]) => {
      const said = value && written(value);
      return typeof said === 'string' ? textValue(said) : null;
    },
  },
  'string length': text([['text']], 'number', (of = '') => rational(BigInt(charactersOf(of).length))),
  contains: text([['text', 'text']], 'yes-no', (of = '', part = '') => yesNo(of.includes(part))),
  'starts with': text([['text', 'text']], 'yes-no', (of = '', part = '') => yesNo(of.startsWith(part))),
  'ends with': text([['text', 'text']], 'yes-no', (of = '', part = '') => yesNo(of.endsWith(part))),
  substring: {
    ways: [
      ['text', 'number'],
      ['text', 'number', 'number'],
    ],
    gives: 'text',
    answer: ([of, from, length]) => {
      if (of?.is !== 'text' || from?.is !== 'number' || !isWhole(from)) return null;
      const characters = charactersOf(of.text);
      const start = Number(from.n / from.d);
      const first = start > 0 ? start - 1 : characters.length + start;
      if (start === 0 || first < 0 || first >= characters.length) return null;
      if (length === undefined) return textValue(characters.slice(first).join(''));
      if (length?.is !== 'number' || !isWhole(length)) return null;
      const count = Number(length.n / length.d);
      // Beyond its end there is nothing: a part that is short is not what was asked for.
      return count > 0 && first + count <= characters.length
        ? textValue(characters.slice(first, first + count).join(''))
        : null;
    },
  },
  'list contains': {
    ways: [['list', 'anything']],
    gives: 'yes-no',
    answer: ([list, value]) => {
      if (list?.is !== 'list' || !value) return null;
      return yesNo(list.entries.some((entry) => entry !== null && equal(entry, value) === true));
    },
  },
  duration: {
    ways: [['text']],
    gives: 'days',
    answer: ([of]) => (of?.is === 'text' ? (durationValue(of.text) ?? null) : null),
  },
};

/** What stands behind a point after a value that is no row: `(b - a).days`. */
export const PARTS: Readonly<Partial<Record<ValueKind, Readonly<Record<string, (value: Value) => Value | null>>>>> = {
  days: { days: (value) => (value.is === 'days' ? rational(value.days) : null) },
  months: {
    years: (value) => (value.is === 'months' ? rational(value.months / MONTHS_A_YEAR) : null),
    months: (value) => (value.is === 'months' ? rational(value.months % MONTHS_A_YEAR) : null),
  },
  day: {
    year: (value) => dayPart(value, 0, 4),
    month: (value) => dayPart(value, 5, 7),
    day: (value) => dayPart(value, 8, 10),
  },
};

function dayPart(value: Value, from: number, to: number): Value | null {
  const said = value.is === 'day' ? dayText(value.day) : undefined;
  return said === undefined ? null : rational(BigInt(said.slice(from, to)));
}
