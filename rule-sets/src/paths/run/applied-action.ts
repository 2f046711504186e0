import type { ActionEffect, PathAction, PathStep } from '../../model/handling-path.ts';
import type { PathState } from './path-state.ts';
import type { ResolvedAction } from './resolve-action.ts';

/** An action carried out: the new state and what follows from it outside of the path. */
export interface AppliedAction {
  state: PathState;
  action: PathAction;
  from: PathStep;
  to: PathStep;
  /** What the answers made of it: its target, outcome and notice. */
  resolved: ResolvedAction;
  /** Tasks, messages and sessions; effects on clocks have been carried out in `state`. */
  effects: Exclude<ActionEffect, { clock: string }>[];
  closed: boolean;
}
