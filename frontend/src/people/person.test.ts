import { liesWithin, rolesAt } from './person.ts';

const title = { 'zh-CN': '某', en: 'x' };
const scope = (id: string, parentId: string | null) => ({
  id,
  parentId,
  kind: 'township' as const,
  key: id,
  title,
  closed: false,
  version: 1,
});
const byId = new Map(
  [scope('district', null), scope('east', 'district'), scope('east-1', 'east'), scope('west', 'district')].map((it) => [
    it.id,
    it,
  ]),
);

test('a place lies within itself and within what is above it', () => {
  expect(liesWithin(byId, 'east-1', 'east')).toBe(true);
  expect(liesWithin(byId, 'east', 'east')).toBe(true);
  expect(liesWithin(byId, 'east', 'east-1')).toBe(false);
  expect(liesWithin(byId, 'west', 'east')).toBe(false);
});

test('who is moved keeps roles that lie in the new place; others hold there from now on', () => {
  const roles = [
    { role: 'clerk' as const, scopeId: 'east-1' },
    { role: 'handler' as const, scopeId: 'west' },
  ];
  expect(rolesAt(byId, 'east', roles)).toEqual([
    { role: 'clerk', scopeId: 'east-1' },
    { role: 'handler', scopeId: 'east' },
  ]);
});
