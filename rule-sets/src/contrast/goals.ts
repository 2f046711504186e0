import type { Json } from '@caseway/form-schemas';
import { weightOf } from '../combine-outcomes.ts';
import { jsonEqual } from '../json-value.ts';
import type { Decision } from '../model/rule-set.ts';
import type { State } from './demand.ts';
import type { Tree } from './goal-conditions.ts';
import { type Problem, problemOf, type Wanted } from './problem.ts';
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

/**
 * Of `all`, where a rule's mere coming or going leaves the outcome as it is because others say the same or go before:
 * every way in which its part does come to bear, each a demand of its own. Of single values the first rule decides, of
 * lists all.
 */
export function wantedToBear({ normal, trees }: World, goal: Goal, decision: Pick<Decision, 'events' | 'fired'>) {
  if (goal.kind === 'otherwise') return [];
  const rules = normal.order.map(({ name, event }, index) => ({
    name,
    params: weightOf([event]),
    is: (result: boolean): Wanted => ({ tree: trees[index] as Tree, result }),
  }));
  const own = rules.find(({ name }) => name === goal.rule);
  if (!own) return [];
  const outcome = weightOf(decision.events);
  /** The rule is the first to speak of the param. */
  const takesOver = (rule: typeof own, param: string): Wanted[] => {
    const before = rules.slice(0, rules.indexOf(rule)).filter(({ params }) => Object.hasOwn(params, param));
    return [rule.is(true), ...before.map(({ is }) => is(false))];
  };
  return Object.entries(own.params).flatMap(([param, value]): Wanted[][] => {
    const speaking = rules.filter(({ params }) => Object.hasOwn(params, param));
    const isSaid = jsonEqual(outcome[param], value);
    if (goal.kind !== 'silent') return isSaid || Array.isArray(value) ? [] : [takesOver(own, param)];
    if (Array.isArray(value)) {
      const saying = (item: Json) =>
        speaking.filter(({ params }) => [params[param]].flat().some((other) => jsonEqual(other, item)));
      return value.map((item) => saying(item).map(({ is }) => is(false)));
    }
    if (!isSaid) return [];
    const others = speaking.filter(
      ({ name, params }) => decision.fired.includes(name) && !jsonEqual(params[param], value),
    );
    return [speaking.map(({ is }) => is(false)), ...others.map((other) => [...takesOver(other, param), own.is(false)])];
  });
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

export { type Facts, type Wanted, type World, type WorldOptions, worldOf };
