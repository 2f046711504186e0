import type { ClockState } from '../../clock/clock-state.ts';
import { clockOf } from '../../clock/compute-deadline.ts';
import { localDay } from '../../clock/days.ts';
import { isOwed } from '../../clock/statutory.ts';
import type { Duration } from '../../model/calendar.ts';
import type { ActionEffect, ClockTrigger, HandlingPath, PathClock } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';

/** An effect on a clock with its length known. */
export type ClockEffect =
  | { type: 'extend-clock'; clock: string; by: Duration; limit?: string }
  | Exclude<Extract<ActionEffect, { clock: string }>, { type: 'extend-clock' }>;

/** What a trigger waits for, as one text. */
export function triggerKey(trigger: ClockTrigger): string {
  switch (trigger.on) {
    case 'filed':
    case 'decided-anew':
    case 'review-asked':
      return trigger.on;
    case 'reviewed':
      return `reviewed ${trigger.effect}`;
    case 'step':
      return trigger.from === undefined ? `step ${trigger.step}` : `step ${trigger.step} from ${trigger.from}`;
    case 'action':
    case 'delivered':
      return `${trigger.on} ${trigger.action}`;
  }
}

/** All that ends a clock, met or not. */
export const endingsOf = ({ stopsOn, endsOn = [] }: Pick<PathClock, 'stopsOn' | 'endsOn'>): ClockTrigger[] => [
  ...stopsOn,
  ...endsOn,
];

const lastOf = (states: readonly ClockState[], clock: string): ClockState | undefined =>
  states.filter((state) => state.clock === clock).at(-1);

function replaced(states: readonly ClockState[], old: ClockState, next: ClockState): ClockState[] {
  return states.map((state) => (state === old ? next : state));
}

/** A clock that changes is counted with the calendar then in force. */
function recounted({ calendar: _, ...state }: ClockState): ClockState {
  return state;
}

/** Ends an open pause at the moment the clock stops: a stopped clock is not paused. It never stops before it began. */
function stopped(state: ClockState, when: string): ClockState {
  const at = [when, state.startedAt, ...state.pauses.map(({ from, to }) => to ?? from)].sort().at(-1) ?? when;
  const pauses = state.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
  return { ...state, pauses, stoppedAt: at };
}

/** The day that somebody entered, YYYY-MM-DD; null where nobody did. */
export type EnteredDay = (until: NonNullable<PathClock['until']>) => string | null;

export interface HowAdvanced {
  closed?: boolean;
  /** Clocks that do not start. */
  not?: ReadonlySet<string>;
  /** Of clocks that run to a day; without it none of them starts. */
  entered?: EnteredDay;
  /**
   * What happened is the receipt, of which the day alone is known, and this is when it was registered: hours are counted from
   * here. Nobody could have kept an hour that was over before the matter was written down.
   */
  registeredAt?: Date;
}

/** What coming to a step triggers. */
export const arrival = (step: string, from?: string): ClockTrigger[] => [
  { on: 'step', step },
  ...(from === undefined ? [] : [{ on: 'step', step, from } as const]),
];

/**
 * The clocks after something happened: those that it stops are stopped, also where they were begun on a path that the case
 * has left; those that it starts begin their next epoch. A clock of the authority that already runs is not started again;
 * each letter that reaches the petitioner begins a period of its own. Earlier epochs stay as they were. On a `closed` case
 * only the petitioner's clocks start.
 */
export function advanceClocks(
  path: Pick<HandlingPath, 'clocks'>,
  states: readonly ClockState[],
  triggers: readonly ClockTrigger[],
  at: Date,
  { closed = false, not = new Set(), entered = () => null, registeredAt }: HowAdvanced = {},
): ClockState[] {
  const now = at.toISOString();
  const happened = new Set(triggers.map(triggerKey));
  const hit = (list: readonly ClockTrigger[] = []) => list.some((wanted) => happened.has(triggerKey(wanted)));
  const clocks = new Map(path.clocks.map((clock) => [clock.key, clock]));
  const next = states.map((state) => {
    if (state.stoppedAt !== undefined) return state;
    const known = [clocks.get(state.clock), state.as];
    if (known.some((clock) => hit(clock?.endsOn))) return leftAt(state, at);
    return known.some((clock) => hit(clock?.stopsOn)) ? stopped(state, now) : state;
  });
  for (const clock of path.clocks) {
    const last = lastOf(next, clock.key);
    const runs = last !== undefined && last.stoppedAt === undefined;
    const mine = clock.whose === 'petitioner';
    if ((closed && !mine) || (runs && !mine) || not.has(clock.key) || !hit(clock.startsOn)) continue;
    const until = clock.until && entered(clock.until);
    if (until === null && clock.until?.of !== 'review') continue;
    const epoch = (last?.epoch ?? 0) + 1;
    const begun =
      registeredAt && clock.duration.unit === 'hour' && !until
        ? { startedAt: registeredAt.toISOString(), receivedOn: localDay(at) }
        : { startedAt: now };
    next.push({ clock: clock.key, epoch, ...begun, extensions: [], pauses: [], ...(until && { until }) });
  }
  return next;
}

/**
 * Ends the clocks of a case that has come to its end; nobody has met them by that. The petitioner's go on, and those that wait for something told in
 * writing, by the actions of `undelivered`, to arrive: closing a case delivers nothing.
 */
export function stopClocks(
  path: HandlingPath,
  states: readonly ClockState[],
  undelivered: readonly string[],
  at: Date,
): ClockState[] {
  const goesOn = ({ whose, stopsOn }: PathClock): boolean =>
    whose === 'petitioner' || stopsOn.some((it) => it.on === 'delivered' && undelivered.includes(it.action));
  return states.map((state) =>
    state.stoppedAt === undefined && !goesOn(clockOf(path, state)) ? leftAt(state, at) : state,
  );
}

/** Whether a clock of what the authority owes runs, or rests: it is known by when the authority is to act. */
export const authorityRuns = (path: HandlingPath, states: readonly ClockState[]): boolean =>
  states.some((state) => state.stoppedAt === undefined && isOwed(clockOf(path, state)));

/** A clock that ends, and nobody has met it: the case leaves its path, or comes to its end, or it is not owed any more. */
export const leftAt = (state: ClockState, at: Date): ClockState => ({
  ...stopped(state, at.toISOString()),
  left: true,
});

/** A clock of a path on which the case never should have been: whatever became of it, nobody owed it. */
export const neverOwedAt = (state: ClockState, at: Date): ClockState => ({
  ...(state.stoppedAt === undefined ? leftAt(state, at) : state),
  neverOwed: true,
});

/**
 * Carries out an action's effect on a running clock; a clock that does not run is left alone. An extension ends the
 * epoch and opens the next with the same start, so that its reminders are given anew; intervals are kept, dates never moved.
 */
export function applyClockEffect(states: readonly ClockState[], effect: ClockEffect, at: Date): ClockState[] {
  const now = at.toISOString();
  const last = lastOf(states, effect.clock);
  if (!last || last.stoppedAt !== undefined) return [...states];
  const open = last.pauses.find((pause) => pause.to === undefined);
  switch (effect.type) {
    case 'extend-clock': {
      const { by, limit } = effect;
      const extensions = [...last.extensions, { by, at: now, ...(limit !== undefined && { limit }) }];
      const ended: ClockState = { ...last, stoppedAt: now, extended: true };
      return [...replaced(states, last, ended), { ...recounted(last), epoch: last.epoch + 1, extensions }];
    }
    case 'pause-clock':
      if (open) return [...states];
      return replaced(states, last, {
        ...recounted(last),
        pauses: [...last.pauses, { from: now, ...(effect.source && { lawful: true }) }],
      });
    case 'resume-clock':
      return open
        ? replaced(states, last, {
            ...recounted(last),
            pauses: last.pauses.map((pause) => (pause === open ? { ...pause, to: now } : pause)),
          })
        : [...states];
    default: {
      const never: never = effect;
      throw new PathError('unknown-clock', `No such effect on a clock: ${JSON.stringify(never)}`);
    }
  }
}
