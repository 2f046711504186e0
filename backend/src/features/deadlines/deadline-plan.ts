import {
  type BusinessCalendar,
  type ClockState,
  clockDeadline,
  clockOf,
  type Deadline,
  type HandlingPath,
  isOwed,
  levelTimes,
  missedBefore,
  type PathClock,
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
  /** An earlier due day that had passed when the clock was extended or came to rest: it stays late. */
  missedOn: string | null;
  whose: NonNullable<PathClock['whose']>;
  levels: PlannedDeadline[];
}

const NEVER_OWED: Deadline = { dueAt: null, dueOn: null, provisional: false, steps: [] };

/** The calendar that a clock is counted with. */
export type CalendarOf = (state: ClockState) => BusinessCalendar;

/**
 * When each of a case's clocks is due and at which moments it calls. A clock that has stopped or is paused calls for
 * nothing, and a petitioner's never; one that was never owed is due on no day. Throws where a state names a clock that the path does not have: a case keeps its path version.
 */
export function planDeadlines(
  path: HandlingPath,
  calendarOf: CalendarOf,
  states: readonly ClockState[],
): PlannedClock[] {
  return states.map((state) => {
    const clock = clockOf(path, state);
    const calendar = calendarOf(state);
    const deadline = state.neverOwed ? NEVER_OWED : clockDeadline(path, state, calendar);
    const urgent = clock.urgent ?? false;
    const whose = clock.whose ?? 'authority';
    const calling = state.stoppedAt === undefined && deadline.dueAt !== null && whose !== 'petitioner';
    const times = calling ? levelTimes(clock, deadline, calendar) : [];
    // A right may be told of before it lapses; that it has is nobody's lateness.
    const calls = isOwed(clock) ? times : times.filter(({ kind }) => kind === 'deadline-near');
    const levels = calls.map(({ level, at, kind }) => ({
      clockKey: clock.key,
      epoch: state.epoch,
      level,
      kind,
      urgent,
      dueAt: at,
      fireAt: whenToFire(at, { urgent }, calendar),
    }));
    const missedOn = state.neverOwed ? null : missedBefore(path, states, state, calendarOf);
    return { state, deadline, missedOn, whose, levels };
  });
}

/** Whether a clock, as it stands in that state, calls at a level no later than `at`, or than it stopped. */
export function hasCalled(
  { path, state, level }: { path: HandlingPath; state: ClockState; level: number },
  calendarOf: CalendarOf,
  at: Date,
): boolean {
  const calendar = calendarOf(state);
  const until = state.stoppedAt === undefined ? at : new Date(state.stoppedAt);
  const calls = levelTimes(clockOf(path, state), clockDeadline(path, state, calendar), calendar);
  return calls.some((call) => call.level === level && call.at <= until);
}
