import { yuanOf } from './formats/amount.ts';
import { checkCharacter } from './formats/id-number.ts';
import { isObject } from './json/equal.ts';
import { fill } from './model/fill.ts';
import type { Json } from './model/form-definition.ts';

/** A source of numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** The same numbers for the same seed (mulberry32): demonstration data are the same everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SampleContext {
  random: Random;
  /** YYYY-MM-DD */
  today: string;
}

/** A whole number between two, both included. */
export function randomInt(random: Random, [least, most]: readonly [number, number]): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One of several, by weight where weights are given. */
export function randomPick<T>(random: Random, items: readonly T[], weights?: readonly number[]): T {
  const [first] = items;
  if (first === undefined) throw new RangeError('There is nothing to pick from.');
  const sizes = items.map((_, index) => weights?.[index] ?? 1);
  let place = random() * sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, item] of items.entries()) {
    place -= sizes[index] ?? 1;
    if (place < 0) return item;
  }
  return items.at(-1) ?? first;
}

const DAY_MS = 86_400_000;

function dayBefore({ random, today }: SampleContext, days: readonly [number, number]): string {
  return new Date(Date.parse(today) - randomInt(random, days) * DAY_MS).toISOString().slice(0, 10);
}

/** An identity number that is valid in form and nobody's: division 999999 is assigned to no place. */
function inventedIdNumber({ random }: SampleContext): string {
  const birth = new Date(
    Date.UTC(1945 + randomInt(random, [0, 55]), randomInt(random, [0, 11]), randomInt(random, [1, 28])),
  );
  const digits = `999999${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(randomInt(random, [0, 999])).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

const pair = (value: Json | undefined): [number, number] => {
  if (!Array.isArray(value) || typeof value[0] !== 'number' || typeof value[1] !== 'number') {
    throw new TypeError(`A directive needs two numbers, not ${JSON.stringify(value)}.`);
  }
  return [value[0], value[1]];
};

type Directive = (argument: Json, template: Record<string, Json>, context: SampleContext) => Json | undefined;

const DIRECTIVES: Record<string, Directive> = {
  $pick: (items, { $weights }, context) => {
    if (!Array.isArray(items)) throw new TypeError('$pick needs a list.');
    const weights = Array.isArray($weights) ? $weights.map(Number) : undefined;
    return sampleValue(randomPick(context.random, items, weights), context);
  },
  $int: (range, _, { random }) => randomInt(random, pair(range)),
  $amount: (range, _, { random }) => yuanOf(BigInt(randomInt(random, pair(range))) * 100n),
  $dateBefore: (range, _, context) => dayBefore(context, pair(isObject(range) ? range.days : range)),
  $text: (text, { $with }, context) => {
    const values = isObject($with) ? sampleValue($with, context) : {};
    return fill(String(text), (name) =>
      isObject(values) && values[name] !== undefined ? String(values[name]) : undefined,
    );
  },
  $maybe: (argument, _, context) => {
    if (!isObject(argument)) throw new TypeError('$maybe needs {p, value}.');
    return context.random() < Number(argument.p) ? sampleValue(argument.value ?? null, context) : undefined;
  },
  $list: (argument, _, context) => {
    if (!isObject(argument)) throw new TypeError('$list needs {count, of}.');
    const count = randomInt(context.random, pair(argument.count));
    return Array.from({ length: count }, () => sampleValue(argument.of ?? null, context) ?? null);
  },
  $idNumber: (_, __, context) => inventedIdNumber(context),
  // All zeros in the middle: nobody takes it for somebody's.
  $mobile: (_, __, { random }) => `1990000${String(randomInt(random, [0, 9999])).padStart(4, '0')}`,
};

function sampleValue(template: Json, context: SampleContext): Json | undefined {
  if (Array.isArray(template)) return template.map((item) => sampleValue(item, context) ?? null);
  if (!isObject(template)) return template;
  for (const [name, directive] of Object.entries(DIRECTIVES)) {
    if (Object.hasOwn(template, name)) return directive(template[name] ?? null, template, context);
  }
  const sample: Record<string, Json> = {};
  for (const [name, part] of Object.entries(template)) {
    const value = sampleValue(part, context);
    if (value !== undefined) sample[name] = value;
  }
  return sample;
}

/**
 * Invented data from a template: JSON in which an object with a directive (`$pick` with `$weights`, `$int`, `$amount`,
 * `$dateBefore`, `$text` with `$with`, `$maybe`, `$list`, `$idNumber`, `$mobile`) stands for a value to make up.
 * The same random numbers give the same data. Throws TypeError where a directive is used wrongly.
 */
export function sampleData(template: Json, context: SampleContext): Json {
  return sampleValue(template, context) ?? null;
}
