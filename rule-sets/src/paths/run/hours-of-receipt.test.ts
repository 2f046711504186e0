// Of a receipt only the day is known: days count from it, hours from the registration.
import { readFileSync } from 'node:fs';
import type { Locale } from '@caseway/form-schemas';
import fc from 'fast-check';
import { clockDeadline } from '../../clock/compute-deadline.ts';
import { addDays, dayEnd, dayStart, localDay } from '../../clock/days.ts';
import { renderDeadline } from '../../clock/render-deadline.ts';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath, PathClock } from '../../model/handling-path.ts';
import { changePath } from './change-path.ts';
import { startPath } from './run-path.ts';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const pathOf = (key: string): HandlingPath => json(`rule-sets/library/paths/${key}.json`);
const calendar: BusinessCalendar = json('rule-sets/library/calendars/china-official.json');
const HOUR = 3_600_000;

const urgent = pathOf('urgent-response-path');
const ordinary = pathOf('policy-implementation-path');
const hoursClock = (path: HandlingPath) => path.clocks.find(({ duration }) => duration.unit === 'hour');
const withHours = (more: Partial<PathClock>): HandlingPath => ({
  ...urgent,
  clocks: urgent.clocks.map((clock) => (clock === hoursClock(urgent) ? { ...clock, ...more } : clock)),
});
const dueOf = (path: HandlingPath, state: ReturnType<typeof startPath>) =>
  state.clocks.map((clock) => ({ clock, ...clockDeadline(path, clock, calendar) }));

/** A registration and how many days before it the matter came; 0: on the same day, taken for that very moment. */
const receipts = fc
  .record({
    registeredAt: fc.date({ min: new Date('2024-02-01'), max: new Date('2026-06-30'), noInvalidDate: true }),
    days: fc.integer({ min: 0, max: 90 }),
  })
  .map(({ registeredAt, days }) => {
    const receivedAt = days === 0 ? registeredAt : dayStart(addDays(localDay(registeredAt), -days));
    return { registeredAt, receivedAt };
  });

test.each(['urgent-response-path', 'handed-down-urgent-path'])(
  '%s: whenever it was received, no hour is over when it is registered, and days count from the receipt',
  (key) => {
    const path = pathOf(key);
    fc.assert(
      fc.property(receipts, ({ receivedAt, registeredAt }) => {
        const started = startPath(path, { receivedAt, registeredAt }, {});
        const onTime = startPath(path, { receivedAt, registeredAt: receivedAt }, {});
        for (const { clock, dueAt } of dueOf(path, started)) {
          const { duration } = path.clocks.find((each) => each.key === clock.clock) as PathClock;
          if (duration.unit === 'hour') {
            expect(dueAt?.getTime()).toBe(registeredAt.getTime() + duration.value * HOUR);
            expect(clock.receivedOn).toBe(localDay(receivedAt));
          } else {
            expect(clock).toEqual(onTime.clocks.find((each) => each.clock === clock.clock));
          }
        }
        expect(started.clocks.some(({ receivedOn }) => receivedOn !== undefined)).toBe(true);
      }),
      { numRuns: 200 },
    );
  },
);

test('decided anew before anything was told, it stands as if it had been filed so', () => {
  fc.assert(
    fc.property(receipts, fc.nat(500), fc.boolean(), ({ receivedAt, registeredAt }, hours, corrected) => {
      const receipt = { receivedAt, registeredAt };
      const at = new Date(registeredAt.getTime() + hours * HOUR);
      const anew = changePath(ordinary, startPath(ordinary, receipt), urgent, { ...receipt, at, corrected });
      const own = anew.clocks.filter(({ as }) => as === undefined);
      expect(own.map(({ epoch: _, ...clock }) => clock)).toEqual(
        startPath(urgent, receipt).clocks.map(({ epoch: _, ...clock }) => clock),
      );
    }),
    { numRuns: 200 },
  );
});

test('what became so later: new clocks count from then, and those that both paths have are due as they were', () => {
  fc.assert(
    fc.property(receipts, fc.integer({ min: 1, max: 500 }), (receipt, hours) => {
      const since = new Date(receipt.registeredAt.getTime() + hours * HOUR);
      const before = startPath(ordinary, receipt);
      const was = new Map(dueOf(ordinary, before).map(({ clock, dueAt }) => [clock.clock, dueAt]));
      const running = dueOf(urgent, changePath(ordinary, before, urgent, { ...receipt, at: since, since })).filter(
        ({ clock }) => clock.stoppedAt === undefined,
      );
      const begun = running.filter(({ clock }) => clock.sinceChange);
      expect(begun.length).toBeGreaterThan(0);
      for (const { clock, dueAt } of begun) {
        expect([clock.startedAt, clock.receivedOn]).toEqual([since.toISOString(), undefined]);
        expect(dueAt?.getTime()).toBeGreaterThanOrEqual(since.getTime());
      }
      for (const { clock, dueAt } of running.filter(({ clock: { sinceChange } }) => !sinceChange)) {
        expect(dueAt).toEqual(was.get(clock.clock));
      }
      expect(running.length).toBeGreaterThan(begun.length);
    }),
    { numRuns: 200 },
  );
});

test('and it says so, in both languages', () => {
  const receipt = { receivedAt: dayStart('2026-03-02'), registeredAt: new Date('2026-03-03T01:26:00Z') };
  const since = new Date('2026-03-05T02:00:00Z');
  const anew = changePath(ordinary, startPath(ordinary, receipt), urgent, { ...receipt, at: since, since });
  const report = dueOf(urgent, anew).find(({ clock }) => clock.clock === hoursClock(urgent)?.key);
  const said = (locale: Locale) => (report ? renderDeadline(report, locale) : []);
  expect(said('zh-CN').join('')).toBe(
    '情况是后来变化的：自登记变化时（2026年3月5日10:00）起算。1小时期限至2026年3月5日11:00。',
  );
  expect(said('en').join(' ')).toBe(
    'The matter became so later: counted from when that was registered, 5 March 2026, 10:00. 1 hour ends on 5 March 2026, 11:00.',
  );
});

test('hours with a limit of the law in days end no later than that limit counted from the receipt', () => {
  const path = withHours({ duration: { value: 300, unit: 'hour' }, limit: 'acceptance-limit' });
  const key = hoursClock(path)?.key;
  const days = calendar.limits.find((limit) => limit.key === 'acceptance-limit')?.duration.value ?? 0;
  expect(days).toBeGreaterThan(0);
  fc.assert(
    fc.property(receipts, ({ receivedAt, registeredAt }) => {
      const due = dueOf(path, startPath(path, { receivedAt, registeredAt })).find(({ clock }) => clock.clock === key);
      const lawful = dayEnd(addDays(localDay(receivedAt), days));
      const counted = new Date(registeredAt.getTime() + 300 * HOUR);
      expect(due?.dueAt).toEqual(counted < lawful ? counted : lawful);
      expect(due?.steps.some(({ kind }) => kind === 'law')).toBe(counted > lawful);
    }),
    { numRuns: 200 },
  );
});

test('it says so, in both languages', () => {
  const receipt = { receivedAt: dayStart('2026-03-02'), registeredAt: new Date('2026-03-03T01:26:00Z') };
  const [report] = dueOf(urgent, startPath(urgent, receipt));
  const said = (locale: Locale) => (report ? renderDeadline(report, locale) : []);
  expect(said('zh-CN').join('')).toBe(
    '收到日期为2026年3月2日，只知日期、不知时刻：自登记时（2026年3月3日09:26）起算。1小时期限至2026年3月3日10:26。',
  );
  expect(said('en').join(' ')).toBe(
    'Received on 2 March 2026, and only the day is known: the hours count from registration, 3 March 2026, 09:26. 1 hour ends on 3 March 2026, 10:26.',
  );
});
