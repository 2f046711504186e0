import type { CaseOut, DeadlineOut, TellingOut } from '@caseway/backend/contract';

type Case = Pick<CaseOut, 'deadlines' | 'tellings' | 'pathDefinition'>;

const earliest = (deadlines: readonly DeadlineOut[]): DeadlineOut | null =>
  [...deadlines].sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null;

/** Running deadlines of what the authority owes. */
const owed = ({ deadlines }: Case): DeadlineOut[] =>
  deadlines.filter(
    ({ state, dueAt, whose }) =>
      whose === 'authority' && (state === 'running' || state === 'overdue') && dueAt !== null,
  );

/** Whether the arrival of what an action told meets the clock. */
const metBy = ({ pathDefinition }: Case, clock: string, action: string): boolean =>
  pathDefinition.clocks.some(
    ({ key, stopsOn }) => key === clock && stopsOn.some((it) => it.on === 'delivered' && it.action === action),
  );

/** A letter that was made and of which nobody has recorded that it arrived, or cannot; the first whose deadline comes. */
export function letterToDeliver(item: Case): { telling: TellingOut; due: DeadlineOut | null } | null {
  const waiting = item.tellings
    .filter(({ deliveredOn, givenUpAt, mayRecord }) => mayRecord && deliveredOn === null && givenUpAt === null)
    .map((telling) => ({
      telling,
      due: earliest(owed(item).filter(({ clock }) => metBy(item, clock, telling.action))),
    }));
  return waiting.sort((a, b) => (a.due?.dueAt ?? '~').localeCompare(b.due?.dueAt ?? '~'))[0] ?? null;
}

/** The deadline that the work of the step can still meet: none that only waits for a letter to arrive. */
export function workDeadline(item: Case): DeadlineOut | null {
  const sent = item.tellings.filter(({ deliveredOn, givenUpAt }) => deliveredOn === null && givenUpAt === null);
  return earliest(owed(item).filter(({ clock }) => !sent.some(({ action }) => metBy(item, clock, action))));
}
