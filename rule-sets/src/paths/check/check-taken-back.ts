import type { HandlingPath, OutcomeEffect, PathAction } from '../../model/handling-path.ts';
import type { ActionWay } from '../run/resolve-action.ts';
import { saidBy } from '../run/what-stands.ts';
import type { Explored, WaysOf } from './explore.ts';
import type { Report } from './surroundings.ts';

/** Where a case may stand, and the step from which the petitioner was last told how their matter came out; absent: told nothing. */
interface Standing {
  step: string;
  told?: string;
}

/** That work goes on is no outcome, and nothing that could be taken back. */
const OPEN: ReadonlySet<OutcomeEffect> = new Set(['unresolved']);

/** How many acts a step lies from where cases start, at least. */
function depths(path: HandlingPath, waysOf: WaysOf): Map<string, number> {
  const [first] = path.steps;
  const known = new Map<string, number>(first ? [[first.key, 0]] : []);
  const steps = new Map(path.steps.map((step) => [step.key, step]));
  // What is put in while it is gone through is gone through, too.
  for (const [step, depth] of known) {
    for (const action of steps.get(step)?.actions ?? [])
      for (const { to } of waysOf(action)) if (!known.has(to)) known.set(to, depth + 1);
  }
  return known;
}

/**
 * What the petitioner was told holds until they are told otherwise: a way that takes back an outcome of which they know, or
 * that leads to or before the step that told it, has a notice of its own. Else their receipt still ends with what is no more.
 */
export function checkTakenBack(path: HandlingPath, { actions }: Explored, waysOf: WaysOf, report: Report): void {
  const steps = new Map(path.steps.map((step) => [step.key, step]));
  const depth = depths(path, waysOf);
  const depthOf = (step: string): number => depth.get(step) ?? Number.POSITIVE_INFINITY;
  const tellsOutcome = (action: PathAction, way: ActionWay): boolean =>
    typeof way.outcome === 'string' ||
    saidBy(path, action, way, { outcome: undefined, reviewed: false }).some((effect) => !OPEN.has(effect));
  const seen = new Map<string, Standing>();
  const reach = (standing: Standing): void => {
    const key = JSON.stringify([standing.step, standing.told]);
    if (!seen.has(key)) seen.set(key, standing);
  };
  const untold = new Map<string, Record<string, string>>();
  const [first] = path.steps;
  if (first) reach({ step: first.key });
  for (const { step, told } of seen.values()) {
    const at = path.steps.findIndex(({ key }) => key === step);
    for (const [index, action] of (steps.get(step)?.actions ?? []).entries()) {
      if (!actions.has(action)) continue;
      for (const way of waysOf(action)) {
        const { to, outcome, branch } = way;
        const says = way.notice !== undefined || action.tells !== undefined;
        const isBack = to !== step && told !== undefined && depthOf(to) <= depthOf(told);
        const takenBack = outcome === null || isBack;
        if (told !== undefined && takenBack && !says && steps.get(to)?.kind !== 'end') {
          const own = `/steps/${at}/actions/${index}`;
          untold.set(branch < 0 ? own : `${own}/branches/${branch}`, { action: action.key, step: told });
        }
        const next = says ? (tellsOutcome(action, way) ? step : undefined) : takenBack ? undefined : told;
        reach(next === undefined ? { step: to } : { step: to, told: next });
      }
    }
  }
  for (const [pointer, params] of untold) report('taken-back-untold', pointer, params);
}
