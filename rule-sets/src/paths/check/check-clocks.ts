import type { LocalizedText } from '@caseway/form-schemas';
import { isStatutory } from '../../clock/statutory.ts';
import { lawTime, timesCited } from '../../law/law-times.ts';
import { limitMisfits } from '../../law/limit-fits.ts';
import type { Duration } from '../../model/calendar.ts';
import { exceeds, notShorter } from '../../model/durations.ts';
import type { ClockTrigger, HandlingPath, PathClock, ReviewEffect } from '../../model/handling-path.ts';
import { arrival, endingsOf, triggerKey } from '../run/advance-clocks.ts';
import { isReviewable } from '../run/come-back.ts';
import { checkMet } from './check-met.ts';
import type { Explored, WaysOf } from './explore.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** A length against a limit that it names. */
export function checkLimit(
  duration: Duration,
  key: string | undefined,
  clock: string,
  pointer: string,
  { calendar }: PathSurroundings,
  report: Report,
): void {
  if (key === undefined || !calendar) return;
  const limit = calendar.limits.find((candidate) => candidate.key === key);
  if (!limit) report('unknown-limit', `${pointer}/limit`, { limit: key });
  else if (exceeds([duration], limit.duration)) report('looser-than-law', pointer, { clock, limit: key });
}

function checkTriggers(path: HandlingPath, triggers: readonly ClockTrigger[], pointer: string, report: Report): void {
  const actions = path.steps.flatMap((step) => step.actions);
  for (const [place, trigger] of triggers.entries()) {
    const here = `${pointer}/${place}`;
    if (trigger.on === 'step') {
      for (const step of new Set([trigger.step, trigger.from ?? trigger.step])) {
        if (!path.steps.some(({ key }) => key === step)) report('unknown-step', here, { step });
      }
    }
    if (!('action' in trigger)) continue;
    const named = actions.filter(({ key }) => key === trigger.action);
    if (named.length === 0) report('unknown-action', here, { action: trigger.action });
    else if (trigger.on === 'delivered' && !named.some(({ tells }) => tells)) {
      report('never-told', here, { action: trigger.action });
    }
  }
}

/** What may happen on the path at all. */
function happening(path: HandlingPath, { actions }: Explored, waysOf: WaysOf): Set<string> {
  const [first] = path.steps;
  const back = Object.entries(path.afterReview ?? {}) as [ReviewEffect, string][];
  const started: ClockTrigger[] = [
    { on: 'filed' },
    { on: 'decided-anew' },
    ...(first ? arrival(first.key) : []),
    ...back.flatMap(([effect, step]) => [{ on: 'reviewed', effect } as const, ...arrival(step)]),
  ];
  if ([...actions].some(({ key, tells }) => tells && isReviewable(path, key))) started.push({ on: 'review-asked' });
  const moves = path.steps.flatMap(({ key: from, actions: here }) =>
    here
      .filter((action) => actions.has(action))
      .flatMap((action) => waysOf(action).flatMap(({ to }) => (to === from ? [] : arrival(to, from)))),
  );
  return new Set(
    [
      ...started,
      ...moves,
      ...[...actions].flatMap(({ key, tells }): ClockTrigger[] => [
        { on: 'action', action: key },
        ...(tells ? [{ on: 'delivered', action: key } as const] : []),
      ]),
    ].map(triggerKey),
  );
}

/**
 * Actions that may end a case while the clock still runs, by the end: only being an end stops it. What is told in writing
 * counts as delivered: a clock that waits for it goes on until it is.
 */
function endsWhileRunning(
  path: HandlingPath,
  clock: PathClock,
  explored: Explored,
  waysOf: WaysOf,
): Map<string, Set<string>> {
  const starts = new Set(clock.startsOn.map(triggerKey));
  const stops = new Set(endingsOf(clock).map(triggerKey));
  const isEnd = (step: string) => path.steps.some(({ key, kind }) => key === step && kind === 'end');
  const ends = new Map<string, Set<string>>();
  const after = (running: boolean, triggers: readonly ClockTrigger[]): boolean => {
    const happened = triggers.map(triggerKey);
    const stopped = happened.some((key) => stops.has(key));
    return (running && !stopped) || ((!running || stopped) && happened.some((key) => starts.has(key)));
  };
  /** Whether the clock may run, and may not, on a case that stands on a step: texts of both. */
  const standings = new Set<string>();
  const waiting: [step: string, running: boolean][] = [];
  const reach = (step: string, running: boolean): void => {
    const key = `${step} ${running}`;
    if (standings.has(key)) return;
    standings.add(key);
    waiting.push([step, running]);
  };
  const [first] = path.steps;
  if (first) reach(first.key, after(false, [{ on: 'filed' }, ...arrival(first.key)]));
  for (let standing = waiting.pop(); standing; standing = waiting.pop()) {
    const [from, running] = standing;
    for (const action of path.steps.find(({ key }) => key === from)?.actions ?? []) {
      if (!explored.actions.has(action)) continue;
      const { key, tells } = action;
      const triggers: ClockTrigger[] = [{ on: 'action', action: key }];
      if (tells) triggers.push({ on: 'delivered', action: key });
      for (const { to } of waysOf(action)) {
        const then = after(running, to === from ? triggers : [...triggers, ...arrival(to, from)]);
        if (then && isEnd(to)) ends.set(to, (ends.get(to) ?? new Set()).add(key));
        reach(to, then);
      }
    }
  }
  return ends;
}

/** A clock against the law: the limit that its source asks for, whose time it is, and what meets it. */
function checkLaw(clock: PathClock, at: string, { calendar }: PathSurroundings, report: Report): void {
  const named = { clock: clock.key };
  const [cited] = timesCited(clock.source);
  if (clock.limit === undefined) {
    if (cited) report('cited-time-without-limit', `${at}/source`, named, { words: { law: cited.cite } });
    return;
  }
  if (!calendar) return;
  const limit = calendar.limits.find(({ key }) => key === clock.limit);
  if (!limit) {
    report('unknown-limit', `${at}/limit`, { limit: clock.limit });
    return;
  }
  const law = lawTime(limit.law);
  const words = { limit: limit.title, law: law?.cite ?? cited?.cite ?? limit.source };
  for (const misfit of limitMisfits(clock, limit)) report(misfit, at, { ...named, limit: limit.key }, { words });
  if (clock.whose === 'petitioner') checkPetitioners(clock, at, words, report);
  if (law?.met === 'asked' && clock.stopsOn.every(({ on }) => on !== 'review-asked')) {
    report('review-clock-goes-on', `${at}/stopsOn`, named, { words });
  }
  if (law?.met !== 'told') return;
  for (const [place, trigger] of clock.stopsOn.entries()) {
    if (trigger.on !== 'delivered') report('stops-untold', `${at}/stopsOn/${place}`, named, { words });
  }
}

/** The petitioner's time begins when they have been told, and a day off is in their favour. */
function checkPetitioners(clock: PathClock, at: string, words: Record<string, LocalizedText>, report: Report): void {
  const named = { clock: clock.key };
  if (clock.rollOver !== 'next-working-day' && clock.duration.unit !== 'hour') {
    report('petitioner-rolls-back', `${at}/rollOver`, named, { words });
  }
  for (const [place, { on }] of clock.startsOn.entries()) {
    if (on !== 'delivered') report('petitioner-before-told', `${at}/startsOn/${place}`, named, { words });
  }
}

/** Clocks: what starts and stops them, against the law and the calendar. */
export function checkClocks(
  path: HandlingPath,
  explored: Explored,
  waysOf: WaysOf,
  around: PathSurroundings,
  report: Report,
): void {
  const happens = happening(path, explored, waysOf);
  const can = (triggers: readonly ClockTrigger[]) => triggers.some((trigger) => happens.has(triggerKey(trigger)));
  for (const [index, clock] of path.clocks.entries()) {
    const at = `/clocks/${index}`;
    const named = { clock: clock.key };
    checkTriggers(path, clock.startsOn, `${at}/startsOn`, report);
    checkTriggers(path, clock.stopsOn, `${at}/stopsOn`, report);
    checkTriggers(path, clock.endsOn ?? [], `${at}/endsOn`, report);
    checkMet(path, clock, at, around, report);
    checkLaw(clock, at, around, report);
    if (isStatutory(clock) && clock.rollOver === 'next-working-day') report('later-than-law', `${at}/rollOver`, named);
    for (const [place, { at: side, offset }] of clock.levels.entries()) {
      if (side === 'before' && notShorter(offset, clock.duration)) {
        report('reminder-before-start', `${at}/levels/${place}`, named);
      }
    }
    if (!can(clock.startsOn)) {
      report('clock-never-starts', `${at}/startsOn`, named);
      continue;
    }
    if (clock.whose === 'petitioner') continue;
    if (!can(endingsOf(clock))) report('clock-never-stops', `${at}/stopsOn`, named);
    else {
      for (const [step, actions] of endsWhileRunning(path, clock, explored, waysOf)) {
        report('end-stops-no-clock', `${at}/stopsOn`, { ...named, step, actions: [...actions].join(', ') });
      }
    }
  }
}
