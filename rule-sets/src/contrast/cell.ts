import type { FormSchema, Json } from '@caseway/form-schemas';
import type { FactInfo } from '../facts.ts';
import type { FactValueType } from '../operators/operators.ts';

/** A value that a fact may have instead, and how far it is from the one it has. */
export interface Cell {
  value: Json | undefined;
  /** Boundaries crossed, entries put in or taken out; 1 for another choice. */
  steps: number;
  /** Stands for any value at all: nobody asks more than whether one is given. */
  any?: boolean;
}

export interface CellInput {
  type: FactValueType;
  original: Json | undefined;
  info?: FactInfo | undefined;
  /** The field in the form; what does not fit it is left out. */
  schema?: FormSchema | undefined;
  root?: FormSchema | undefined;
  /** Every value that rules and conditions of the form compare it with. */
  literals: readonly Json[];
  /** Counts of entries that are asked about. */
  counts: readonly number[];
  /** Keys that the fact may have, where only those. */
  vocabulary: readonly Json[];
  mayBeMissing: boolean;
  /** Time only goes on. */
  onlyLater: boolean;
  /** What tells two values apart for everybody who reads the fact. */
  signature: (value: Json | undefined) => string;
}
