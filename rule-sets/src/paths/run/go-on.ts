import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { advanceClocks, arrival, authorityRuns, type EnteredDay, type HowAdvanced } from './advance-clocks.ts';
import type { PathState } from './path-state.ts';
import { stepOf } from './steps.ts';

/** What a letter of an earlier path says here as well: nothing needs to be asked, decided or approved for it. */
const saysTheSame = ({ tells, form, branches, outcome, approves }: PathAction): boolean =>
  tells !== undefined && !form && !branches && outcome === undefined && approves === undefined;

/**
 * A case that has come to a step, behind the letters of which the petitioner had them on a path that it has left: what was
 * told in writing is not asked for twice. Clocks follow from the day on which that was done.
 */
export function behindLetters(path: HandlingPath, state: PathState, how: HowAdvanced): PathState {
  let { step, enteredAt, clocks } = state;
  const history = [...state.history];
  for (const [index, event] of history.entries()) {
    const action = event.earlier && event.told && stepOf(path, step).actions.find(({ key }) => key === event.action);
    if (!action || !event.told || !saysTheSame(action)) continue;
    const moved = action.to !== step;
    const { deliveredOn } = event.told;
    const triggers = [
      { on: 'action' as const, action: action.key },
      ...(moved ? arrival(action.to, step) : []),
      ...(deliveredOn === null ? [] : [{ on: 'delivered' as const, action: action.key }]),
    ];
    clocks = advanceClocks(path, clocks, triggers, new Date(event.at), how);
    const { earlier: _, ...done } = event;
    history[index] = { ...done, from: step, to: action.to };
    if (moved) enteredAt = event.at;
    step = action.to;
  }
  return { ...state, step, enteredAt, clocks, history };
}

/**
 * An open case that came from another path, with a clock of the authority running: where none does any more, the one for that
 * begins (`decided-anew`). Of a case that is still on its first path the path itself answers for that (`checkPath`).
 */
export function goOn(path: HandlingPath, state: PathState, at: Date, entered?: EnteredDay): PathState {
  const came = state.history.some(({ earlier }) => earlier !== undefined);
  if (!came || stepOf(path, state.step).kind === 'end' || authorityRuns(path, state.clocks)) return state;
  const how = entered ? { entered } : {};
  return { ...state, clocks: advanceClocks(path, state.clocks, [{ on: 'decided-anew' }], at, how) };
}
