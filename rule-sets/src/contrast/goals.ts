import { combineOutcomes, type Outcome } from '../combine-outcomes.ts';
import { jsonEqual } from '../json-value.ts';
import type { RuleEvent } from '../model/rule-set.ts';
import { type Problem, problemOf, type State, type Wanted } from './problem.ts';
import { type SearchResult, smallestChange } from './search.ts';
import { type Facts, type World, type WorldOptions, worldOf } from './world.ts';

/**
 * What is wished for. `decides`: the rule gives the outcome (of `first`), or is among those that do (of `all`).
 * `fires`: it matches. `silent`: it does not match. `otherwise`: no rule matches. Rules by name.
 */
export type Goal = { kind: 'decides' | 'fires' | 'silent'; rule: string } | { kind: 'otherwise' };

export interface Limits {
  /** States looked at for one goal, and for all of one question. */
  perGoal: number;
  altogether: number;
  /** Most facts changed at once. */
  most: number;
}

/** About a second on an office computer where nothing is found; most questions need a thousandth of it. */
export const LIMITS: Limits = { perGoal: 60_000, altogether: 400_000, most: 8 };

/** The demands of a goal on the rules; undefined where there is no such rule. */
export function wantedBy({ normal, trees }: World, goal: Goal): Wanted[] | undefined {
  if (goal.kind === 'otherwise') return trees.map((tree) => ({ tree, result: false }));
  const index = normal.order.findIndex((rule) => rule.name === goal.rule);
  const tree = trees[index];
  if (!tree) return undefined;
  if (goal.kind === 'silent') return [{ tree, result: false }];
  const earlier = goal.kind === 'decides' && normal.hitPolicy === 'first' ? trees.slice(0, index) : [];
  return [{ tree, result: true }, ...earlier.map((before) => ({ tree: before, result: false }))];
}

/** A fact that becomes another. `to` undefined: no longer given. */
export interface Change {
  variable: number;
  to: Facts[string] | undefined;
  /** Any value would do. */
  any: boolean;
}

export interface Reached extends SearchResult {
  problem: Problem;
  changes: Change[];
}

/** Searches one goal. */
export function reach(
  world: World,
  wanted: readonly Wanted[],
  limits: { budget: number; most: number; accept?: (problem: Problem, state: State) => boolean },
): Reached {
  const problem = problemOf(world, wanted);
  const { accept } = limits;
  const result = smallestChange(problem, {
    budget: limits.budget,
    most: limits.most,
    ...(accept && { accept: (state: State) => accept(problem, state) }),
  });
  const changes = problem.variables.flatMap((variable, at) => {
    const cell = result.state?.[at] ?? 0;
    const { value: to, any = false } = problem.cells[at]?.[cell] ?? {};
    return cell === 0 ? [] : [{ variable: variable.index, to, any }];
  });
  return { ...result, problem, changes };
}

/** An outcome as far as it decides anything: words for people left out. */
export function weightOf(events: readonly RuleEvent[]): Outcome {
  const { say: _, ...rest } = combineOutcomes(events);
  return rest;
}

export const sameOutcome = (a: readonly RuleEvent[], b: readonly RuleEvent[]): boolean =>
  jsonEqual(weightOf(a) as Facts, weightOf(b) as Facts);

export { type Facts, type World, type WorldOptions, worldOf };
