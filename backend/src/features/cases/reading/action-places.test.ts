import type { HandlingPath, PathAction } from '@caseway/rule-sets';
import { actionPlaces } from './action-places.ts';

const both = (words: string) => ({ 'zh-CN': words, en: words });
const action = (key: string, more: Partial<PathAction> = {}): PathAction => ({
  key,
  title: both(key),
  by: ['handler'],
  to: 'next',
  ...more,
});
const PATH: HandlingPath = {
  key: 'path',
  title: both('path'),
  description: both('path'),
  source: both('path'),
  clocks: [],
  outcomes: [
    { key: 'yes', title: both('yes'), effect: 'supported' },
    { key: 'no', title: both('no'), effect: 'not-supported' },
    { key: 'gone', title: both('gone'), effect: 'withdrawn' },
  ],
  steps: [],
};
const placesOf = (...actions: PathAction[]) => [...actionPlaces(PATH, { key: 'here' }, actions).values()];

test.each([
  [
    'the first that leads on is forward, whatever stands before it',
    [action('stay', { to: 'here' }), action('on')],
    ['other', 'forward'],
  ],
  [
    'giving up stands aside, also where it is the first',
    [action('leave', { outcome: 'gone' }), action('on')],
    ['aside', 'forward'],
  ],
  ['giving up is never forward, also where there is nothing else', [action('leave', { outcome: 'gone' })], ['aside']],
  [
    'deciding against the person stands aside',
    [action('refuse', { outcome: 'no' }), action('grant', { outcome: 'yes' })],
    ['aside', 'forward'],
  ],
  // A step that is there to decide against somebody has that as its next.
  ['where all decide against the person, the first leads on', [action('refuse', { outcome: 'no' })], ['forward']],
  [
    'an action whose answers may decide either way is not aside',
    [action('decide', { outcome: 'yes', branches: [{ when: { all: [] }, outcome: 'no' }] })],
    ['forward'],
  ],
  [
    'an action that leads on by one of its answers only leads on',
    [action('look', { to: 'here', branches: [{ when: { all: [] }, to: 'next' }] })],
    ['forward'],
  ],
])('%s', (_, actions, places) => {
  expect(placesOf(...actions)).toEqual(places);
});
