import type { ClockState } from '../../clock/clock-state.ts';

/** One action done. Instants are ISO 8601, UTC. */
export interface PathEvent {
  action: string;
  from: string;
  to: string;
  /** User id; null where the platform itself did it. */
  by: string | null;
  at: string;
  /** The outcome that it decided; null: it took back the one decided before. */
  outcome?: string | null;
  /** It told the petitioner in writing. `deliveredOn`: YYYY-MM-DD, null as long as that is not known. */
  told?: { deliveredOn: string | null };
  /** Days that its form asked for and a later action extends by, by pointer into its data. */
  entered?: Record<string, number>;
}

/** Where a case stands on its path: plain JSON, kept with the case. */
export interface PathState {
  step: string;
  enteredAt: string;
  clocks: ClockState[];
  history: PathEvent[];
  /** The outcome decided last. */
  outcome?: string;
}

/** What a person wrote down with an action. */
export interface ActionInput {
  reasons?: string;
  legalBasis?: string;
  policyBasis?: string;
  /** Document key → attachment id. */
  documents?: Record<string, string>;
}
