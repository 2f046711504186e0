import { readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import type { BusinessCalendar, DurationUnit } from '../model/calendar.ts';
import type { PathClock } from '../model/handling-path.ts';
import { computeDeadline } from './compute-deadline.ts';
import { addDays, dayEnd, daysBetween, isWorkingDay, localDay } from './days.ts';
import { levelTimes, whenToFire } from './level-times.ts';
import { renderDeadline } from './render-deadline.ts';

const calendar: BusinessCalendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));

const moment = fc.date({
  min: new Date('2020-01-02T00:00:00Z'),
  max: new Date('2026-06-30T00:00:00Z'),
  noInvalidDate: true,
});
const length = fc.record({
  value: fc.integer({ min: 1, max: 90 }),
  unit: fc.constantFrom<DurationUnit>('calendar-day', 'working-day'),
});
const run = (
  startedAt: Date,
  duration: { value: number; unit: DurationUnit },
  pauses: { from: string; to?: string }[] = [],
) => computeDeadline({ startedAt, durations: [duration], rollOver: 'next-working-day', pauses }, calendar);

test('every day from 2020 to 2026 is worked or not as the notices of the State Council say', () => {
  const wrong: string[] = [];
  for (let day = '2020-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) !== chineseDays.isWorkday(day))
      wrong.push(`${day} ${chineseDays.getDayDetail(day).name}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  // Day 60 after 2 March is 1 May: Labour Day until the 5th.
  ['2026-03-02', 60, 'calendar-day', '2026-05-06'],
  // 15 days after 2026-02-01 is 16 February, in the Spring Festival (15th to 23rd).
  ['2026-02-01', 15, 'calendar-day', '2026-02-24'],
  // Saturday 14 February 2026 is worked in exchange: a deadline stays on it.
  ['2026-02-09', 5, 'calendar-day', '2026-02-14'],
  // Five working days over a weekend.
  ['2026-03-05', 5, 'working-day', '2026-03-12'],
] as const)('%s plus %i (%s) is due on %s', (start, value, unit, due) => {
  expect(run(new Date(`${start}T02:00:00Z`), { value, unit }).dueOn).toBe(due);
});

test('a deadline is never on a day off, never earlier than its count, and ends with its day in Shanghai', () => {
  fc.assert(
    fc.property(moment, length, (startedAt, duration) => {
      const { dueAt, dueOn } = run(startedAt, duration);
      if (dueAt === null || dueOn === null) throw new Error('It rests.');
      expect(isWorkingDay(calendar, dueOn)).toBe(true);
      expect(daysBetween(localDay(startedAt), dueOn)).toBeGreaterThanOrEqual(duration.value);
      expect(dueAt).toEqual(dayEnd(dueOn));
    }),
  );
});

test('who starts later is never due earlier', () => {
  fc.assert(
    fc.property(moment, fc.nat(400), length, (startedAt, days, duration) => {
      const later = new Date(startedAt.getTime() + days * 86_400_000);
      expect(Number(run(later, duration).dueAt)).toBeGreaterThanOrEqual(Number(run(startedAt, duration).dueAt));
    }),
  );
});

test('a longer time is never due earlier, and counts add up', () => {
  fc.assert(
    fc.property(moment, length, fc.integer({ min: 1, max: 30 }), (startedAt, duration, more) => {
      const longer = run(startedAt, { ...duration, value: duration.value + more });
      expect(Number(longer.dueAt)).toBeGreaterThanOrEqual(Number(run(startedAt, duration).dueAt));
      const extended = computeDeadline(
        { startedAt, durations: [duration, { ...duration, value: more }], rollOver: 'next-working-day' },
        calendar,
      );
      expect(extended.dueOn).toBe(longer.dueOn);
    }),
  );
});

test('a pause gives back the days that it took, and a clock that rests is due never', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 40 }), (startedAt, rested) => {
      const duration = { value: 60, unit: 'calendar-day' as const };
      const from = new Date(startedAt.getTime() + 5 * 86_400_000);
      const to = new Date(from.getTime() + rested * 86_400_000);
      const plain = computeDeadline({ startedAt, durations: [duration], rollOver: 'none' }, calendar);
      const paused = computeDeadline(
        {
          startedAt,
          durations: [duration],
          rollOver: 'none',
          pauses: [{ from: from.toISOString(), to: to.toISOString() }],
        },
        calendar,
      );
      expect(daysBetween(plain.dueOn ?? '', paused.dueOn ?? '')).toBe(rested);
      expect(run(startedAt, duration, [{ from: from.toISOString() }]).dueAt).toBeNull();
    }),
  );
});

test.each([
  // Thursday, Friday and Monday; Tuesday, on which it goes on, is worked.
  ['2026-03-05', '2026-03-10', 3],
  ['2026-03-05', '2026-03-06', 1],
  ['2026-03-05', '2026-03-05', 0],
  // A weekend.
  ['2026-03-07', '2026-03-09', 0],
] as const)('a clock of working days that rests from %s to %s is due %i working days later', (from, to, rested) => {
  const startedAt = new Date('2026-03-02T02:00:00Z');
  const of = (value: number, pauses: { from: string; to: string }[]) =>
    run(startedAt, { value, unit: 'working-day' }, pauses).dueOn;
  const noon = (day: string) => `${day}T04:00:00.000Z`;
  expect(of(10, [{ from: noon(from), to: noon(to) }])).toBe(of(10 + rested, []));
});

test('a date that depends on a year without notice is provisional, and says so in both languages', () => {
  const late = run(new Date('2026-12-20T02:00:00Z'), { value: 15, unit: 'calendar-day' });
  expect(late.provisional).toBe(true);
  expect(renderDeadline(late, 'zh-CN').join('')).toContain('2027年放假安排尚未公布');
  expect(renderDeadline(late, 'en').join(' ')).toContain('2027 holiday notice');
  expect(run(new Date('2026-12-01T02:00:00Z'), { value: 15, unit: 'calendar-day' }).provisional).toBe(false);
});

test('hours are hours, day and night', () => {
  const due = run(new Date('2026-05-01T15:30:00Z'), { value: 1, unit: 'hour' as DurationUnit });
  expect(due.dueAt).toEqual(new Date('2026-05-01T16:30:00Z'));
  expect(renderDeadline(due, 'zh-CN').join('')).toBe('自2026年5月1日23:30起算。1小时期限至2026年5月2日00:30。');
  expect(renderDeadline(due, 'en').join(' ')).toBe('Counted from 1 May 2026, 23:30. 1 hour ends on 2 May 2026, 00:30.');
});

describe('calls', () => {
  const clock = {
    key: 'c',
    duration: { value: 15, unit: 'calendar-day' },
    levels: [
      { at: 'before', offset: { value: 3, unit: 'working-day' } },
      { at: 'after', offset: { value: 1, unit: 'working-day' } },
      { at: 'after', offset: { value: 5, unit: 'working-day' } },
    ],
  } as unknown as PathClock;

  test('come in order, in the morning, on working days, before and after the due day', () => {
    fc.assert(
      fc.property(moment, (startedAt) => {
        const deadline = run(startedAt, { value: 15, unit: 'calendar-day' });
        const times = levelTimes(clock, deadline, calendar);
        expect(times.map(({ kind }) => kind)).toEqual([
          'deadline-near',
          'deadline-due',
          'deadline-overdue',
          'deadline-overdue',
        ]);
        expect([...times].sort((a, b) => Number(a.at) - Number(b.at))).toEqual(times);
        for (const { at } of times) expect(isWorkingDay(calendar, localDay(at))).toBe(true);
        expect(localDay(times[1]?.at ?? new Date(0))).toBe(deadline.dueOn);
      }),
    );
  });

  test.each([
    // Seven days before Monday 11 May 2026 is Monday the 4th, in the Labour Day holiday (1st to 5th): told on 30 April.
    [{ value: 7, unit: 'calendar-day' }, '2026-05-11', '2026-04-30'],
    // 24 hours before the end of Monday is the end of Sunday: told on Friday.
    [{ value: 24, unit: 'hour' }, '2026-03-16', '2026-03-13'],
  ] as const)('before a deadline fall on no day off: %j before %s', (offset, dueOn, on) => {
    const reminding = { ...clock, levels: [{ at: 'before', offset }] } as PathClock;
    const deadline = { dueAt: dayEnd(dueOn), dueOn, provisional: false, steps: [] };
    const [reminder] = levelTimes(reminding, deadline, calendar);
    expect([reminder?.kind, reminder && localDay(reminder.at)]).toEqual(['deadline-near', on]);
  });

  test('of a clock in hours come at their hour, on any day', () => {
    const hours = {
      key: 'h',
      duration: { value: 5, unit: 'hour' },
      levels: [{ at: 'before', offset: { value: 1, unit: 'hour' } }],
    };
    const deadline = run(new Date('2026-05-01T15:30:00Z'), { value: 5, unit: 'hour' as DurationUnit });
    const [reminder] = levelTimes(hours as unknown as PathClock, deadline, calendar);
    expect(reminder?.at).toEqual(new Date('2026-05-01T19:30:00Z'));
  });

  test.each([
    // The quiet hours of the night, and some of a day: from their first minute to the one before they end.
    [{ from: '21:00', to: '08:00' }, '20:59', '2026-03-02T20:59'],
    [{ from: '21:00', to: '08:00' }, '21:00', '2026-03-03T08:00'],
    [{ from: '21:00', to: '08:00' }, '07:59', '2026-03-02T08:00'],
    [{ from: '21:00', to: '08:00' }, '08:00:30', '2026-03-02T08:00:30'],
    [{ from: '12:00', to: '14:00' }, '11:59', '2026-03-02T11:59'],
    [{ from: '12:00', to: '14:00' }, '12:00', '2026-03-02T14:00'],
    [{ from: '12:00', to: '14:00' }, '13:59', '2026-03-02T14:00'],
    [{ from: '12:00', to: '14:00' }, '14:00:30', '2026-03-02T14:00:30'],
  ])('in quiet hours %j: one of %s goes out at %s', (quietHours, time, fires) => {
    const moment = (local: string) => new Date(`${local}+08:00`);
    const quiet = { ...calendar, quietHours };
    expect(whenToFire(moment(`2026-03-02T${time}`), { urgent: false }, quiet)).toEqual(moment(fires));
  });

  test('never go out in the quiet hours unless urgent, are never early, and wait no longer than a night', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const fire = whenToFire(at, { urgent: false }, calendar);
        const hour = (fire.getUTCHours() + 8) % 24;
        expect(hour >= 8 && hour < 21).toBe(true);
        expect(fire.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(fire.getTime() - at.getTime()).toBeLessThanOrEqual(11 * 3_600_000);
        expect(whenToFire(at, { urgent: true }, calendar)).toEqual(at);
      }),
    );
  });
});

test('no day is counted beyond the years of four digits: it would compare with none', () => {
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
});
