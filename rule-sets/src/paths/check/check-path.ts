import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { HANDLING_PATH_META_SCHEMA } from '../path-meta-schema.ts';
import { type ActionWay, waysOf } from '../run/resolve-action.ts';
import { checkAction, checkDepartment } from './check-actions.ts';
import { proveAnswers } from './check-answers.ts';
import { checkBranches } from './check-branches.ts';
import { checkClocks } from './check-clocks.ts';
import { checkFlow } from './check-flow.ts';
import { explore } from './explore.ts';
import { PATH_FINDINGS, type PathFinding } from './path-findings.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(HANDLING_PATH_META_SCHEMA);
  return compiled;
}

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
  const report: Report = (code, pointer, params = {}, more = {}) =>
    void findings.push({ severity: PATH_FINDINGS[code].severity, code, pointer, params, ...more });
  const check = metaCheck();
  if (!check(content)) {
    for (const { instancePath, message = '' } of check.errors ?? []) report('shape', instancePath, { detail: message });
    return findings;
  }
  const path = content as HandlingPath;
  checkKeys(path, report);
  // What could happen by what is written; then, what can by what answers there are.
  const { carried } = explore(path, waysOf);
  const possible = new Map<PathAction, readonly ActionWay[]>();
  for (const [at, step] of path.steps.entries()) {
    checkDepartment(step.assignee, `/steps/${at}/assignee`, around, report);
    for (const [index, action] of step.actions.entries()) {
      const pointer = `/steps/${at}/actions/${index}`;
      checkAction(path, step, action, pointer, around, report);
      const branches = checkBranches(action, around);
      for (const each of branches) findings.push({ ...each, pointer: `${pointer}${each.pointer}` });
      if (branches.length > 0 || !carried.has(action)) continue;
      possible.set(action, proveAnswers(path, action, carried.get(action) ?? new Set(), pointer, around, report));
    }
  }
  const provedWays = (action: PathAction) => possible.get(action) ?? waysOf(action);
  const explored = explore(path, provedWays);
  checkFlow(path, explored, report);
  checkClocks(path, explored, around, report);
  return findings;
}
