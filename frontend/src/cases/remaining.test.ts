import type { DeadlineOut } from '@caseway/backend/contract';
import { remainingOf } from './remaining.ts';

const of = (more: Partial<DeadlineOut>) =>
  remainingOf({ state: 'running', remainingDays: 5, remainingMinutes: null, ...more } as DeadlineOut);

test.each<[Partial<DeadlineOut>, string, Record<string, number>, string]>([
  [{ remainingMinutes: 42, remainingDays: 0 }, 'case.remainingMinutes', { count: 42 }, 'tone-warn'],
  [{ remainingMinutes: 125 }, 'case.remainingHours', { hours: 2, minutes: 5 }, 'tone-warn'],
  [{ state: 'overdue', remainingMinutes: -61 }, 'case.overdueHours', { hours: 1, minutes: 1 }, 'tone-bad'],
  // Days past, nobody counts the hours.
  [{ state: 'overdue', remainingMinutes: -2881 }, 'case.overdueBy', { count: 2 }, 'tone-bad'],
  [{ remainingDays: 5 }, 'case.remaining', { count: 5 }, 'secondary'],
  [{ remainingDays: 0 }, 'case.dueTodayLabel', {}, 'tone-warn'],
  [{ state: 'overdue', remainingDays: -2 }, 'case.overdueBy', { count: 2 }, 'tone-bad'],
  // A petitioner's period that is over is nobody's lateness.
  [{ state: 'lapsed', remainingDays: -2, stoppedAt: null }, 'case.unused', {}, 'secondary'],
  [{ state: 'lapsed', remainingDays: null, stoppedAt: '2026-03-02T01:00:00Z' }, 'case.lapsed', {}, 'secondary'],
  [{ state: 'missed', remainingDays: null }, 'case.missed', {}, 'tone-bad'],
  [{ state: 'paused', remainingDays: null }, 'case.paused', {}, 'secondary'],
])('%j: %s', (deadline, key, values, tone) => {
  expect(of(deadline)).toEqual({ key, values, tone });
});
