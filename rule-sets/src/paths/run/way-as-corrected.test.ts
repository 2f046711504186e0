import { readFileSync } from 'node:fs';
import type { Json } from '@caseway/form-schemas';
import type { HandlingPath } from '../../model/handling-path.ts';
import type { PathState } from './path-state.ts';
import { applyAction, startPath } from './run-path.ts';
import { ledTo, wayAsCorrected } from './way-as-corrected.ts';

const read = (key: string) => JSON.parse(readFileSync(`rule-sets/library/paths/${key}.json`, 'utf8')) as HandlingPath;
const MORNING = new Date('2026-03-02T01:00:00Z');
const RECEIVED = { receivedAt: MORNING, registeredAt: MORNING };
const LATE = { reviewLate: true };
const IN_TIME = { reviewLate: false };

const after = (path: HandlingPath, facts: Record<string, Json>, actions: readonly string[]): PathState =>
  actions.reduce(
    (state, action, day) =>
      applyAction(path, state, {
        action,
        by: 'somebody',
        at: new Date(MORNING.getTime() + day * 86_400_000),
        answers: { facts },
      }).state,
    startPath(path, RECEIVED),
  );

describe.each(['review-path', 're-review-path'])('%s, its day of receipt corrected', (key) => {
  const path = read(key);
  test.each([
    ['asked whether to take it in, and it came in time', LATE, ['propose-review-result'], IN_TIME, 'review-decision'],
    ['with nobody asked, and it came late', IN_TIME, ['propose-review-result'], LATE, 'late-request-decision'],
    // Whoever decides sent it back: what is proposed next is asked by what is registered now.
    ['sent back as late, it came in time', LATE, ['propose-review-result', 'send-back'], IN_TIME, null],
    ['sent back in time, it came late', IN_TIME, ['propose-review-result', 'send-back'], LATE, null],
    ['taken in though late', LATE, ['propose-review-result', 'take-in-late-request'], IN_TIME, null],
    [
      'taken in though late and sent back from its decision',
      LATE,
      ['propose-review-result', 'take-in-late-request', 'send-back'],
      IN_TIME,
      'file-study-step',
    ],
    ['nothing done yet', IN_TIME, [], LATE, null],
    ['corrected to the same', LATE, ['propose-review-result'], LATE, null],
  ] as const)('%s', (_, before, actions, now, step) => {
    const state = after(path, before, actions);
    const other = wayAsCorrected(path, state, now);
    expect(other?.step ?? null).toBe(step);
    if (!other) return;
    const at = new Date('2026-03-20T01:00:00Z');
    const led = ledTo(path, state, other, { at });
    expect([led.step, led.enteredAt, led.clocks]).toEqual([step, at.toISOString(), state.clocks]);
    // It is there by what is registered: nothing is led a second time, and corrected back it returns.
    expect(wayAsCorrected(path, led, now)).toBeNull();
  });

  test('what was told since stays, and so does where the case stands', () => {
    const state = after(path, LATE, ['propose-review-result', 'decline-request']);
    expect(state.outcome).toBeDefined();
    expect(wayAsCorrected(path, state, IN_TIME)).toMatchObject({ step: 'review-decision', told: true });
  });
});

test('an act that would be refused by what is registered now is to be done again: what it ended goes on', () => {
  const base = read('handed-down-path');
  // The step at which the report is owed, as the first of the path.
  const steps = base.steps.toSorted(
    (a, b) => Number(b.key === 'report-back-step') - Number(a.key === 'report-back-step'),
  );
  const path = { ...base, steps };
  const filed = startPath(path, RECEIVED, { reportBy: '2026-04-01' });
  const report = { clock: 'probe', epoch: 1, startedAt: MORNING.toISOString(), extensions: [], pauses: [] };
  const probe = path.clocks.find(({ endsOn }) =>
    endsOn?.some((it) => it.on === 'action' && it.action === 'no-report-asked'),
  );
  if (!probe) throw new Error('No clock of a report.');
  const running = { ...filed, clocks: [{ ...report, clock: probe.key }] };
  const at = new Date('2026-03-03T01:00:00Z');
  const facts = { handedManner: 'transferred-matter' };
  const { state } = applyAction(path, running, { action: 'no-report-asked', by: 'somebody', at, answers: { facts } });
  expect(state.clocks[0]).toMatchObject({ left: true });
  const now = { handedManner: 'assigned-matter' };
  const other = wayAsCorrected(path, state, now);
  expect(other).toMatchObject({ step: 'report-back-step', told: false });
  const led = other && ledTo(path, state, other, { at });
  expect(led?.clocks).toEqual([
    running.clocks[0],
    expect.objectContaining({ clock: 'return-visit-clock', left: true, neverOwed: true }),
  ]);
});

test('an answer of the act stays as it was given, whatever of that name is registered', () => {
  const path = read('dispute-mediation-path');
  const form = JSON.parse(readFileSync('form-schemas/library/mediation-record-form.json', 'utf8'));
  const first = path.steps.findIndex(({ key }) => key === 'mediation-step');
  const steps = [...path.steps.slice(first), ...path.steps.slice(0, first)];
  const answers = { form, data: { mediationResult: 'unsettled-result' }, facts: {} };
  const { state } = applyAction({ ...path, steps }, startPath({ ...path, steps }, RECEIVED), {
    ...{ action: 'record-mediation', by: null, at: MORNING, answers },
  });
  expect(state.step).toBe('opinion-decision');
  expect(wayAsCorrected({ ...path, steps }, state, { mediationResult: 'settled-result' })).toBeNull();
});
