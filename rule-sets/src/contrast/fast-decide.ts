import type { RuleEvent } from '../model/rule-set.ts';
import type { NormalRule, NormalRuleSet } from '../reference/normalise.ts';
import { type Facts, traceCondition } from '../reference/trace.ts';

export interface FastAnswer {
  matching: NormalRule[];
  events: RuleEvent[];
}

/**
 * What a rule set answers, by the trace alone: at once, without an engine, under any content security policy.
 * Undefined where the reference would refuse. The trace is what `decide` proves against json-rules-engine each time.
 */
export function fastDecide(normal: NormalRuleSet, facts: Facts): FastAnswer | undefined {
  const matching: NormalRule[] = [];
  for (const rule of normal.order) {
    const { trace, failure } = traceCondition(rule.conditions, facts, normal.named);
    if (failure) return undefined;
    if (trace.result) matching.push(rule);
  }
  const deciding = normal.hitPolicy === 'first' ? matching.slice(0, 1) : matching;
  if (matching.length === 0) return { matching, events: normal.otherwise ? [normal.otherwise] : [] };
  return { matching, events: deciding.map((rule) => rule.event) };
}
