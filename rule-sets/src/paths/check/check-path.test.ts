// Each fault of a path, put into one that has none, is found at its place and nowhere else.
import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { PathAction, PathClock, PathOutcome, PathStep } from '../../model/handling-path.ts';
import { checkPath } from './check-path.ts';
import { type PathFinding, renderPathFinding } from './path-findings.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });
const days = (value: number) => ({ value, unit: 'calendar-day' as const });

const CALENDAR: BusinessCalendar = {
  key: 'calendar',
  title: text('Calendar'),
  coverage: { fromYear: 2026, toYear: 2026 },
  weekend: [6, 7],
  days: [],
  quietHours: { from: '21:00', to: '07:00' },
  recurring: [],
  limits: [
    { key: 'handling-limit', title: text('Limit'), source: text('34'), duration: days(60) },
    { key: 'request-limit', title: text('Request'), source: text('35'), duration: days(30), whose: 'petitioner' },
  ],
};

const action = (key: string, to: string, more: Partial<PathAction> = {}): PathAction => ({
  key,
  title: text(key),
  by: ['handler'],
  to,
  ...more,
});

function path() {
  const handling: PathClock = {
    key: 'handling',
    title: text('Handling'),
    startsOn: [{ on: 'step', step: 'work' }],
    stopsOn: [{ on: 'action', action: 'close' }],
    duration: days(30),
    rollOver: 'previous-working-day',
    limit: 'handling-limit',
    levels: [{ at: 'before', offset: days(7) }],
  };
  const whole: PathClock = {
    key: 'whole',
    title: text('Whole'),
    startsOn: [{ on: 'filed' }],
    stopsOn: [{ on: 'step', step: 'end' }],
    duration: days(90),
    rollOver: 'none',
    levels: [],
  };
  const work: PathStep = {
    key: 'work',
    title: text('Work'),
    kind: 'work',
    assignee: { role: 'handler', department: 'civil-affairs' },
    actions: [action('propose', 'work'), action('approve', 'check', { approves: 'propose' })],
  };
  const check: PathStep = {
    key: 'check',
    title: text('Check'),
    kind: 'work',
    assignee: { role: 'case-lead' },
    actions: [action('close', 'end'), action('back', 'work', { atMost: 2 })],
  };
  const end: PathStep = { key: 'end', title: text('End'), kind: 'end', actions: [] };
  return {
    key: 'a-path',
    title: text('Path'),
    description: text('Path'),
    source: text('Test'),
    clocks: [handling, whole] as const,
    outcomes: [] as PathOutcome[],
    steps: [work, check, end] as const,
  };
}

type Made = ReturnType<typeof path>;
const AROUND = { calendar: CALENDAR, outcomes: { departments: ['civil-affairs'], sessions: [] } };
const GRANTED = { by: ['township-lead' as const], requires: { reasons: true }, tells: { form: 'delivery' } };
const DAYS: FormDefinition = {
  key: 'matter',
  title: text('Matter'),
  description: text('Matter'),
  use: 'case',
  schema: {
    type: 'object',
    properties: {
      day: { type: 'string', format: 'date', 'x-title': text('Day') },
      words: { type: 'string', 'x-title': text('Words') },
    },
  },
  ui: { sections: [] },
};
const found = (change: (it: Made) => void) => {
  const it = path();
  change(it);
  return checkPath(it, AROUND).map(({ code, pointer }) => `${code} ${pointer}`);
};

test('the path without a fault has no finding', () => {
  expect(found(() => {})).toEqual([]);
});

test.each<[PathFinding['code'], string, (it: Made) => void]>([
  [
    'unknown-department',
    '/steps/0/assignee',
    (it) => (it.steps[0].assignee = { role: 'handler', department: 'nobody' }),
  ],
  [
    'task-repeats-step',
    '/steps/0/actions/1/effects/0',
    (it) => {
      const effects = [{ type: 'task' as const, title: text('Again'), to: { role: 'case-lead' as const } }];
      it.steps[0].actions[1] = action('approve', 'check', { approves: 'propose', effects });
    },
  ],
  // Nobody may end it without the report, not even who asked.
  [
    'closes-unreported',
    '/steps/0/actions/2',
    (it) => {
      const closing = it.steps[1].actions[0];
      if (closing) closing.reportsBack = 'reported';
      it.steps[0].actions.push(action('withdraw', 'end'));
      it.clocks[0].stopsOn.push({ on: 'action', action: 'withdraw' });
    },
  ],
  // Who takes a matter back has met no clock of the authority.
  [
    'met-by-withdrawal',
    '/clocks/0/stopsOn/1',
    (it) => {
      it.outcomes.push({ key: 'gone', title: text('Gone'), effect: 'withdrawn' });
      const documents = ['paper'];
      it.steps[0].documents = [{ key: 'paper', title: text('Paper'), required: false }];
      it.steps[0].actions.push(action('withdraw', 'end', { outcome: 'gone', requires: { reasons: true, documents } }));
      it.clocks[0].stopsOn.push({ on: 'action', action: 'withdraw' });
    },
  ],
  // A day that somebody set is met by the report alone, and ended by what says that none is owed.
  [
    'met-unreported',
    '/clocks/1/stopsOn/0',
    (it) => {
      for (const each of it.steps[1].actions) each.reportsBack = 'reported';
      it.steps[1].actions.push(action('look', 'check'));
      it.clocks[1].until = { day: '/day', of: 'form' };
      it.clocks[1].stopsOn = [
        { on: 'action', action: 'approve' },
        { on: 'action', action: 'close' },
      ];
    },
  ],
  ['end-stops-no-clock', '/clocks/0/stopsOn', (it) => it.steps[1].actions.push(action('give-up', 'end'))],
  ['reminder-before-start', '/clocks/0/levels/0', (it) => (it.clocks[0].levels = [{ at: 'before', offset: days(90) }])],
  ['reminder-before-start', '/clocks/0/levels/0', (it) => (it.clocks[0].levels = [{ at: 'before', offset: days(30) }])],
  ['later-than-law', '/clocks/0/rollOver', (it) => (it.clocks[0].rollOver = 'next-working-day')],
  ['clock-never-stops', '/clocks/0/stopsOn', (it) => (it.clocks[0].stopsOn = [])],
  // It is there, and can never be done.
  [
    'clock-never-stops',
    '/clocks/0/stopsOn',
    (it) => {
      it.steps[1].actions.push(action('never', 'end', { approves: 'never' }));
      it.clocks[0].stopsOn = [{ on: 'action', action: 'never' }];
    },
  ],
  [
    'clock-never-starts',
    '/clocks/0/startsOn',
    (it) => {
      it.steps[1].actions.push(action('never', 'end', { approves: 'never' }));
      it.clocks[0].startsOn = [{ on: 'action', action: 'never' }];
    },
  ],
  ['never-told', '/clocks/0/startsOn/1', (it) => it.clocks[0].startsOn.push({ on: 'delivered', action: 'propose' })],
  ['unknown-action', '/clocks/0/stopsOn/1', (it) => it.clocks[0].stopsOn.push({ on: 'delivered', action: 'nothing' })],
  [
    'unknown-action',
    '/steps/0/actions/1/effects/0/by/of',
    (it) => {
      const by = { days: '/days', of: 'nothing' };
      it.steps[0].actions[1] = action('approve', 'check', {
        ...GRANTED,
        approves: 'propose',
        effects: [{ type: 'extend-clock', clock: 'handling', by, inAll: 'handling-limit' }],
      });
    },
  ],
  [
    'unknown-limit',
    '/steps/0/actions/1/effects/0/inAll',
    (it) => {
      it.steps[0].actions[0] = action('propose', 'work', { form: 'days-form' });
      it.steps[0].actions[1] = action('approve', 'check', {
        ...GRANTED,
        approves: 'propose',
        effects: [
          { type: 'extend-clock', clock: 'handling', by: { days: '/days', of: 'propose' }, inAll: 'no-such-limit' },
        ],
      });
    },
  ],
  [
    'unknown-step',
    '/steps/1/actions/0/branches/0/to',
    (it) => {
      const when = { all: [{ fact: 'ageDays', operator: 'greaterThan', value: 3 }] };
      it.steps[1].actions[0] = action('close', 'end', { branches: [{ when, to: 'nowhere' }] });
    },
  ],
])('%s at %s', (code, pointer, change) => {
  expect(found(change)).toEqual([`${code} ${pointer}`]);
});

test('a finding names what it is about by its title, and what is not there by its key', () => {
  const said = (change: (it: Made) => void) => {
    const it = path();
    change(it);
    return checkPath(it, AROUND).map((finding) => renderPathFinding(finding, 'zh-CN'));
  };
  expect(said((it) => (it.clocks[0].stopsOn = []))[0]).toMatch(/^时限“中Handling”没有/);
  expect(said((it) => it.clocks[0].stopsOn.push({ on: 'step', step: 'nowhere' }))).toEqual([
    '环节“nowhere”不存在：请更正。',
  ]);
});

test('a clock that waits for what an end tells is stopped by its arriving, not by the end', () => {
  const told = (it: Made) => {
    it.steps[1].actions[0] = action('close', 'end', { tells: { form: 'delivery' } });
    it.clocks[0].stopsOn = [{ on: 'delivered', action: 'close' }];
  };
  expect(found(told)).toEqual([]);
});

test('the petitioner’s periods move on and need nothing to stop them', () => {
  const petitioners = (it: Made) =>
    Object.assign(it.clocks[0], {
      whose: 'petitioner',
      limit: 'request-limit',
      rollOver: 'next-working-day',
      startsOn: [{ on: 'delivered', action: 'close' }],
      stopsOn: [],
    });
  const told = (it: Made) => Object.assign(it.steps[1].actions[0] ?? {}, { tells: { form: 'delivery' } });
  expect(found((it) => void [petitioners(it), told(it)])).toEqual([]);
});

describe('an open step on which no clock of the authority runs', () => {
  /** Without the clock that always runs. */
  const alone = (change: (it: Made) => void) =>
    found((it) => {
      Object.assign(it, { clocks: [it.clocks[0]] });
      change(it);
    });

  test('none where a clock runs whatever happens', () => {
    expect(alone((it) => (it.clocks[0].startsOn = [{ on: 'filed' }]))).toEqual([]);
  });

  test('where the clock was met and work goes on; not where the way back begins it anew', () => {
    const met = (it: Made) => {
      it.clocks[0].startsOn = [{ on: 'filed' }];
      it.clocks[0].stopsOn = [
        { on: 'action', action: 'approve' },
        { on: 'action', action: 'close' },
      ];
    };
    expect(alone(met)).toEqual(['no-clock-runs /steps/0', 'no-clock-runs /steps/1']);
    const again = (it: Made) => {
      met(it);
      it.clocks[0].stopsOn = [
        { on: 'action', action: 'back' },
        { on: 'action', action: 'close' },
      ];
      it.clocks[0].startsOn.push({ on: 'step', step: 'work', from: 'check' });
    };
    expect(alone(again)).toEqual([]);
  });

  test('where a letter arrives later, and also where it arrives at once', () => {
    const told = (it: Made) => {
      it.steps[0].actions[0] = action('propose', 'work', { tells: { form: 'delivery' } });
      it.clocks[0].startsOn = [{ on: 'filed' }];
      it.clocks[0].stopsOn = [{ on: 'delivered', action: 'propose' }];
    };
    expect(alone(told)).toContain('no-clock-runs /steps/1');
  });

  test('a petitioner’s period is none of the authority’s, and a day that need not be entered begins none', () => {
    const petitioners = (it: Made) =>
      Object.assign(it.clocks[0], { whose: 'petitioner', rollOver: 'next-working-day', stopsOn: [] });
    expect(alone(petitioners)).toEqual(expect.arrayContaining(['no-clock-runs /steps/0', 'no-clock-runs /steps/1']));
    const until = (it: Made) => (it.clocks[0].until = { day: '/day', of: 'form' });
    expect(alone(until)).toEqual(['no-clock-runs /steps/0', 'no-clock-runs /steps/1']);
  });
});

test('a day to which a clock runs is asked for by a form', () => {
  const asks = (pointer: string) =>
    checkPath(
      Object.assign(path(), {
        clocks: path().clocks.map((clock, at) =>
          at === 0 ? { ...clock, until: { day: pointer, of: 'form' } } : clock,
        ),
      }),
      { ...AROUND, forms: [DAYS] },
    ).map(({ code, pointer: at }) => `${code} ${at}`);
  expect(asks('/day')).toEqual([]);
  expect(asks('/words')).toEqual(['no-day-entered /clocks/0/until']);
  expect(asks('/nothing')).toEqual(['no-day-entered /clocks/0/until']);
});

describe('a way out must be one that can be taken', () => {
  const wayOut = (change: (it: Made) => void) => found(change).filter((line) => line.startsWith('no-way-out'));

  test('a circle that nobody can leave', () => {
    expect(wayOut((it) => (it.steps[1].actions[0] = action('close', 'work')))).toEqual([
      'no-way-out /steps/0',
      'no-way-out /steps/1',
    ]);
  });

  test('an approval of what can only be done behind it', () => {
    expect(
      wayOut((it) => {
        it.steps[1].actions = [action('close', 'end', { approves: 'report' }), action('report', 'work')];
        it.steps[0].actions = [action('go', 'check', { atMost: 1 })];
      }),
    ).toEqual(['no-way-out /steps/0', 'no-way-out /steps/1']);
  });

  test('an action that may have been used up', () => {
    expect(
      wayOut((it) => {
        it.steps[1].actions = [action('close', 'end', { atMost: 1, approves: 'proposal' }), action('back', 'work')];
        it.steps[0].actions = [action('proposal', 'check', { atMost: 1 })];
      }),
    ).toEqual(['no-way-out /steps/0']);
  });

  test('what may always be done again is one', () => {
    expect(wayOut((it) => (it.steps[1].actions[1] = action('back', 'work')))).toEqual([]);
  });
});
