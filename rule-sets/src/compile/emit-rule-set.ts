import type { NormalRule, NormalRuleSet } from '../reference/normalise.ts';
import { ConditionEmitter } from './emit-condition.ts';
import { Constants, type Guard, guardKey, Scope } from './scope.ts';

/**
 * The functions of generated code. Both throw where the reference throws, and also where its answer takes a slower
 * way (a list where a number is compared); what is thrown says nothing: ask the reference.
 */
export interface RuleFunctions {
  /** Place of the first matching rule in deciding order; -1: none. */
  first(facts: object): number;
  /** Places of all matching rules, ascending. */
  fired(facts: object): number[];
}

/** Longest text of one function: engines optimise no longer ones. */
const LONGEST = 24_000;

/** What must be looked at although an earlier rule has matched: it may be a reason to throw. */
interface Duty {
  fallible: boolean;
  guards: readonly Guard[];
}

const PLAIN = 'const p = Object.getPrototypeOf(facts);\nif (p !== P && p !== null && !plain(p)) throw 0;';

class RuleSetEmitter {
  readonly #order: readonly NormalRule[];
  readonly #constants = new Constants();
  readonly #conditions: ConditionEmitter;
  readonly #duties: readonly Duty[];
  readonly #after = new Map<number, string>();
  readonly #functions: string[] = [];

  constructor({ order, named }: NormalRuleSet) {
    this.#order = order;
    this.#conditions = new ConditionEmitter(this.#constants, named);
    const met = new Set<string>();
    this.#duties = order.map((rule) => {
      const scope = new Scope(this.#constants);
      const { fallible } = this.#conditions.emit(rule.conditions, scope);
      const guards = scope.guards.filter((guard) => !met.has(guardKey(guard)));
      for (const guard of guards) met.add(guardKey(guard));
      return { fallible, guards };
    });
  }

  /** The statement for a match of rule `index`: done, unless a later rule may throw. */
  #matched(index: number): string {
    const later = this.#duties.findIndex(({ fallible, guards }, at) => at > index && (fallible || guards.length > 0));
    return later === -1 ? `return ${index};` : `return ${this.#lookAt(later)}(facts, ${index});`;
  }

  /** A function that looks at everything from rule `index` on that may be a reason to throw. */
  #lookAt(index: number): string {
    const known = this.#after.get(index);
    if (known) return known;
    const name = `a${index}`;
    this.#after.set(index, name);
    const scope = new Scope(this.#constants);
    const { fallible, guards } = this.#duties[index] as Duty;
    for (const guard of guards) scope.guard(guard);
    const code = fallible ? this.#conditions.emit((this.#order[index] as NormalRule).conditions, scope).code : '';
    const next = this.#duties.findIndex((duty, at) => at > index && (duty.fallible || duty.guards.length > 0));
    const done = next === -1 ? 'return i;' : `return ${this.#lookAt(next)}(facts, i);`;
    this.#functions.push(`function ${name}(facts, i) {\n${[...scope.take(), code && `${code};`, done].join('\n')}\n}`);
    return name;
  }

  /** Functions `prefix0` … over some rules each; gives their names. */
  #chunks(prefix: string, args: string, statement: (index: number) => string, end: string): string[] {
    const names: string[] = [];
    let lines: string[] = [];
    let length = 0;
    let scope = new Scope(this.#constants);
    const close = () => {
      const name = `${prefix}${names.length}`;
      names.push(name);
      this.#functions.push(`function ${name}(${args}) {\n${[...lines, end].join('\n')}\n}`);
      [lines, length, scope] = [[], 0, new Scope(this.#constants)];
    };
    this.#order.forEach((rule, index) => {
      const { code } = this.#conditions.emit(rule.conditions, scope);
      const more = [...scope.take(), `if (${code}) ${statement(index)}`];
      lines.push(...more);
      length += more.join('').length;
      if (length > LONGEST) close();
    });
    if (lines.length > 0) close();
    return names;
  }

  emit(): string {
    const first = this.#chunks('x', 'facts', (index) => this.#matched(index), 'return -1;');
    const fired = this.#chunks('y', 'facts, out', (index) => `out.push(${index});`, '');
    const [last] = first.slice(-1);
    const steps = first.slice(0, -1).map((name) => `i = ${name}(facts);\nif (i !== -1) return i;`);
    return [
      '"use strict";',
      'const { operator, own, read, day, fen, nothing, plain } = runtime;',
      'const P = Object.prototype;',
      ...this.#constants.lines,
      ...this.#conditions.functions,
      ...this.#functions,
      `function first(facts) {\n${PLAIN}\nlet i;\n${steps.join('\n')}\nreturn ${last ? `${last}(facts)` : '-1'};\n}`,
      `function fired(facts) {\n${PLAIN}\nconst out = [];\n${fired.map((name) => `${name}(facts, out);`).join('\n')}\nreturn out;\n}`,
      'return { first, fired };',
    ].join('\n');
  }
}

/** The body of a function of `runtime` that gives the RuleFunctions of a rule set. */
export function emitRuleSet(normal: NormalRuleSet): string {
  return new RuleSetEmitter(normal).emit();
}
