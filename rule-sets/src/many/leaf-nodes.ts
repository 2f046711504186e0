import type { Json } from '@caseway/form-schemas';
import type { Evaluate } from '../operators/evaluators.ts';
import { ConditionNode, rowsOfWord } from './condition-node.ts';
import type { FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';

const FAILS = 2;

/** What a leaf says of the value of the one fact that it reads. */
export type Test = (fact: Json | undefined) => boolean;

function verdict(test: () => boolean): number {
  try {
    return test() ? 1 : 0;
  } catch {
    // The operator has no answer here; what it says is told by the reference, for the case that is asked about.
    return FAILS;
  }
}

/** A leaf that reads one fact: tried once for each distinct value. */
export class ValueNode extends ConditionNode {
  readonly #column: () => FactColumn;
  readonly #test: Test;
  #verdicts = new Uint8Array(0);
  #judged = 0;
  #fails = false;

  constructor(id: number, table: FactTable, column: () => FactColumn, test: Test) {
    super(id, table, []);
    this.#column = column;
    this.#test = test;
  }

  #judge(values: readonly (Json | undefined)[]): Uint8Array {
    if (this.#verdicts.length < values.length) {
      const verdicts = new Uint8Array(Math.max(values.length, this.#judged * 2));
      verdicts.set(this.#verdicts);
      this.#verdicts = verdicts;
    }
    for (; this.#judged < values.length; this.#judged++) {
      const value = values[this.#judged];
      const said = verdict(() => this.#test(value));
      this.#verdicts[this.#judged] = said;
      this.#fails ||= said === FAILS;
    }
    return this.#verdicts;
  }

  protected fill(from: number, to: number, size: number): void {
    const { codes, values } = this.#column();
    const verdicts = this.#judge(values);
    const { bits } = this;
    const whole = Math.min(to, size >>> 5);
    for (let index = from; index < whole; index++) {
      const row = index << 5;
      let found = 0;
      for (let bit = 0; bit < 32; bit++) found |= ((verdicts[codes[row + bit] as number] as number) & 1) << bit;
      bits[index] = found;
    }
    if (whole < to) {
      let found = 0;
      for (let row = whole << 5; row < size; row++) {
        found |= ((verdicts[codes[row] as number] as number) & 1) << (row & 31);
      }
      bits[whole] = found;
    }
    if (this.#fails || this.fails) this.#fillFails(from, to, size);
  }

  #fillFails(from: number, to: number, size: number): void {
    const { codes } = this.#column();
    const fails = this.failing();
    for (let index = from; index < to; index++) {
      let failing = 0;
      for (let row = index << 5; row < Math.min(size, (index + 1) << 5); row++) {
        if (this.#verdicts[codes[row] as number] === FAILS) failing |= 1 << (row & 31);
      }
      fails[index] = failing;
    }
  }
}

/** A leaf that compares two facts: tried once for each pair of values met. */
export class PairNode extends ConditionNode {
  readonly #columns: readonly [() => FactColumn, () => FactColumn];
  readonly #evaluate: Evaluate;
  readonly #verdicts = new Map<number, number>();

  constructor(
    id: number,
    table: FactTable,
    columns: readonly [() => FactColumn, () => FactColumn],
    evaluate: Evaluate,
  ) {
    super(id, table, []);
    this.#columns = columns;
    this.#evaluate = evaluate;
  }

  protected fill(from: number, to: number, size: number): void {
    const [left, right] = [this.#columns[0](), this.#columns[1]()];
    const { bits } = this;
    for (let index = from; index < to; index++) {
      let found = 0;
      let failing = 0;
      for (let row = index << 5; row < Math.min(size, (index + 1) << 5); row++) {
        const [a, b] = [left.codes[row] as number, right.codes[row] as number];
        const pair = a * 0x4000000 + b;
        let said = this.#verdicts.get(pair);
        if (said === undefined) {
          said = verdict(() => this.#evaluate(left.values[a], right.values[b]));
          this.#verdicts.set(pair, said);
        }
        if (said === 1) found |= 1 << (row & 31);
        else if (said === FAILS) failing |= 1 << (row & 31);
      }
      bits[index] = found;
      if (failing !== 0 || this.fails) this.failing()[index] = failing;
    }
  }
}

/** A leaf that has no answer for any case: its operator or the condition it names is not known. */
export class FailingNode extends ConditionNode {
  protected fill(from: number, to: number, size: number): void {
    const fails = this.failing();
    for (let index = from; index < to; index++) fails[index] = rowsOfWord(index, size);
  }
}
