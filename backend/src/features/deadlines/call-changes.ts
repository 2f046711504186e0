import type { PlannedDeadline } from './deadline-plan.ts';

/** A call as stored. A clock that moves after a level has called calls anew: the next round. */
export interface StoredCall {
  id: string;
  clockKey: string;
  epoch: number;
  level: number;
  round: number;
  dueAt: Date;
  fireAt: Date;
  firedAt: Date | null;
  cancelledAt: Date | null;
}

export interface CallChanges {
  add: (PlannedDeadline & { round: number })[];
  move: { id: string; to: PlannedDeadline }[];
  /** Ids of calls that will not come. */
  cancel: string[];
}

const nameOf = ({ clockKey, epoch, level }: Pick<StoredCall, 'clockKey' | 'epoch' | 'level'>): string =>
  `${clockKey}|${epoch}|${level}`;

/**
 * What to change about a case's calls so that they are as planned. One that waits is moved; one that has been given is
 * given again where its moment has moved and still lies ahead of `now`: people were told another day.
 */
export function callChanges(
  stored: readonly StoredCall[],
  planned: readonly PlannedDeadline[],
  now: Date,
): CallChanges {
  const latest = new Map<string, StoredCall>();
  for (const call of [...stored].sort((a, b) => a.round - b.round)) latest.set(nameOf(call), call);
  const changes: CallChanges = { add: [], move: [], cancel: [] };
  const wanted = new Set(planned.map(nameOf));
  for (const [name, call] of latest) {
    if (!wanted.has(name) && call.firedAt === null && call.cancelledAt === null) changes.cancel.push(call.id);
  }
  for (const plan of planned) {
    const call = latest.get(nameOf(plan));
    if (!call) changes.add.push({ ...plan, round: 1 });
    else if (call.firedAt === null) {
      const stands = call.cancelledAt === null && same(call.dueAt, plan.dueAt) && same(call.fireAt, plan.fireAt);
      if (!stands) changes.move.push({ id: call.id, to: plan });
    } else if (!same(call.dueAt, plan.dueAt) && plan.fireAt > now) {
      changes.add.push({ ...plan, round: call.round + 1 });
    }
  }
  return changes;
}

const same = (a: Date, b: Date): boolean => a.getTime() === b.getTime();
