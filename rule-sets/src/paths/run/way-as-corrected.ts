import type { Json } from '@caseway/form-schemas';
import type { ClockTrigger, HandlingPath, PathAction } from '../../model/handling-path.ts';
import { holdingBranch } from './action-branches.ts';
import { advanceClocks, arrival, type EnteredDay, endingsOf, neverOwedAt, triggerKey } from './advance-clocks.ts';
import { factsAsCorrected } from './facts-then.ts';
import type { PathEvent, PathState } from './path-state.ts';

/** Where the case would stand, had it been registered as it now is. */
export interface OtherWay {
  step: string;
  /** Place in the history of the act that would have led elsewhere. */
  event: number;
  /** Since then something was told in writing: that stays true, and so does where the case stands. */
  told: boolean;
}

/** Where an act leads by facts as they now are; back to its own step where it would be refused, or decide something else. */
function leadsTo(action: PathAction, event: PathEvent, facts: Record<string, Json>): string {
  const known = factsAsCorrected(action, event.read, facts);
  if (!action.branches || !known) return event.to;
  const held = action.branches[holdingBranch(action, known)];
  if (held?.refuse) return event.from;
  const to = held?.to ?? action.to;
  const outcome = held?.outcome === undefined ? action.outcome : held.outcome;
  return to === event.to && outcome !== event.outcome ? event.from : to;
}

/**
 * The way of a case once more, with what is now registered (`facts`): each act leads where the path leads by these. What people
 * did on a step to which the path would not have led says nothing of the way, until it brings the case to where that has been,
 * too: a request that was taken in although late stands where one in time stands. Null where the case stands where it should.
 */
export function wayAsCorrected(path: HandlingPath, state: PathState, facts: Record<string, Json>): OtherWay | null {
  const [first] = path.steps;
  let step = first?.key ?? state.step;
  let stands = step;
  let other: number | null = null;
  const been = new Set([step]);
  for (const [index, event] of state.history.entries()) {
    const { action: key, from, to, earlier } = event;
    if (earlier) continue;
    stands = to;
    const action = path.steps.find((each) => each.key === from)?.actions.find((each) => each.key === key);
    // What the platform did to the case (a review, a correction) put it where it stands.
    if (!action) step = to;
    else if (other === null) step = leadsTo(action, event, facts);
    else if (been.has(to)) step = to;
    if (step === stands) other = null;
    else other ??= index;
    been.add(step);
  }
  if (other === null) return null;
  return { step, event: other, told: state.history.slice(other).some(({ told }) => told !== undefined) };
}

const triggersOf = ({ action, from, to }: PathEvent): ClockTrigger[] => [
  { on: 'action', action },
  ...(from === to ? [] : arrival(to, from)),
];

/** What would not have happened. The act that would have led elsewhere was done, unless it is to be done again. */
function notHappened([first, ...later]: readonly PathEvent[], step: string): Set<string> {
  const ofFirst = first ? triggersOf(first).filter(({ on }) => on !== 'action' || first.from === step) : [];
  return new Set([...ofFirst, ...later.flatMap(triggersOf)].map(triggerKey));
}

/**
 * The case where it would stand. What was decided on the way that it should not have gone is taken back; clocks that only that way
 * began were never owed, those that it ended go on, and those of the step begin when the case would have come to it: a mistake in
 * registering gives the office no more time.
 */
export function ledTo(
  path: HandlingPath,
  state: PathState,
  { step, event }: OtherWay,
  { at, entered }: { at: Date; entered?: EnteredDay },
): PathState {
  const undone = state.history.slice(event);
  const since = undone[0]?.at ?? at.toISOString();
  const undo = notHappened(undone, step);
  const hit = (list: readonly ClockTrigger[]) => list.some((trigger) => undo.has(triggerKey(trigger)));
  const clocks = state.clocks.map((each) => {
    const clock = each.as ?? path.clocks.find(({ key }) => key === each.clock);
    if (!clock || each.neverOwed) return each;
    if (each.startedAt >= since && hit(clock.startsOn)) return neverOwedAt(each, at);
    if (each.stoppedAt === undefined || each.stoppedAt < since || each.extended || !hit(endingsOf(clock))) return each;
    const { stoppedAt: _, left: __, ...goesOn } = each;
    return goesOn;
  });
  // Where the act is to be done again, the case would never have left its step.
  const begins = step === undone[0]?.from ? [] : arrival(step, state.step);
  const decided = undone.some(({ outcome }) => outcome !== undefined);
  const before = state.history.slice(0, event).findLast(({ outcome }) => outcome !== undefined)?.outcome;
  const { outcome: stood, ...rest } = state;
  const outcome = decided ? before : stood;
  return {
    ...rest,
    step,
    enteredAt: at.toISOString(),
    clocks: advanceClocks(path, clocks, begins, new Date(since), entered ? { entered } : {}),
    history: [
      ...state.history,
      {
        action: '',
        from: state.step,
        to: step,
        by: null,
        at: at.toISOString(),
        corrected: true,
        ...(decided && { outcome: outcome ?? null }),
      },
    ],
    ...(typeof outcome === 'string' && { outcome }),
  };
}
