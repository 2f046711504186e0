import type { ClockState } from '../../clock/clock-state.ts';
import { clockOf } from '../../clock/compute-deadline.ts';
import { dayStart, localDay } from '../../clock/days.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';
import { type ActionProblem, DELIVERED_BEFORE_TOLD, filled, NOT_YET_DELIVERED } from './action-problems.ts';
import { advanceClocks, stopClocks } from './advance-clocks.ts';
import { goOn } from './go-on.ts';
import type { PathEvent, PathState } from './path-state.ts';
import { stepOf } from './steps.ts';

/** An attempt to deliver what was told in writing. */
export interface Delivery {
  /** Place in the history of what was told; `action`: the last that was told by it and waits to be delivered. */
  event: number | { action: string };
  /** YYYY-MM-DD, Asia/Shanghai; null: the attempt failed. */
  deliveredOn: string | null;
  /** When it is recorded. */
  at: Date;
}

/** A letter that has not arrived. */
export interface Waiting {
  /** Its place in the history. */
  event: number;
  told: PathEvent;
}

/** What was told in writing, on whichever path, and is not known to have arrived, given up or not; earliest first. */
export function notArrived({ history }: Pick<PathState, 'history'>): Waiting[] {
  return history.flatMap((told, event) => (told.told && told.told.deliveredOn === null ? [{ event, told }] : []));
}

/** Of these what somebody still has to deliver. */
export function undelivered(state: Pick<PathState, 'history'>): Waiting[] {
  return notArrived(state).filter(({ told }) => told.told?.givenUpAt === undefined);
}

/**
 * The clocks that only a letter on its way can still stop: its sender has done what the step asked, and nobody's work at the
 * step makes it arrive.
 */
export function waitingForLetters(path: HandlingPath, state: Pick<PathState, 'history' | 'clocks'>): ClockState[] {
  const sent = undelivered(state).map(({ told }) => told.action);
  return state.clocks.filter((clock) =>
    clockOf(path, clock).stopsOn.some((trigger) => trigger.on === 'delivered' && sent.includes(trigger.action)),
  );
}

/** A delivery lies neither ahead nor before the letter was made: `toldAt`, the action that told it. */
export function checkDelivery(
  { deliveredOn, toldAt, at }: { deliveredOn: string | null; toldAt: Date; at: Date },
  pointer: string,
): ActionProblem[] {
  if (deliveredOn === null) return [];
  const told = localDay(toldAt);
  if (deliveredOn > localDay(at)) {
    return [{ code: 'not-yet-delivered', pointer, words: filled(NOT_YET_DELIVERED, { day: deliveredOn }) }];
  }
  if (deliveredOn >= told) return [];
  const words = filled(DELIVERED_BEFORE_TOLD, { day: deliveredOn, told });
  return [{ code: 'delivered-before-told', pointer, words }];
}

/** When it counts as delivered: now where the day is today, else the first moment of that day; never before it was told. */
function momentOf(day: string, told: PathEvent, at: Date): Date {
  const moment = day === localDay(at) ? at : dayStart(day);
  return moment.getTime() < Date.parse(told.at) ? new Date(told.at) : moment;
}

function waitingFor(state: PathState, event: Delivery['event']): Waiting {
  const found =
    typeof event === 'number'
      ? notArrived(state).find((each) => each.event === event)
      : undelivered(state).findLast(({ told }) => told.action === event.action);
  if (!found) throw new PathError('nothing-to-deliver', `Nothing of ${JSON.stringify(event)} waits to be delivered.`);
  return found;
}

/**
 * Records an attempt to deliver. With a day, what was told has arrived: clocks that wait for it (trigger `delivered`) stop
 * and start on that day, and it cannot be delivered again. Where the case is closed only the petitioner's clocks start. What
 * was told on a path that the case has left starts the periods that it did there. A letter that was given up may arrive after
 * all. Throws PathError where nothing waits to be delivered, or the day lies ahead or before the letter.
 */
export function recordDelivery(path: HandlingPath, state: PathState, { event, deliveredOn, at }: Delivery): PathState {
  const found = waitingFor(state, event);
  const { told } = found;
  const [problem] = checkDelivery({ deliveredOn, toldAt: new Date(told.at), at }, '');
  if (problem) throw new PathError('not-allowed-now', `Delivered on ${deliveredOn}: ${problem.code}.`);
  if (deliveredOn === null) return state;
  const moment = momentOf(deliveredOn, told, at);
  const closed = stepOf(path, state.step).kind === 'end';
  const triggers = [{ on: 'delivered' as const, action: told.action }];
  const starts = told.earlier?.starts ?? [];
  const clocks = [...path.clocks.filter(({ key }) => !starts.some((clock) => clock.key === key)), ...starts];
  const advanced = advanceClocks({ clocks }, state.clocks, triggers, moment, { closed });
  const known = new Set(state.clocks.map(({ clock, epoch }) => `${clock} ${epoch}`));
  const next = {
    ...state,
    clocks: advanced.map((each) => {
      const as = known.has(`${each.clock} ${each.epoch}`) ? undefined : starts.find(({ key }) => key === each.clock);
      return as ? { ...each, as } : each;
    }),
    history: state.history.map((each, index) => (index === found.event ? { ...each, told: { deliveredOn } } : each)),
  };
  return goOn(path, next, at);
}

/**
 * A person says that a letter cannot be delivered: nobody need try any more. On an open case the clocks that wait for it run
 * on, for the petitioner has still not been told; on a closed one they end. Throws PathError where nobody waits for it.
 */
export function giveUpDelivery(path: HandlingPath, state: PathState, event: number, at: Date): PathState {
  if (!undelivered(state).some((each) => each.event === event)) {
    throw new PathError('nothing-to-deliver', `Nothing of ${event} waits to be delivered.`);
  }
  const history = state.history.map((each, index) =>
    index === event ? { ...each, told: { deliveredOn: null, givenUpAt: at.toISOString() } } : each,
  );
  const closed = stepOf(path, state.step).kind === 'end';
  const left = undelivered({ history }).map(({ told }) => told.action);
  return { ...state, history, clocks: closed ? stopClocks(path, state.clocks, left, at) : state.clocks };
}
