import { RuleSetError } from '../rule-set-error.ts';
import type { NormalRuleSet } from './normalise.ts';
import { type Facts, traceCondition } from './trace.ts';

/** The error with which `decide` answers these facts: that of the first rule without an answer, in deciding order. */
export function failureOf(normal: NormalRuleSet, facts: Facts): RuleSetError | undefined {
  for (const rule of normal.order) {
    const { failure } = traceCondition(rule.conditions, facts, normal.named);
    if (failure) return new RuleSetError(failure.code, failure.message, rule.name);
  }
  return undefined;
}
