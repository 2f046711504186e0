// A letter names the day of a clock that its reader may know of, and that has one by then: whatever way the case came.
import type { HandlingPath, PathAction, PathClock } from '../../model/handling-path.ts';
import { checkPath } from './check-path.ts';
import { renderPathFinding } from './path-findings.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });
const clock = (key: string, over: Partial<PathClock> = {}): PathClock => ({
  key,
  title: text(key),
  startsOn: [{ on: 'filed' }],
  stopsOn: [{ on: 'step', step: 'end' }],
  duration: { value: 30, unit: 'calendar-day' },
  rollOver: 'none',
  levels: [],
  public: true,
  ...over,
});
const action = (key: string, to: string, more: Partial<PathAction> = {}): PathAction => ({
  key,
  title: text(key),
  by: ['handler'],
  to,
  ...more,
});

function path(notice: string, clocks: PathClock[], over: Partial<PathAction> = {}): HandlingPath {
  const tell = action('tell', 'work', { tells: { form: 'delivery' }, notice: text(notice), ...over });
  return {
    key: 'a-path',
    title: text('Path'),
    description: text('Path'),
    source: text('Test'),
    clocks: [clock('own', { public: false }), ...clocks],
    outcomes: [],
    steps: [
      { key: 'first', title: text('First'), kind: 'work', assignee: { role: 'handler' }, actions: [tell] },
      {
        key: 'work',
        title: text('Work'),
        kind: 'work',
        assignee: { role: 'handler' },
        actions: [
          action('again', 'work', { tells: { form: 'delivery' } }),
          action('halt', 'work'),
          action('say', 'work', { notice: text('by {deadline:halted}') }),
          action('close', 'end', { requires: { reasons: true } }),
        ],
      },
      { key: 'end', title: text('End'), kind: 'end', actions: [] },
    ],
  };
}
const found = (content: HandlingPath) =>
  checkPath(content)
    .filter(({ pointer }) => pointer.endsWith('/notice'))
    .map(({ code, pointer }) => `${pointer} ${code}`);
const HALTED = clock('halted');
const of = (content: HandlingPath) => found(content).filter((it) => it.startsWith('/steps/0'));
const AT = '/steps/0/actions/0/notice';

test('a clock that runs whichever way it came has its day', () => {
  expect(of(path('{number} {title} {reasons} {outcome} {department} by {deadline:halted}', [HALTED]))).toEqual([]);
  const begun = clock('begun', { startsOn: [{ on: 'action', action: 'tell' }] });
  expect(of(path('by {deadline:begun}', [HALTED, begun]))).toEqual([]);
  const arrived = clock('arrived', { startsOn: [{ on: 'step', step: 'work' }] });
  expect(of(path('by {deadline:arrived}', [HALTED, arrived]))).toEqual([]);
});

test.each([
  ['a day without a clock', 'by {deadline}', {}, 'unknown-placeholder'],
  ['a value that nobody has', 'dear {name}', {}, 'unknown-placeholder'],
  ['a clock that the path does not have', 'by {deadline:nowhere}', {}, 'unknown-clock'],
  ["the office's own clock", 'by {deadline:own}', {}, 'notice-names-inner-clock'],
  [
    'one that begins with the delivery',
    'by {deadline:late}',
    { startsOn: [{ on: 'delivered', action: 'tell' }] },
    'notice-day-unknown',
  ],
  [
    'one that the letter itself meets',
    'by {deadline:late}',
    { stopsOn: [{ on: 'delivered', action: 'tell' }] },
    'notice-day-unknown',
  ],
  [
    'one that begins later',
    'by {deadline:late}',
    { startsOn: [{ on: 'action', action: 'again' }] },
    'notice-day-unknown',
  ],
  [
    'one that runs to a day that may not have been entered',
    'by {deadline:late}',
    { until: { day: '/day', of: 'form' } },
    'notice-day-unknown',
  ],
] as const)('%s is found', (_, notice, over, code) => {
  const content = path(notice, [HALTED, clock('late', over as Partial<PathClock>)]);
  expect(of(content)).toEqual([`${AT} ${code}`]);
  for (const finding of checkPath(content).filter((it) => it.code === code)) {
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(renderPathFinding(finding, locale)).not.toMatch(/[{}]|undefined/);
    }
  }
});

test('one that may have been met, or rests, by some way is found; one that is extended runs', () => {
  const at = '/steps/1/actions/2/notice';
  const met = clock('halted', { stopsOn: [{ on: 'action', action: 'halt' }] });
  expect(found(path('-', [met]))).toEqual([`${at} notice-day-unknown`]);
  const arrived = clock('halted', { stopsOn: [{ on: 'delivered', action: 'again' }] });
  expect(found(path('-', [arrived]))).toEqual([`${at} notice-day-unknown`]);
  const rests = path('-', [HALTED]);
  const [, , say] = rests.steps[1]?.actions ?? [];
  const [, halt] = rests.steps[1]?.actions ?? [];
  if (!say || !halt) throw new Error('no such action');
  halt.effects = [{ type: 'pause-clock', clock: 'halted' }];
  expect(found(rests)).toEqual([`${at} notice-day-unknown`]);
  const extended = path('-', [met]);
  const lengthens = extended.steps[1]?.actions[2] as PathAction;
  lengthens.effects = [{ type: 'extend-clock', clock: 'halted', by: { value: 5, unit: 'calendar-day' } }];
  lengthens.atMost = 1;
  expect(found(extended)).toEqual([]);
});

test('what a branch tells is read by where that branch leads; the end has stopped all but the petitioner’s', () => {
  const to = { when: { all: [{ fact: 'refused', operator: 'equal' as const, value: true }] }, to: 'end' };
  expect(of(path('by {deadline:halted}', [HALTED], { branches: [to] }))).toEqual([`${AT} notice-day-unknown`]);
  expect(of(path('by {deadline:halted}', [HALTED], { branches: [{ ...to, notice: null }] }))).toEqual([]);
  const other = path('-', [HALTED], { branches: [{ ...to, notice: text('by {deadline:halted}') }] });
  expect(found(other)).toEqual(['/steps/0/actions/0/branches/0/notice notice-day-unknown']);
});
