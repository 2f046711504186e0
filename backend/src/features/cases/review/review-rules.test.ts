import type { BusinessCalendar } from '@caseway/rule-sets';
import type { Grant, Principal } from '../../../database/principal.ts';
import type { Scope } from '../../townships/scopes.service.ts';
import { authorityFor, participants, registersAt, timeFor } from './review-rules.ts';

const scope = (id: string, parent: Scope | null, kind: Scope['kind']): Scope => ({
  id,
  parentId: parent?.id ?? null,
  kind,
  key: id,
  title: { 'zh-CN': id, en: id },
  scopePath: `${parent?.scopePath ?? '/'}${id}/`,
  closedAt: null,
  version: 1,
});
const district = scope('d', null, 'district');
const township = scope('t', district, 'township');
const village = scope('v', township, 'village');
const scopes = [district, township, village];

describe('who reviews', () => {
  test('is the authority above the township, also for a case of a village', () => {
    const row = { townshipId: 't', aboutId: null, scopePath: village.scopePath };
    expect(authorityFor(row, scopes)).toEqual({ authority: district, outside: false });
  });

  test('is outside of the platform where a review of the topmost place is reviewed again', () => {
    const row = { townshipId: 't', aboutId: 'earlier', scopePath: district.scopePath };
    expect(authorityFor(row, scopes)).toEqual({ authority: district, outside: true });
  });

  test('is not known to who does not see the place that decided', () => {
    const row = { townshipId: 't', aboutId: 'earlier', scopePath: district.scopePath };
    expect(authorityFor(row, [township, village])).toBeNull();
  });
});

describe('a request is registered', () => {
  const who = (at: Scope, role: Grant['role'] = 'clerk'): Principal => ({
    userId: 'u',
    displayName: 'u',
    scopePath: at.scopePath,
    department: null,
    grants: [{ role, scopeId: at.id, scopePath: at.scopePath }],
  });
  const about = { scopePath: township.scopePath };

  test('at the authority, or where it was decided, which hands it up', () => {
    expect(registersAt(who(district), about, district)).toBe('authority');
    expect(registersAt(who(township), about, district)).toBe('below');
    expect(registersAt(who(village), { scopePath: village.scopePath }, district)).toBe('below');
  });

  test('by nobody who registers no cases there', () => {
    expect(registersAt(who(township, 'handler'), about, district)).toBeNull();
    expect(registersAt(who(village), about, district)).toBeNull();
  });
});

test('a request is late on the day after the last one', () => {
  const calendar: BusinessCalendar = {
    key: 'c',
    title: district.title,
    coverage: { fromYear: 2026, toYear: 2026 },
    weekend: [],
    days: [],
    quietHours: { from: '20:00', to: '08:00' },
    recurring: [],
    limits: [
      { key: 'ask', title: district.title, source: district.title, duration: { value: 30, unit: 'calendar-day' } },
    ],
  };
  expect(timeFor('2026-03-02', 'ask', calendar, '2026-04-01')).toEqual({ lastDay: '2026-04-01', late: false });
  expect(timeFor('2026-03-02', 'ask', calendar, '2026-04-02')).toEqual({ lastDay: '2026-04-01', late: true });
  // A limit that the calendar does not have bounds nothing; the check of the configuration names it.
  expect(timeFor('2026-03-02', 'none', calendar, '2027-04-02')).toEqual({ lastDay: null, late: false });
});

test('handler, lead, who decided and who was kept out before take no part, each once', () => {
  const row = { handlerId: 'h', caseLeadId: 'l' };
  expect(participants(row, { by: 'd' }, ['x', 'h'])).toEqual(['h', 'l', 'd', 'x']);
  expect(participants(row, { by: 'l' }, [])).toEqual(['h', 'l']);
  expect(participants({ handlerId: null, caseLeadId: 'l' }, { by: null }, [])).toEqual(['l']);
});
