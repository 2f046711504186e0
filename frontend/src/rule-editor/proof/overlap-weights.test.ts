import type { AnalysisFinding, AnalysisParams } from '@caseway/rule-sets';
import { pairKey, pairsToCount, ranked, weightOf } from './overlap-weights.ts';

const overlap = (rules: string[], sort: AnalysisParams['sort']): AnalysisFinding => ({
  code: 'overlap',
  severity: sort === 'tie' ? 'warning' : 'info',
  rules,
  about: '',
  pointer: '',
  params: { sort },
  exact: true,
});
const counts = (of: Record<string, number>) =>
  new Map(
    Object.entries(of).map(([names, count]) => {
      const [first = '', second = ''] = names.split(' ');
      return [pairKey([first, second]), count];
    }),
  );

const tie = overlap(['a', 'b'], 'tie');
const crossing = overlap(['a', 'b', 'c'], 'crossing');
const other = overlap(['b', 'c'], 'crossing');
const exceptions = overlap(['a', 'b', 'd'], 'exceptions');
const gap: AnalysisFinding = { ...tie, code: 'gap', rules: [] };
const idle: AnalysisFinding = { ...tie, code: 'redundant', rules: ['a'] };

test('each pair of overlapping rules is asked for once: the first with those it goes before, no exceptions', () => {
  expect(pairsToCount([gap, idle, tie, crossing, other, exceptions])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
});

test('an overlap of several pairs weighs as much as the heaviest, and nothing is claimed of what is not counted', () => {
  expect(weightOf(crossing, counts({ 'a b': 2, 'a c': 5 }))).toBe(5);
  expect(weightOf(crossing, counts({ 'a b': 2 }))).toBeUndefined();
  expect(weightOf(tie, counts({ 'a b': 0 }))).toBe(0);
  expect(weightOf(exceptions, counts({ 'a b': 2, 'a d': 2 }))).toBeUndefined();
});

test('the heaviest stands first; what weighs the same or was not counted keeps its order', () => {
  const all = [tie, crossing, other, exceptions];
  expect(ranked(all, counts({ 'a b': 1, 'a c': 1, 'b c': 4 }))).toEqual([other, tie, crossing, exceptions]);
  expect(ranked(all, counts({ 'a b': 0, 'a c': 9 }))).toEqual([crossing, tie, other, exceptions]);
  expect(ranked(all, new Map())).toEqual(all);
});
