import type { FormData } from '@caseway/form-schemas';
import type { ClockState } from '../../clock/clock-state.ts';
import { clockOf } from '../../clock/compute-deadline.ts';
import type { HandlingPath, PathClock } from '../../model/handling-path.ts';
import { advanceClocks, arrival, leftAt, neverOwedAt } from './advance-clocks.ts';
import { enteredDay } from './entered-day.ts';
import { behindLetters, goOn } from './go-on.ts';
import type { EarlierAction, PathEvent, PathState } from './path-state.ts';
import { type Receipt, startPath } from './run-path.ts';
import { outcomeOf } from './what-stands.ts';

const whoseOf = ({ whose = 'authority' }: PathClock) => whose;

/** The clock of a path that is the same as another path's: it keeps to the same limit of the law, else bears the same key. */
function sameClock(path: HandlingPath, clock: PathClock): PathClock | undefined {
  const among = path.clocks.filter((other) => whoseOf(other) === whoseOf(clock));
  return (
    among.find(({ limit }) => limit !== undefined && limit === clock.limit) ??
    among.find(({ key }) => key === clock.key)
  );
}

/** Whether the petitioner is told of the clock: its period, or one that the authority owes in public. */
const isPromised = (clock: PathClock): boolean => clock.public === true || whoseOf(clock) === 'petitioner';

/** A clock as it was begun on the path that is left, under the name of the one that is the same. */
function kept(from: HandlingPath, to: HandlingPath, state: ClockState): ClockState {
  const clock = clockOf(from, state);
  const key = sameClock(to, clock)?.key ?? clock.key;
  return { ...state, clock: key, as: { ...clock, key } };
}

/** No two runs of one clock bear one number, whichever paths they were begun on; none gets a lower one. */
function numbered(states: readonly ClockState[]): ClockState[] {
  const last = new Map<string, number>();
  return states.map((state) => {
    const epoch = Math.max(state.epoch, (last.get(state.clock) ?? 0) + 1);
    last.set(state.clock, epoch);
    return epoch === state.epoch ? state : { ...state, epoch };
  });
}

function earlierAction(path: HandlingPath, { action: key, outcome, earlier }: PathEvent): EarlierAction {
  if (earlier) return earlier;
  const action = path.steps.flatMap(({ actions }) => actions).find((each) => each.key === key);
  const starts = path.clocks.filter(
    (clock) =>
      whoseOf(clock) === 'petitioner' &&
      clock.startsOn.some((trigger) => trigger.on === 'delivered' && trigger.action === key),
  );
  const decided = outcomeOf(path, outcome);
  return {
    title: action?.title ?? { 'zh-CN': key, en: key },
    ...(decided && { outcome: { title: decided.title, effect: decided.effect } }),
    ...(action?.tells && { form: action.tells.form }),
    ...(action?.tells && starts.length > 0 && { starts }),
  };
}

const sameLength = (a: PathClock, b: PathClock): boolean =>
  a.duration.value === b.duration.value && a.duration.unit === b.duration.unit && a.rollOver === b.rollOver;

/** Nothing was told: the path begins as if the case had been filed so. What of the old one ran is left, and says so. */
function begunAnew(
  from: HandlingPath,
  state: PathState,
  to: HandlingPath,
  fresh: readonly ClockState[],
  ended: (old: ClockState) => ClockState,
): ClockState[] {
  /** A clock that is just the same goes on. */
  const goesOn = (old: ClockState, begun: ClockState): boolean =>
    old.clock === begun.clock &&
    old.startedAt === begun.startedAt &&
    old.stoppedAt === undefined &&
    old.until === begun.until &&
    old.extensions.length + old.pauses.length === 0 &&
    sameLength(clockOf(from, old), clockOf(to, begun));
  const before = state.clocks.flatMap((old): ClockState[] => {
    if (fresh.some((begun) => goesOn(old, begun))) return [];
    return [{ ...ended(old), as: clockOf(from, old) }];
  });
  const begun = fresh.map((each) => {
    const old = state.clocks.find((other) => goesOn(other, each));
    return old ? { ...old, ...each, epoch: old.epoch } : each;
  });
  return numbered([...before, ...begun]);
}

/**
 * A case that is decided anew onto another path. What the petitioner was told in writing stays true: such a clock goes on as
 * it was told, met where it was met, and is not begun again where the new path has the same; the letters stay in the history
 * and can be delivered. A letter that the new path has as well is done there, too: the case stands behind it. Where nothing was
 * told yet, the new path begins as if the case had been filed so, from the receipt. `from`: the path on which it is; `at`:
 * when it is decided; `form`: the open data of its form; `corrected`: what led to the old path had been registered wrongly,
 * and what nobody was told of it was never owed. `since`: nothing was wrong, and what is registered became so then: a clock that
 * both paths have goes on as it was begun, no later than it was, and what only the new path has begins then.
 */
export function changePath(
  from: HandlingPath,
  state: PathState,
  to: HandlingPath,
  {
    receivedAt,
    registeredAt,
    at,
    form = {},
    corrected = false,
    since,
  }: Receipt & { at: Date; form?: FormData; corrected?: boolean; since?: Date },
): PathState {
  const ended = (old: ClockState): ClockState =>
    corrected ? neverOwedAt(old, at) : old.stoppedAt === undefined ? leftAt(old, at) : old;
  const told = state.history.some((event) => event.told !== undefined);
  const history = state.history.map((event): PathEvent => ({ ...event, earlier: earlierAction(from, event) }));
  const start = startPath(to, { receivedAt: since ?? receivedAt, registeredAt }, form);
  if (!told && !since) return { ...start, clocks: begunAnew(from, state, to, start.clocks, ended), history };
  const goesOn = (each: ClockState): boolean => {
    const clock = clockOf(from, each);
    if (told && isPromised(clock)) return true;
    return since !== undefined && each.stoppedAt === undefined && sameClock(to, clock) !== undefined;
  };
  const brought = numbered(
    state.clocks.map((each) => (goesOn(each) ? kept(from, to, each) : { ...ended(each), as: clockOf(from, each) })),
  );
  /** What goes on is not begun again. */
  const not = new Set(state.clocks.flatMap((each) => (goesOn(each) ? [kept(from, to, each).clock] : [])));
  const how = { not, entered: enteredDay({ form }) };
  const filed = [{ on: 'filed' } as const, ...arrival(start.step)];
  const begun = advanceClocks(to, brought, filed, since ?? receivedAt, { ...how, ...(!since && { registeredAt }) });
  const clocks = since
    ? begun.map((each) => (brought.includes(each) ? each : { ...each, sinceChange: true as const }))
    : begun;
  const { step, enteredAt } = start;
  return goOn(to, behindLetters(to, { step, enteredAt, clocks, history }, how), at, how.entered);
}
