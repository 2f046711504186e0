import type { DeadlineOut } from '@caseway/backend/contract';

/** How long a deadline still runs: the key of its words with their values, and its tone. */
export interface Remaining {
  key: string;
  values: Record<string, number>;
  tone: 'tone-good' | 'tone-bad' | 'tone-warn' | 'secondary';
}

const SOON_DAYS = 3;
const DAY = 24 * 60;
/** Minutes after which nobody counts hours any more. */
const LONG_PAST = 2 * DAY;

/** How many minutes are left, or past where negative, in hours and minutes. */
export function ofMinutes(minutes: number): Remaining {
  const past = minutes < 0;
  const all = Math.abs(minutes);
  const tone = past ? 'tone-bad' : 'tone-warn';
  const kind = past ? 'overdue' : 'remaining';
  if (past && all >= LONG_PAST) return { key: 'case.overdueBy', values: { count: Math.floor(all / DAY) }, tone };
  if (all < 60) return { key: `case.${kind}Minutes`, values: { count: all }, tone };
  return { key: `case.${kind}Hours`, values: { hours: Math.floor(all / 60), minutes: all % 60 }, tone };
}

/** Where the hour counts, hours and minutes are told; else days. */
export function remainingOf({ state, stoppedAt, remainingDays, remainingMinutes }: DeadlineOut): Remaining {
  const plain = (key: string, tone: Remaining['tone']): Remaining => ({ key: `case.${key}`, values: {}, tone });
  if (state === 'met') return plain('met', 'tone-good');
  if (state === 'missed') return plain('missed', 'tone-bad');
  if (state === 'lapsed') return plain(stoppedAt === null ? 'unused' : 'lapsed', 'secondary');
  if (remainingMinutes !== null) return ofMinutes(remainingMinutes);
  if (state === 'paused' || remainingDays === null) return plain('paused', 'secondary');
  if (remainingDays < 0) return { key: 'case.overdueBy', values: { count: -remainingDays }, tone: 'tone-bad' };
  if (remainingDays === 0) return plain('dueTodayLabel', 'tone-warn');
  const tone = remainingDays <= SOON_DAYS ? 'tone-warn' : 'secondary';
  return { key: 'case.remaining', values: { count: remainingDays }, tone };
}
