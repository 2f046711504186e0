import type { Coverage, Decision, RuleSet, RuleTestResult } from '@caseway/rule-sets';

/** A rule set whose tests are to be run, by a number that comes back with the answer. */
export interface RunRequest {
  turn: number;
  ruleSet: RuleSet;
}

/** How a test came out, and what the rules say now. */
export type TestOutcome = Omit<RuleTestResult, 'decision'> & { now?: Pick<Decision, 'fired' | 'outcome'> };

export type RunReply =
  | { turn: number; results: TestOutcome[]; coverage: Coverage | null }
  /** The rule set cannot be run as it stands. */
  | { turn: number; failure: string };
