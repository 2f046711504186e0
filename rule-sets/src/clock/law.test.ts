import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { BusinessCalendar, SpecialDay } from '../model/calendar.ts';
import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import { advanceClocks, applyClockEffect, stopClocks } from '../paths/run/advance-clocks.ts';
import type { ClockState } from './clock-state.ts';
import { clockDeadline, computeDeadline } from './compute-deadline.ts';
import { countedWith } from './counted-with.ts';
import { addDays, dayStart, daysBetween, isWorkingDay, localDay } from './days.ts';
import { missedBefore } from './missed-before.ts';
import { renderDeadline } from './render-deadline.ts';

const official: BusinessCalendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));
const days = (value: number) => ({ value, unit: 'calendar-day' as const });
const text = { 'zh-CN': '法', en: 'law' };

/** A path with one clock of that many days, under a limit of as many, and one extension of up to 30 days in all. */
function pathOf(value: number, clock: Partial<PathClock> = {}): HandlingPath {
  return {
    clocks: [
      {
        key: 'c',
        duration: days(value),
        rollOver: 'previous-working-day',
        limit: `limit-${value}`,
        levels: [],
        startsOn: [],
        stopsOn: [],
        ...clock,
      },
    ],
    steps: [
      {
        key: 's',
        actions: [{ key: 'extend', effects: [{ type: 'extend-clock', clock: 'c', by: days(30), inAll: 'more' }] }],
      },
    ],
  } as unknown as HandlingPath;
}
const withLimits = (calendar: BusinessCalendar): BusinessCalendar => ({
  ...calendar,
  limits: [15, 30, 60]
    .map((value) => ({ key: `limit-${value}`, title: text, source: text, duration: days(value) }))
    .concat({
      key: 'more',
      title: text,
      source: text,
      duration: days(30),
    }),
});
const calendar = withLimits(official);
const started = (at: Date, more: Partial<ClockState> = {}): ClockState => ({
  clock: 'c',
  epoch: 1,
  startedAt: at.toISOString(),
  extensions: [],
  pauses: [],
  ...more,
});
const dueOn = (path: HandlingPath, state: ClockState, on = calendar): string =>
  clockDeadline(path, state, on).dueOn ?? '';

test('for every start day from 2020 to 2026, the authority is due on a working day and never later than the law', () => {
  const late: string[] = [];
  for (const value of [15, 30, 60]) {
    const path = pathOf(value);
    for (let day = '2020-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const due = dueOn(path, started(dayStart(day)));
      if (due > addDays(day, value)) late.push(`${day} + ${value}: ${due}`);
      if (due.startsWith('202') && due < '2027' && !isWorkingDay(calendar, due)) late.push(`${due} is a day off`);
    }
  }
  expect(late).toEqual([]);
});

test.each([
  // Day 15 is 16 February 2026, in the Spring Festival (15th to 23rd); Saturday the 14th is worked in exchange.
  ['2026-02-01', 15, 'previous-working-day', '2026-02-14'],
  ['2026-02-01', 15, 'next-working-day', '2026-02-24'],
  ['2026-02-01', 15, 'none', '2026-02-16'],
  // Day 60 is 16 February 2026 as well.
  ['2025-12-18', 60, 'previous-working-day', '2026-02-14'],
  // A day that starts in a holiday and ends in it has no working day to be due on: it stays where the law puts it.
  ['2026-02-16', 2, 'previous-working-day', '2026-02-18'],
  // The working day before is the start itself.
  ['2026-03-06', 1, 'previous-working-day', '2026-03-06'],
] as const)('%s plus %i days, %s, is due on %s', (start, value, rollOver, due) => {
  expect(computeDeadline({ startedAt: dayStart(start), durations: [days(value)], rollOver }, official).dueOn).toBe(due);
});

test('the two ways of rolling say so in both languages', () => {
  const back = computeDeadline(
    { startedAt: dayStart('2026-02-01'), durations: [days(15)], rollOver: 'previous-working-day' },
    official,
  );
  expect(renderDeadline(back, 'zh-CN').join('')).toContain('2026年2月16日为休息日，提前至前一工作日2026年2月14日');
  expect(renderDeadline(back, 'en').join(' ')).toContain('due on the working day before, 14 February 2026');
});

test('days beyond the law are not counted, so a year without notice beyond it makes nothing provisional', () => {
  const day = (value: number) => ({ value, unit: 'working-day' as const });
  const startedAt = new Date('2026-12-01T02:00:00Z');
  const run = { startedAt, durations: [day(5), day(30)], rollOver: 'none' as const };
  expect(computeDeadline(run, official).provisional).toBe(true);
  const cut = computeDeadline({ ...run, law: [day(10)] }, official);
  expect([cut.dueOn, cut.provisional]).toEqual(['2026-12-15', false]);
  expect(computeDeadline({ ...run, law: [day(25)] }, official).provisional).toBe(true);
});

test('a day counted into a year without notice is provisional, rolled back or not', () => {
  const run = (start: string) =>
    computeDeadline({ startedAt: dayStart(start), durations: [days(15)], rollOver: 'previous-working-day' }, official);
  // 1 January 2027 is day 15: perhaps a day off, and then it is due on 31 December.
  expect([run('2026-12-17').provisional, run('2026-12-16').provisional]).toEqual([true, false]);
});

test.each([
  // Day 15 is a Saturday, the last day that is known: the Monday to which it moves on may be a day off itself.
  ['2022-12-16', 'next-working-day', 2022, '2023-01-02'],
  // Day 15 is a Saturday, the first day that is not known: perhaps it is worked in exchange, and stays.
  ['2021-12-17', 'previous-working-day', 2021, '2021-12-31'],
] as const)(
  'rolled from %s + 15 out of a known year or into one, %s, it is provisional',
  (start, rollOver, toYear, due) => {
    const published: BusinessCalendar = {
      ...official,
      coverage: { ...official.coverage, toYear },
      days: official.days.filter(({ date }) => Number(date.slice(0, 4)) <= toYear),
    };
    const deadline = computeDeadline({ startedAt: dayStart(start), durations: [days(15)], rollOver }, published);
    expect([deadline.dueOn, deadline.provisional]).toEqual([due, true]);
  },
);

const anyCalendar = fc
  .record({
    toYear: fc.integer({ min: 2021, max: 2027 }),
    off: fc.uniqueArray(fc.integer({ min: 0, max: 2500 }), { maxLength: 120 }),
    worked: fc.uniqueArray(fc.integer({ min: 0, max: 2500 }), { maxLength: 120 }),
  })
  .map(({ toYear, off, worked }): BusinessCalendar => {
    const special = new Map<string, SpecialDay>();
    for (const offset of worked) {
      const date = addDays('2020-01-01', offset);
      special.set(date, { date, kind: 'workday', title: text });
    }
    for (const offset of off) {
      const date = addDays('2020-01-01', offset);
      special.set(date, { date, kind: 'holiday', title: text });
    }
    return withLimits({ ...official, coverage: { fromYear: 2020, toYear }, days: [...special.values()] });
  });
const happening = fc.record({
  after: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom('pause', 'lawful-pause', 'resume', 'extend', 'calendar' as const),
  by: fc.integer({ min: 1, max: 60 }),
});

test('nothing is ever due later than the law allows: any calendars, rests, extensions and corrections', () => {
  fc.assert(
    fc.property(
      fc.tuple(anyCalendar, anyCalendar),
      fc.constantFrom(15, 30, 60),
      fc.constantFrom<PathClock['rollOver']>('previous-working-day', 'next-working-day', 'none'),
      fc.integer({ min: 0, max: 2300 }),
      fc.array(happening, { maxLength: 8 }),
      (calendars, value, rollOver, offset, happenings) => {
        const path = pathOf(value, { rollOver });
        let at = dayStart(addDays('2020-01-01', offset));
        let states = countedWith([started(at)], '0');
        for (const { after, what, by } of happenings) {
          at = new Date(at.getTime() + after * 86_400_000);
          const next =
            what === 'extend'
              ? applyClockEffect(states, { type: 'extend-clock', clock: 'c', by: days(by) }, at)
              : what === 'resume'
                ? applyClockEffect(states, { type: 'resume-clock', clock: 'c' }, at)
                : what === 'calendar'
                  ? states.map((state) => ({ ...state, calendar: '1' }))
                  : applyClockEffect(
                      states,
                      { type: 'pause-clock', clock: 'c', ...(what === 'lawful-pause' && { source: text }) },
                      at,
                    );
          states = countedWith(next, what === 'calendar' ? '1' : '0');
        }
        const state = states.at(-1) as ClockState;
        const { dueOn: due } = clockDeadline(path, state, calendars[Number(state.calendar)] as BusinessCalendar);
        const rested = state.pauses.flatMap(({ from, to, lawful }) =>
          lawful && to ? daysBetween(localDay(new Date(from)), localDay(new Date(to))) : [],
        );
        const open = state.pauses.some(({ to, lawful }) => to === undefined && lawful);
        // Only a rest that the law knows stops a clock of the law.
        expect(due === null).toBe(open);
        if (due === null) return;
        const most = value + (state.extensions.length > 0 ? 30 : 0) + rested.reduce((sum, more) => sum + more, 0);
        expect(due <= addDays(localDay(new Date(state.startedAt)), most)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('the days of an extension are part of what the law gives only once it was extended', () => {
  // A path that asks for longer than the law: 60 days from 2 March end on 1 May, a holiday; 30 more on Sunday, 31 May.
  const path = pathOf(60, { duration: days(75) });
  const state = started(dayStart('2026-03-02'));
  const extensions = [{ by: days(30), at: dayStart('2026-04-01').toISOString() }];
  expect([dueOn(path, state), dueOn(path, { ...state, extensions })]).toEqual(['2026-04-30', '2026-05-29']);
});

test('a petitioner’s period moves on to the next working day, and a rest of the office’s own clock is given back', () => {
  const path = pathOf(15, { rollOver: 'next-working-day', whose: 'petitioner' });
  expect(dueOn(path, started(dayStart('2026-02-01')))).toBe('2026-02-24');
  const own = pathOf(15, { rollOver: 'none' });
  delete (own.clocks[0] as PathClock).limit;
  const pauses = [{ from: dayStart('2026-03-04').toISOString(), to: dayStart('2026-03-09').toISOString() }];
  expect(dueOn(own, started(dayStart('2026-03-02'), { pauses }))).toBe('2026-03-22');
});

test('an extension is counted on from the last day of the time before, not from where that rolled to', () => {
  // Day 60 after 2025-12-18 is 2026-02-16, due on the 14th; extended by 30 days it is day 90, 18 March.
  const extensions = [{ by: days(30), at: dayStart('2026-02-10').toISOString() }];
  expect(dueOn(pathOf(60), started(dayStart('2025-12-18')))).toBe('2026-02-14');
  expect(dueOn(pathOf(60), started(dayStart('2025-12-18'), { extensions }))).toBe('2026-03-18');
});

test('a clock keeps its calendar until it starts or changes; coming to its end changes nothing', () => {
  const at = dayStart('2026-12-28');
  const path = pathOf(60);
  const first = countedWith([started(dayStart('2026-12-22'))], 'old');
  const second = countedWith([...first, { ...started(at), clock: 'd', as: path.clocks[0] as PathClock }], 'new');
  expect(second.map((state) => state.calendar)).toEqual(['old', 'new']);
  const stopped = countedWith(stopClocks(path, second, [], at), 'newer');
  expect(stopped.map((state) => state.calendar)).toEqual(['old', 'new']);
  expect(stopped.map((state) => state.stoppedAt)).toEqual([at.toISOString(), at.toISOString()]);
  const calendars = (states: ClockState[]) =>
    countedWith(states, 'newer').map(({ clock, epoch, calendar: on }) => [clock, epoch, on]);
  expect(calendars(applyClockEffect(second, { type: 'extend-clock', clock: 'c', by: days(30) }, at))).toEqual([
    ['c', 1, 'old'],
    ['d', 1, 'new'],
    ['c', 2, 'newer'],
  ]);
  const paused = applyClockEffect(second, { type: 'pause-clock', clock: 'c' }, at);
  expect(calendars(paused)[0]).toEqual(['c', 1, 'newer']);
  const resumed = applyClockEffect(countedWith(paused, 'old'), { type: 'resume-clock', clock: 'c' }, at);
  expect(calendars(resumed)[0]).toEqual(['c', 1, 'newer']);
  expect(calendars(advanceClocks(path, second, [{ on: 'filed' }], at))).toEqual(calendars(second));
});

describe('what was late stays late', () => {
  const path = pathOf(60);
  const calendarOf = () => calendar;
  const first = started(dayStart('2026-03-02'));
  const at = (day: string) => new Date(dayStart(day).getTime() + 3_600_000);
  // Day 60 is 1 May, a holiday: due on 30 April.
  test.each([
    ['2026-05-14', '2026-04-30'],
    ['2026-04-29', null],
    ['2026-04-30', null],
  ] as const)('extended on %s: %s was missed', (day, missed) => {
    const states = applyClockEffect([first], { type: 'extend-clock', clock: 'c', by: days(30) }, at(day));
    const last = states.at(-1) as ClockState;
    expect(missedBefore(path, states, last, calendarOf)).toBe(missed);
    // Not of another start of the same clock.
    expect(missedBefore(path, states, { ...last, startedAt: at('2026-06-01').toISOString() }, calendarOf)).toBeNull();
  });

  test('a lawful rest that begins after the due day hides nothing either', () => {
    const paused = applyClockEffect([first], { type: 'pause-clock', clock: 'c', source: text }, at('2026-05-14'));
    const resumed = applyClockEffect(paused, { type: 'resume-clock', clock: 'c' }, at('2026-05-20'));
    for (const states of [paused, resumed]) {
      expect(missedBefore(path, states, states[0] as ClockState, calendarOf)).toBe('2026-04-30');
    }
    const early = applyClockEffect([first], { type: 'pause-clock', clock: 'c', source: text }, at('2026-04-14'));
    expect(missedBefore(path, early, early[0] as ClockState, calendarOf)).toBeNull();
  });
});
