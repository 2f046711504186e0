import type { Json } from '@caseway/form-schemas';
import { cloneJson } from '../json-value.ts';

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Codes of so many rows, all 0, in as few bytes as so many distinct ones need. */
export function newCodes(rows: number, distinct: number): Codes {
  if (distinct <= 0x100) return new Uint8Array(rows);
  return distinct <= 0x10000 ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** One fact of many cases: row r holds `values[codes[r]]`; undefined: missing. */
export interface FactColumn {
  readonly codes: Codes;
  readonly values: readonly (Json | undefined)[];
}

/** Code 0 of every column of a table: the fact is missing. */
const MISSING = 0;

/** The same codes with room for so many distinct ones. */
export function widened(codes: Codes, distinct: number): Codes {
  if (distinct <= 2 ** (8 * codes.BYTES_PER_ELEMENT)) return codes;
  const wider = newCodes(codes.length, distinct);
  wider.set(codes);
  return wider;
}

/** Whole numbers below this are found by place, all other values by name. */
const PLACES = 4096;

/** Lists of scalars by their items, one after the other: much cheaper to find than by their text. */
interface ListStep {
  code: number;
  next: Map<Json, ListStep> | undefined;
}

/**
 * A column that grows. Each distinct value is held once; lists and objects are copied, so that no two values share
 * data: values are JSON, and equal JSON has one code (objects with their keys in another order have two).
 */
export class DictionaryColumn implements FactColumn {
  codes: Codes;
  readonly values: (Json | undefined)[] = [undefined];
  readonly #scalars = new Map<Json | undefined, number>([[undefined, MISSING]]);
  /** 0 where not met: code 0 is no number. */
  #places: Uint32Array | undefined;
  #structures: Map<string, number> | undefined;
  readonly #lists: ListStep = { code: MISSING, next: undefined };

  constructor(capacity: number) {
    this.codes = new Uint8Array(capacity);
  }

  reserve(capacity: number): void {
    if (capacity <= this.codes.length) return;
    const codes = newCodes(capacity, 2 ** (8 * this.codes.BYTES_PER_ELEMENT));
    codes.set(this.codes);
    this.codes = codes;
  }

  set(row: number, value: Json | undefined): void {
    const code = this.#codeOf(value);
    this.codes[row] = code;
  }

  clear(row: number): void {
    this.codes[row] = MISSING;
  }

  at(row: number): Json | undefined {
    return this.values[this.codes[row] ?? MISSING];
  }

  #codeOf(value: Json | undefined): number {
    if (typeof value === 'number') return this.#codeOfNumber(value);
    if (typeof value !== 'object' || value === null) return this.#scalars.get(value) ?? this.#addScalar(value);
    return Array.isArray(value) ? this.#codeOfList(value) : this.#codeOfText(value);
  }

  #codeOfNumber(value: number): number {
    // 0 stands for -0 too: no operator tells them apart.
    if (!(value >= 0 && value < PLACES && Number.isInteger(value))) {
      return this.#scalars.get(value) ?? this.#addScalar(value);
    }
    this.#places ??= new Uint32Array(PLACES);
    const known = this.#places[value] as number;
    if (known !== MISSING) return known;
    const code = this.#add(value);
    this.#places[value] = code;
    return code;
  }

  #codeOfList(list: Json[]): number {
    let step = this.#lists;
    for (const item of list) {
      if (typeof item === 'object' || item === undefined) return this.#codeOfText(list);
      step.next ??= new Map();
      let next = step.next.get(item);
      if (!next) {
        next = { code: MISSING, next: undefined };
        step.next.set(item, next);
      }
      step = next;
    }
    if (step.code === MISSING) step.code = this.#add(cloneJson(list));
    return step.code;
  }

  #codeOfText(value: Json): number {
    this.#structures ??= new Map();
    const text = JSON.stringify(value);
    const known = this.#structures.get(text);
    if (known !== undefined) return known;
    const code = this.#add(cloneJson(value));
    this.#structures.set(text, code);
    return code;
  }

  #addScalar(value: Json | undefined): number {
    const code = this.#add(value);
    this.#scalars.set(value, code);
    return code;
  }

  #add(value: Json | undefined): number {
    const code = this.values.push(value) - 1;
    this.codes = widened(this.codes, this.values.length);
    return code;
  }
}
