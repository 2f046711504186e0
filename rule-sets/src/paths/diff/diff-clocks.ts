import type { ClockTrigger, PathClock } from '../../model/handling-path.ts';
import { triggerKey } from '../run/advance-clocks.ts';
import {
  beforeAfter,
  below,
  equal,
  type Place,
  pairs,
  type Tell,
  tellSource,
  tellTitle,
  tellValue,
} from './compare.ts';

function diffTriggers(
  before: readonly ClockTrigger[],
  after: readonly ClockTrigger[],
  { was, is }: Place,
  what: 'start' | 'stop' | 'end',
  tell: Tell,
  clock: string,
): void {
  const [old, now] = [before, after].map((list) => new Set(list.map(triggerKey)));
  for (const [index, trigger] of before.entries()) {
    const again = before.findIndex((other) => triggerKey(other) === triggerKey(trigger)) < index;
    if (!again && !now?.has(triggerKey(trigger)))
      tell(`${what}-removed`, `${was}/${index}`, { clock, ...beforeAfter(trigger, undefined) });
  }
  for (const [index, trigger] of after.entries()) {
    const again = after.findIndex((other) => triggerKey(other) === triggerKey(trigger)) < index;
    if (!again && !old?.has(triggerKey(trigger)))
      tell(`${what}-added`, `${is}/${index}`, { clock, ...beforeAfter(undefined, trigger) });
  }
}

function diffClock(before: PathClock, after: PathClock, place: Place, others: readonly PathClock[], tell: Tell): void {
  const at = place.is;
  const clock = after.key;
  tellTitle(tell, `${at}/title`, before, after, others, { clock });
  tellSource(tell, `${at}/source`, before.source, after.source, { clock });
  tellValue(tell, 'assumed-changed', `${at}/assumed`, before.assumed ?? false, after.assumed ?? false, { clock });
  tellValue(tell, 'duration-changed', `${at}/duration`, before.duration, after.duration, { clock });
  tellValue(tell, 'roll-over-changed', `${at}/rollOver`, before.rollOver, after.rollOver, { clock });
  tellValue(tell, 'until-changed', `${at}/until`, before.until, after.until, { clock });
  tellValue(tell, 'limit-changed', `${at}/limit`, before.limit, after.limit, { clock });
  const whose = ({ whose: of = 'authority' }: PathClock) => of;
  tellValue(tell, 'whose-changed', `${at}/whose`, whose(before), whose(after), { clock });
  tellValue(tell, 'urgent-changed', `${at}/urgent`, before.urgent ?? false, after.urgent ?? false, { clock });
  tellValue(tell, 'public-changed', `${at}/public`, before.public ?? false, after.public ?? false, { clock });
  diffTriggers(before.startsOn, after.startsOn, below(place, 'startsOn'), 'start', tell, clock);
  diffTriggers(before.stopsOn, after.stopsOn, below(place, 'stopsOn'), 'stop', tell, clock);
  diffTriggers(before.endsOn ?? [], after.endsOn ?? [], below(place, 'endsOn'), 'end', tell, clock);
  // Rules read the number of a level: each is compared with the one of its place.
  for (let index = 0; index < Math.max(before.levels.length, after.levels.length); index++) {
    const [was, is] = [before.levels[index], after.levels[index]];
    if (equal(was, is)) continue;
    const code = was === undefined ? 'level-added' : is === undefined ? 'level-removed' : 'level-changed';
    tell(code, `${is === undefined ? place.was : at}/levels/${index}`, { clock, ...beforeAfter(was, is) });
  }
}

export function diffClocks(before: readonly PathClock[], after: readonly PathClock[], tell: Tell): void {
  const { added, removed, stayed, moved } = pairs(before, after);
  for (const { item, index } of removed) tell('clock-removed', `/clocks/${index}`, { clock: item.key });
  for (const { item, index } of added) tell('clock-added', `/clocks/${index}`, { clock: item.key });
  for (const { after: item, index } of moved) tell('clock-moved', `/clocks/${index}`, { clock: item.key });
  for (const { before: old, after: now, index, was } of stayed) {
    diffClock(old, now, { was: `/clocks/${was}`, is: `/clocks/${index}` }, before, tell);
  }
}
