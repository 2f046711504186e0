import type { Condition } from '../model/rule-set.ts';
import { byPriority } from '../reference/trace.ts';
import { type Emitted, emitLeaf } from './emit-leaf.ts';
import { type Constants, type Guard, Scope } from './scope.ts';

/** Named conditions of up to so many leaves are written out where they are used. */
const SMALL = 8;
/** Groups nested deeper go to functions of their own: parsers have limits. */
const DEEP = 24;

interface Lifted {
  name: string;
  fallible: boolean;
  guards: readonly Guard[];
}

function leavesOf(condition: Condition): number {
  if ('condition' in condition) return Number.POSITIVE_INFINITY;
  if ('not' in condition) return leavesOf(condition.not);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  return parts ? parts.reduce((sum, part) => sum + leavesOf(part), 0) : 1;
}

/** Writes conditions as expressions over the variables of a scope. */
export class ConditionEmitter {
  readonly functions: string[] = [];
  readonly #constants: Constants;
  readonly #named: ReadonlyMap<string, Condition>;
  readonly #lifted = new Map<string, Lifted>();

  constructor(constants: Constants, named: ReadonlyMap<string, Condition>) {
    this.#constants = constants;
    this.#named = named;
  }

  emit(condition: Condition, scope: Scope, depth = 0): Emitted {
    if ('condition' in condition) return this.#emitNamed(condition.condition, scope, depth);
    if (depth >= DEEP && ('all' in condition || 'any' in condition || 'not' in condition)) {
      return this.#call(this.#lift(condition), scope);
    }
    if ('not' in condition) {
      const { code, fallible } = this.emit(condition.not, scope, depth + 1);
      return { code: `!(${code})`, fallible };
    }
    if ('all' in condition) return this.#emitGroup('&&', condition.all, scope, depth);
    if ('any' in condition) return this.#emitGroup('||', condition.any, scope, depth);
    return emitLeaf(condition, scope);
  }

  #emitNamed(name: string, scope: Scope, depth: number): Emitted {
    const target = this.#named.get(name);
    if (!target) return { code: `${scope.constant('() => { throw 0; }')}()`, fallible: true };
    if (leavesOf(target) <= SMALL) return this.emit(target, scope, depth + 1);
    const known = this.#lifted.get(name) ?? this.#lift(target);
    this.#lifted.set(name, known);
    return this.#call(known, scope);
  }

  #lift(condition: Condition): Lifted {
    const scope = new Scope(this.#constants);
    const { code, fallible } = this.emit(condition, scope);
    const name = `q${this.functions.length}`;
    this.functions.push(`function ${name}(facts) {\n${scope.take().join('\n')}\nreturn ${code};\n}`);
    return { name, fallible, guards: scope.guards };
  }

  /** A call may be left out where its result does not count; its guards may not. */
  #call({ name, fallible, guards }: Lifted, scope: Scope): Emitted {
    for (const guard of guards) scope.guard(guard);
    return { code: `${name}(facts)`, fallible };
  }

  /**
   * json-rules-engine evaluates all parts of one priority, and stops between priorities: what may throw is evaluated
   * whatever the other parts of its priority say (`|` and `&` leave nothing out), what cannot throw only as needed.
   */
  #emitGroup(sign: '&&' | '||', parts: readonly Condition[], scope: Scope, depth: number): Emitted {
    if (parts.length === 0) return { code: 'true', fallible: false };
    const emitted = parts.map((part) => this.emit(part, scope, depth + 1));
    if (!emitted.some(({ fallible }) => fallible)) {
      return { code: `(${emitted.map(({ code }) => code).join(` ${sign} `)})`, fallible: false };
    }
    const sets = byPriority(parts).map((set) => {
      const all = set.flatMap((index) => emitted[index] ?? []);
      const eager = all.filter(({ fallible }) => fallible).map(({ code }) => `(${code})`);
      const lazy = all.filter(({ fallible }) => !fallible).map(({ code }) => code);
      const first = eager.length > 0 ? [`(${eager.join(sign === '&&' ? ' & ' : ' | ')})`] : [];
      return [...first, ...lazy].join(` ${sign} `);
    });
    return { code: `(${sets.join(` ${sign} `)})`, fallible: true };
  }
}
