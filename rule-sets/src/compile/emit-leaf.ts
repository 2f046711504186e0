import type { Json } from '@caseway/form-schemas';
import type { Leaf } from '../model/rule-set.ts';
import { OWN, resolveOperator } from '../operators/evaluators.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import { comparedFact } from '../reference/trace.ts';
import { literal } from './literals.ts';

/** How a fact is looked at: as it is, as a day, as an amount in 分. */
export type ReadKind = 'raw' | 'day' | 'fen';

/** Where the texts come from that stand for things made once: reads of facts, operators, lists. */
export interface Names {
  /** A variable that holds what is read. `guarded`: code gives up where it is a list or an object. */
  read(fact: unknown, path: unknown, kind: ReadKind, guarded: boolean): string;
  operator(name: string): string;
  constant(code: string): string;
}

/** `fallible`: evaluating it may throw, exactly where json-rules-engine would, and must not be left out. */
export interface Emitted {
  code: string;
  fallible: boolean;
}

const sure = (code: string): Emitted => ({ code, fallible: false });
const isStructured = (value: Json): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const ORDERINGS: Record<string, string> = {
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
};
const DAYS: Record<string, string> = {
  dateBefore: '<',
  dateAfter: '>',
  dateOnOrBefore: '<=',
  dateOnOrAfter: '>=',
};
const AMOUNTS: Record<string, string> = { amountLessThan: '<', amountAtLeast: '>=' };
/** Up to so many items a list is compared one by one. */
const FEW_ITEMS = 8;

function emitIn(leaf: Leaf, value: Json, negated: boolean, names: Names): Emitted {
  const not = negated ? '!' : '';
  if (typeof value === 'string') {
    // A substring test by json-rules-engine; of a fact that is no text, of its text.
    return sure(`${not}(${literal(value)}.indexOf(${names.read(leaf.fact, leaf.path, 'raw', true)}) > -1)`);
  }
  if (!Array.isArray(value)) return emitCall(leaf, names);
  // A list or an object is never the same one as another.
  const items = value.filter((item) => !isStructured(item));
  if (items.length === 0) return sure(String(negated));
  const read = names.read(leaf.fact, leaf.path, 'raw', false);
  if (items.length <= FEW_ITEMS) {
    return sure(`${not}(${items.map((item) => `${read} === ${literal(item)}`).join(' || ')})`);
  }
  return sure(`${not}${names.constant(`new Set(${literal(items)})`)}.has(${read})`);
}

function emitContains(leaf: Leaf, value: Json, negated: boolean, names: Names): Emitted {
  const read = names.read(leaf.fact, leaf.path, 'raw', false);
  if (isStructured(value)) return sure(negated ? `Array.isArray(${read})` : 'false');
  return sure(`(Array.isArray(${read}) && ${read}.indexOf(${literal(value)}) ${negated ? '===' : '!=='} -1)`);
}

function emitOrdering(leaf: Leaf, sign: string, value: Json | undefined, names: Names): Emitted {
  const other = comparedFact(leaf.value);
  const read = names.read(leaf.fact, leaf.path, 'raw', true);
  const call = (right: string) => `${names.operator(leaf.operator)}(${read}, ${right})`;
  if (other) {
    const right = names.read(other.fact, other.path, 'raw', true);
    const numbers = `typeof ${read} === "number" && typeof ${right} === "number"`;
    return sure(`(${numbers} ? ${read} ${sign} ${right} : ${call(right)})`);
  }
  if (value === undefined || isStructured(value)) return emitCall(leaf, names);
  const right = literal(value);
  const text = `typeof ${read} === "string" && ${call(right)}`;
  if (typeof value === 'number') return sure(`(typeof ${read} === "number" ? ${read} ${sign} ${right} : ${text})`);
  return sure(`(typeof ${read} === "number" ? ${call(right)} : ${text})`);
}

/** Both sides as days or amounts; what is no day and no amount compares as false. */
function emitParsed(leaf: Leaf, sign: string, kind: 'day' | 'fen', names: Names): Emitted {
  const other = comparedFact(leaf.value);
  const read = names.read(leaf.fact, leaf.path, kind, false);
  if (other) {
    const right = names.read(other.fact, other.path, kind, false);
    return sure(`(${read} !== undefined && ${right} !== undefined && ${read} ${sign} ${right})`);
  }
  const value = leaf.value as Json;
  const day = kind === 'day' ? shanghaiDay(value) : undefined;
  const fen = kind === 'fen' ? fenOf(value) : undefined;
  if (day === undefined && fen === undefined) return sure('false');
  return sure(`(${read} !== undefined && ${read} ${sign} ${day === undefined ? `${fen}n` : literal(day)})`);
}

function emitPresent(leaf: Leaf, value: Json, names: Names): Emitted {
  if (typeof value !== 'boolean') return sure('false');
  const read = names.read(leaf.fact, leaf.path, 'raw', false);
  return sure(`${value ? '!' : ''}nothing(${read})`);
}

/** Operators that answer on every pair of values. */
const TOTAL = new Set(['equal', 'notEqual', 'contains', 'doesNotContain', ...Object.keys(OWN)]);

function isTotal(operator: string, value: Json | undefined): boolean {
  const [name = '', ...decorators] = operator.split(':').toReversed();
  return decorators.every((decorator) => {
    if (decorator === 'not' || decorator === 'someFact' || decorator === 'everyFact') return true;
    return decorators.length === 1 && Array.isArray(value) && decorator !== 'swap';
  })
    ? TOTAL.has(name)
    : false;
}

/** The operator as a call, with whatever it reads. */
function emitCall(leaf: Leaf, names: Names): Emitted {
  const other = comparedFact(leaf.value);
  const read = names.read(leaf.fact, leaf.path, 'raw', false);
  const value = leaf.value as Json;
  const right = other ? names.read(other.fact, other.path, 'raw', false) : names.constant(literal(value));
  const code = `${names.operator(leaf.operator)}(${read}, ${right})`;
  return { code, fallible: !isTotal(leaf.operator, other ? undefined : value) };
}

/** A condition on one fact as an expression. An unknown operator fails when it is reached. */
export function emitLeaf(leaf: Leaf, names: Names): Emitted {
  const { operator } = leaf;
  if (typeof operator !== 'string' || !resolveOperator(operator)) {
    return { code: names.constant('() => { throw 0; }').concat('()'), fallible: true };
  }
  const sign = (table: Record<string, string>) => (Object.hasOwn(table, operator) ? table[operator] : undefined);
  const value = comparedFact(leaf.value) ? undefined : (leaf.value as Json);
  const ordering = sign(ORDERINGS);
  if (ordering) return emitOrdering(leaf, ordering, value, names);
  const [byDay, byAmount] = [sign(DAYS), sign(AMOUNTS)];
  if (byDay) return emitParsed(leaf, byDay, 'day', names);
  if (byAmount) return emitParsed(leaf, byAmount, 'fen', names);
  if (value === undefined) return emitCall(leaf, names);
  if (operator === 'in' || operator === 'notIn') return emitIn(leaf, value, operator === 'notIn', names);
  if (operator === 'contains' || operator === 'doesNotContain') {
    return emitContains(leaf, value, operator === 'doesNotContain', names);
  }
  if (operator === 'isPresent') return emitPresent(leaf, value, names);
  if (operator === 'equal' || operator === 'notEqual') {
    const equal = operator === 'equal';
    if (isStructured(value)) return sure(String(!equal));
    return sure(`${names.read(leaf.fact, leaf.path, 'raw', false)} ${equal ? '===' : '!=='} ${literal(value)}`);
  }
  return emitCall(leaf, names);
}
