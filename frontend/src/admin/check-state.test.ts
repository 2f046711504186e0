import { type CheckState, checkState, publishObstacle } from './check-state.ts';

const CHECKED = { readable: true, current: true, failed: false, answered: true };

test.each<[Partial<typeof CHECKED>, CheckState]>([
  [{}, 'checked'],
  [{ readable: false }, 'unreadable'],
  [{ current: false }, 'checking'],
  [{ answered: false }, 'checking'],
  [{ failed: true, answered: false }, 'failed'],
  // What failed before the last keys says nothing of what stands there now.
  [{ failed: true, current: false }, 'checking'],
])('%j is %s', (change, state) => expect(checkState({ ...CHECKED, ...change })).toBe(state));

test.each<[CheckState, number, boolean, string | undefined]>([
  ['checked', 0, true, undefined],
  ['checked', 0, false, 'publishUnsaved'],
  ['checked', 1, true, 'publishBlocked'],
  ['checking', 0, true, 'unchecked_checking'],
  ['failed', 0, true, 'unchecked_failed'],
  ['unreadable', 0, true, 'unchecked_unreadable'],
])('%s with %d errors, saved: %s: %s', (state, errors, saved, obstacle) =>
  expect(publishObstacle(state, { errors, saved })).toBe(obstacle),
);
