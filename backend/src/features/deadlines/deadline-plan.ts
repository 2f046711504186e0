import {
  type BusinessCalendar,
  type ClockState,
  clockDeadline,
  type Deadline,
  type HandlingPath,
  levelTimes,
  whenToFire,
} from '@caseway/rule-sets';

/** One moment at which a clock calls for attention. */
export interface PlannedDeadline {
  clockKey: string;
  epoch: number;
  level: number;
  kind: 'deadline-near' | 'deadline-due' | 'deadline-overdue';
  urgent: boolean;
  dueAt: Date;
  /** `dueAt`, or the first moment after the quiet hours. */
  fireAt: Date;
}

export interface PlannedClock {
  state: ClockState;
  deadline: Deadline;
  levels: PlannedDeadline[];
}

/**
 * When each of a case's clocks is due and at which moments it calls. A clock that has stopped or is paused calls for
 * nothing. Throws where a state names a clock that the path does not have: a case keeps its path version.
 */
export function planDeadlines(
  path: HandlingPath,
  calendar: BusinessCalendar,
  states: readonly ClockState[],
): PlannedClock[] {
  return states.map((state) => {
    const clock = path.clocks.find(({ key }) => key === state.clock);
    if (!clock) throw new Error(`Path ${path.key} has no clock ${state.clock}.`);
    const deadline = clockDeadline(path, state, calendar);
    const urgent = clock.urgent ?? false;
    const calls = state.stoppedAt || deadline.dueAt === null ? [] : levelTimes(clock, deadline, calendar);
    const levels = calls.map(({ level, at, kind }) => ({
      clockKey: clock.key,
      epoch: state.epoch,
      level,
      kind,
      urgent,
      dueAt: at,
      fireAt: whenToFire(at, { urgent }, calendar),
    }));
    return { state, deadline, levels };
  });
}
