import type { ClockState } from '../../clock/clock-state.ts';
import type { Duration } from '../../model/calendar.ts';
import type { ActionEffect, ClockTrigger, HandlingPath, PathClock } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';

/** An effect on a clock with its length known. */
export type ClockEffect =
  | { type: 'extend-clock'; clock: string; by: Duration }
  | Exclude<Extract<ActionEffect, { clock: string }>, { type: 'extend-clock' }>;

/** What a trigger waits for, as one text. */
export function triggerKey(trigger: ClockTrigger): string {
  switch (trigger.on) {
    case 'filed':
      return 'filed';
    case 'step':
      return `step ${trigger.step}`;
    case 'action':
    case 'delivered':
      return `${trigger.on} ${trigger.action}`;
  }
}

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

/**
 * The clocks after something happened: those that it stops are stopped, those that it starts begin their next epoch.
 * A clock that already runs is not started again. Earlier epochs stay as they were. On a `closed` case only the
 * petitioner's clocks start.
 */
export function advanceClocks(
  path: HandlingPath,
  states: readonly ClockState[],
  triggers: readonly ClockTrigger[],
  at: Date,
  { closed = false } = {},
): ClockState[] {
  const now = at.toISOString();
  const happened = new Set(triggers.map(triggerKey));
  let next = [...states];
  for (const clock of path.clocks) {
    const hit = (list: readonly ClockTrigger[]) => list.some((wanted) => happened.has(triggerKey(wanted)));
    const last = lastOf(next, clock.key);
    const runs = last !== undefined && last.stoppedAt === undefined;
    if (runs && hit(clock.stopsOn)) next = replaced(next, last, stopped(last, now));
    const mayStart = !closed || clock.whose === 'petitioner';
    if (mayStart && (!runs || hit(clock.stopsOn)) && hit(clock.startsOn)) {
      next.push({ clock: clock.key, epoch: (last?.epoch ?? 0) + 1, startedAt: now, extensions: [], pauses: [] });
    }
  }
  return next;
}

/**
 * Stops the clocks of a case that has come to its end. The petitioner's go on, and those that wait for something told in
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
  const going = new Set(path.clocks.filter(goesOn).map(({ key }) => key));
  return states.map((state) =>
    state.stoppedAt === undefined && !going.has(state.clock) ? stopped(state, at.toISOString()) : state,
  );
}

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
      const extensions = [...last.extensions, { by: effect.by, at: now }];
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
