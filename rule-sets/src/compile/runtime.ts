import { isNothing, type Json } from '@caseway/form-schemas';
import { readFactPath } from '../fact-path.ts';
import { type Evaluate, resolveOperator } from '../operators/evaluators.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';

/** What generated code is given to work with: the operators are the very functions of the reference. */
export interface RuleRuntime {
  /** The meaning of an operator that is known to exist. */
  operator(name: string): Evaluate;
  /** An own property, else undefined. */
  own(facts: object, fact: string): Json | undefined;
  /** The value below property steps, as `path` reads it. */
  read(value: Json | undefined, steps: readonly string[]): Json | undefined;
  day(value: Json | undefined): string | undefined;
  fen(value: Json | undefined): bigint | undefined;
  /** Whether nothing is given: also of a text in which there is nothing to be seen. */
  nothing(value: Json | undefined): boolean;
  /** Whether an object with this prototype has no properties besides its own and those that every object has. */
  plain(prototype: object): boolean;
}

export const RULE_RUNTIME: RuleRuntime = Object.freeze({
  operator(name: string): Evaluate {
    const evaluate = resolveOperator(name);
    if (!evaluate) throw new TypeError(`unknown operator ${JSON.stringify(name)}`);
    return evaluate;
  },
  own: (facts: object, fact: string) =>
    Object.hasOwn(facts, fact) ? (facts as Record<string, Json>)[fact] : undefined,
  read: readFactPath,
  day: shanghaiDay,
  fen: fenOf,
  nothing: isNothing,
  // Object.prototype of this or of another realm.
  plain: (prototype: object) => Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty'),
});
