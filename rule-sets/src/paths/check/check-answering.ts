import type { HandlingPath } from '../../model/handling-path.ts';
import { waysOf } from '../run/resolve-action.ts';
import { type Asked, proveAnswers } from './check-answers.ts';
import { checkBranches } from './check-branches.ts';
import { explore } from './explore.ts';
import type { PathFinding } from './path-findings.ts';
import { reportInto } from './report-into.ts';
import type { PathSurroundings } from './surroundings.ts';

/** What `checkPath` says of the answers of one action, begun with what may have been decided before: without making code. */
export function checkAnswersOf({ path, action, carried, pointer }: Asked, around: PathSurroundings): PathFinding[] {
  if (action.form === undefined || checkBranches(action, around).length > 0) return [];
  const findings: PathFinding[] = [];
  proveAnswers({ path, action, carried, pointer }, around, reportInto(findings, path));
  return findings;
}

/** The actions of a path that a case can come to, each with what may have been decided when it is begun. */
export function askedOf(path: HandlingPath): Asked[] {
  const { carried } = explore(path, waysOf);
  return path.steps.flatMap((step, at) =>
    step.actions.flatMap((action, index) => {
      const before = carried.get(action);
      return before ? [{ path, action, carried: before, pointer: `/steps/${at}/actions/${index}` }] : [];
    }),
  );
}

/** What `checkPath` says of the answers of forms, of a path that is one. */
export const checkAnswering = (path: HandlingPath, around: PathSurroundings): PathFinding[] =>
  askedOf(path).flatMap((asked) => checkAnswersOf(asked, around));
