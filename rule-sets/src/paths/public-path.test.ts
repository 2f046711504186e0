import type { HandlingPath, OutcomeEffect } from '../model/handling-path.ts';
import { publicPath } from './public-path.ts';

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

test('a path that may end against a person shows public titles alone as long as nobody has decided so', () => {
  const hidden = { title: null, steps: [text('Looked into')], open: false };
  expect(publicPath(path('referred'), { history: [] })).toEqual(hidden);
  expect(publicPath(path('referred'), { history: [event('kind'), event(null)] })).toEqual(hidden);
  expect(publicPath(path('referred', 'Handled'), { history: [] }).title).toEqual(text('Handled'));
});

test('what a person has decided is told by its name, and every other path too, public titles first', () => {
  const shown = { title: text('Referral'), steps: [text('Looked into'), text('Approve the referral')], open: true };
  expect(publicPath(path('referred'), { history: [event('result')] })).toEqual(shown);
  expect(publicPath(path('not-supported'), { history: [] })).toEqual(shown);
});
