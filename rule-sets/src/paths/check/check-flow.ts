import type { HandlingPath } from '../../model/handling-path.ts';
import type { Explored } from './explore.ts';
import type { Report } from './surroundings.ts';

/** Steps: how a case gets there, on to an end, and who has it. */
export function checkFlow(path: HandlingPath, { steps, stuck }: Explored, report: Report): void {
  const hasEnd = path.steps.some(({ kind }) => kind === 'end');
  if (!hasEnd) report('no-end', '/steps');
  if (path.steps[0]?.kind === 'end') report('first-is-end', '/steps/0');
  for (const [index, step] of path.steps.entries()) {
    const at = `/steps/${index}`;
    if (!steps.has(step.key)) report('unreachable', at, { step: step.key });
    else if (hasEnd && stuck.has(step.key)) report('no-way-out', at, { step: step.key });
    if (step.kind === 'end' && step.actions.length > 0) report('end-has-actions', `${at}/actions`);
    if (step.kind !== 'end' && !step.assignee) report('no-assignee', at, { step: step.key });
  }
}
