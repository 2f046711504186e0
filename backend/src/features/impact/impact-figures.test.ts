import type { BusinessCalendar, Duration, HandlingPath, Outcome, PathClock } from '@caseway/rule-sets';
import { figuresOf, type Part, tendencyOf } from './impact-figures.ts';
import type { Pair } from './worker/protocol.ts';

const NOW = new Date('2026-03-02T01:00:00Z');
const title = { 'zh-CN': '时限', en: 'clock' };

const clock = (key: string, value: number, unit: Duration['unit'] = 'calendar-day'): PathClock => ({
  key,
  title,
  startsOn: [{ on: 'filed' }],
  stopsOn: [],
  duration: { value, unit },
  rollOver: 'none',
  levels: [],
});

const path = (key: string, clocks: PathClock[]): HandlingPath => ({
  key,
  title,
  description: title,
  source: title,
  clocks,
  outcomes: [],
  steps: [],
});

/** Weekends are off; nothing else. */
const CALENDAR: BusinessCalendar = {
  key: 'calendar',
  title,
  coverage: { fromYear: 2026, toYear: 2026 },
  weekend: [6, 7],
  days: [],
  quietHours: { from: '22:00', to: '07:00' },
  recurring: [],
  limits: [],
};

const PATHS = new Map(
  [
    path('slow', [clock('answer', 60), clock('visit', 30)]),
    path('fast', [clock('answer', 15), clock('visit', 30)]),
    path('mixed', [clock('answer', 15), clock('visit', 90)]),
    path('other', [clock('report', 1, 'hour')]),
  ].map((one) => [one.key, one]),
);

const part = (pairs: Pair[], failed = 0): Part => ({
  effect: { pairs, failed },
  calendar: CALENDAR,
  path: (key) => PATHS.get(key) ?? null,
});

const pair = (from: number, to: number, count: number, examples: Pair['examples'] = []): Pair => ({
  from,
  to,
  count,
  examples,
});

const figures = (parts: Part[], outcomes: Outcome[]) => figuresOf(parts, outcomes, { examples: 2, now: NOW });

test('cases that change in the same way are one transition, whatever else was said of them', () => {
  const outcomes: Outcome[] = [
    { department: 'a', path: 'slow' },
    { department: 'b', path: 'slow' },
    { department: 'a', path: 'fast' },
    { department: 'b', path: 'fast' },
  ];
  const { transitions, changed, unchanged, failed } = figures(
    [part([pair(0, 1, 3), pair(2, 3, 4), pair(0, 0, 9)], 2)],
    outcomes,
  );
  expect(transitions).toEqual([
    { params: ['department'], from: { department: 'a' }, to: { department: 'b' }, count: 7, examples: [] },
  ]);
  expect([changed, unchanged, failed]).toEqual([7, 9, 2]);
});

test('of lists a transition names the items that come or go', () => {
  const outcomes: Outcome[] = [{ marks: ['x', 'y'] }, { marks: ['x', 'z'] }, { marks: ['x'] }];
  const { transitions } = figures([part([pair(0, 1, 2), pair(0, 2, 1)])], outcomes);
  expect(transitions.map(({ from, to, count }) => [from, to, count])).toEqual([
    [{ marks: ['y'] }, { marks: ['z'] }, 2],
    [{ marks: ['y'] }, {}, 1],
  ]);
});

test('examples are the latest over all townships, each case once', () => {
  const outcomes: Outcome[] = [{ path: 'slow' }, { path: 'fast' }];
  const parts = [
    part([
      pair(0, 1, 2, [
        { caseId: 'old', day: 1 },
        { caseId: 'new', day: 9 },
      ]),
    ]),
    part([
      pair(0, 1, 2, [
        { caseId: 'new', day: 8 },
        { caseId: 'newer', day: 10 },
      ]),
    ]),
  ];
  expect(figures(parts, outcomes).transitions[0]?.examples).toEqual(['newer', 'new']);
});

test('every value of every param is counted before and after; a case without it counts as such', () => {
  const outcomes: Outcome[] = [{ path: 'slow', marks: ['x', 'y'] }, { path: 'fast' }];
  const { params } = figures([part([pair(0, 1, 3), pair(1, 1, 2)])], outcomes);
  expect(params).toEqual([
    {
      param: 'path',
      values: [
        { value: 'fast', before: 2, after: 5 },
        { value: 'slow', before: 3, after: 0 },
      ],
    },
    {
      param: 'marks',
      values: [
        { value: null, before: 2, after: 5 },
        { value: 'x', before: 3, after: 0 },
        { value: 'y', before: 3, after: 0 },
      ],
    },
  ]);
});

test('many transitions are cut off, and the rest is counted', () => {
  const outcomes: Outcome[] = Array.from({ length: 61 }, (_, index) => ({ path: `p${index}` }));
  const pairs = Array.from({ length: 60 }, (_, index) => pair(index, index + 1, 1));
  const { transitions, leftOut, changed } = figures([part(pairs)], outcomes);
  expect([transitions.length, leftOut, changed]).toEqual([40, 20, 60]);
});

test('flows hold every changed case by the first param that differs, what a case is known by before what is put on it', () => {
  const outcomes: Outcome[] = [
    { path: 'slow', level: 'low' },
    { path: 'fast', level: 'high' },
    { path: 'fast', level: 'low' },
    { path: 'fast', level: 'low', marks: ['x'] },
  ];
  const { flows } = figures([part([pair(0, 1, 3), pair(0, 2, 4), pair(2, 3, 5)])], outcomes);
  expect(flows).toEqual([
    { param: 'path', from: 'slow', to: 'fast', count: 7 },
    { param: 'marks', from: null, to: ['x'], count: 5 },
  ]);
});

describe('deadlines', () => {
  const deadlines = (from: string, to: string) => {
    const { deadlines: found } = figures([part([pair(0, 1, 5)])], [{ path: from }, { path: to }]);
    return [found.tighter, found.looser, found.sameOrUnknown];
  };
  test.each([
    // One clock shorter, the other as long.
    ['slow', 'fast', [5, 0, 0]],
    ['fast', 'slow', [0, 5, 0]],
    // One shorter, one longer: neither.
    ['slow', 'mixed', [0, 0, 5]],
    // No clock in common.
    ['slow', 'other', [0, 0, 5]],
    // A path that is not in force.
    ['slow', 'gone', [0, 0, 5]],
    ['slow', 'slow', [0, 0, 0]],
  ])('from %s to %s', (from, to, expected) => {
    expect(deadlines(from, to)).toEqual(expected);
  });

  test('each clock that differs is named once, with the cases it is of', () => {
    const outcomes: Outcome[] = [{ path: 'slow' }, { path: 'fast' }, { path: 'mixed' }];
    const { clocks } = figures([part([pair(0, 1, 2), pair(0, 2, 3)])], outcomes).deadlines;
    expect(clocks.map(({ to, tendency, cases }) => [to?.key, to?.duration.value, tendency, cases])).toEqual([
      ['answer', 15, 'tighter', 5],
      ['visit', 90, 'looser', 3],
    ]);
  });

  test.each([
    // Ten working days from Monday 2 March end on the 16th, twelve days on the 14th.
    [clock('a', 10, 'working-day'), clock('a', 12), 'tighter'],
    [clock('a', 12), clock('a', 10, 'working-day'), 'looser'],
    [clock('a', 14), clock('a', 10, 'working-day'), 'same'],
    [clock('a', 1, 'hour'), clock('a', 1), 'looser'],
    [clock('a', 3), null, 'unknown'],
  ] as const)('units are compared by the calendar: %#', (from, to, expected) => {
    expect(tendencyOf(from, to, CALENDAR, NOW)).toBe(expected);
  });

  test('other units without a calendar are not comparable', () => {
    expect(tendencyOf(clock('a', 1), clock('a', 1, 'hour'), null, NOW)).toBe('unknown');
  });
});
