import { ROLES } from '@caseway/rule-sets';
import fc from 'fast-check';
import type { DaySection } from '../../contract/index.ts';
import { monthsAt, sectionsFor, toldOnce } from './day-sections.ts';

const keysOf = (...roles: Parameters<typeof sectionsFor>[0]) => sectionsFor(roles).map(({ key }) => key);

test('several roles add up, in one order, and nothing twice', () => {
  fc.assert(
    fc.property(fc.subarray([...ROLES]), fc.subarray([...ROLES]), (some, others) => {
      const both = keysOf(...some, ...others);
      expect(new Set(both).size).toBe(both.length);
      expect([...new Set([...keysOf(...some), ...keysOf(...others)])].sort()).toEqual(both.toSorted());
      const left = keysOf(...some);
      expect(both.filter((key) => left.includes(key))).toEqual(left);
    }),
  );
});

test('a section is opened by the roles that have it, and by no other', () => {
  const of = (key: string) => sectionsFor(['clerk', 'centre', 'policy-admin']).find((one) => one.key === key)?.roles;
  expect(of('register')?.toSorted()).toEqual(['centre', 'clerk']);
  expect(of('urgent')).toEqual(['centre']);
  expect(of('drafts')).toEqual(['policy-admin']);
  expect(of('releases')).toBeUndefined();
});

test('who has no role has no section; what cannot wait comes first', () => {
  expect(sectionsFor([])).toEqual([]);
  expect(keysOf(...ROLES)[0]).toBe('urgent');
  expect(keysOf('clerk')[0]).toBe('register');
});

test.each([
  ['2026-03-02', '2026-03-01', '2026-02-01', '2026-02-02'],
  ['2026-03-31', '2026-03-01', '2026-02-01', '2026-02-28'],
  ['2024-03-30', '2024-03-01', '2024-02-01', '2024-02-29'],
  ['2026-01-15', '2026-01-01', '2025-12-01', '2025-12-15'],
])('%s is measured against the same days of the month before', (day, from, beforeFrom, beforeTo) => {
  expect(monthsAt(day)).toEqual({ from, to: day, beforeFrom, beforeTo });
});

test('an urgent case is told once; a task alone, and every other case, stays', () => {
  const of = (id: string) => ({ case: { id }, tasks: [] });
  const alone = { case: null, tasks: [{ id: 'task' }] };
  const told = toldOnce([
    { kind: 'cases', key: 'urgent', total: 1, query: {}, cases: [{ id: 'a' }] },
    { kind: 'cases', key: 'overdue', total: 2, query: {}, cases: [{ id: 'a' }, { id: 'b' }] },
    { kind: 'waiting', key: 'due', total: 40, query: {}, items: [of('a'), of('b'), alone] },
  ] as unknown as DaySection[]);
  expect(told[1]).toMatchObject({ cases: [{ id: 'a' }, { id: 'b' }] });
  expect(told[2]).toMatchObject({ total: 39, items: [of('b'), alone] });
});
