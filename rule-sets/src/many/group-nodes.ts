import { word } from './bitset.ts';
import { ConditionNode } from './condition-node.ts';
import type { FactTable } from './fact-table.ts';
import { rowsOfWord } from './row-cache.ts';

export class NotNode extends ConditionNode {
  readonly #part: ConditionNode;

  constructor(id: number, table: FactTable, part: ConditionNode) {
    super(id, table, [part]);
    this.#part = part;
  }

  protected compute(from: number, to: number, size: number): void {
    const { bits } = this;
    const { bits: part, fails } = this.#part;
    for (let index = from; index < to; index++) {
      const failing = fails ? word(fails, index) : 0;
      bits[index] = ~(word(part, index) | failing) & rowsOfWord(index, size);
      if (failing !== 0 || this.fails) this.failing()[index] = failing;
    }
  }
}

/**
 * `all` or `any`. `sets`: its parts by priority, highest first: json-rules-engine evaluates the parts of one priority
 * together and stops between priorities, so that a part without an answer spoils the group only where it is reached.
 */
export class GroupNode extends ConditionNode {
  readonly #any: boolean;
  readonly #sets: readonly (readonly ConditionNode[])[];
  readonly #parts: readonly ConditionNode[];

  constructor(id: number, table: FactTable, any: boolean, sets: readonly (readonly ConditionNode[])[]) {
    super(id, table, sets.flat());
    this.#any = any;
    this.#sets = sets;
    this.#parts = sets.flat();
  }

  protected compute(from: number, to: number, size: number): void {
    if (this.#parts.some((part) => part.fails) || this.fails) this.#fillWithFails(from, to, size);
    else if (this.#parts.length === 0) this.#fillEmpty(from, to, size);
    else this.#fillPlain(from, to);
  }

  /** An empty group holds, `any` too. */
  #fillEmpty(from: number, to: number, size: number): void {
    for (let index = from; index < to; index++) this.bits[index] = rowsOfWord(index, size);
  }

  #fillPlain(from: number, to: number): void {
    const { bits } = this;
    const [first, ...others] = this.#parts;
    if (!first) return;
    bits.set(first.bits.subarray(from, to), from);
    for (const { bits: part } of others) {
      if (this.#any) for (let index = from; index < to; index++) bits[index] = word(bits, index) | word(part, index);
      else for (let index = from; index < to; index++) bits[index] = word(bits, index) & word(part, index);
    }
  }

  #fillWithFails(from: number, to: number, size: number): void {
    const fails = this.failing();
    for (let index = from; index < to; index++) {
      /** Rows whose result is not yet known. */
      let open = rowsOfWord(index, size);
      let found = 0;
      let failing = 0;
      for (const set of this.#sets) {
        let spoilt = 0;
        let result = this.#any ? 0 : open;
        for (const part of set) {
          if (part.fails) spoilt |= word(part.fails, index);
          result = this.#any ? result | word(part.bits, index) : result & word(part.bits, index);
        }
        failing |= open & spoilt;
        open &= ~spoilt;
        if (this.#any) {
          found |= open & result;
          open &= ~result;
        } else open &= result;
      }
      this.bits[index] = this.#any ? found : open;
      fails[index] = failing;
    }
  }
}
