import { computeDeadline, type Deadline } from '../clock/compute-deadline.ts';
import { dayStart, localDay } from '../clock/days.ts';
import type { BusinessCalendar } from '../model/calendar.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import { wasReviewable } from '../paths/run/come-back.ts';
import type { EarlierAction, PathEvent, PathState } from '../paths/run/path-state.ts';

/** A decision told in writing, as a review asks about it. */
export interface ToldDecision {
  /** Place in the history of the case's path. */
  event: number;
  action: string;
  outcome: string;
  /** User id; null where the platform itself did it. */
  by: string | null;
  /** ISO 8601, UTC. */
  decidedAt: string;
  /** YYYY-MM-DD, Asia/Shanghai; null as long as it is not known to have arrived: then no time runs yet. */
  deliveredOn: string | null;
  /** It was decided on a path that the case has left. */
  earlier?: EarlierAction;
}

/**
 * The decision that the person was given last in writing; null where there is none. That the matter has gone on since, because
 * what was promised was not kept, takes nobody's right to have it reviewed.
 */
export function toldDecision(
  { history }: Pick<PathState, 'history'>,
  of: (event: PathEvent) => boolean = () => true,
): ToldDecision | null {
  const event = history.findLastIndex((it) => typeof it.outcome === 'string' && it.told !== undefined && of(it));
  const found = history[event];
  if (!found?.told || typeof found.outcome !== 'string') return null;
  const { action, outcome, by, at, told, earlier } = found;
  // As clocks count it: what was delivered on the spot, and written down later, counts from the writing.
  const toldOn = localDay(new Date(at));
  const deliveredOn = told.deliveredOn !== null && told.deliveredOn < toldOn ? toldOn : told.deliveredOn;
  return { event, action, outcome, by, decidedAt: at, deliveredOn, ...(earlier && { earlier }) };
}

/** Of these the last one that can be reviewed: a written opinion, as the path says (`isReviewable`); null where there is none. */
export const reviewableDecision = (path: Pick<HandlingPath, 'clocks'>, state: Pick<PathState, 'history'>) =>
  toldDecision(state, (event) => wasReviewable(path, event));

/**
 * Until when a review of a decision may be asked for: so many days from its delivery, the petitioner's time, which moves on
 * to the next working day （信访工作条例 35、36）. Undefined where the calendar has no limit of that key.
 */
export function reviewPeriod(deliveredOn: string, limit: string, calendar: BusinessCalendar): Deadline | undefined {
  const found = calendar.limits.find(({ key }) => key === limit);
  if (!found) return undefined;
  const run = {
    startedAt: dayStart(deliveredOn),
    durations: [found.duration],
    rollOver: 'next-working-day' as const,
  };
  return computeDeadline(run, calendar);
}
