import { parser, trackVariables } from 'lezer-feel';
import {
  ARITHMETIC,
  type Arithmetic,
  COMPARISONS,
  type Comparison,
  type Expression,
  type Names,
  type Span,
  type Test,
} from './expression.ts';
import { ofDecimal, TooLarge } from './rational.ts';
import { dayValue, durationValue, textValue, yesNo } from './values.ts';

/** Bounds of one expression: far beyond what an office reckons, small enough to be read soon whatever it holds. */
export const EXPRESSION_LIMITS = { length: 500, nesting: 24 } as const;

/** What cannot be read: `near` is the text there, `at` where it begins. */
export interface Problem {
  code: 'calculation-syntax' | 'calculation-unsupported' | 'calculation-long';
  at: number;
  near: string;
}

/** A node of the tree that the parser makes, as far as it is looked at. */
interface Node {
  name: string;
  from: number;
  to: number;
  type: { isError: boolean };
  firstChild: Node | null;
  nextSibling: Node | null;
}

class Unreadable extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

const COMMENTS = ['LineComment', 'BlockComment'];

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!COMMENTS.includes(child.name)) children.push(child);
  }
  return children;
}

const NUMBER = /^(-?)\s*(\d*)(?:\.(\d+))?$/;

/** Makes the tree of what was parsed; throws Unreadable at the first part that is not understood. */
class Reader {
  constructor(private readonly text: string) {}

  private of(node: Span): string {
    return this.text.slice(node.from, node.to);
  }

  private fail(code: Problem['code'], node: Span): never {
    const rest = this.of(node) || this.text.slice(node.from);
    throw new Unreadable({ code, at: node.from, near: rest.slice(0, 30) });
  }

  read(node: Node | undefined, within: Span): Expression {
    if (!node) return this.fail('calculation-syntax', within);
    const [from, to] = [node.from, node.to];
    const parts = childrenOf(node);
    for (const part of parts) if (part.type.isError) this.fail('calculation-syntax', part);
    const [first, second, third] = parts;
    const span = { from, to };
    const inner = (part: Node | undefined) => this.read(part, span);
    switch (node.name) {
      case 'Expression':
        return parts.length === 1 ? inner(first) : this.fail('calculation-syntax', second ?? node);
      case 'ParenthesizedExpression':
        return { ...inner(second), ...span };
      case 'NumericLiteral':
        return { is: 'literal', ...span, value: this.number(node) };
      case 'StringLiteral':
        return { is: 'literal', ...span, value: textValue(this.string(node)) };
      case 'BooleanLiteral':
        return { is: 'literal', ...span, value: yesNo(this.of(node) === 'true') };
      case 'null':
        return { is: 'literal', ...span, value: null };
      case 'VariableName':
        return { is: 'name', ...span, name: this.of(node) };
      case 'DateTimeLiteral':
        return this.moment(node, parts);
      case 'ArithmeticExpression': {
        if (parts.length === 2) {
          return this.of(first ?? node) === '-'
            ? { is: 'negative', ...span, of: inner(second) }
            : this.fail('calculation-unsupported', node);
        }
        const op = ARITHMETIC.find((one) => one === this.of(second ?? node));
        return { is: 'arithmetic', ...span, op: op ?? this.wrongSign(node), left: inner(first), right: inner(third) };
      }
      case 'Comparison':
        return this.comparison(node, parts);
      case 'Conjunction':
      case 'Disjunction': {
        const [left, right] = [inner(first), inner(third)];
        return { is: node.name === 'Conjunction' ? 'and' : 'or', ...span, left, right };
      }
      case 'IfExpression': {
        const [, when, , then, , otherwise] = parts;
        return { is: 'if', ...span, when: inner(when), then: inner(then), otherwise: inner(otherwise) };
      }
      case 'PathExpression':
        return third
          ? { is: 'member', ...span, of: inner(first), name: this.of(third), at: { from: third.from, to: third.to } }
          : this.fail('calculation-syntax', node);
      case 'FilterExpression':
        return { is: 'filter', ...span, list: inner(first), where: inner(third) };
      case 'FunctionInvocation':
        return this.call(node, parts);
      case 'ForExpression':
        return this.each('for', node, parts);
      case 'QuantifiedExpression':
        return this.each(this.of(first ?? node) === 'some' ? 'some' : 'every', node, parts);
      case 'List':
        return { is: 'list', ...span, entries: parts.slice(1, -1).map(inner) };
      default:
        return this.fail('calculation-unsupported', node);
    }
  }

  private wrongSign(node: Node): Arithmetic {
    return this.fail('calculation-unsupported', node);
  }

  private number(node: Node) {
    const [, sign = '', whole = '', decimals = ''] = NUMBER.exec(this.of(node)) ?? [];
    if (whole === '' && decimals === '') this.fail('calculation-unsupported', node);
    try {
      return ofDecimal({ digits: BigInt(`${sign}${whole}${decimals}`), exponent: -decimals.length });
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return this.fail('calculation-unsupported', node);
    }
  }

  private string(node: Node): string {
    try {
      return JSON.parse(this.of(node)) as string;
    } catch {
      return this.fail('calculation-syntax', node);
    }
  }

  /** `@"2026-03-01"`, and the constructors `date` and `duration`. */
  private moment(node: Node, parts: readonly Node[]): Expression {
    const span = { from: node.from, to: node.to };
    const [first, , given] = parts;
    if (first?.name === 'AtLiteral') {
      const text = this.string(childrenOf(first)[0] ?? first);
      const value = dayValue(text) ?? durationValue(text);
      return value ? { is: 'literal', ...span, value } : this.fail('calculation-unsupported', node);
    }
    if (first?.name !== 'DateTimeConstructor') return this.fail('calculation-unsupported', node);
    const name = this.of(first);
    return { is: 'call', ...span, name, given: this.given(given, node), at: { from: first.from, to: first.to } };
  }

  private given(node: Node | undefined, within: Node): Expression[] {
    if (node?.name !== 'PositionalParameters') return this.fail('calculation-unsupported', node ?? within);
    return childrenOf(node).map((one) => this.read(one, node));
  }

  private call(node: Node, [called, , given]: readonly Node[]): Expression {
    if (called?.name !== 'VariableName' && called?.name !== 'SpecialFunctionName') {
      return this.fail('calculation-unsupported', node);
    }
    const name = this.of(called).replace(/\s+/g, ' ');
    const at = { from: called.from, to: called.to };
    return { is: 'call', from: node.from, to: node.to, name, given: this.given(given, node), at };
  }

  private comparison(node: Node, [left, sign, right, , high]: readonly Node[]): Expression {
    const span = { from: node.from, to: node.to };
    const inner = (part: Node | undefined) => this.read(part, span);
    if (sign?.name === 'between') {
      const range: Test = { is: 'range', low: inner(right), high: inner(high), fromLow: true, toHigh: true };
      return { is: 'in', ...span, of: inner(left), tests: [range] };
    }
    if (sign?.name === 'in') {
      return { is: 'in', ...span, of: inner(left), tests: this.tests(right, node) };
    }
    const op = COMPARISONS.find((one) => one === this.of(sign ?? node));
    if (!op) return this.fail('calculation-unsupported', node);
    return { is: 'comparison', ...span, op, left: inner(left), right: inner(right) };
  }

  private tests(node: Node | undefined, within: Node): Test[] {
    if (!node || node.type.isError) return this.fail('calculation-syntax', node ?? within);
    const parts = childrenOf(node);
    const [first, second, third, fourth, fifth] = parts;
    for (const part of parts) if (part.type.isError) this.fail('calculation-syntax', part);
    switch (node.name) {
      case 'PositiveUnaryTests':
        return parts.flatMap((part) => this.tests(part, node));
      case '(':
        return this.tests(node.nextSibling ?? undefined, within);
      case 'PositiveUnaryTest':
        return this.tests(first, node);
      case 'ParenthesizedExpression':
        return second?.name === 'SimplePositiveUnaryTest'
          ? this.tests(second, node)
          : [{ is: 'value', of: this.read(node, within) }];
      case 'SimplePositiveUnaryTest': {
        if (first?.name === 'Interval') return this.tests(first, node);
        const op: Comparison | undefined = COMPARISONS.find((one) => one === this.of(first ?? node));
        return op
          ? [{ is: 'compared', op, with: this.read(second, node) }]
          : this.fail('calculation-unsupported', node);
      }
      case 'Interval':
        if (third?.name !== '..') return this.fail('calculation-syntax', node);
        return [
          {
            is: 'range',
            low: this.read(second, node),
            high: this.read(fourth, node),
            fromLow: first?.name === '[',
            toHigh: fifth?.name === ']',
          },
        ];
      default:
        return [{ is: 'value', of: this.read(node, within) }];
    }
  }

  private each(is: 'for' | 'some' | 'every', node: Node, [, over, , each]: readonly Node[]): Expression {
    const span = { from: node.from, to: node.to };
    const [only, more] = over ? childrenOf(over) : [];
    const [name, , list] = only ? childrenOf(only) : [];
    if (!only || more || !name) return this.fail('calculation-unsupported', over ?? node);
    const [of, other] = list?.name === 'IterationContext' ? childrenOf(list) : [list];
    if (other) return this.fail('calculation-unsupported', list ?? only);
    return { is, ...span, name: this.of(name), list: this.read(of, only), each: this.read(each, span) };
  }
}

/** How deep brackets and words that hold others may go, counted before anything is parsed. */
const OPENERS = /[[({]|\b(?:if|for|some|every|function)\b/g;

/** Parses an expression of FEEL; `names`: what it may read, so that a name may hold a sign (`monthly-income`). */
export function parseExpression(text: string, names: Names): Expression | Problem {
  if (text.length > EXPRESSION_LIMITS.length || (text.match(OPENERS)?.length ?? 0) > EXPRESSION_LIMITS.nesting) {
    return { code: 'calculation-long', at: 0, near: text.slice(0, 30) };
  }
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables(names) }).parse(text);
  const whole = tree.topNode as unknown as Node;
  try {
    const read = new Reader(text).read(whole, { from: 0, to: text.length });
    return read;
  } catch (error) {
    if (error instanceof Unreadable) return error.problem;
    throw error;
  }
}

export const isProblem = (parsed: Expression | Problem): parsed is Problem => 'code' in parsed;
