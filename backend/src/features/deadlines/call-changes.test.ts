import { callChanges, type StoredCall } from './call-changes.ts';
import type { PlannedDeadline } from './deadline-plan.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 1));
const plan = (level: number, day: number): PlannedDeadline => ({
  clockKey: 'c',
  epoch: 1,
  level,
  kind: 'deadline-near',
  urgent: false,
  dueAt: at(day),
  fireAt: at(day),
});
const call = (id: string, level: number, day: number, more: Partial<StoredCall> = {}): StoredCall => ({
  id,
  clockKey: 'c',
  epoch: 1,
  level,
  round: 1,
  dueAt: at(day),
  fireAt: at(day),
  firedAt: null,
  cancelledAt: null,
  ...more,
});
const NOW = at(10);

test('what is not planned yet is added, what waits is moved, what is not wanted is cancelled', () => {
  expect(callChanges([call('a', 1, 12), call('b', 2, 14)], [plan(1, 13), plan(0, 15)], NOW)).toEqual({
    add: [{ ...plan(0, 15), round: 1 }],
    move: [{ id: 'a', to: plan(1, 13) }],
    cancel: ['b'],
  });
});

test('what stands as planned is left alone', () => {
  expect(callChanges([call('a', 1, 12)], [plan(1, 12)], NOW)).toEqual({ add: [], move: [], cancel: [] });
});

test('a call that was cancelled while the clock rested comes back when it goes on', () => {
  const changes = callChanges([call('a', 1, 12, { cancelledAt: at(9) })], [plan(1, 12)], NOW);
  expect(changes.move).toEqual([{ id: 'a', to: plan(1, 12) }]);
});

test('one that was given is given anew on a new day ahead, in the next round', () => {
  const given = call('a', 1, 5, { firedAt: at(5) });
  expect(callChanges([given], [plan(1, 20)], NOW).add).toEqual([{ ...plan(1, 20), round: 2 }]);
  const again = call('b', 1, 20, { round: 2, firedAt: at(20) });
  expect(callChanges([again, given], [plan(1, 25)], at(21)).add).toEqual([{ ...plan(1, 25), round: 3 }]);
});

test('one that was given is not given again where its day stays, or moved into the past', () => {
  const given = call('a', 1, 5, { firedAt: at(5) });
  for (const day of [5, 8])
    expect(callChanges([given], [plan(1, day)], NOW)).toEqual({ add: [], move: [], cancel: [] });
});

test('the next epoch of a clock has calls of its own', () => {
  const given = call('a', 1, 5, { firedAt: at(5) });
  const next = { ...plan(1, 8), epoch: 2 };
  expect(callChanges([given], [next], NOW).add).toEqual([{ ...next, round: 1 }]);
});
