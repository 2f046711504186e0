import type { FormData } from '@caseway/form-schemas';

/** How a field stands to the earlier case that a form is about. */
export type AsInCase =
  /** Of the field that chooses the case: how many others stand as there. */
  | { is: 'source'; count: number }
  | { is: 'same' }
  /** The server puts the value in; `shown` is its mask, and no value of the form. */
  | { is: 'unseen'; shown: string }
  /** Empty, and the case says something. */
  | { is: 'offered'; shown: string | null };

/** The earlier case as far as its form is filled in from it. */
export interface EarlierCase {
  number: string;
  /** By pointer, for what is filled in; fields that have nothing to do with it are not there. */
  standings: (values: FormData) => ReadonlyMap<string, AsInCase>;
  /** Pointers of the values that `standings` looks at. */
  reads: readonly string[];
  /** The field is to stand as in the case. */
  take: (pointer: string) => void;
  /** Somebody fills it in themselves. */
  leave: (pointer: string) => void;
}
