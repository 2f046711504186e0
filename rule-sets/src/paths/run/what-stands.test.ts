import { readFileSync } from 'node:fs';
import type { HandlingPath } from '../../model/handling-path.ts';
import type { PathState } from './path-state.ts';
import { resolveAction } from './resolve-action.ts';
import { stepOf } from './steps.ts';
import { isTold } from './what-stands.ts';

const path = JSON.parse(
  readFileSync('rule-sets/library/paths/policy-implementation-path.json', 'utf8'),
) as HandlingPath;
const AT = '2026-03-02T01:00:00.000Z';
const decided = (told?: { deliveredOn: string | null; givenUpAt?: string }): PathState => ({
  step: 'return-visit-step',
  enteredAt: AT,
  clocks: [],
  history: [
    {
      ...{ action: 'issue-supported-opinion', from: 'opinion-decision', to: 'return-visit-step', by: null, at: AT },
      outcome: 'supported-outcome',
      ...(told && { told }),
    },
  ],
  outcome: 'supported-outcome',
});
const visit = stepOf(path, 'return-visit-step').actions[0];
const notKept = (state: PathState, more: object = {}) =>
  visit && resolveAction(path, state, { ...visit, ...more }, { facts: { promiseKept: 'not-kept' } });

test.each([
  ['has arrived', { deliveredOn: '2026-03-03' }, true],
  ['is on its way', { deliveredOn: null }, true],
  ['was given up on its way', { deliveredOn: null, givenUpAt: AT }, false],
  ['was not written', undefined, false],
] as const)('an opinion that %s', (_, told, stands) => {
  const state = decided(told);
  expect(isTold(state)).toBe(stands);
  // A promise that was not kept takes nothing back of what was told; what was not told may be.
  expect(notKept(state)).toMatchObject({ to: 'implementation-step' });
  expect(notKept(state)?.outcome).toBe(stands ? undefined : null);
  expect(notKept(state, { tells: { form: 'delivery-record-form' } })?.outcome).toBeNull();
});
