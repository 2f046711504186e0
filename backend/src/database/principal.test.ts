import { holding, type Principal, placesOf } from './principal.ts';

const grant = (role: 'clerk' | 'centre' | 'policy-admin', scopePath: string) => ({
  role,
  scopeId: scopePath,
  scopePath,
});
const of = (scopePath: string, ...grants: Principal['grants']): Principal => ({
  userId: 'u',
  displayName: 'U',
  scopePath,
  grants,
  department: null,
});

test('a role granted lower than others shows what lies there only', () => {
  const both = of('/d/', grant('policy-admin', '/d/'), grant('centre', '/d/a/'));
  expect(holding(both, ['centre'])).toEqual({ ...both, scopePath: '/d/a/' });
  expect(holding(both, ['policy-admin'])).toEqual(both);
  expect(holding(both, ['centre', 'policy-admin'])).toEqual(both);
});

test('a role granted above where somebody sits shows no more than they see', () => {
  expect(holding(of('/d/a/', grant('clerk', '/d/')), ['clerk']).scopePath).toBe('/d/a/');
  expect(placesOf(of('/d/a/', grant('clerk', '/d/b/')), ['clerk'])).toEqual([]);
});

test('a role granted in several places shows these, from the narrowest path that holds them', () => {
  const two = of('/d/', grant('clerk', '/d/a/'), grant('clerk', '/d/b/v/'), grant('centre', '/d/b/v/w/'));
  expect(holding(two, ['clerk', 'centre'])).toEqual({ ...two, within: ['/d/a/', '/d/b/v/'] });
  const near = of('/', grant('clerk', '/d/a/v/'), grant('clerk', '/d/a/vw/'));
  expect(holding(near, ['clerk'])).toMatchObject({ scopePath: '/d/a/', within: ['/d/a/v/', '/d/a/vw/'] });
});
