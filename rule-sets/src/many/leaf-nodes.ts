import type { Json } from '@caseway/form-schemas';
import type { Evaluate } from '../operators/evaluators.ts';
import { word } from './bitset.ts';
import { ConditionNode } from './condition-node.ts';
import type { FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';
import { rowsOfWord } from './row-cache.ts';
import type { ValueBitmaps } from './value-bitmaps.ts';

const FAILS = 2;

/** What a leaf says of the value of the one fact that it reads; throws where it has no answer. */
export type Test = (fact: Json | undefined) => boolean;

function verdict(test: Test, value: Json | undefined): number {
  try {
    return test(value) ? 1 : 0;
  } catch {
    // The operator has no answer here; what it says is told by the reference, for the case that is asked about.
    return FAILS;
  }
}

/** A leaf that reads one fact: tried once for each distinct value. */
export class ValueNode extends ConditionNode {
  readonly #column: () => FactColumn;
  readonly #bitmaps: ValueBitmaps;
  readonly #test: Test;
  #verdicts = new Uint8Array(0);
  #judged = 0;
  #fails = false;

  constructor(id: number, table: FactTable, column: () => FactColumn, bitmaps: ValueBitmaps, test: Test) {
    super(id, table, [bitmaps]);
    this.#column = column;
    this.#bitmaps = bitmaps;
    this.#test = test;
  }

  override get bytes(): number {
    return super.bytes + this.#verdicts.byteLength;
  }

  #judge(values: readonly (Json | undefined)[]): void {
    if (this.#verdicts.length < values.length) {
      const verdicts = new Uint8Array(Math.max(values.length, this.#judged * 2));
      verdicts.set(this.#verdicts);
      this.#verdicts = verdicts;
    }
    const test = this.#test;
    for (; this.#judged < values.length; this.#judged++) {
      const said = verdict(test, values[this.#judged]);
      this.#verdicts[this.#judged] = said;
      if (said === FAILS) this.#fails = true;
    }
  }

  protected compute(from: number, to: number, size: number): void {
    const { values } = this.#column();
    this.#judge(values);
    if (this.#bitmaps.words) this.#fromBitmaps(this.#bitmaps.words, values.length, from, to, size);
    else this.#fromRows(from, to, size);
    if (this.#fails || this.fails) this.#computeFails(from, to, size);
  }

  #fromBitmaps(words: Uint32Array, distinct: number, from: number, to: number, size: number): void {
    const { bits } = this;
    const { stride } = this.#bitmaps;
    const holding: number[] = [];
    const others: number[] = [];
    for (let code = 0; code < distinct; code++) (this.#verdicts[code] === 1 ? holding : others).push(code * stride);
    const negated = holding.length > others.length;
    bits.fill(0, from, to);
    for (const at of negated ? others : holding) {
      for (let index = from; index < to; index++) bits[index] = word(bits, index) | word(words, at + index);
    }
    if (!negated) return;
    for (let index = from; index < to; index++) bits[index] = ~word(bits, index) & rowsOfWord(index, size);
  }

  #fromRows(from: number, to: number, size: number): void {
    const { codes } = this.#column();
    const verdicts = this.#verdicts;
    const { bits } = this;
    const whole = Math.min(to, size >>> 5);
    for (let index = from; index < whole; index++) {
      const row = index << 5;
      let found = 0;
      for (let bit = 0; bit < 32; bit++) found |= ((verdicts[codes[row + bit] as number] as number) & 1) << bit;
      bits[index] = found;
    }
    if (whole >= to) return;
    let found = 0;
    for (let row = whole << 5; row < size; row++) {
      found |= ((verdicts[codes[row] as number] as number) & 1) << (row & 31);
    }
    bits[whole] = found;
  }

  #computeFails(from: number, to: number, size: number): void {
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

/** Up to so many pairs of values are held in a table; more in a map. */
const MOST_PAIRS = 1 << 22;
const UNKNOWN = 3;

/** A leaf that compares two facts: tried once for each pair of values met. */
export class PairNode extends ConditionNode {
  readonly #columns: readonly [() => FactColumn, () => FactColumn];
  readonly #evaluate: Evaluate;
  readonly #met = new Map<number, number>();
  #verdicts = new Uint8Array(0);
  /** Distinct values that `#verdicts` is made for. */
  #size: readonly [number, number] = [0, 0];

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

  override get bytes(): number {
    return super.bytes + this.#verdicts.byteLength + this.#met.size * 32;
  }

  protected compute(from: number, to: number, size: number): void {
    const [left, right] = [this.#columns[0](), this.#columns[1]()];
    const verdicts = this.#tableFor(left.values.length, right.values.length);
    const width = this.#size[1];
    const { bits } = this;
    for (let index = from; index < to; index++) {
      let found = 0;
      let failing = 0;
      const end = Math.min(size, (index + 1) << 5);
      for (let row = index << 5; row < end; row++) {
        const [a, b] = [left.codes[row] as number, right.codes[row] as number];
        let said = verdicts ? (verdicts[a * width + b] as number) : UNKNOWN;
        if (said === UNKNOWN) {
          said = this.#judge(a, b, left.values[a], right.values[b]);
          if (verdicts) verdicts[a * width + b] = said;
        }
        if (said === 1) found |= 1 << (row & 31);
        else if (said === FAILS) failing |= 1 << (row & 31);
      }
      bits[index] = found;
      if (failing !== 0 || this.fails) this.failing()[index] = failing;
    }
  }

  #judge(a: number, b: number, left: Json | undefined, right: Json | undefined): number {
    const pair = a * 0x4000000 + b;
    const known = this.#met.get(pair);
    if (known !== undefined) return known;
    const said = verdict(() => this.#evaluate(left, right), undefined);
    // Where there is a table, it remembers.
    if (this.#verdicts.length === 0) this.#met.set(pair, said);
    return said;
  }

  #tableFor(lefts: number, rights: number): Uint8Array | undefined {
    const [knownLefts, knownRights] = this.#size;
    if (lefts > knownLefts || rights > knownRights) {
      // With room for values to come, so that few of them cost little.
      this.#size = [lefts + (lefts >> 2) + 8, rights + (rights >> 2) + 8];
      const cells = this.#size[0] * this.#size[1];
      this.#verdicts = cells <= MOST_PAIRS ? new Uint8Array(cells).fill(UNKNOWN) : new Uint8Array(0);
    }
    return this.#verdicts.length > 0 ? this.#verdicts : undefined;
  }
}

/** A leaf that has no answer for any case: its operator or the condition it names is not known. */
export class FailingNode extends ConditionNode {
  protected compute(from: number, to: number, size: number): void {
    const fails = this.failing();
    for (let index = from; index < to; index++) fails[index] = rowsOfWord(index, size);
  }
}
