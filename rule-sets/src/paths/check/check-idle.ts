import { isOwed } from '../../clock/statutory.ts';
import type { ClockTrigger, HandlingPath, PathClock } from '../../model/handling-path.ts';
import { arrival, endingsOf, triggerKey } from '../run/advance-clocks.ts';
import type { Explored, WaysOf } from './explore.ts';
import type { Report } from './surroundings.ts';

/** Where a case may stand, as far as the authority's clocks go: what runs, and which letters have not arrived yet. */
interface Standing {
  step: string;
  runs: ReadonlySet<string>;
  pending: ReadonlySet<string>;
  /** The action that brought it there; empty: it was only now filed. */
  by: string;
}

const MOST_STANDINGS = 20_000;

const nameOf = ({ step, runs, pending }: Standing): string =>
  JSON.stringify([step, [...runs].sort(), [...pending].sort()]);

/** What runs after something happened: as `advanceClocks` has it, with the authority's clocks alone. */
function after(clocks: readonly PathClock[], runs: ReadonlySet<string>, triggers: readonly ClockTrigger[]) {
  const happened = new Set(triggers.map(triggerKey));
  const hit = (list: readonly ClockTrigger[]) => list.some((wanted) => happened.has(triggerKey(wanted)));
  const next = new Set<string>();
  for (const clock of clocks) {
    if ((runs.has(clock.key) && !hit(endingsOf(clock))) || hit(clock.startsOn)) next.add(clock.key);
  }
  return next;
}

/**
 * Open steps on which a case may stand with no clock of the authority running: nobody would know by when to act. Tried with
 * every way that actions may lead, and with every letter arriving at once, later or never. A clock that rests runs.
 */
export function checkIdle(path: HandlingPath, { actions }: Explored, waysOf: WaysOf, report: Report): void {
  // One that runs to an entered day may not have begun: nothing need have been entered.
  const clocks = path.clocks.filter((clock) => isOwed(clock) && !clock.until);
  const awaited = new Set(
    clocks.flatMap((clock) =>
      [...clock.startsOn, ...endingsOf(clock)].flatMap((trigger) =>
        trigger.on === 'delivered' ? [trigger.action] : [],
      ),
    ),
  );
  const [first] = path.steps;
  if (!first) return;
  const steps = new Map(path.steps.map((step) => [step.key, step]));
  const seen = new Set<string>();
  const waiting: Standing[] = [];
  const idle = new Map<string, Set<string>>();
  const reach = (standing: Standing): void => {
    const name = nameOf(standing);
    const step = steps.get(standing.step);
    if (!step || step.kind === 'end' || seen.has(name)) return;
    seen.add(name);
    waiting.push(standing);
    if (standing.runs.size === 0) idle.set(step.key, (idle.get(step.key) ?? new Set()).add(standing.by));
  };
  const filed = after(clocks, new Set(), [{ on: 'filed' }, ...arrival(first.key)]);
  reach({ step: first.key, runs: filed, pending: new Set(), by: '' });
  for (let standing = waiting.pop(); standing && seen.size < MOST_STANDINGS; standing = waiting.pop()) {
    const { step, runs, pending } = standing;
    for (const letter of pending) {
      const left = new Set([...pending].filter((other) => other !== letter));
      reach({ ...standing, runs: after(clocks, runs, [{ on: 'delivered', action: letter }]), pending: left });
    }
    for (const action of steps.get(step)?.actions ?? []) {
      if (!actions.has(action)) continue;
      const { key: by, tells } = action;
      const waits = tells !== undefined && awaited.has(by);
      for (const { to } of waysOf(action)) {
        const done: ClockTrigger[] = [{ on: 'action', action: by }, ...(to === step ? [] : arrival(to, step))];
        const arrived: ClockTrigger[] = tells ? [...done, { on: 'delivered', action: by }] : done;
        reach({ step: to, runs: after(clocks, runs, arrived), pending, by });
        if (waits) reach({ step: to, runs: after(clocks, runs, done), pending: new Set([...pending, by]), by });
      }
    }
  }
  for (const [index, { key: step }] of path.steps.entries()) {
    const by = idle.get(step);
    if (by) report('no-clock-runs', `/steps/${index}`, { step, actions: [...by].filter(Boolean).join(', ') || '—' });
  }
}
