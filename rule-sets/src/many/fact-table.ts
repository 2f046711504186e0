import type { Json } from '@caseway/form-schemas';
import { type Codes, DictionaryColumn, type FactColumn } from './fact-column.ts';

export interface FactTableOptions {
  /** The facts to hold; others are read with `read` when a rule first asks for them. Absent: every fact is held. */
  only?: Iterable<string>;
  /** The facts of a row, all of them, as they were last given to `append` or `replace`. */
  read?: (row: number) => Record<string, Json>;
}

const FIRST_CAPACITY = 1024;

/**
 * The facts of many cases, column by column. Facts are JSON (no data shared between two values), own properties
 * only. Rows are numbered from 0 in the order in which they came and never move.
 */
export class FactTable {
  #size = 0;
  #capacity = FIRST_CAPACITY;
  /** Null: every fact is held. */
  readonly #only: ReadonlySet<string> | null;
  readonly #read: FactTableOptions['read'];
  readonly #columns = new Map<string, DictionaryColumn>();
  readonly #order: { fact: string; column: DictionaryColumn }[] = [];
  readonly #replaced: number[] = [];

  constructor({ only, read }: FactTableOptions = {}) {
    this.#only = only ? new Set(only) : null;
    this.#read = read;
    for (const fact of this.#only ?? []) this.#added(fact);
  }

  get size(): number {
    return this.#size;
  }

  /** Rows replaced so far, in order, for those who keep what they computed of them. */
  get replaced(): readonly number[] {
    return this.#replaced;
  }

  /** The facts that are held. */
  get held(): string[] {
    return [...this.#columns.keys()];
  }

  /** Adds a case; gives its row. */
  append(facts: Record<string, Json>): number {
    const row = this.#size;
    if (row === this.#capacity) this.reserve(this.#capacity * 2);
    this.#size++;
    this.#write(row, facts);
    return row;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    this.#capacity = rows;
    for (const column of this.#columns.values()) column.reserve(rows);
  }

  /** Gives a row other facts. Throws RangeError where there is no such row. */
  replace(row: number, facts: Record<string, Json>): void {
    if (!(Number.isInteger(row) && row >= 0 && row < this.#size)) throw new RangeError(`there is no row ${row}`);
    for (const column of this.#columns.values()) column.clear(row);
    this.#write(row, facts);
    this.#replaced.push(row);
  }

  /** Cases mostly have their facts in one order: each is looked for after the one before it first. */
  #write(row: number, facts: Record<string, Json>): void {
    const order = this.#order;
    let at = 0;
    for (const fact in facts) {
      if (!Object.hasOwn(facts, fact)) continue;
      while (at < order.length && order[at]?.fact !== fact) at++;
      const found = order[at++];
      if (found) found.column.set(row, facts[fact]);
      else {
        this.#elsewhere(fact)?.set(row, facts[fact]);
        at = 0;
      }
    }
  }

  #elsewhere(fact: string): DictionaryColumn | undefined {
    return this.#columns.get(fact) ?? (this.#only ? undefined : this.#added(fact));
  }

  #added(fact: string): DictionaryColumn {
    const column = new DictionaryColumn(this.#capacity);
    this.#columns.set(fact, column);
    this.#order.push({ fact, column });
    return column;
  }

  /**
   * The column of a fact, growing with the table. A fact that is not held is read now, for every row; throws Error
   * where the table has no way to read it: a fact is never taken as missing only because nobody looked.
   */
  column(fact: string): FactColumn {
    const known = this.#columns.get(fact);
    if (known) return known;
    if (this.#only && !this.#read && this.#size > 0) {
      throw new Error(`fact ${JSON.stringify(fact)} is not held in this table, and it was given no way to read it`);
    }
    const column = this.#added(fact);
    for (let row = 0; this.#only && this.#read && row < this.#size; row++) {
      const facts = this.#read(row);
      if (Object.hasOwn(facts, fact)) column.set(row, facts[fact]);
    }
    return column;
  }

  /** The facts of a row: all of them, or the held ones where the table holds only some and cannot read. */
  facts(row: number): Record<string, Json> {
    if (this.#only && this.#read) return this.#read(row);
    const facts: [string, Json][] = [];
    for (const [fact, column] of this.#columns) {
      const value = column.at(row);
      if (value !== undefined) facts.push([fact, value]);
    }
    return Object.fromEntries(facts);
  }
}

/** A column that holds one value of a short list for each row. */
export function columnOf(values: readonly (Json | undefined)[], codes: Codes): FactColumn {
  return { values, codes };
}
