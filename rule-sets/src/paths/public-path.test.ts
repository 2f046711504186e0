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

const NEXT = { next: ['look', 'decide', 'end'] };
const NOTHING = { next: [] };

test('a path that may end against a person shows public titles alone as long as nobody has decided so', () => {
  const hidden = {
    title: null,
    proposed: true,
    steps: [text('Looked into')],
    next: [],
    at: text('Looked into'),
    open: false,
  };
  expect(publicPath(path('referred'), at([]), NEXT)).toEqual(hidden);
  expect(publicPath(path('referred'), at([event('kind'), event(null)], 'end'), NOTHING)).toMatchObject({
    title: null,
    steps: [text('Looked into')],
    open: false,
  });
  expect(publicPath(path('referred', 'Handled'), at([]), NEXT).title).toEqual(text('Handled'));
  expect(publicPath(path('referred'), at([], 'decide'), NOTHING).at).toBeNull();
});

test('what a person has decided is told by its name, and every other path too, public titles first', () => {
  const referred = { ...event('result'), from: 'look', to: 'decide' };
  expect(publicPath(path('referred'), at([referred], 'decide'), NEXT)).toEqual({
    title: text('Referral'),
    proposed: false,
    steps: [text('Looked into'), text('Approve the referral')],
    next: [text('Looked into'), text('Closed')],
    at: text('Approve the referral'),
    open: true,
  });
  expect(publicPath(path('not-supported'), at([]), NEXT)).toEqual({
    title: text('Referral'),
    proposed: true,
    steps: [text('Looked into')],
    next: [text('Approve the referral'), text('Closed')],
    at: text('Looked into'),
    open: true,
  });
});

test('a step that a case came back to stands once, where it was last; one name is not told twice', () => {
  const long = path('not-supported');
  const went = (from: string, to: string) => ({ ...event(null), from, to });
  const back = [went('look', 'decide'), went('decide', 'look')];
  const once = [text('Approve the referral'), text('Looked into')];
  expect(publicPath(long, at(back), NOTHING).steps).toEqual(once);
  const ended = publicPath(long, at([...back, went('look', 'end')], 'end'), NOTHING);
  expect([ended.steps, ended.at]).toEqual([once, null]);
  const same = { ...long, steps: long.steps.map((step) => ({ ...step, publicTitle: text('Looked into') })) };
  expect(publicPath(same, at(back), NEXT)).toMatchObject({ steps: [text('Looked into')], next: [] });
});

test('a path is a proposal of rules until somebody tells, decides or takes it further; not until somebody proposes', () => {
  const plain = path('not-supported');
  const [look, decide, end] = plain.steps;
  if (!look || !decide || !end) throw new Error('The path has three steps.');
  const deciding = { key: 'agree', title: text('Agree'), by: ['handler' as const], to: 'end', approves: 'suggest' };
  const long = { ...plain, steps: [look, { ...decide, actions: [deciding] }, end] };
  const went = { ...event(null), outcome: null, from: 'look', to: 'decide' };
  const proposed = (history: PathEvent[], step: string) => {
    const shown = publicPath(long, at(history, step), NOTHING);
    return [shown.proposed, shown.title?.en ?? null];
  };
  expect(proposed([], 'look')).toEqual([true, 'Referral']);
  expect(proposed([{ ...went, action: 'suggest' }], 'decide')).toEqual([true, 'Referral']);
  expect(proposed([went], 'decide')).toEqual([false, 'Referral']);
  expect(proposed([{ ...went, to: 'look', told: { deliveredOn: null } }], 'look')).toEqual([false, 'Referral']);
  // It ended before anybody took it up: it was never handled so.
  expect(proposed([{ ...event('kind'), from: 'look' }], 'end')).toEqual([true, null]);
});
