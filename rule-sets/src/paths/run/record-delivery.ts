import { dayStart, localDay } from '../../clock/days.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';
import { type ActionProblem, filled, NOT_YET_DELIVERED } from './action-problems.ts';
import { advanceClocks } from './advance-clocks.ts';
import type { PathEvent, PathState } from './path-state.ts';
import { stepOf } from './steps.ts';

/** An attempt to deliver what was told in writing. */
export interface Delivery {
  /** Place in the history of what was told; `action`: the last that was told by it and has not been delivered. */
  event: number | { action: string };
  /** YYYY-MM-DD, Asia/Shanghai; null: the attempt failed. */
  deliveredOn: string | null;
  /** When it is recorded. */
  at: Date;
}

/** What was told in writing and is not known to have arrived, earliest first. */
export function undelivered({ history }: Pick<PathState, 'history'>): { event: number; told: PathEvent }[] {
  return history.flatMap((told, event) => (told.told && told.told.deliveredOn === null ? [{ event, told }] : []));
}

/** A delivery cannot lie ahead. */
export function checkDelivery(
  { deliveredOn, at }: Pick<Delivery, 'deliveredOn' | 'at'>,
  pointer: string,
): ActionProblem[] {
  if (deliveredOn === null || deliveredOn <= localDay(at)) return [];
  return [{ code: 'not-yet-delivered', pointer, words: filled(NOT_YET_DELIVERED, { day: deliveredOn }) }];
}

/** When it counts as delivered: now where the day is today, else the first moment of that day; never before it was told. */
function momentOf(day: string, told: PathEvent, at: Date): Date {
  const moment = day === localDay(at) ? at : dayStart(day);
  return moment.getTime() < Date.parse(told.at) ? new Date(told.at) : moment;
}

/**
 * Records an attempt to deliver. With a day, what was told has arrived: clocks that wait for it (trigger `delivered`) stop
 * and start on that day, and it cannot be delivered again. Where the case is closed only the petitioner's clocks start.
 * Throws PathError where nothing waits to be delivered, or the day lies ahead.
 */
export function recordDelivery(path: HandlingPath, state: PathState, { event, deliveredOn, at }: Delivery): PathState {
  const waiting = undelivered(state);
  const found =
    typeof event === 'number'
      ? waiting.find((each) => each.event === event)
      : waiting.findLast(({ told }) => told.action === event.action);
  if (!found) throw new PathError('nothing-to-deliver', `Nothing of ${JSON.stringify(event)} waits to be delivered.`);
  if (checkDelivery({ deliveredOn, at }, '').length > 0) {
    throw new PathError('not-allowed-now', `Delivered on ${deliveredOn}, which lies ahead.`);
  }
  if (deliveredOn === null) return state;
  const { told } = found;
  const moment = momentOf(deliveredOn, told, at);
  const closed = stepOf(path, state.step).kind === 'end';
  const triggers = [{ on: 'delivered' as const, action: told.action }];
  return {
    ...state,
    clocks: advanceClocks(path, state.clocks, triggers, moment, { closed }),
    history: state.history.map((each, index) => (index === found.event ? { ...each, told: { deliveredOn } } : each)),
  };
}
