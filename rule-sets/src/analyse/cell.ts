import type { Json } from '@caseway/form-schemas';

export type CellKind = 'one' | 'number' | 'day' | 'fen' | 'text' | 'object';

/**
 * A set of values that no rule and no constraint of the forms tells apart, with one of them. `one`: it is the only
 * one; else the kind says what the values are, and with it which operators see them all alike (`isAlike`).
 */
export interface Cell {
  /** The same set has the same id among cells made of the same literals. */
  id: string;
  kind: CellKind;
  value: Json;
}

export interface Cells {
  cells: Cell[];
  /** False where some values may have been left without a cell. */
  complete: boolean;
}

/** The cell of a single value. */
export const one = (value: Json): Cell => ({ id: `=${JSON.stringify(value)}`, kind: 'one', value });
