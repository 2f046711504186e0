import type { Value } from './model.ts';

/** A stretch of the text that an expression is written in, [from, to). */
export interface Span {
  from: number;
  to: number;
}

/** The names that may stand in an expression, and below each the names of what it holds. */
export interface Names {
  [name: string]: Names;
}

export const ARITHMETIC = ['+', '-', '*', '/', '**'] as const;
export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];
export type Comparison = (typeof COMPARISONS)[number];

/** One of the values that `in` allows. */
export type Test =
  | { is: 'range'; low: Expression; high: Expression; fromLow: boolean; toHigh: boolean }
  | { is: 'compared'; op: Comparison; with: Expression }
  | { is: 'value'; of: Expression };

/** The part of FEEL that is understood, as a tree. `name` in `member` spans the name alone. */
export type Expression = Span &
  (
    | { is: 'literal'; value: Value | null }
    | { is: 'name'; name: string }
    | { is: 'member'; of: Expression; name: string; at: Span }
    | { is: 'call'; name: string; given: Expression[]; at: Span }
    | { is: 'arithmetic'; op: Arithmetic; left: Expression; right: Expression }
    | { is: 'negative'; of: Expression }
    | { is: 'comparison'; op: Comparison; left: Expression; right: Expression }
    | { is: 'in'; of: Expression; tests: Test[] }
    | { is: 'and' | 'or'; left: Expression; right: Expression }
    | { is: 'if'; when: Expression; then: Expression; otherwise: Expression }
    | { is: 'filter'; list: Expression; where: Expression }
    | { is: 'for' | 'some' | 'every'; name: string; list: Expression; each: Expression }
    | { is: 'list'; entries: Expression[] }
  );

/** The expressions that stand directly in one. */
export function partsOfExpression(one: Expression): Expression[] {
  switch (one.is) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
    case 'negative':
      return [one.of];
    case 'call':
      return one.given;
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [one.left, one.right];
    case 'in':
      return [one.of, ...one.tests.flatMap(partsOfTest)];
    case 'if':
      return [one.when, one.then, one.otherwise];
    case 'filter':
      return [one.list, one.where];
    case 'for':
    case 'some':
    case 'every':
      return [one.list, one.each];
    case 'list':
      return one.entries;
  }
}

function partsOfTest(test: Test): Expression[] {
  if (test.is === 'range') return [test.low, test.high];
  return [test.is === 'compared' ? test.with : test.of];
}
