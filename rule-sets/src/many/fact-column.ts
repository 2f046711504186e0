import type { Json } from '@caseway/form-schemas';
import { cloneJson } from '../json-value.ts';

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** One fact of many cases: row r holds `values[codes[r]]`; undefined: missing. */
export interface FactColumn {
  readonly codes: Codes;
  readonly values: readonly (Json | undefined)[];
}

/** Code 0 of every column of a table: the fact is missing. */
const MISSING = 0;

function widened(codes: Codes, distinct: number): Codes {
  if (distinct <= 0x100 || (distinct <= 0x10000 && codes instanceof Uint16Array)) return codes;
  if (codes instanceof Uint32Array) return codes;
  return distinct <= 0x10000 ? new Uint16Array(codes) : new Uint32Array(codes);
}

/**
 * A column that grows. Each distinct value is held once; lists and objects are copied, so that no two values share
 * data: values are JSON, and equal JSON has one code (objects with their keys in another order have two).
 */
export class DictionaryColumn implements FactColumn {
  codes: Codes;
  readonly values: (Json | undefined)[] = [undefined];
  readonly #known = new Map<Json | undefined, number>([[undefined, MISSING]]);
  #structures: Map<string, number> | undefined;

  constructor(capacity: number) {
    this.codes = new Uint8Array(capacity);
  }

  reserve(capacity: number): void {
    if (capacity <= this.codes.length) return;
    const { codes } = this;
    const Kind = codes instanceof Uint8Array ? Uint8Array : codes instanceof Uint16Array ? Uint16Array : Uint32Array;
    this.codes = new Kind(capacity);
    this.codes.set(codes);
  }

  set(row: number, value: Json | undefined): void {
    const code = this.#known.get(value) ?? this.#learn(value);
    this.codes[row] = code;
  }

  clear(row: number): void {
    this.codes[row] = MISSING;
  }

  at(row: number): Json | undefined {
    return this.values[this.codes[row] ?? MISSING];
  }

  #learn(value: Json | undefined): number {
    if (typeof value !== 'object' || value === null) return this.#add(value, this.#known, value);
    this.#structures ??= new Map();
    const text = JSON.stringify(value);
    return this.#structures.get(text) ?? this.#add(cloneJson(value), this.#structures, text);
  }

  #add<Key>(value: Json | undefined, known: Map<Key, number>, key: Key): number {
    const code = this.values.push(value) - 1;
    known.set(key, code);
    this.codes = widened(this.codes, this.values.length);
    return code;
  }
}
