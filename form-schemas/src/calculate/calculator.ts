import { isObject } from '../json/equal.ts';
import { escapeToken } from '../json/pointer.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { shapeOf } from '../resolve-form.ts';
import { resolveRef } from '../schema-index.ts';
import { parsedAt } from './calculations.ts';
import type { Expression, Test } from './expression.ts';
import { equal, FUNCTIONS, order, PARTS } from './functions.ts';
import type { ObjectFrame, Outcome, Scope, Unanswered, Value } from './model.ts';
import {
  add,
  compare,
  divide,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
  TooLarge,
} from './rational.ts';
import { scopeOf, scopeWithin } from './scopes.ts';
import { dayValue, jsonOf, kindOfField, monthsOn, readValue, textValue, yesNo } from './values.ts';

/** Steps of reckoning for one form's data: a sum of 10,000 rows takes twice as many as it has rows. */
export const MOST_STEPS = 300_000;

class TooMuchWork extends Error {}
class Circle extends Error {}

const nothingMissing = (): Unanswered => ({ missing: new Set(), why: new Set() });

type Locals = ReadonlyMap<string, Value | null>;
const NO_LOCALS: Locals = new Map();

/** Reckons what the expressions of a form become for its data, each asked once; a calculated field is reckoned where it is read. */
export class Calculator {
  private steps = 0;
  private unanswered: Unanswered = nothingMissing();
  private readonly today: Value | null;
  private readonly frames = new Map<string, ObjectFrame>();
  readonly top: ObjectFrame;

  constructor(
    private readonly root: FormSchema,
    data: Readonly<Record<string, Json>>,
    today: string | undefined,
  ) {
    this.today = today === undefined ? null : (dayValue(today) ?? null);
    this.top = this.frame('', scopeOf(root), root, data, undefined);
  }

  private frame(
    pointer: string,
    scope: Scope,
    schema: FormSchema,
    data: Readonly<Record<string, Json>>,
    outer: ObjectFrame | undefined,
  ): ObjectFrame {
    const known = this.frames.get(pointer);
    if (known) return known;
    const { properties: shown, checks } = shapeOf(schema, data as Json, this.root);
    const made: ObjectFrame = { pointer, scope, data, shown, checks, outer, outcomes: new Map(), read: new Map() };
    this.frames.set(pointer, made);
    return made;
  }

  /** The frame of a group of a frame, whether it holds anything or not; undefined where there is no such group now. */
  group(of: ObjectFrame, name: string): ObjectFrame | undefined {
    const schema = of.shown.get(name);
    const scope = schema && scopeWithin(of.scope, name, this.root);
    if (!schema || !scope) return undefined;
    const held = Object.hasOwn(of.data, name) ? of.data[name] : undefined;
    const data = isObject(held) ? held : {};
    return this.frame(`${of.pointer}/${escapeToken(name)}`, scope, schema, data, of);
  }

  /** The frame of a row of a list of rows. */
  row(of: ObjectFrame, name: string, index: number, row: Record<string, Json>): ObjectFrame | undefined {
    const items = of.shown.get(name)?.items;
    const scope = items && scopeWithin(of.scope, name, this.root);
    if (!items || !scope) return undefined;
    const pointer = `${of.pointer}/${escapeToken(name)}/${index}`;
    return this.frame(pointer, scope, resolveRef(items, this.root), row, of);
  }

  /** What a calculated field of a frame becomes. */
  outcome(frame: ObjectFrame, name: string, schema: FormSchema): Outcome {
    const known = frame.outcomes.get(name);
    if (known) return known;
    if (known === null) throw new Circle();
    frame.outcomes.set(name, null);
    const { value, unanswered } = this.answer(schema['x-calculate'] ?? '', frame);
    const made: Outcome = { json: undefined, value: null, unanswered };
    if (value !== null) {
      try {
        made.json = jsonOf(schema, value);
        if (made.json === undefined) unanswered.why.add('other');
        // Who reads it reads what is shown.
        else made.value = readValue(schema, made.json);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        unanswered.why.add('too-large');
      }
    }
    frame.outcomes.set(name, made);
    return made;
  }

  /** What an expression of a frame becomes; null: no answer, and why. */
  answer(text: string, frame: ObjectFrame): { value: Value | null; unanswered: Unanswered } {
    const before = this.unanswered;
    const mine = nothingMissing();
    this.unanswered = mine;
    let value: Value | null = null;
    try {
      const parsed = parsedAt(this.root, frame.scope, text);
      if (parsed) value = this.of(parsed, frame, NO_LOCALS);
      if (value === null && mine.why.size === 0) mine.why.add('other');
    } catch (error) {
      if (error instanceof TooLarge) mine.why.add('too-large');
      else if (error instanceof TooMuchWork) mine.why.add('work');
      else if (error instanceof Circle) mine.why.add('circle');
      else throw error;
    }
    this.unanswered = before;
    return { value, unanswered: value === null ? mine : nothingMissing() };
  }

  private lacks(why: 'zero' | 'other'): null {
    this.unanswered.why.add(why);
    return null;
  }

  /** The value of a field of a frame. */
  private field(frame: ObjectFrame, name: string): Value | null {
    const pointer = `${frame.pointer}/${escapeToken(name)}`;
    const schema = frame.shown.get(name);
    if (schema?.['x-calculate'] !== undefined) {
      const { value, unanswered } = this.outcome(frame, name, schema);
      for (const one of unanswered.missing) this.unanswered.missing.add(one);
      for (const one of unanswered.why) this.unanswered.why.add(one);
      return value;
    }
    const known = frame.read.get(name);
    const value = known === undefined ? this.held(frame, name, schema) : known;
    if (known === undefined) frame.read.set(name, value);
    if (value === null) {
      this.unanswered.missing.add(pointer);
      this.unanswered.why.add('missing');
    }
    return value;
  }

  private held(frame: ObjectFrame, name: string, schema: FormSchema | undefined): Value | null {
    if (!schema) return null;
    const kind = kindOfField(schema);
    if (kind === 'row') {
      const group = this.group(frame, name);
      return group ? { is: 'row', frame: group } : null;
    }
    const held = Object.hasOwn(frame.data, name) ? frame.data[name] : undefined;
    if (kind !== 'list') return readValue(schema, held);
    if (!Array.isArray(held) || held.length === 0) return null;
    const item = schema.items && resolveRef(schema.items, this.root);
    const entries = held.map((entry, index): Value | null => {
      if (!isObject(entry)) return item ? readValue(item, entry) : null;
      const row = this.row(frame, name, index, entry);
      return row ? { is: 'row', frame: row } : null;
    });
    return { is: 'list', entries };
  }

  private named(name: string, frame: ObjectFrame, locals: Locals): Value | null {
    const local = locals.get(name);
    if (local !== undefined) return local;
    for (let at: ObjectFrame | undefined = frame; at; at = at.outer) {
      if (at.scope.fields.has(name)) return this.field(at, name);
    }
    return this.lacks('other');
  }

  private of(one: Expression, frame: ObjectFrame, locals: Locals): Value | null {
    if (++this.steps > MOST_STEPS) throw new TooMuchWork();
    switch (one.is) {
      case 'literal':
        return one.value;
      case 'name':
        return this.named(one.name, frame, locals);
      case 'member':
        return this.member(this.of(one.of, frame, locals), one.name);
      case 'negative': {
        const value = this.of(one.of, frame, locals);
        return value?.is === 'number' ? negate(value) : null;
      }
      case 'arithmetic':
        return this.arithmetic(one, this.of(one.left, frame, locals), this.of(one.right, frame, locals));
      case 'comparison':
        return this.comparison(one, frame, locals);
      case 'in':
        return this.among(one, frame, locals);
      case 'and':
      case 'or':
        return this.both(one, frame, locals);
      case 'if': {
        const when = this.of(one.when, frame, locals);
        // Not known is not no.
        if (when?.is !== 'yes-no') return null;
        return this.of(when.yes ? one.then : one.otherwise, frame, locals);
      }
      case 'filter':
        return this.filter(one, frame, locals);
      case 'for':
      case 'some':
      case 'every':
        return this.each(one, frame, locals);
      case 'list':
        return { is: 'list', entries: one.entries.map((entry) => this.of(entry, frame, locals)) };
      case 'call': {
        const called = Object.hasOwn(FUNCTIONS, one.name) ? FUNCTIONS[one.name] : undefined;
        const given = one.given.map((part) => this.of(part, frame, locals));
        if (!called || (!called.takesNothing && given.some((value) => value === null))) return null;
        for (const value of given) if (value?.is === 'list') this.count(value.entries.length);
        return called.answer(given, this.today);
      }
    }
  }

  private count(more: number): void {
    this.steps += more;
    if (this.steps > MOST_STEPS) throw new TooMuchWork();
  }

  private member(of: Value | null, name: string): Value | null {
    if (of === null) return null;
    if (of.is === 'row') return this.field(of.frame, name);
    if (of.is !== 'list') {
      const parts = PARTS[of.is];
      return parts && Object.hasOwn(parts, name) ? (parts[name]?.(of) ?? null) : null;
    }
    this.count(of.entries.length);
    return {
      is: 'list',
      entries: of.entries.map((entry) => (entry?.is === 'row' ? this.field(entry.frame, name) : null)),
    };
  }

  private arithmetic({ op }: Expression & { is: 'arithmetic' }, left: Value | null, right: Value | null): Value | null {
    if (left === null || right === null) return null;
    if (left.is === 'number' && right.is === 'number') return this.reckoned(op, left, right);
    const sign = op === '-' ? -1n : 1n;
    if (op !== '+' && op !== '-') return null;
    if (left.is === 'text' && right.is === 'text' && op === '+') return textValue(left.text + right.text);
    if (left.is === 'day' && right.is === 'day') {
      return op === '-' ? { is: 'days', days: BigInt(left.day - right.day) } : null;
    }
    if (left.is === 'days' && right.is === 'days') return { is: 'days', days: left.days + sign * right.days };
    if (left.is === 'months' && right.is === 'months')
      return { is: 'months', months: left.months + sign * right.months };
    const [day, length] = left.is === 'day' ? [left, right] : op === '+' ? [right, left] : [left, right];
    if (day.is !== 'day') return null;
    if (length.is === 'days') return { is: 'day', day: day.day + Number(sign * length.days) };
    const on = length.is === 'months' ? monthsOn(day.day, sign * length.months) : undefined;
    return on === undefined ? null : { is: 'day', day: on };
  }

  private reckoned(op: (Expression & { is: 'arithmetic' })['op'], left: Rational, right: Rational): Value | null {
    switch (op) {
      case '+':
        return add(left, right);
      case '-':
        return subtract(left, right);
      case '*':
        return multiply(left, right);
      case '/':
        return divide(left, right) ?? this.lacks('zero');
      case '**':
        return power(left, right) ?? this.lacks('other');
    }
  }

  private comparison({ op, left, right }: Expression & { is: 'comparison' }, frame: ObjectFrame, locals: Locals) {
    const [a, b] = [this.of(left, frame, locals), this.of(right, frame, locals)];
    const alike = op === '=' || op === '!=';
    const asksOfNothing = [left, right].some((part) => part.is === 'literal' && part.value === null);
    if (alike && asksOfNothing) return yesNo((a === b) === (op === '='));
    return a && b ? compared(op, a, b) : null;
  }

  private among(one: Expression & { is: 'in' }, frame: ObjectFrame, locals: Locals): Value | null {
    const of = this.of(one.of, frame, locals);
    if (of === null) return null;
    let open = false;
    for (const test of one.tests) {
      const holds = this.holds(test, of, frame, locals);
      if (holds === true) return yesNo(true);
      open ||= holds === undefined;
    }
    return open ? null : yesNo(false);
  }

  private holds(test: Test, of: Value, frame: ObjectFrame, locals: Locals): boolean | undefined {
    if (test.is === 'value') {
      const value = this.of(test.of, frame, locals);
      if (value?.is !== 'list') return value ? equal(of, value) : undefined;
      const found = value.entries.map((entry) => entry && equal(of, entry));
      return found.includes(true) ? true : found.includes(null) ? undefined : false;
    }
    const truth = (op: '>' | '>=' | '<' | '<=' | '=' | '!=', bound: Expression): boolean | undefined => {
      const value = this.of(bound, frame, locals);
      const holding = value && compared(op, of, value);
      return holding?.is === 'yes-no' ? holding.yes : undefined;
    };
    if (test.is === 'compared') return truth(test.op, test.with);
    const above = truth(test.fromLow ? '>=' : '>', test.low);
    const below = truth(test.toHigh ? '<=' : '<', test.high);
    return above === false || below === false ? false : above === undefined || below === undefined ? undefined : true;
  }

  /** Where one side decides, the other need not be known. */
  private both({ is, left, right }: Expression & { is: 'and' | 'or' }, frame: ObjectFrame, locals: Locals) {
    const deciding = is === 'or';
    const first = this.of(left, frame, locals);
    if (first?.is === 'yes-no' && first.yes === deciding) return first;
    const second = this.of(right, frame, locals);
    if (second?.is === 'yes-no' && second.yes === deciding) return second;
    return first?.is === 'yes-no' && second?.is === 'yes-no' ? second : null;
  }

  private filter({ list, where }: Expression & { is: 'filter' }, frame: ObjectFrame, locals: Locals): Value | null {
    const of = this.of(list, frame, locals);
    if (of?.is !== 'list') return null;
    const kept: (Value | null)[] = [];
    for (const [index, entry] of of.entries.entries()) {
      const inner = entry?.is === 'row' ? { ...entry.frame, outer: frame } : frame;
      const holds = this.of(where, inner, new Map(locals).set('item', entry));
      if (holds?.is === 'number') {
        // A place in the list: the first is 1, the last -1.
        const wanted = compare(holds, rational(0n)) < 0 ? add(holds, rational(BigInt(of.entries.length + 1))) : holds;
        if (compare(wanted, rational(BigInt(index + 1))) === 0) return entry;
      } else if (holds?.is !== 'yes-no') return null;
      else if (holds.yes) kept.push(entry);
    }
    return kept.length === 0 && where.is === 'literal' ? null : { is: 'list', entries: kept };
  }

  private each(one: Expression & { is: 'for' | 'some' | 'every' }, frame: ObjectFrame, locals: Locals): Value | null {
    const list = this.of(one.list, frame, locals);
    if (list?.is !== 'list') return null;
    const entries: (Value | null)[] = [];
    const deciding = one.is === 'some';
    for (const entry of list.entries) {
      const each = this.of(one.each, frame, new Map(locals).set(one.name, entry));
      if (one.is !== 'for' && each?.is === 'yes-no' && each.yes === deciding) return each;
      entries.push(each);
    }
    if (one.is === 'for') return { is: 'list', entries };
    return entries.includes(null) ? null : yesNo(!deciding);
  }
}

function compared(op: (Expression & { is: 'comparison' })['op'], a: Value, b: Value): Value | null {
  if (op === '=' || op === '!=') {
    const same = equal(a, b);
    return same === undefined ? null : yesNo(same === (op === '='));
  }
  const ordered = order(a, b);
  if (ordered === undefined) return null;
  return yesNo(op === '<' ? ordered < 0 : op === '<=' ? ordered <= 0 : op === '>' ? ordered > 0 : ordered >= 0);
}
