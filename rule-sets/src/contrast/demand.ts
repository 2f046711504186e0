/** A demand on the case that holds or not, and the variables (by place in the problem) that decide about it. */
export interface Demand {
  variables: readonly number[];
  isMet: (state: State) => boolean;
}

/** The cell that each variable of a problem is in; 0: its own value. */
export type State = Int32Array;
