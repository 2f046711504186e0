import type { HandlingPath } from '../../model/handling-path.ts';
import type { Explored, WaysOf } from './explore.ts';
import type { Report } from './surroundings.ts';

/**
 * Where a path reports back to who sent the matter, it does so on every way to an end, whoever ends it and why: each closing
 * action that can be come to without a report. What was reported once, of whatever came after, is reported.
 */
export function checkReports(path: HandlingPath, { actions }: Explored, waysOf: WaysOf, report: Report): void {
  if (!path.steps.some((step) => step.actions.some(({ reportsBack }) => reportsBack))) return;
  const [first] = path.steps;
  const steps = new Map(path.steps.map((step, index) => [step.key, { step, index }]));
  const unreported = new Set(first ? [first.key] : []);
  // A set grows while it is walked through.
  for (const key of unreported) {
    const { step, index } = steps.get(key) ?? {};
    for (const [place, action] of step?.actions.entries() ?? []) {
      if (!actions.has(action) || action.reportsBack) continue;
      const targets = waysOf(action).map(({ to }) => to);
      for (const to of targets) unreported.add(to);
      if (!targets.some((to) => steps.get(to)?.step.kind === 'end')) continue;
      report('closes-unreported', `/steps/${index}/actions/${place}`, { action: action.key });
    }
  }
}
