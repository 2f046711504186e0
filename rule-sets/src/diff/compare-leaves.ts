import type { Json } from '@caseway/form-schemas';
import { isJsonObject, jsonEqual } from '../json-value.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import type { Effect } from './effect.ts';

interface Leaf {
  fact: string;
  path?: string;
  operator: string;
  value: Json | undefined;
}

/** What a fact must be, in a form in which one demand can be seen to follow from another. */
type Demand =
  | { kind: 'one-of'; values: Json[] }
  | { kind: 'below' | 'above'; of: 'number' | 'day' | 'fen'; limit: number | string | bigint; inclusive: boolean }
  | { kind: 'any-of' | 'all-of'; values: Json[] }
  | { kind: 'mentions'; text: string }
  | { kind: 'count'; atLeast: number }
  | { kind: 'present' };

const isPlain = (value: Json | undefined): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const plainList = (value: Json | undefined): Json[] | undefined =>
  Array.isArray(value) && value.every(isPlain) ? value : undefined;

const bound = (
  kind: 'below' | 'above',
  of: 'number' | 'day' | 'fen',
  limit: number | string | bigint | undefined,
  inclusive: boolean,
): Demand | undefined => (limit === undefined ? undefined : { kind, of, limit, inclusive });

const number = (value: Json | undefined) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

type Read = (value: Json | undefined) => Demand | undefined;

const oneOf: Read = (value) => (isPlain(value) ? { kind: 'one-of', values: [value] } : undefined);
const listOf =
  (kind: 'one-of' | 'any-of' | 'all-of'): Read =>
  (value) => {
    const values = plainList(value);
    // `containsAny` and `containsAll` of an empty list are never true: nothing follows from comparing it.
    return values && (values.length > 0 || kind === 'one-of') ? { kind, values } : undefined;
  };

/** How the operators demand. `negated`: the operator says the opposite of the demand, missing facts included. */
const DEMANDS: Record<string, { read: Read; negated?: true }> = {
  equal: { read: oneOf },
  notEqual: { read: oneOf, negated: true },
  in: { read: listOf('one-of') },
  notIn: { read: listOf('one-of'), negated: true },
  lessThan: { read: (value) => bound('below', 'number', number(value), false) },
  lessThanInclusive: { read: (value) => bound('below', 'number', number(value), true) },
  greaterThan: { read: (value) => bound('above', 'number', number(value), false) },
  greaterThanInclusive: { read: (value) => bound('above', 'number', number(value), true) },
  dateBefore: { read: (value) => bound('below', 'day', shanghaiDay(value), false) },
  dateOnOrBefore: { read: (value) => bound('below', 'day', shanghaiDay(value), true) },
  dateAfter: { read: (value) => bound('above', 'day', shanghaiDay(value), false) },
  dateOnOrAfter: { read: (value) => bound('above', 'day', shanghaiDay(value), true) },
  amountLessThan: { read: (value) => bound('below', 'fen', fenOf(value), false) },
  amountAtLeast: { read: (value) => bound('above', 'fen', fenOf(value), true) },
  contains: { read: (value) => (isPlain(value) ? { kind: 'any-of', values: [value] } : undefined) },
  containsAny: { read: listOf('any-of') },
  containsAll: { read: listOf('all-of') },
  textContains: {
    read: (value) => (typeof value === 'string' && value !== '' ? { kind: 'mentions', text: value } : undefined),
  },
  countAtLeast: { read: (value) => (typeof value === 'number' ? { kind: 'count', atLeast: value } : undefined) },
  isPresent: { read: (value) => (value === true ? { kind: 'present' } : undefined) },
};

function demandOf({ operator, value }: Leaf, negated: boolean): { demand: Demand; negated: boolean } | undefined {
  if (operator === 'isPresent' && value === false) return { demand: { kind: 'present' }, negated: !negated };
  const entry = Object.hasOwn(DEMANDS, operator) ? DEMANDS[operator] : undefined;
  const demand = entry?.read(value);
  return demand && { demand, negated: Boolean(entry?.negated) !== negated };
}

const includes = (list: readonly Json[], value: Json) => list.includes(value);
const isWithin = (inner: readonly Json[], outer: readonly Json[]) => inner.every((value) => includes(outer, value));

/** Whether whatever meets `a` meets `b`. False where that is not certain. */
function follows(a: Demand, b: Demand): boolean {
  if (a.kind === 'one-of') return b.kind === 'one-of' && isWithin(a.values, b.values);
  if (a.kind === 'below' || a.kind === 'above') {
    if (b.kind !== a.kind || b.of !== a.of) return false;
    if (a.limit === b.limit) return b.inclusive || !a.inclusive;
    return a.kind === 'below' ? a.limit < b.limit : a.limit > b.limit;
  }
  if (a.kind === 'any-of') {
    if (b.kind === 'any-of') return isWithin(a.values, b.values);
    return b.kind === 'all-of' && a.values.length === 1 && isWithin(b.values, a.values);
  }
  if (a.kind === 'all-of') {
    if (b.kind === 'all-of') return isWithin(b.values, a.values);
    return b.kind === 'any-of' && a.values.some((value) => includes(b.values, value));
  }
  if (a.kind === 'mentions') return b.kind === 'mentions' && a.text.includes(b.text);
  if (a.kind === 'count') return b.kind === 'count' && a.atLeast >= b.atLeast;
  return b.kind === 'present';
}

/** What it does to a condition when one of its clauses about a fact becomes another. */
export function leafEffect(before: Leaf, wasNegated: boolean, after: Leaf, isNegated: boolean): Effect {
  if (before.fact !== after.fact || before.path !== after.path) return 'other';
  if (isJsonObject(before.value) || isJsonObject(after.value)) return 'other';
  if (before.operator === after.operator && jsonEqual(before.value, after.value))
    return wasNegated === isNegated ? 'same' : 'other';
  const [a, b] = [demandOf(before, wasNegated), demandOf(after, isNegated)];
  if (!a || !b || a.negated !== b.negated) return 'other';
  const [forth, back] = [follows(a.demand, b.demand), follows(b.demand, a.demand)];
  if (forth && back) return 'same';
  const loosens = a.negated ? back : forth;
  const tightens = a.negated ? forth : back;
  return loosens ? 'looser' : tightens ? 'tighter' : 'other';
}
