import type { HandlingPath } from '../../model/handling-path.ts';
import { waysOf } from '../run/resolve-action.ts';
import { proveAnswers } from './check-answers.ts';
import { checkBranches } from './check-branches.ts';
import { explore } from './explore.ts';
import type { PathFinding } from './path-findings.ts';
import { reportInto } from './report-into.ts';
import type { PathSurroundings } from './surroundings.ts';

/** What `checkPath` says of the answers of forms, of a path that is one: without making code. */
export function checkAnswering(path: HandlingPath, around: PathSurroundings): PathFinding[] {
  const findings: PathFinding[] = [];
  const report = reportInto(findings, path);
  const { carried } = explore(path, waysOf);
  for (const [at, step] of path.steps.entries()) {
    for (const [index, action] of step.actions.entries()) {
      const before = carried.get(action);
      if (!before || action.form === undefined || checkBranches(action, around).length > 0) continue;
      proveAnswers({ path, action, carried: before, pointer: `/steps/${at}/actions/${index}` }, around, report);
    }
  }
  return findings;
}
