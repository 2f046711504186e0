import { readFileSync } from 'node:fs';
import type { BusinessCalendar } from '../model/calendar.ts';
import type { PathEvent } from '../paths/run/path-state.ts';
import { reviewPeriod, toldDecision } from './review.ts';

const event = (more: Partial<PathEvent>): PathEvent => ({
  action: 'decide',
  from: 'a',
  to: 'b',
  by: 'lead',
  at: '2026-03-02T01:00:00.000Z',
  ...more,
});
const CALENDAR: BusinessCalendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));
const [LIMIT] = CALENDAR.limits;

describe('the decision that a review asks about', () => {
  test('is the last one told in writing, delivered or not, by who decided it', () => {
    const history = [
      event({ outcome: 'first', told: { deliveredOn: '2026-03-01' } }),
      event({ outcome: 'second', told: { deliveredOn: null }, by: 'head' }),
      event({ action: 'visit', by: 'visitor' }),
    ];
    expect(toldDecision({ history })).toMatchObject({ event: 1, outcome: 'second', by: 'head', deliveredOn: null });
  });

  test('stays what it is where the matter has gone on since', () => {
    const told = event({ outcome: 'first', told: { deliveredOn: '2026-03-02' } });
    expect(toldDecision({ history: [told, event({ outcome: null })] })).toMatchObject({ event: 0, outcome: 'first' });
  });

  test('counts from the day on which it was written where it is said to have been delivered before', () => {
    const told = event({ outcome: 'first', told: { deliveredOn: '2026-01-01' } });
    expect(toldDecision({ history: [told] })?.deliveredOn).toBe('2026-03-02');
  });

  test('is none where nothing was told in writing', () => {
    expect(toldDecision({ history: [event({ outcome: 'first' })] })).toBeNull();
    expect(toldDecision({ history: [event({ told: { deliveredOn: null } })] })).toBeNull();
    expect(toldDecision({ history: [] })).toBeNull();
  });

  test('is the new one where one was decided after taking back', () => {
    const told = event({ outcome: 'again', told: { deliveredOn: '2026-04-01' } });
    expect(toldDecision({ history: [event({ outcome: null }), told] })?.outcome).toBe('again');
  });
});

describe('the time for asking', () => {
  test('runs from the day of delivery, and to the next working day in favour of who asks', () => {
    const thirty: BusinessCalendar = {
      ...CALENDAR,
      limits: [{ ...(LIMIT as NonNullable<typeof LIMIT>), key: 'ask', duration: { value: 30, unit: 'calendar-day' } }],
    };
    // 2026-01-16 and thirty days is 2026-02-15, in the Spring Festival; the offices work again on the 24th.
    expect(reviewPeriod('2026-01-16', 'ask', thirty)?.dueOn).toBe('2026-02-24');
    expect(reviewPeriod('2026-03-02', 'ask', thirty)?.dueOn).toBe('2026-04-01');
    expect(reviewPeriod('2026-03-02', 'none', thirty)).toBeUndefined();
  });
});
