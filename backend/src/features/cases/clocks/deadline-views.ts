import type { Locale } from '@caseway/form-schemas';
import {
  type ClockState,
  clockOf,
  daysBetween,
  type HandlingPath,
  localDay,
  localTime,
  renderDeadline,
} from '@caseway/rule-sets';
import type { DeadlineOut, Term } from '../../../contract/index.ts';
import type { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import { type CalendarOf, type PlannedClock, planDeadlines } from '../../deadlines/deadline-plan.ts';
import type { CaseRow } from '../case/case-row.ts';
import { missedWords } from './due-words.ts';

const MINUTE_MS = 60_000;

function stateOf({ state, deadline: { dueAt }, missedOn, whose }: PlannedClock, now: Date): DeadlineOut['state'] {
  const past = dueAt !== null && dueAt < (state.stoppedAt === undefined ? now : new Date(state.stoppedAt));
  if (whose !== 'authority' && past) return 'lapsed';
  if (state.stoppedAt !== undefined) return past || missedOn !== null ? 'missed' : 'met';
  if (dueAt === null) return 'paused';
  return past ? 'overdue' : 'running';
}

/**
 * A case's clocks with their dates, in the order of the path. Epochs that ended in an extension are told by their successor.
 * Of a clock whose path the case has left it is told that it had been missed, and nothing where it had not; of one that was
 * never owed nothing is told.
 */
export function deadlineViews(
  path: HandlingPath,
  calendarOf: CalendarOf,
  clocks: readonly ClockState[],
  now: Date,
  locale: Locale,
): DeadlineOut[] {
  return planDeadlines(path, calendarOf, clocks)
    .filter(({ state: { extended, neverOwed } }) => !extended && !neverOwed)
    .filter((planned) => !planned.state.left || stateOf(planned, now) === 'missed')
    .map((planned): DeadlineOut => {
      const { state, deadline, missedOn, whose } = planned;
      const clock = clockOf(path, state);
      const { dueAt, dueOn } = state.stoppedAt === undefined ? deadline : { dueAt: null, dueOn: null };
      const inHours = clock.duration.unit === 'hour' && dueAt !== null;
      return {
        clock: clock.key,
        title: clock.title,
        epoch: state.epoch,
        startedAt: state.startedAt,
        fromRegistration: state.receivedOn !== undefined,
        dueAt: deadline.dueAt?.toISOString() ?? null,
        dueOn: deadline.dueOn,
        provisional: deadline.provisional,
        state: stateOf(planned, now),
        missedOn,
        whose,
        stoppedAt: state.stoppedAt ?? null,
        remainingDays: dueOn === null ? null : daysBetween(localDay(now), dueOn),
        dueTime: inHours ? localTime(dueAt) : null,
        remainingMinutes: inHours ? Math.floor((dueAt.getTime() - now.getTime()) / MINUTE_MS) : null,
        public: clock.public ?? false,
        reasons: [...renderDeadline(deadline, locale), ...(missedOn === null ? [] : [missedWords(missedOn)[locale]])],
      };
    })
    .sort((a, b) => order(path, a.clock) - order(path, b.clock) || a.epoch - b.epoch);
}

/** The deadlines of a stored case. */
export async function deadlinesOf(
  reader: Pick<ConfigurationReader, 'version'>,
  row: Pick<CaseRow, 'pathVersionId' | 'calendarVersionId' | 'pathState'>,
  now: Date,
  locale: Locale,
): Promise<DeadlineOut[]> {
  const { content: path } = await reader.version('paths', row.pathVersionId);
  const { clocks } = row.pathState;
  return deadlineViews(path, await calendarsOf(reader, clocks, row.calendarVersionId), clocks, now, locale);
}

/** Those that the path does not have come from one that the case was on before: they stand first. */
const order = (path: HandlingPath, key: string): number => path.clocks.findIndex((clock) => clock.key === key);

/** The running deadline of the authority that comes first; null where none runs. */
export function nextDeadline(views: readonly DeadlineOut[]): DeadlineOut | null {
  const due = views.filter(({ state, dueAt, whose }) => {
    return whose === 'authority' && (state === 'running' || state === 'overdue') && dueAt !== null;
  });
  return due.sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null;
}

/** The clocks that the authority has missed, each once. */
export function missedClocks(views: readonly DeadlineOut[]): Term[] {
  const missed = views.filter(({ state, missedOn, whose }) => {
    return whose === 'authority' && (state === 'overdue' || state === 'missed' || missedOn !== null);
  });
  return [...new Map(missed.map(({ clock: key, title }) => [key, { key, title }])).values()];
}
