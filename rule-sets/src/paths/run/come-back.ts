import { type FormData, readPointer } from '@caseway/form-schemas';
import { clockOf } from '../../clock/compute-deadline.ts';
import type { HandlingPath, PathClock, ReviewEffect } from '../../model/handling-path.ts';
import { advanceClocks, arrival } from './advance-clocks.ts';
import { asDay, type EnteredIn, enteredDay } from './entered-day.ts';
import type { PathEvent, PathState } from './path-state.ts';
import { stepOf } from './steps.ts';

const endsWithAsking = ({ whose, stopsOn }: PathClock): boolean =>
  whose === 'petitioner' && stopsOn.some(({ on }) => on === 'review-asked');

/**
 * Whether what an action tells in writing can be reviewed: its delivery begins a period of the petitioner's that ends when a
 * review is asked for. Everything else that is told has another remedy, or none.
 */
export const isReviewable = ({ clocks }: Pick<HandlingPath, 'clocks'>, action: string): boolean =>
  clocks.some(
    (clock) => endsWithAsking(clock) && clock.startsOn.some((it) => it.on === 'delivered' && it.action === action),
  );

/** The same of an action done, also on a path that the case has left. */
export const wasReviewable = (path: Pick<HandlingPath, 'clocks'>, { action, earlier }: PathEvent): boolean =>
  earlier ? (earlier.starts ?? []).some(endsWithAsking) : isReviewable(path, action);

/**
 * Whether a review of what stands has been asked for: a period for asking was used since it was decided. Decided anew, another
 * may be asked for.
 */
export function isReviewAsked(
  path: HandlingPath,
  { clocks, history, outcome }: Pick<PathState, 'clocks' | 'history' | 'outcome'>,
): boolean {
  const decided = outcome === undefined ? undefined : history.findLast((event) => event.outcome === outcome);
  if (!decided) return false;
  return clocks.some((state) => {
    const { stoppedAt, left } = state;
    return stoppedAt !== undefined && !left && stoppedAt >= decided.at && endsWithAsking(clockOf(path, state));
  });
}

/** A review of what was decided has been asked for: the period for that was used, on whichever letter it runs. */
export function reviewAsked(path: HandlingPath, state: PathState, at: Date): PathState {
  const closed = stepOf(path, state.step).kind === 'end';
  return { ...state, clocks: advanceClocks(path, state.clocks, [{ on: 'review-asked' }], at, { closed }) };
}

/**
 * The request was taken back: nothing was reviewed, and the periods that it had used go on as they ran; `askedAt`: when it was asked
 * for. What is left of them is left.
 */
export function reviewTakenBack(path: HandlingPath, state: PathState, askedAt: Date): PathState {
  const clocks = state.clocks.map((each) => {
    const used = each.stoppedAt === askedAt.toISOString() && !each.left && endsWithAsking(clockOf(path, each));
    if (!used) return each;
    const { stoppedAt: _, ...goesOn } = each;
    return goesOn;
  });
  return { ...state, clocks };
}

/** A review that ended so that the decision does not stand as it was made. */
export interface Reviewing extends Pick<EnteredIn, 'form'> {
  effect: ReviewEffect;
  /** The answers with which it was decided: they may set the day by which the matter is to be handled anew. */
  data: FormData;
  /** User id of who decided it. */
  by: string | null;
  at: Date;
}

/**
 * The case comes back to the step that its path names for that, closed or not, and its clocks with it. A decision that was
 * revoked is taken back; one that was changed stays on record, with what the review made of it. Null where the path names no
 * step: there is nothing to do here.
 */
export function comeBack(
  path: HandlingPath,
  state: PathState,
  { effect, data, form = {}, by, at }: Reviewing,
): PathState | null {
  const to = path.afterReview?.[effect];
  if (to === undefined) return null;
  const usual = enteredDay({ form, history: state.history });
  const entered: typeof usual = (until) => (until.of === 'review' ? asDay(readPointer(data, until.day)) : usual(until));
  const moved = to !== state.step;
  const triggers = [{ on: 'reviewed' as const, effect }, ...(moved ? arrival(to, state.step) : [])];
  const { outcome, ...rest } = state;
  const event: PathEvent = {
    action: '',
    from: state.step,
    to,
    by,
    at: at.toISOString(),
    reviewed: effect,
    ...(effect === 'revoked' && { outcome: null }),
  };
  return {
    ...rest,
    step: to,
    enteredAt: moved ? at.toISOString() : state.enteredAt,
    clocks: advanceClocks(path, state.clocks, triggers, at, { entered }),
    history: [...state.history, event],
    ...(effect === 'changed' && outcome !== undefined && { outcome }),
  };
}
