import { escapeToken } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import type { Expression, Span, Test } from './expression.ts';
import { FUNCTIONS, PARTS, type Wanted } from './functions.ts';
import type { Scope, Type } from './model.ts';
import { holderOf, typeOfField } from './scopes.ts';
import { durationValue } from './values.ts';

/** A field that an expression reads, where its name stands in the text. */
export interface Read {
  /** Of the field, rows as `*`. */
  pattern: string;
  at: Span;
}

export type Misuse =
  | { code: 'calculation-name' | 'calculation-function' | 'calculation-unreadable'; at: Span; name: string }
  | { code: 'calculation-type'; at: Span; wanted: LocalizedText; found: LocalizedText };

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Kinds as they are called. */
export const KIND_WORDS: Record<Type['is'] | Exclude<Wanted, Type['is']>, LocalizedText> = {
  number: text('数字', 'a number'),
  text: text('文字', 'a text'),
  'yes-no': text('是或否', 'yes or no'),
  day: text('日期', 'a day'),
  days: text('天数的时长', 'a length of time in days'),
  months: text('年月的时长', 'a length of time in months'),
  list: text('多项', 'a list'),
  row: text('一组字段', 'a group of fields'),
  nothing: text('空值', 'nothing'),
  anything: text('任何内容', 'anything'),
  numbers: text('多个数字', 'several numbers'),
  ordered: text('数字、日期或文字', 'a number, a day or a text'),
};

type Locals = ReadonlyMap<string, Type>;
const ANYTHING: Type = { is: 'anything' };
const YES_NO: Type = { is: 'yes-no' };
const isOpen = (type: Type): boolean => type.is === 'anything' || type.is === 'nothing';

/** Finds what an expression becomes, what it reads, and what is wrong with it, before there are data. */
class Inference {
  readonly reads: Read[] = [];
  readonly misuses: Misuse[] = [];

  constructor(private readonly root: FormSchema) {}

  private misuse(at: Span, wanted: Wanted | LocalizedText, found: Type): Type {
    const words = typeof wanted === 'string' ? KIND_WORDS[wanted] : wanted;
    this.misuses.push({ code: 'calculation-type', at, wanted: words, found: KIND_WORDS[found.is] });
    return ANYTHING;
  }

  private demand(one: Expression, wanted: Wanted, scope: Scope, locals: Locals): Type {
    const type = this.of(one, scope, locals);
    if (!fits(type, wanted)) this.misuse(one, wanted, type);
    return type;
  }

  /** A field by its name; where it is none, takes note and goes on. */
  private field(scope: Scope, name: string, at: Span): Type {
    const holder = scope.fields.has(name) ? scope : undefined;
    if (!holder) {
      this.misuses.push({ code: 'calculation-name', at, name });
      return ANYTHING;
    }
    this.reads.push({ pattern: `${holder.pattern}/${escapeToken(name)}`, at });
    const type = typeOfField(holder, name, this.root);
    if (type) return type;
    this.misuses.push({ code: 'calculation-unreadable', at, name });
    return ANYTHING;
  }

  of(one: Expression, scope: Scope, locals: Locals): Type {
    switch (one.is) {
      case 'literal':
        return one.value === null ? { is: 'nothing' } : ({ is: one.value.is } as Type);
      case 'name': {
        const local = locals.get(one.name);
        return local ?? this.field(holderOf(scope, one.name) ?? scope, one.name, one);
      }
      case 'member':
        return this.member(this.of(one.of, scope, locals), one.name, one.at);
      case 'negative':
        this.demand(one.of, 'number', scope, locals);
        return { is: 'number' };
      case 'arithmetic':
        return this.arithmetic(one, this.of(one.left, scope, locals), this.of(one.right, scope, locals));
      case 'comparison': {
        const [left, right] = [this.of(one.left, scope, locals), this.of(one.right, scope, locals)];
        this.comparable(one.op === '=' || one.op === '!=', one.right, left, right);
        return YES_NO;
      }
      case 'in': {
        const of = this.of(one.of, scope, locals);
        for (const test of one.tests) this.test(test, of, scope, locals);
        return YES_NO;
      }
      case 'and':
      case 'or':
        this.demand(one.left, 'yes-no', scope, locals);
        this.demand(one.right, 'yes-no', scope, locals);
        return YES_NO;
      case 'if': {
        this.demand(one.when, 'yes-no', scope, locals);
        const [then, otherwise] = [this.of(one.then, scope, locals), this.of(one.otherwise, scope, locals)];
        if (then.is === 'nothing') return otherwise;
        if (!isOpen(then) && !isOpen(otherwise) && then.is !== otherwise.is)
          return this.misuse(one.otherwise, KIND_WORDS[then.is], otherwise);
        return then;
      }
      case 'filter':
        return this.filter(one, scope, locals);
      case 'for':
      case 'some':
      case 'every': {
        const list = this.demand(one.list, 'list', scope, locals);
        const entry = list.is === 'list' ? list.of : ANYTHING;
        const each = this.of(one.each, scope, new Map(locals).set(one.name, entry));
        if (one.is === 'for') return { is: 'list', of: each };
        if (!fits(each, 'yes-no')) this.misuse(one.each, 'yes-no', each);
        return YES_NO;
      }
      case 'list': {
        const types = one.entries.map((entry) => this.of(entry, scope, locals));
        const first = types.find((type) => !isOpen(type)) ?? ANYTHING;
        for (const [index, type] of types.entries()) {
          if (!isOpen(type) && type.is !== first.is) this.misuse(one.entries[index] ?? one, KIND_WORDS[first.is], type);
        }
        return { is: 'list', of: first };
      }
      case 'call':
        return this.call(one, scope, locals);
    }
  }

  private member(of: Type, name: string, at: Span): Type {
    if (of.is === 'anything') return of;
    if (of.is === 'row') return this.field(of.scope, name, at);
    if (of.is === 'list' && of.of.is === 'row') return { is: 'list', of: this.field(of.of.scope, name, at) };
    if (of.is !== 'list' && of.is !== 'nothing' && Object.hasOwn(PARTS[of.is] ?? {}, name)) return { is: 'number' };
    this.misuses.push({ code: 'calculation-name', at, name });
    return ANYTHING;
  }

  private arithmetic(one: Expression & { is: 'arithmetic' }, left: Type, right: Type): Type {
    if (isOpen(left) || isOpen(right)) return isOpen(left) && isOpen(right) ? ANYTHING : isOpen(left) ? right : left;
    const plus = one.op === '+';
    const adding = plus || one.op === '-';
    const length = (type: Type) => type.is === 'days' || type.is === 'months';
    if (left.is === 'number' && right.is === 'number') return left;
    if (plus && left.is === 'text' && right.is === 'text') return left;
    if (adding && left.is === 'day' && length(right)) return left;
    if (plus && length(left) && right.is === 'day') return right;
    if (one.op === '-' && left.is === 'day' && right.is === 'day') return { is: 'days' };
    if (adding && length(left) && left.is === right.is) return left;
    const wrong = left.is === 'number' ? one.right : one.left;
    return this.misuse(wrong, left.is === 'day' ? 'day' : 'number', left.is === 'number' ? right : left);
  }

  private comparable(alike: boolean, at: Span, left: Type, right: Type): void {
    const ordered = fits(left, 'ordered') || left.is === 'days' || left.is === 'months';
    if (!ordered && !(alike && (left.is === 'yes-no' || isOpen(left)))) this.misuse(at, 'ordered', left);
    else if (!isOpen(left) && !isOpen(right) && left.is !== right.is) this.misuse(at, KIND_WORDS[left.is], right);
  }

  private test(test: Test, of: Type, scope: Scope, locals: Locals): void {
    if (test.is === 'value') {
      const type = this.of(test.of, scope, locals);
      this.comparable(true, test.of, of, type.is === 'list' ? type.of : type);
      return;
    }
    for (const bound of test.is === 'range' ? [test.low, test.high] : [test.with]) {
      this.comparable(false, bound, of, this.of(bound, scope, locals));
    }
  }

  private filter({ list, where }: Expression & { is: 'filter' }, scope: Scope, locals: Locals): Type {
    const of = this.demand(list, 'list', scope, locals);
    const entry = of.is === 'list' ? of.of : ANYTHING;
    const names = new Map(locals).set('item', entry);
    // A field of the row goes before everything outside of it.
    const inner = entry.is === 'row' ? { ...entry.scope, outer: scope } : scope;
    const type = this.of(where, inner, names);
    if (type.is === 'number') return entry;
    if (!fits(type, 'yes-no')) this.misuse(where, 'yes-no', type);
    return of;
  }

  private call(one: Expression & { is: 'call' }, scope: Scope, locals: Locals): Type {
    const known = Object.hasOwn(FUNCTIONS, one.name) ? FUNCTIONS[one.name] : undefined;
    const types = one.given.map((part) => this.of(part, scope, locals));
    if (!known) {
      this.misuses.push({ code: 'calculation-function', at: one.at, name: one.name });
      return ANYTHING;
    }
    const fitting = known.ways.some(
      (way) =>
        callable(way, types) && types.every((type, at) => fits(type, way[Math.min(at, way.length - 1)] ?? 'anything')),
    );
    if (!fitting) {
      const way = known.ways.find(({ length }) => length === types.length) ?? known.ways[0] ?? [];
      const wrong = types.findIndex((type, at) => !fits(type, way[at] ?? 'anything'));
      const wanted = (locale: 'zh-CN' | 'en') =>
        `${one.name}(${way.map((kind) => KIND_WORDS[kind][locale]).join(', ')})`;
      return this.misuse(
        one.given[wrong] ?? one,
        text(wanted('zh-CN'), wanted('en')),
        types[wrong] ?? { is: 'nothing' },
      );
    }
    if (known.gives === 'entry') {
      const [first = ANYTHING] = types;
      return first.is === 'list' ? first.of : first;
    }
    const [literal] = one.given;
    if (one.name === 'duration') {
      const said =
        literal?.is === 'literal' && literal.value?.is === 'text' ? durationValue(literal.value.text) : undefined;
      return said
        ? ({ is: said.is } as Type)
        : this.misuse(
            literal ?? one,
            text('“P30D”这样的时长', 'a length of time such as "P30D"'),
            types[0] ?? ANYTHING,
          );
    }
    return { is: known.gives } as Type;
  }
}

/** As many as the way says; of those that take two or more alike, more. */
function callable(way: readonly Wanted[], types: readonly Type[]): boolean {
  if (way.length === types.length) return true;
  const [first, second] = way;
  return way.length === 2 && first === second && types.length > 2 && types.length <= 20 && first !== 'text';
}

function fits(type: Type, wanted: Wanted): boolean {
  if (type.is === 'anything' || wanted === 'anything' || type.is === 'nothing') return true;
  if (wanted === 'numbers') return type.is === 'list' && (type.of.is === 'number' || isOpen(type.of));
  if (wanted === 'ordered') return type.is === 'number' || type.is === 'day' || type.is === 'text';
  return type.is === wanted;
}

/** What an expression becomes, which fields it reads, and what is wrong with it, where it stands in an object of the form. */
export function infer(
  one: Expression,
  scope: Scope,
  root: FormSchema,
): { type: Type; reads: Read[]; misuses: Misuse[] } {
  const inference = new Inference(root);
  const type = inference.of(one, scope, new Map());
  return { type, reads: inference.reads, misuses: inference.misuses };
}
