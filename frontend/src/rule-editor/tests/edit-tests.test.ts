import type { RuleSet, RuleTest } from '@caseway/rule-sets';
import {
  expectationOf,
  freeName,
  placedTests,
  withCopy,
  withExpected,
  withFact,
  withFired,
  withoutTest,
} from './edit-tests.ts';

const one: RuleTest = { name: 'a', facts: { x: 1, y: 2 }, expect: { fired: ['r'] } };
const set = (tests: unknown[]): RuleSet => ({
  key: 'k',
  kind: 'routing',
  title: { 'zh-CN': '甲', en: 'A' },
  form: 'f',
  hitPolicy: 'first',
  rules: [],
  otherwise: { type: 'o' },
  tests: tests as RuleTest[],
});

test('tests that cannot be read are left to the source; the others keep their place', () => {
  const { placed, broken } = placedTests(set([null, one, { name: 'b' }, { ...one, expect: { fired: 'r' } }]));
  expect(placed.map(({ index }) => index)).toEqual([1]);
  expect(broken).toEqual([0, 2, 3]);
});

test('a copy gets a free name and stands right behind', () => {
  const copied = withCopy(set([one, { ...one, name: 'a 2' }]), 0);
  expect(copied.tests?.map(({ name }) => name)).toEqual(['a', 'a 3', 'a 2']);
  expect(freeName(copied, 'new')).toBe('new');
  expect(withoutTest(copied, 1).tests).toHaveLength(2);
});

test('a fact keeps its place when it changes, and goes when it is not given', () => {
  expect(Object.entries(withFact(one, 'x', 9).facts)).toEqual([
    ['x', 9],
    ['y', 2],
  ]);
  expect(withFact(one, 'x', undefined).facts).toEqual({ y: 2 });
  expect(withFact(one, 'z', null).facts).toEqual({ x: 1, y: 2, z: null });
});

test('an outcome of which nothing is expected any more is gone', () => {
  const expecting = withExpected(one, 'path', 'p');
  expect(expecting.expect).toEqual({ fired: ['r'], outcome: { path: 'p' } });
  expect(withExpected(expecting, 'path', undefined).expect).toEqual({ fired: ['r'] });
  expect(withFired(expecting, undefined).expect).toEqual({ outcome: { path: 'p' } });
});

test('what is told to the person is no part of an expectation', () => {
  const say = { 'zh-CN': '您好', en: 'Hello' };
  expect(expectationOf({ fired: [], outcome: { say } })).toEqual({ fired: [] });
  expect(expectationOf({ fired: ['r'], outcome: { path: 'p', say } })).toEqual({
    fired: ['r'],
    outcome: { path: 'p' },
  });
});
