import { parseFactPath } from '../fact-path.ts';
import type { Names, ReadKind } from './emit-leaf.ts';
import { literal } from './literals.ts';

/** A read whose value must be neither a list nor an object, or the generated code gives up. */
export interface Guard {
  fact: string;
  path: string | undefined;
}

export const guardKey = ({ fact, path }: Guard): string => JSON.stringify([fact, path ?? '']);

/** Variables of the whole source: made once, when the code is loaded. */
export class Constants {
  readonly lines: string[] = [];
  readonly #known = new Map<string, string>();

  of(code: string): string {
    const known = this.#known.get(code);
    if (known) return known;
    const name = `c${this.lines.length}`;
    this.lines.push(`const ${name} = ${code};`);
    this.#known.set(code, name);
    return name;
  }
}

/**
 * The body of a generated function of `facts`: reads each fact once, before the first statement that needs it.
 * Reads wait in `pending` until `take` hands them out.
 */
export class Scope implements Names {
  readonly #constants: Constants;
  readonly #reads = new Map<string, string>();
  readonly #guarded = new Map<string, Guard>();
  #pending: string[] = [];

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  /** Reads asked for since the last time, as lines. */
  take(): string[] {
    const lines = this.#pending;
    this.#pending = [];
    return lines;
  }

  get guards(): Guard[] {
    return [...this.#guarded.values()];
  }

  guard({ fact, path }: Guard): void {
    this.read(fact, path, 'raw', true);
  }

  read(fact: unknown, path: unknown, kind: ReadKind, guarded: boolean): string {
    if (typeof fact !== 'string' || fact === '') return 'undefined';
    const text = typeof path === 'string' && path !== '' ? path : undefined;
    const steps = (text === undefined ? undefined : parseFactPath(text)) ?? [];
    const name = this.#variable([fact, steps, kind], () => this.#access(fact, steps, kind));
    const guard = { fact, path: text };
    if (guarded && !this.#guarded.has(guardKey(guard))) {
      this.#guarded.set(guardKey(guard), guard);
      this.#pending.push(`if (typeof ${name} === "object" && ${name} !== null) throw 0;`);
    }
    return name;
  }

  #variable(key: unknown[], access: () => string): string {
    const text = JSON.stringify(key);
    const known = this.#reads.get(text);
    if (known) return known;
    const code = access();
    const name = `f${this.#reads.size}`;
    this.#reads.set(text, name);
    this.#pending.push(`const ${name} = ${code};`);
    return name;
  }

  #access(fact: string, steps: readonly string[], kind: ReadKind): string {
    if (kind !== 'raw') {
      const raw = this.#variable([fact, steps, 'raw'], () => this.#access(fact, steps, 'raw'));
      return `${kind}(${raw})`;
    }
    if (steps.length > 0) {
      const whole = this.#variable([fact, [], 'raw'], () => this.#access(fact, [], 'raw'));
      return `read(${whole}, ${this.constant(literal([...steps]))})`;
    }
    // What every object inherits is no fact.
    return fact in Object.prototype ? `own(facts, ${literal(fact)})` : `facts[${literal(fact)}]`;
  }

  operator(name: string): string {
    return this.#constants.of(`operator(${literal(name)})`);
  }

  constant(code: string): string {
    return this.#constants.of(code);
  }
}
