import { shapeWords } from '@caseway/form-schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { HANDLING_PATH_META_SCHEMA } from '../path-meta-schema.ts';
import { waysOf } from '../run/resolve-action.ts';
import { checkAction, checkDepartment } from './check-actions.ts';
import { type ProvedWays, proveAnswers } from './check-answers.ts';
import { checkBranches } from './check-branches.ts';
import { checkClocks } from './check-clocks.ts';
import { checkFlow } from './check-flow.ts';
import { checkIdle } from './check-idle.ts';
import { checkNotices } from './check-notices.ts';
import { checkReports } from './check-reports.ts';
import { checkReview } from './check-review.ts';
import { checkClosing, checkPublicTitles } from './check-safeguards.ts';
import { checkTakenBack } from './check-taken-back.ts';
import { checkUntil } from './check-until.ts';
import { explore, type WaysOf } from './explore.ts';
import type { PathFinding } from './path-findings.ts';
import { reportInto } from './report-into.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(HANDLING_PATH_META_SCHEMA);
  return compiled;
}

/** Whether something has the shape of a handling path. */
export const isHandlingPath = (content: unknown): content is HandlingPath => metaCheck()(content) === true;

function checkKeys(path: HandlingPath, report: Report): void {
  const lists: [string, readonly { key: string }[]][] = [
    ['/clocks', path.clocks],
    ['/outcomes', path.outcomes],
    ['/steps', path.steps],
    ...path.steps.map((step, at): [string, readonly { key: string }[]] => [`/steps/${at}/actions`, step.actions]),
  ];
  for (const [pointer, list] of lists) {
    const keys = list.map(({ key }) => key);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) !== index) report('key-twice', `${pointer}/${index}/key`, { key });
    }
  }
}

/**
 * Whether a handling path is usable and keeps the safeguards that the platform enforces whatever an admin configures; takes
 * anything. Errors stop publishing. What the answers of forms make of an action is proved, over all that the forms take
 * (docs/paths.md), where `around` has the forms.
 */
export function checkPath(content: unknown, around: PathSurroundings = {}): PathFinding[] {
  const findings: PathFinding[] = [];
  const report = reportInto(findings, content);
  const check = metaCheck();
  if (!check(content)) {
    for (const error of check.errors ?? []) {
      report('shape', error.instancePath, {}, { words: { detail: shapeWords(error) } });
    }
    return findings;
  }
  const path = content as HandlingPath;
  checkKeys(path, report);
  // What could happen by what is written; then, what can by what answers there are.
  const { carried } = explore(path, waysOf);
  const possible = new Map<PathAction, ProvedWays>();
  for (const [at, step] of path.steps.entries()) {
    checkDepartment(step.assignee, `/steps/${at}/assignee`, around, report);
    for (const [index, action] of step.actions.entries()) {
      const pointer = `/steps/${at}/actions/${index}`;
      checkAction(path, step, action, pointer, around, report);
      if (carried.has(action)) {
        checkClosing(path, action, waysOf(action), carried.get(action) ?? [], pointer, report);
      }
      const branches = checkBranches(action, around);
      for (const each of branches) findings.push({ ...each, pointer: `${pointer}${each.pointer}` });
      const before = carried.get(action);
      if (branches.length > 0 || !before) continue;
      possible.set(action, proveAnswers({ path, action, carried: before, pointer }, around, report));
    }
  }
  const provedWays: WaysOf = (action, before) => possible.get(action)?.(before) ?? waysOf(action);
  const explored = explore(path, provedWays);
  checkPublicTitles(path, report);
  checkFlow(path, explored, report);
  checkClocks(path, explored, provedWays, around, report);
  checkReview(path, explored, report);
  checkReports(path, explored, provedWays, report);
  checkUntil(path, around, report);
  checkIdle(path, explored, provedWays, report);
  checkNotices(path, explored, provedWays, around, report);
  checkTakenBack(path, explored, provedWays, report);
  return findings;
}
