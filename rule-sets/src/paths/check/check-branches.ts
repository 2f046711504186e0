import { checkConditions } from '../../check-rule-set/check-conditions.ts';
import { checkFacts } from '../../check-rule-set/check-facts.ts';
import type { JsonObject } from '../../json-value.ts';
import type { PathAction } from '../../model/handling-path.ts';
import { branchRules } from '../run/action-branches.ts';
import { answerRules } from './answer-rules.ts';
import type { PathFinding } from './path-findings.ts';
import type { PathSurroundings } from './surroundings.ts';

const RULE = /^\/rules\/(\d+)\/conditions/;

/** Errors in the conditions of an action's branches, as those of any rule; pointers into the action. */
export function checkBranches(action: PathAction, around: PathSurroundings): PathFinding[] {
  if (!action.branches) return [];
  const known = answerRules({ ...action }, around);
  const rules: object = branchRules(action.branches, known?.ruleSet.form ?? '');
  const ruleSet = { ...rules, alsoForms: known?.ruleSet.alsoForms ?? [] } as JsonObject;
  const { findings, leaves } = checkConditions(ruleSet);
  const facts = checkFacts(ruleSet, leaves, known?.forms);
  return [...findings, ...facts.findings]
    .filter(({ severity, pointer }) => severity === 'error' && RULE.test(pointer))
    .map((finding) => ({ ...finding, pointer: finding.pointer.replace(RULE, '/branches/$1/when') }));
}
