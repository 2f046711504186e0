import type { Json } from '@caseway/form-schemas';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { SYSTEM_FACTS } from '../../model/system-facts.ts';
import { factsRead, possibleBranches } from './action-branches.ts';
import type { PathState } from './path-state.ts';
import { waysOf } from './resolve-action.ts';
import { allowedActions } from './run-path.ts';
import { stepOf } from './steps.ts';

/** Where a case may go from where it stands, by keys of steps in the path's order; the present step is in neither. */
export interface Course {
  /** Steps to which something that may be done now can lead: one or the other of them. */
  next: string[];
  /** Steps to which the case may come after these. */
  later: string[];
}

const isSystemFact = (name: string): boolean => Object.hasOwn(SYSTEM_FACTS, name);

/** Where an action can lead, as far as the facts of the case decide it already; a withdrawal is the petitioner's to think of. */
function targetsOf(path: HandlingPath, action: PathAction, facts: Record<string, Json>): string[] {
  const withdrawn = new Set(path.outcomes.filter(({ effect }) => effect === 'withdrawn').map(({ key }) => key));
  // A field of its form hides a fact of its name, and is not answered yet.
  const asked = action.form === undefined ? [] : [...factsRead(action)].filter((name) => !isSystemFact(name));
  const possible = new Set(possibleBranches(action, facts, new Set(asked)));
  return waysOf(action).flatMap(({ branch, to, outcome }) =>
    possible.has(branch) && !(outcome && withdrawn.has(outcome)) ? [to] : [],
  );
}

/**
 * What may come of a case: first whatever can be done now leads to, then what these steps can lead to. A step that the facts of
 * the case (`facts`: its open data and system facts) rule out is left out. Nothing comes after an end.
 */
export function courseOf(path: HandlingPath, state: PathState, facts: Record<string, Json>): Course {
  const from = (actions: readonly PathAction[]): string[] =>
    actions.flatMap((action) => targetsOf(path, action, facts));
  const inOrder = (keys: ReadonlySet<string>, but: ReadonlySet<string>): string[] =>
    path.steps.flatMap(({ key }) => (keys.has(key) && !but.has(key) ? [key] : []));
  const here = new Set([state.step]);
  const next = new Set(from(allowedActions(path, state)));
  const reached = new Set(next);
  for (const key of reached) {
    for (const to of key === state.step ? [] : from(stepOf(path, key).actions)) reached.add(to);
  }
  return { next: inOrder(next, here), later: inOrder(reached, new Set([...next, state.step])) };
}
