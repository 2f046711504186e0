import type { Locale } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  type ClockState,
  clockOf,
  type Deadline,
  daysBetween,
  type HandlingPath,
  localDay,
  renderDeadline,
} from '@caseway/rule-sets';
import type { DeadlineOut } from '../../../contract/index.ts';
import { planDeadlines } from '../../deadlines/deadline-plan.ts';

function stateOf(state: ClockState, { dueAt }: Deadline, now: Date): DeadlineOut['state'] {
  if (state.stoppedAt !== undefined) {
    return dueAt !== null && Date.parse(state.stoppedAt) > dueAt.getTime() ? 'missed' : 'met';
  }
  if (dueAt === null) return 'paused';
  return now > dueAt ? 'overdue' : 'running';
}

/** A case's clocks with their dates, in the order of the path. Epochs that ended in an extension are told by their successor. */
export function deadlineViews(
  path: HandlingPath,
  calendar: BusinessCalendar,
  clocks: readonly ClockState[],
  now: Date,
  locale: Locale,
): DeadlineOut[] {
  const shown = clocks.filter((state) => !state.extended);
  return planDeadlines(path, calendar, shown)
    .map(({ state, deadline }) => {
      const clock = clockOf(path, state.clock);
      const running = state.stoppedAt === undefined;
      return {
        clock: clock.key,
        title: clock.title,
        epoch: state.epoch,
        startedAt: state.startedAt,
        dueAt: deadline.dueAt?.toISOString() ?? null,
        dueOn: deadline.dueOn,
        provisional: deadline.provisional,
        state: stateOf(state, deadline, now),
        stoppedAt: state.stoppedAt ?? null,
        remainingDays: running && deadline.dueOn ? daysBetween(localDay(now), deadline.dueOn) : null,
        public: clock.public ?? false,
        reasons: renderDeadline(deadline, locale),
      };
    })
    .sort((a, b) => order(path, a.clock) - order(path, b.clock) || a.epoch - b.epoch);
}

const order = (path: HandlingPath, key: string): number => path.clocks.findIndex((clock) => clock.key === key);

/** The running deadline that comes first; null where none runs. */
export function nextDeadline(views: readonly DeadlineOut[]): DeadlineOut | null {
  const due = views.filter(({ state, dueAt }) => (state === 'running' || state === 'overdue') && dueAt !== null);
  return due.sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null;
}
