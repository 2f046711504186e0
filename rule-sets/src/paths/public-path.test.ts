import type { HandlingPath, OutcomeEffect } from '../model/handling-path.ts';
import { publicPath } from './public-path.ts';
import type { PathEvent, PathState } from './run/path-state.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const path = (effect: OutcomeEffect, publicTitle?: string): HandlingPath => ({
  key: 'path',
  title: text('Referral'),
  ...(publicTitle && { publicTitle: text(publicTitle) }),
  description: text('path'),
  source: text('own rule'),
  clocks: [],
  outcomes: [
    { key: 'result', title: text('Result'), effect },
    { key: 'kind', title: text('Kind'), effect: 'supported' },
  ],
  steps: [
    { key: 'look', title: text('Conduct'), publicTitle: text('Looked into'), kind: 'work', actions: [] },
    { key: 'decide', title: text('Approve the referral'), kind: 'human-decision', actions: [] },
    { key: 'end', title: text('Closed'), kind: 'end', actions: [] },
  ],
});
const event = (outcome: string | null) => ({
  action: 'a',
  from: 'decide',
  to: 'end',
  by: 'u',
  at: '2026-03-02T00:00:00Z',
  outcome,
});

const at = (history: PathEvent[], step = 'look'): PathState => ({
  step,
  enteredAt: '2026-03-02T00:00:00Z',
  clocks: [],
  history,
});

test('a path that may end against a person shows public titles alone as long as nobody has decided so', () => {
  const hidden = { title: null, steps: [text('Looked into')], at: text('Looked into'), open: false };
  expect(publicPath(path('referred'), at([]))).toEqual(hidden);
  expect(publicPath(path('referred'), at([event('kind'), event(null)]))).toEqual(hidden);
  expect(publicPath(path('referred', 'Handled'), at([])).title).toEqual(text('Handled'));
  expect(publicPath(path('referred'), at([], 'decide')).at).toBeNull();
});

test('what a person has decided is told by its name, and every other path too, public titles first', () => {
  const steps = [text('Looked into'), text('Approve the referral')];
  const shown = { title: text('Referral'), steps, at: text('Looked into'), open: true };
  expect(publicPath(path('referred'), at([event('result')]))).toEqual(shown);
  expect(publicPath(path('not-supported'), at([]))).toEqual(shown);
});

test('a case at its end went through these steps and will go through no other; one name is not told twice in a row', () => {
  const long = path('not-supported');
  const ended = at([{ ...event('kind'), from: 'look' }], 'end');
  const { steps, at: here } = publicPath(long, ended);
  expect([steps, here]).toEqual([[text('Looked into')], null]);
  const same = { ...long, steps: long.steps.map((step) => ({ ...step, publicTitle: text('Looked into') })) };
  expect(publicPath(same, at([])).steps).toEqual([text('Looked into')]);
});
