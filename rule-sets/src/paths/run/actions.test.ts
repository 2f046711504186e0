// What becomes of an action by the answers of its form, by what was told and delivered, and by the days asked for.
import type { FormDefinition } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import type { PathState } from './path-state.ts';
import { checkDelivery, giveUpDelivery, recordDelivery, undelivered, waitingForLetters } from './record-delivery.ts';
import { type ActionAnswers, resolveAction, waysOf } from './resolve-action.ts';
import { allowedActions, applyAction, checkAction, requiredDocuments, startPath } from './run-path.ts';
import { refusedNow } from './unfit-answers.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });
const at = (day: string, time = '01:00') => new Date(`2026-03-${day}T${time}:00Z`);

const FORM: FormDefinition = {
  key: 'visit-form',
  title: text('Visit'),
  description: text('For the test'),
  use: 'step',
  schema: {
    type: 'object',
    properties: {
      arrived: { type: 'boolean', 'x-title': text('Arrived'), 'x-denies': { false: ['assisted'] } },
      days: { type: 'integer', 'x-title': text('Days') },
      more: {
        type: 'object',
        'x-title': text('More'),
        properties: {
          agreed: {
            enum: ['yes', 'no'],
            'x-title': text('Agreed'),
            'x-enum-titles': { yes: text('Yes'), no: text('No') },
            'x-denies': { no: ['agreed', 'assisted'] },
          },
        },
      },
      secret: { type: 'string', 'x-title': text('Secret'), 'x-sensitive': { reason: text('Why') } },
    },
  },
  ui: { sections: [{ key: 'all', title: text('All'), fields: ['arrived', 'days', 'more', 'secret'] }] },
};

const ROLES: PathAction['by'] = ['handler'];
const day = (value: number) => ({ value, unit: 'calendar-day' as const });

function path(): HandlingPath {
  return {
    key: 'a-path',
    title: text('Path'),
    description: text('Path'),
    source: text('Test'),
    clocks: [
      {
        key: 'handling',
        title: text('Handling'),
        startsOn: [{ on: 'filed' }],
        stopsOn: [{ on: 'delivered', action: 'give' }],
        duration: day(60),
        rollOver: 'none',
        levels: [],
      },
      {
        key: 'ask-review',
        title: text('Review'),
        whose: 'petitioner',
        startsOn: [{ on: 'delivered', action: 'give' }],
        stopsOn: [],
        duration: day(30),
        rollOver: 'next-working-day',
        levels: [],
      },
    ],
    outcomes: [
      { key: 'helped', title: text('Helped'), effect: 'assisted' },
      { key: 'none', title: text('Not helped'), effect: 'unresolved' },
    ],
    steps: [
      {
        key: 'work',
        title: text('Work'),
        kind: 'work',
        assignee: { role: 'handler' },
        documents: [{ key: 'receipt', title: text('Receipt'), required: true }],
        actions: [
          {
            key: 'give',
            title: text('Give'),
            by: ROLES,
            to: 'visit',
            form: 'visit-form',
            outcome: 'helped',
            tells: { form: 'delivery-form' },
            notice: text('Decided: {outcome}'),
            effects: [{ type: 'task', title: text('Look after it'), to: { role: 'handler' } }],
            branches: [
              { when: { all: [{ fact: 'level', operator: 'equal', value: 'district' }] }, refuse: text('Not here') },
              {
                when: {
                  all: [
                    { fact: 'arrived', operator: 'equal', value: false },
                    { fact: 'ageDays', operator: 'greaterThan', value: 10 },
                  ],
                },
                outcome: 'none',
              },
              {
                when: { any: [{ fact: 'more', path: '$.agreed', operator: 'equal', value: 'no' }] },
                to: 'work',
                outcome: null,
                notice: null,
                effects: [],
              },
            ],
          },
          {
            key: 'ask-days',
            title: text('Ask for days'),
            by: ROLES,
            to: 'work',
            form: 'visit-form',
          },
          {
            key: 'approve-days',
            title: text('Approve'),
            by: ['township-lead'],
            to: 'work',
            approves: 'ask-days',
            effects: [
              {
                type: 'extend-clock',
                clock: 'handling',
                by: { days: '/days', of: 'ask-days' },
                inAll: 'extension-limit',
              },
            ],
          },
        ],
      },
      {
        key: 'visit',
        title: text('Visit'),
        kind: 'work',
        assignee: { role: 'handler' },
        actions: [
          { key: 'close', title: text('Close'), by: ROLES, to: 'end', form: 'visit-form' },
          { key: 'back', title: text('Back'), by: ROLES, to: 'work' },
        ],
      },
      { key: 'end', title: text('End'), kind: 'end', actions: [] },
    ],
  };
}

const PATH = path();
const CALENDAR: BusinessCalendar = {
  key: 'calendar',
  title: text('Calendar'),
  coverage: { fromYear: 2026, toYear: 2026 },
  weekend: [6, 7],
  days: [],
  quietHours: { from: '21:00', to: '07:00' },
  recurring: [],
  limits: [],
};
const LIMITS = [{ key: 'extension-limit', title: text('Extension'), source: text('34'), duration: day(30) }];
const give = PATH.steps[0]?.actions[0] as PathAction;
const started = (): PathState => startPath(PATH, { receivedAt: at('02'), registeredAt: at('02') });
const resolved = (answers: ActionAnswers) => resolveAction(PATH, started(), give, { form: FORM, ...answers });

describe('answers decide where an action leads', () => {
  test('the first branch that holds goes before the action’s own target, outcome, notice and effects', () => {
    expect(resolved({ data: { arrived: true } })).toEqual({
      branch: -1,
      to: 'visit',
      outcome: 'helped',
      notice: give.notice,
      effects: give.effects,
      refusals: [],
    });
    expect(resolved({ data: { arrived: false }, facts: { ageDays: 11 } })).toMatchObject({
      branch: 1,
      outcome: 'none',
      notice: give.notice,
      refusals: [],
    });
    const none = resolved({ data: { arrived: true, more: { agreed: 'no' } } });
    expect(none).toEqual({ branch: 2, to: 'work', outcome: null, effects: [], refusals: [] });
  });

  test('a branch that refuses says so in its words, and nothing else', () => {
    const { refusals } = resolved({ data: { arrived: false }, facts: { level: 'district' } });
    expect(refusals).toEqual([{ code: 'refused', pointer: '/data', words: text('Not here') }]);
  });

  test('a field of the form hides a fact of its name, also where it is blank; personal data are no facts', () => {
    const facts = { arrived: false, ageDays: 11, secret: 'x' };
    expect(resolved({ data: {}, facts }).branch).toBe(-1);
    const reads = {
      ...give,
      branches: [{ when: { all: [{ fact: 'secret', operator: 'equal', value: 'x' }] }, to: 'work' }],
    };
    const answers = { form: FORM, data: { secret: 'x' }, facts };
    expect(resolveAction(PATH, started(), reads, answers).branch).toBe(-1);
  });

  test('an answer that denies the outcome is refused whatever the path says, at the answer, with what to do', () => {
    const { refusals } = resolved({ data: { arrived: false }, facts: { ageDays: 3 } });
    expect(refusals).toEqual([
      {
        code: 'answer-denies-outcome',
        pointer: '/data/arrived',
        why: { 'zh-CN': '与处理结果“中Helped”不符。', en: 'Does not fit the outcome "Helped".' },
        words: {
          'zh-CN': '“中Arrived”填的是“否”，与处理结果“中Helped”不符：请更正该项，或选择与实际相符的操作。',
          en: '"Arrived" says "No", which is no "Helped": correct the answer, or choose the action that fits what happened.',
        },
      },
    ]);
  });

  test('an answer that denies the outcome with which the case would be closed is refused, too', () => {
    const { state } = applyAction(PATH, started(), { action: 'give', by: 'a', at: at('03') });
    const closing = (agreed: string) =>
      checkAction(PATH, state, 'close', {}, 'a', { form: FORM, data: { more: { agreed } } }).map(
        ({ pointer }) => pointer,
      );
    expect(closing('no')).toEqual(['/data/more/agreed']);
    expect(closing('yes')).toEqual([]);
  });

  test('what is refused cannot be carried out', () => {
    const answers = { form: FORM, data: { arrived: false } };
    const done = () => applyAction(PATH, started(), { action: 'give', by: 'a', at: at('03'), answers });
    expect(done).toThrow(expect.objectContaining({ code: 'refused' }));
  });

  test('an outcome taken back is gone, and the history says so', () => {
    const first = applyAction(PATH, started(), { action: 'give', by: 'a', at: at('03') });
    expect(first.state.outcome).toBe('helped');
    const back = applyAction(PATH, first.state, { action: 'back', by: 'a', at: at('04') });
    const answers = { form: FORM, data: { more: { agreed: 'no' } } };
    const { state } = applyAction(PATH, back.state, { action: 'give', by: 'a', at: at('05'), answers });
    expect(state.outcome).toBeUndefined();
    expect(state.history.at(-1)).toMatchObject({ outcome: null, to: 'work' });
  });

  test('what the step requires on leaving it is asked for where the answers lead out of it', () => {
    expect(requiredDocuments(PATH, started(), { to: 'visit' })).toEqual(['receipt']);
    const codes = (agreed: string) =>
      checkAction(PATH, started(), 'give', {}, 'a', { form: FORM, data: { more: { agreed }, arrived: true } }).map(
        ({ code }) => code,
      );
    expect(codes('no')).toEqual([]);
    expect(codes('yes')).toEqual(['document-required']);
  });

  test('an action comes to one of its ways and to no other', () => {
    const data = fc.record(
      { arrived: fc.boolean(), more: fc.record({ agreed: fc.constantFrom('yes', 'no') }) },
      { requiredKeys: [] },
    );
    const facts = fc.record(
      { ageDays: fc.nat(20), level: fc.constantFrom('district', 'township') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(data, facts, (answered, known) => {
        const { refusals, ...way } = resolveAction(PATH, started(), give, { form: FORM, data: answered, facts: known });
        if (refusals.some(({ code }) => code === 'refused')) return;
        expect(waysOf(give)).toContainEqual(way);
      }),
    );
  });
});

describe('what is told in writing', () => {
  const clock = (state: PathState, key: string) => state.clocks.find((it) => it.clock === key);
  const told = (deliveredOn?: string) =>
    applyAction(PATH, started(), {
      action: 'give',
      by: 'a',
      at: at('03', '08:00'),
      ...(deliveredOn ? { deliveredOn } : {}),
    });

  test('stops no clock by the button, only by being delivered', () => {
    const { state } = told();
    expect(state.history.at(-1)?.told).toEqual({ deliveredOn: null });
    expect(clock(state, 'handling')?.stoppedAt).toBeUndefined();
    expect(undelivered(state).map(({ event }) => event)).toEqual([0]);
    expect(waitingForLetters(PATH, state).map(({ clock: key }) => key)).toEqual(['handling']);
    const failed = recordDelivery(PATH, state, { event: 0, deliveredOn: null, at: at('04') });
    expect(failed).toEqual(state);
    const after = recordDelivery(PATH, failed, { event: { action: 'give' }, deliveredOn: '2026-03-06', at: at('09') });
    // The first moment of 6 March in Shanghai.
    expect(clock(after, 'handling')?.stoppedAt).toBe('2026-03-05T16:00:00.000Z');
    expect(clock(after, 'ask-review')?.startedAt).toBe('2026-03-05T16:00:00.000Z');
    expect(after.history.at(-1)?.told).toEqual({ deliveredOn: '2026-03-06' });
    expect(undelivered(after)).toEqual([]);
    expect(waitingForLetters(PATH, after)).toEqual([]);
  });

  test('delivered with the action, on the same day, or since it was told: never before', () => {
    expect(clock(told('2026-03-03').state, 'handling')?.stoppedAt).toBe('2026-03-03T08:00:00.000Z');
    const sameDay = recordDelivery(PATH, told().state, { event: 0, deliveredOn: '2026-03-03', at: at('03', '09:30') });
    expect(clock(sameDay, 'handling')?.stoppedAt).toBe('2026-03-03T09:30:00.000Z');
    const record = (deliveredOn: string) => () =>
      recordDelivery(PATH, told().state, { event: 0, deliveredOn, at: at('04') });
    expect(record('2026-03-02')).toThrow(/delivered-before-told/);
    expect(clock(record('2026-03-03')(), 'handling')?.stoppedAt).toBe('2026-03-03T08:00:00.000Z');
    const asked = (deliveredOn: string) =>
      checkDelivery({ deliveredOn, toldAt: at('03'), at: at('04') }, '/day').map(({ code, pointer }) => [
        code,
        pointer,
      ]);
    expect(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(asked)).toEqual([
      [['delivered-before-told', '/day']],
      [],
      [],
      [['not-yet-delivered', '/day']],
    ]);
  });

  test('is delivered once, not ahead of time, and only where it was told', () => {
    const { state } = told();
    const record = (from: PathState, event: number, deliveredOn: string) => () =>
      recordDelivery(PATH, from, { event, deliveredOn, at: at('06') });
    expect(record(state, 0, '2026-03-07')).toThrow(/not-yet-delivered/);
    expect(record(state, 1, '2026-03-06')).toThrow(expect.objectContaining({ code: 'nothing-to-deliver' }));
    expect(record(record(state, 0, '2026-03-06')(), 0, '2026-03-06')).toThrow(/waits to be delivered/);
  });

  test('each letter by its own number: one that has arrived is not taken for the next', () => {
    const back = applyAction(PATH, told().state, { action: 'back', by: 'a', at: at('04') }).state;
    const two = applyAction(PATH, back, { action: 'give', by: 'a', at: at('05') }).state;
    const waiting = (state: PathState) => undelivered(state).map(({ event }) => event);
    const record = (state: PathState, event: number) =>
      recordDelivery(PATH, state, { event, deliveredOn: '2026-03-06', at: at('06') });
    expect([waiting(two), waiting(record(two, 0)), waiting(record(two, 2))]).toEqual([[0, 2], [2], [0]]);
    expect(() => record(record(two, 0), 0)).toThrow(/waits to be delivered/);
    expect(() => record(two, 1)).toThrow(/waits to be delivered/);
    expect(waiting(giveUpDelivery(PATH, two, 0, at('06')))).toEqual([2]);
    expect(() => giveUpDelivery(PATH, record(two, 0), 0, at('06'))).toThrow(/waits to be delivered/);
  });

  test('the petitioner’s period outlives the case, and begins with a delivery after it was closed', () => {
    const closed = applyAction(PATH, told().state, { action: 'close', by: 'a', at: at('04') });
    expect(closed.closed).toBe(true);
    const after = recordDelivery(PATH, closed.state, { event: 0, deliveredOn: '2026-03-06', at: at('06') });
    expect(clock(after, 'ask-review')).toMatchObject({ startedAt: at('06').toISOString() });
    expect(clock(after, 'ask-review')?.stoppedAt).toBeUndefined();
    expect(after.clocks.filter((it) => it.clock === 'handling')).toHaveLength(1);
  });

  test('closing delivers nothing: a clock that waits for it goes on until it has arrived', () => {
    const close = (state: PathState) => applyAction(PATH, state, { action: 'close', by: 'a', at: at('04') }).state;
    const waiting = close(told().state);
    expect(clock(waiting, 'handling')?.stoppedAt).toBeUndefined();
    const arrived = recordDelivery(PATH, waiting, { event: 0, deliveredOn: '2026-03-05', at: at('09') });
    expect(clock(arrived, 'handling')?.stoppedAt).toBe('2026-03-04T16:00:00.000Z');
    expect(clock(close(told('2026-03-03').state), 'handling')?.stoppedAt).toBe(at('03', '08:00').toISOString());
  });
});

describe('days asked for', () => {
  const ask = (state: PathState, days: number, when: string) =>
    applyAction(PATH, state, {
      action: 'ask-days',
      by: 'lead',
      at: at(when),
      answers: { form: FORM, data: { days }, limits: LIMITS },
    }).state;
  const approve = (state: PathState, when: string) =>
    applyAction(PATH, state, { action: 'approve-days', by: 'head', at: at(when), answers: { limits: LIMITS } }).state;
  const asked = (state: PathState, data: Record<string, number>) =>
    checkAction(PATH, state, 'ask-days', {}, 'lead', { form: FORM, data, limits: LIMITS });

  test('are asked by one and given by another', () => {
    const proposed = ask(started(), 20, '03');
    expect(proposed.clocks).toHaveLength(2 - 1);
    expect(checkAction(PATH, proposed, 'approve-days', {}, 'lead', { limits: LIMITS })).toEqual([
      { code: 'same-person', pointer: '' },
    ]);
    const extended = approve(proposed, '04');
    expect(extended.clocks.at(-1)?.extensions.map(({ by }) => by)).toEqual([day(20)]);
  });

  test('never exceed the limit in all, when asked for and when given', () => {
    const extended = approve(ask(started(), 20, '03'), '04');
    expect(asked(extended, { days: 10 })).toEqual([]);
    const [problem] = asked(extended, { days: 11 });
    expect(problem).toMatchObject({
      code: 'extension-beyond-limit',
      pointer: '/data/days',
      words: {
        en:
          '"Handling" can be extended by 30 days in all'.replace('"Handling"', 'Clock "Handling"') +
          ' (Extension); 20 are used, 11 more are too many: ask for fewer.',
      },
    });
    expect(asked(extended, {})).toMatchObject([{ code: 'days-required', pointer: '/data/days' }]);
    expect(asked(extended, { days: 0 })).toMatchObject([{ code: 'days-required', pointer: '/data/days' }]);
    // Approved once: the same proposal is not there to be approved again.
    expect(allowedActions(PATH, extended).map(({ key }) => key)).not.toContain('approve-days');
    expect(allowedActions(PATH, ask(extended, 5, '05')).map(({ key }) => key)).toContain('approve-days');
  });

  test('that are over by the day on which they are asked for, or given, extend nothing', () => {
    // 60 days from 2 March end on 1 May; five more on the 6th.
    const on = (day: string) => ({
      counted: { calendar: CALENDAR, at: new Date(`2026-${day}T01:00:00Z`) },
      limits: LIMITS,
    });
    const asks = (days: number, day: string) =>
      checkAction(PATH, started(), 'ask-days', {}, 'lead', { form: FORM, data: { days }, ...on(day) });
    expect([asks(5, '05-06'), asks(20, '05-07'), asks(31, '05-07').map(({ code }) => code)]).toEqual([
      [],
      [],
      ['extension-beyond-limit'],
    ]);
    expect(asks(5, '05-07')).toMatchObject([
      { code: 'extension-over', pointer: '/data/days', words: { 'zh-CN': expect.stringContaining('2026年5月6日') } },
    ]);
    const proposed = ask(started(), 5, '03');
    expect(checkAction(PATH, proposed, 'approve-days', {}, 'head', on('05-06'))).toEqual([]);
    expect(checkAction(PATH, proposed, 'approve-days', {}, 'head', on('05-07'))).toMatchObject([
      { code: 'extension-over', pointer: '' },
    ]);
    const [approve] = allowedActions(PATH, proposed).filter(({ key }) => key === 'approve-days');
    const before = (day: string) => approve && refusedNow(PATH, proposed, approve, on(day));
    expect([before('05-06'), before('05-07')?.en]).toEqual([null, expect.stringContaining('6 May 2026')]);
  });

  test('of a clock that does not run cannot be', () => {
    const { state } = applyAction(PATH, started(), {
      action: 'give',
      by: 'a',
      at: at('03'),
      deliveredOn: '2026-03-03',
    });
    const back = applyAction(PATH, state, { action: 'back', by: 'a', at: at('04') });
    expect(asked(back.state, { days: 3 })).toMatchObject([{ code: 'clock-not-running' }]);
  });

  test('whatever is asked and given, in all it is never more than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 40 }), { maxLength: 8 }), (requests) => {
        let state = started();
        for (const days of requests) {
          if (asked(state, { days }).length > 0) continue;
          state = approve(ask(state, days, '03'), '04');
        }
        const given = state.clocks.at(-1)?.extensions.reduce((sum, { by }) => sum + by.value, 0) ?? 0;
        expect(given).toBeLessThanOrEqual(30);
        if (requests.some((days) => days > 0 && days <= 30)) expect(given).toBeGreaterThan(0);
      }),
    );
  });
});
