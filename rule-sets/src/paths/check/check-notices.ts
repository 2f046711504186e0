import type { FormDefinition, LocalizedText } from '@caseway/form-schemas';
import type { ClockTrigger, HandlingPath, PathAction, PathClock } from '../../model/handling-path.ts';
import { arrival, endingsOf, triggerKey } from '../run/advance-clocks.ts';
import { NOTICE_VALUES } from '../run/notice.ts';
import { answerNamed, clockNamed, placeholdersOf } from '../run/placeholders.ts';
import type { ActionWay } from '../run/resolve-action.ts';
import type { Explored, WaysOf } from './explore.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** Whether a notice may name the answer to a question: a text or one choice that must be given, and nobody's secret. */
function mayBeNamed({ schema }: FormDefinition, field: string): boolean {
  const asked = Object.hasOwn(schema.properties ?? {}, field) ? schema.properties?.[field] : undefined;
  const required = schema.required?.includes(field) === true;
  return required && asked?.type === 'string' && !asked['x-sensitive'];
}

type Runs = 'no' | 'runs' | 'rests';

/** Where a case may stand, as far as one clock goes: whether it runs, and which letters it waits for. */
interface Standing {
  step: string;
  runs: Runs;
  pending: ReadonlySet<string>;
}

const wayName = ({ key }: PathAction, { branch }: ActionWay): string => `${key} ${branch}`;

/**
 * The ways of actions after which a clock may have no day: it does not run, or rests. Tried with every way that actions may
 * lead, and with every letter arriving at once, later or never, from the receipt on.
 */
function withoutDay(path: HandlingPath, clock: PathClock, { actions }: Explored, waysOf: WaysOf): Set<string> {
  const [first] = path.steps;
  const steps = new Map(path.steps.map((step) => [step.key, step]));
  const awaited = new Set(
    [...clock.startsOn, ...endingsOf(clock)].flatMap((it) => (it.on === 'delivered' ? [it.action] : [])),
  );
  const after = (runs: Runs, triggers: readonly ClockTrigger[]): Runs[] => {
    const happened = new Set(triggers.map(triggerKey));
    const hit = (list: readonly ClockTrigger[]) => list.some((wanted) => happened.has(triggerKey(wanted)));
    const left = hit(endingsOf(clock)) ? 'no' : runs;
    if (left !== 'no' || !hit(clock.startsOn)) return [left];
    // One that runs to an entered day is not begun where none was entered.
    return clock.until ? ['no', 'runs'] : ['runs'];
  };
  const effected = (runs: Runs, { effects }: ActionWay): Runs | undefined => {
    let now = runs;
    for (const effect of effects) {
      if (!('clock' in effect) || effect.clock !== clock.key) continue;
      // What does not run is not extended: such an action is refused.
      if (effect.type === 'extend-clock' && now === 'no') return undefined;
      if (effect.type === 'pause-clock' && now === 'runs') now = 'rests';
      if (effect.type === 'resume-clock' && now === 'rests') now = 'runs';
    }
    return now;
  };
  const without = new Set<string>();
  const seen = new Set<string>();
  const waiting: Standing[] = [];
  const reach = (standing: Standing): void => {
    const name = JSON.stringify([standing.step, standing.runs, [...standing.pending].sort()]);
    if (seen.has(name)) return;
    seen.add(name);
    waiting.push(standing);
  };
  if (first) {
    for (const runs of after('no', [{ on: 'filed' }, ...arrival(first.key)])) {
      reach({ step: first.key, runs, pending: new Set() });
    }
  }
  for (let standing = waiting.pop(); standing; standing = waiting.pop()) {
    const { step, pending } = standing;
    for (const letter of pending) {
      const left = new Set([...pending].filter((other) => other !== letter));
      for (const runs of after(standing.runs, [{ on: 'delivered', action: letter }]))
        reach({ step, runs, pending: left });
    }
    for (const action of steps.get(step)?.actions ?? []) {
      if (!actions.has(action)) continue;
      for (const way of waysOf(action)) {
        const before = effected(standing.runs, way);
        if (before === undefined) continue;
        const { key } = action;
        const done: ClockTrigger[] = [{ on: 'action', action: key }, ...(way.to === step ? [] : arrival(way.to, step))];
        const ends = steps.get(way.to)?.kind === 'end' && clock.whose !== 'petitioner';
        const reached = (triggers: readonly ClockTrigger[], left: ReadonlySet<string>) => {
          for (const runs of after(before, triggers)) {
            if (runs !== 'runs' || ends) without.add(wayName(action, way));
            reach({ step: way.to, runs, pending: left });
          }
        };
        const { tells } = action;
        reached(tells ? [...done, { on: 'delivered', action: key }] : done, pending);
        if (tells) reached(done, awaited.has(key) ? new Set([...pending, key]) : pending);
      }
    }
  }
  return without;
}

/**
 * What the petitioner is told says which clock's day it names: one that they may know of, and that has a day by then. A
 * period that begins when the letter arrives has none; the notice says the period in words.
 */
export function checkNotices(
  path: HandlingPath,
  explored: Explored,
  waysOf: WaysOf,
  { forms }: PathSurroundings,
  report: Report,
): void {
  const known = new Map<string, Set<string>>();
  const mayLack = (clock: PathClock): Set<string> => {
    const found = known.get(clock.key) ?? withoutDay(path, clock, explored, waysOf);
    known.set(clock.key, found);
    return found;
  };
  const check = (action: PathAction, notice: LocalizedText, branches: readonly number[], at: string): void => {
    for (const placeholder of placeholdersOf(notice)) {
      const key = clockNamed(placeholder);
      const answer = answerNamed(placeholder);
      if (answer !== undefined) {
        const form = forms?.find((each) => each.key === action.form);
        if (forms && !(form && mayBeNamed(form, answer))) report('notice-names-no-answer', at, { answer });
        continue;
      }
      if (key === undefined) {
        const isValue = (NOTICE_VALUES as readonly string[]).includes(placeholder);
        if (!isValue) report('unknown-placeholder', at, { placeholder, values: NOTICE_VALUES.join(', ') });
        continue;
      }
      const clock = path.clocks.find((candidate) => candidate.key === key);
      if (!clock) report('unknown-clock', at, { clock: key });
      else if (!clock.public) report('notice-names-inner-clock', at, { clock: key });
      else if (branches.some((branch) => mayLack(clock).has(`${action.key} ${branch}`))) {
        report('notice-day-unknown', at, { clock: key });
      }
    }
  };
  for (const [at, step] of path.steps.entries()) {
    for (const [index, action] of step.actions.entries()) {
      const pointer = `/steps/${at}/actions/${index}`;
      const { notice, branches = [] } = action;
      const heirs = branches.flatMap((branch, place) => (branch.notice === undefined ? [place] : []));
      if (notice) check(action, notice, [-1, ...heirs], `${pointer}/notice`);
      for (const [place, branch] of branches.entries()) {
        if (branch.notice) check(action, branch.notice, [place], `${pointer}/branches/${place}/notice`);
      }
    }
  }
}
