import type { ClockState } from '../clock/clock-state.ts';
import type { ActionEffect, PathAction, PathStep } from '../model/handling-path.ts';

/** One action done. Instants are ISO 8601, UTC. */
export interface PathEvent {
  action: string;
  from: string;
  to: string;
  /** User id; null where the platform itself did it. */
  by: string | null;
  at: string;
  outcome?: string;
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

/** What stands in the way of an action: data, not an exception. */
export interface ActionProblem {
  code: 'reasons-required' | 'legal-basis-required' | 'policy-basis-required' | 'document-required' | 'same-person';
  pointer: string;
  /** Key of the missing document. */
  document?: string;
}

/** An action carried out: the new state and what follows from it outside of the path. */
export interface AppliedAction {
  state: PathState;
  action: PathAction;
  from: PathStep;
  to: PathStep;
  /** Tasks, messages and sessions; effects on clocks have been carried out in `state`. */
  effects: Exclude<ActionEffect, { clock: string }>[];
  closed: boolean;
}
