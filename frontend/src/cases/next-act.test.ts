// The deadline at an act is that of the act: a letter on its way has one, and the work that goes on has another.
import type { DeadlineOut, TellingOut } from '@caseway/backend/contract';
import { letterToDeliver, workDeadline } from './next-act.ts';

const deadline = (clock: string, dueAt: string, more: Partial<DeadlineOut> = {}): DeadlineOut =>
  ({ clock, dueAt, state: 'running', whose: 'authority', ...more }) as DeadlineOut;
const letter = (more: Partial<TellingOut> = {}): TellingOut =>
  ({ action: 'accept', deliveredOn: null, givenUpAt: null, mayRecord: true, ...more }) as TellingOut;
const clocks = [
  { key: 'told', stopsOn: [{ on: 'delivered', action: 'accept' }] },
  { key: 'handled', stopsOn: [{ on: 'action', action: 'decide' }] },
];
const caseOf = (tellings: TellingOut[]) =>
  ({
    tellings,
    pathDefinition: { clocks },
    deadlines: [
      deadline('objection', '2026-03-05', { whose: 'authority-right' }),
      deadline('told', '2026-03-17'),
      deadline('handled', '2026-05-01'),
    ],
  }) as unknown as Parameters<typeof workDeadline>[0];

test('as long as a letter is on its way, it has the day on which it must have arrived, and the work its own', () => {
  const item = caseOf([letter()]);
  expect(letterToDeliver(item)?.due?.clock).toBe('told');
  expect(workDeadline(item)?.clock).toBe('handled');
});

test.each([
  ['nothing was told', []],
  ['it was given up', [letter({ givenUpAt: '2026-03-03T01:00:00Z' })]],
  ['it arrived', [letter({ deliveredOn: '2026-03-03' })]],
])('%s: no letter is to be delivered, and the next deadline is that of the work', (_, tellings) => {
  expect(letterToDeliver(caseOf(tellings))).toBeNull();
  expect(workDeadline(caseOf(tellings))?.clock).toBe('told');
});
