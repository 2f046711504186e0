// A right that was not used is nobody's lateness: what is due next, and what is late, is what is owed.
import { readFileSync } from 'node:fs';
import { type BusinessCalendar, type HandlingPath, startPath } from '@caseway/rule-sets';
import { planDeadlines } from '../../deadlines/deadline-plan.ts';
import { nextDue } from '../../deadlines/next-due.ts';
import { deadlineViews, missedClocks, nextDeadline } from './deadline-views.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(`rule-sets/library/${file}`, 'utf8')) as T;
const path = read<HandlingPath>('paths/handed-down-path.json');
const calendar = read<BusinessCalendar>('calendars/china-official.json');
const at = new Date('2026-03-02T01:00:00Z');
const { clocks } = startPath(path, { receivedAt: at, registeredAt: at });
const objection = (now: string) => {
  const views = deadlineViews(path, () => calendar, clocks, new Date(now), 'en');
  return { views, mine: views.find(({ clock }) => clock === 'objection-clock') };
};

test('the period for an objection is shown, called for before it ends, and never due or late', () => {
  const before = objection('2026-03-05T01:00:00Z');
  expect(before.mine).toMatchObject({ state: 'running', whose: 'authority-right', dueOn: '2026-03-09' });
  expect(nextDeadline(before.views)?.clock).toBe('acceptance-clock');
  expect(nextDue(path, clocks, () => calendar)?.dueOn).toBe('2026-03-17');
  const over = objection('2026-03-11T01:00:00Z');
  expect(over.mine?.state).toBe('lapsed');
  expect(missedClocks(over.views)).toEqual([]);
  const planned = planDeadlines(path, () => calendar, clocks).find(({ state }) => state.clock === 'objection-clock');
  expect(planned?.levels.map(({ kind }) => kind)).toEqual(['deadline-near']);
});
