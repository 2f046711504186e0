import { readFileSync } from 'node:fs';
import type { ClockState } from '../../clock/clock-state.ts';
import type { ClockTrigger, HandlingPath, PathClock } from '../../model/handling-path.ts';
import { advanceClocks, stopClocks } from './advance-clocks.ts';

const text = { 'zh-CN': '期限', en: 'clock' };
const at = (day: number) => new Date(Date.UTC(2026, 2, day, 1));
const TOLD: ClockTrigger[] = [{ on: 'delivered', action: 'tell' }];
const clock = (key: string, more: Partial<PathClock> = {}): PathClock => ({
  ...{ key, title: text, startsOn: TOLD, stopsOn: [{ on: 'action', action: 'done' }], rollOver: 'none', levels: [] },
  duration: { value: 15, unit: 'calendar-day' },
  ...more,
});
const PATH: HandlingPath = {
  ...JSON.parse(readFileSync('rule-sets/library/paths/policy-implementation-path.json', 'utf8')),
  clocks: [clock('ours'), clock('theirs', { whose: 'petitioner' })],
};
const named = (states: readonly ClockState[]) => states.map(({ clock: key, epoch }) => `${key} ${epoch}`);
const begun = advanceClocks(PATH, [], TOLD, at(2));

test('what the authority owes and is running is not started again; each letter begins a period of the petitioner’s', () => {
  const again = advanceClocks(PATH, begun, TOLD, at(5));
  expect([named(begun), named(again)]).toEqual([
    ['ours 1', 'theirs 1'],
    ['ours 1', 'theirs 1', 'theirs 2'],
  ]);
  expect(again.slice(0, 2)).toEqual(begun);
  const met = advanceClocks(PATH, begun, [{ on: 'action', action: 'done' }], at(4));
  expect(named(advanceClocks(PATH, met, TOLD, at(5)))).toEqual(['ours 1', 'theirs 1', 'ours 2', 'theirs 2']);
});

test('on a closed case only the petitioner’s clocks start', () => {
  expect(named(advanceClocks(PATH, [], TOLD, at(2), { closed: true }))).toEqual(['theirs 1']);
});

test('the end of a case ends what the authority owes, unmet; the petitioner’s time goes on', () => {
  const [ours, theirs] = stopClocks(PATH, begun, [], at(9));
  expect(ours).toMatchObject({ stoppedAt: at(9).toISOString(), left: true });
  expect(theirs).toEqual(begun[1]);
});

test('the end of a case leaves what waits for a letter that is on its way, and for no other', () => {
  const path = { ...PATH, clocks: [clock('answer', { stopsOn: [{ on: 'delivered', action: 'answer' }] })] };
  const running = advanceClocks(path, [], TOLD, at(2));
  expect(stopClocks(path, running, ['answer'], at(9))).toEqual(running);
  expect(stopClocks(path, running, ['another'], at(9))).toMatchObject([{ left: true }]);
});
