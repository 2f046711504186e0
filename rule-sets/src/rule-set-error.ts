/**
 * Why a rule set cannot be decided.
 * - `invalid-rule-set`: json-rules-engine would refuse to load it.
 * - `unsupported-path`: a path of something other than plain property steps.
 * - `cyclic-condition`: named conditions that use each other in a circle.
 * - `unknown-condition`, `unknown-operator`: reached while deciding.
 * - `evaluation-failed`: an operator could not work on its values (`in` without a list).
 * - `reference-disagrees`: a defect of this package: trace and json-rules-engine differ.
 */
export type RuleSetErrorCode =
  | 'invalid-rule-set'
  | 'unsupported-path'
  | 'cyclic-condition'
  | 'unknown-condition'
  | 'unknown-operator'
  | 'evaluation-failed'
  | 'reference-disagrees';

/** A rule set that cannot give an answer. `rule` is the rule's name where one is to blame. */
export class RuleSetError extends Error {
  readonly code: RuleSetErrorCode;
  readonly rule: string | undefined;

  constructor(code: RuleSetErrorCode, message: string, rule?: string, cause?: unknown) {
    super(rule === undefined ? message : `rule "${rule}": ${message}`, { cause });
    this.name = 'RuleSetError';
    this.code = code;
    this.rule = rule;
  }
}
