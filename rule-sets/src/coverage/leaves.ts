import { pointerTo } from '../json-value.ts';
import type { Condition, ConditionTrace } from '../model/rule-set.ts';

/** A comparison of the rule set by its place, and the trace that tells how it came out, where there is one. */
export interface SeenLeaf {
  pointer: string;
  leaf: Extract<Condition, { fact: string }>;
  result?: boolean;
}

/**
 * Every leaf under a condition, each with its pointer into the rule set: those of named conditions by the place where
 * they are written. `trace`, where given, must be of the same condition. Circles must have been refused before.
 */
export function leavesOf(
  condition: Condition,
  pointer: string,
  named: ReadonlyMap<string, Condition>,
  trace?: ConditionTrace,
): SeenLeaf[] {
  if ('condition' in condition) {
    const target = named.get(condition.condition);
    const inner = trace?.kind === 'named' ? trace.child : undefined;
    return target ? leavesOf(target, pointerTo('/conditions', condition.condition), named, inner) : [];
  }
  const group = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null;
  if (group) {
    const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
    const children = trace && 'children' in trace ? trace.children : [];
    return parts.flatMap((part, index) => leavesOf(part, pointerTo(pointer, group, index), named, children[index]));
  }
  if ('not' in condition) {
    return leavesOf(condition.not, `${pointer}/not`, named, trace?.kind === 'not' ? trace.child : undefined);
  }
  if (!('fact' in condition)) return [];
  return [{ pointer, leaf: condition, ...(trace?.kind === 'leaf' && { result: trace.result }) }];
}
