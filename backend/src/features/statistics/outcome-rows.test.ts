import type { PathOutcome } from '@caseway/rule-sets';
import fc from 'fast-check';
import { type CountedDecisions, type CountedEnd, decisionRows, outcomeRows } from './outcome-rows.ts';

const both = (words: string) => ({ 'zh-CN': words, en: words });
const outcome = (key: string, title: string, effect: PathOutcome['effect']): PathOutcome => ({
  key,
  title: both(title),
  effect,
});
const VERSIONS: Record<string, PathOutcome[]> = {
  one: [outcome('a', 'Granted', 'supported'), outcome('b', 'Referred', 'referred')],
  two: [outcome('a', 'Granted', 'supported'), outcome('b', 'Explained', 'explained')],
};
const rows = (ends: readonly CountedEnd[]) => outcomeRows(ends, (id) => VERSIONS[id] ?? []);
const ends: fc.Arbitrary<CountedEnd[]> = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'gone', null),
    versionId: fc.constantFrom('one', 'two', 'three'),
    reviewed: fc.constantFrom('changed' as const, 'revoked' as const, null),
    count: fc.integer({ min: 1, max: 9 }),
  }),
);

test('every case is in exactly one row: the rows add up to the cases', () => {
  fc.assert(
    fc.property(ends, (some) => {
      const counted = rows(some);
      const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
      expect(sum(counted)).toBe(sum(some));
      const names = counted.map(({ term }) => JSON.stringify([term.key, term.title, term.effect]));
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test('the same key in two paths is one row where it says the same, and two where it does not', () => {
  const end = (key: string, versionId: string): CountedEnd => ({ key, versionId, reviewed: null, count: 1 });
  const counted = rows([end('a', 'one'), end('a', 'two'), end('b', 'one'), end('b', 'two')]);
  expect(counted.map(({ term, count }) => [term.title.en, count])).toEqual([
    ['Granted', 2],
    ['Referred', 1],
    ['Explained', 1],
  ]);
});

test('what a review made of a decision goes before the decision; closed without one is a row of its own', () => {
  const counted = rows([
    { key: 'a', versionId: 'one', reviewed: 'revoked', count: 2 },
    { key: null, versionId: 'one', reviewed: null, count: 1 },
  ]);
  expect(counted.map(({ term, count }) => [term.key, term.effect, count])).toEqual([
    ['revoked-by-review', 'revoked', 2],
    ['', undefined, 1],
  ]);
});

describe('what was ever decided', () => {
  const decisions = (...cases: CountedDecisions[]) =>
    decisionRows(cases, (id) => VERSIONS[id] ?? []).map(({ term, count }) => [term.title.en, term.effect, count]);
  const here = (key: string) => ({ key, earlier: null });
  const before = (key: string, title: string, effect?: PathOutcome['effect']) => ({
    key,
    earlier: { title: both(`Issue: ${title}`), ...(effect && { outcome: { title: both(title), effect } }) },
  });

  test('on a path that the case has left is called as it was there, whatever the present one calls so', () => {
    const helped = before('helped', 'Helped', 'assisted');
    expect(decisions({ decided: [helped, here('a')], versionId: 'one', count: 2 })).toEqual([
      ['Granted', 'supported', 2],
      ['Helped', 'assisted', 2],
    ]);
    expect(decisions({ decided: [before('b', 'Explained', 'explained')], versionId: 'one', count: 1 })).toEqual([
      ['Explained', 'explained', 1],
    ]);
  });

  test('on one that was left before that was kept is called as the present one does, or else as the act', () => {
    expect(decisions({ decided: [before('a', 'Yes'), before('helped', 'Help')], versionId: 'one', count: 1 })).toEqual([
      ['Granted', 'supported', 1],
      ['Issue: Help', undefined, 1],
    ]);
  });

  test('twice in one case is one case, and the same in other cases is added to it', () => {
    const again = [here('a'), before('a', 'Granted', 'supported')];
    const cases = [
      { decided: again, versionId: 'one', count: 3 },
      { decided: [here('a')], versionId: 'two', count: 1 },
    ];
    expect(decisions(...cases)).toEqual([['Granted', 'supported', 4]]);
  });
});
