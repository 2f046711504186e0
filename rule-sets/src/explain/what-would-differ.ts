import type { Json } from '@caseway/form-schemas';
import { sameOutcome } from '../combine-outcomes.ts';
import { fastDecide } from '../contrast/fast-decide.ts';
import {
  type Goal,
  LIMITS,
  type Limits,
  type Reached,
  reach,
  type Wanted,
  type World,
  wantedBy,
  wantedToBear,
  worldOf,
} from '../contrast/goals.ts';
import type { Decision, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import type { Difference, Differences, Target } from './difference.ts';
import { changesOf, outcomeChange, sentence } from './difference-text.ts';
import { ruleNamed } from './explain-decision.ts';
import { factLabel, type ReadingOptions, readingOf, say } from './reading.ts';

export interface DifferOptions extends ReadingOptions {
  limits?: Partial<Limits>;
}

/** Every way in which the decision could have gone otherwise, in deciding order. */
function goalsOf({ normal }: World, decision: Decision): Goal[] {
  const decided = normal.hitPolicy === 'first' ? decision.fired.slice(0, 1) : decision.fired;
  const others = normal.order
    .map(({ name }) => name)
    .filter((name) => !decided.includes(name))
    .map((rule): Goal => ({ kind: 'decides', rule }));
  if (normal.hitPolicy === 'all') return [...others, ...decided.map((rule): Goal => ({ kind: 'silent', rule }))];
  return decision.byDefault ? others : [...others, { kind: 'otherwise' }];
}

/** Facts changed, then steps, then the place of the rule. */
const bySize = (a: { size: number; steps: number }, b: { size: number; steps: number }) =>
  a.size - b.size || a.steps - b.steps;

/**
 * For every other rule that could decide (`first`) or join or leave (`all`), the smallest change of facts with which
 * the outcome is another one: the fewest facts, of these the fewest steps (boundaries crossed, entries of a list), then
 * the first in the order of the rules. Searched over one value of every cell that the rules and the form's conditions
 * make of each fact's values, so nothing is overlooked; `exact` is false, and says where, if the budget ended a search
 * or a fact has values that cannot be listed (free texts of many words, comparisons of two facts, decorated operators).
 *
 * With the form of the case among `forms` the changed answers are valid in it: what would be hidden falls away, what
 * would newly have to be filled in is told. Nobody is offered what nobody could change (place, form, day received,
 * what happened) or personal data; time only goes on. Each change has been decided anew by `decide`.
 * Rejects with RuleSetError.
 */
export async function whatWouldDiffer(
  ruleSet: RuleSet,
  facts: Record<string, Json>,
  decision: Decision,
  options: DifferOptions,
): Promise<Differences> {
  const limits = { ...LIMITS, ...options.limits };
  const reading = readingOf(ruleSet, options);
  const world = worldOf(ruleSet, facts, { forms: options.forms ?? [], labels: options.labels ?? {} });
  const answers: Answer[] = [];
  const impossible: Target[] = [];
  const unknown: Target[] = [];
  const leftOut = new Set<string>();
  let left = limits.altogether;
  for (const goal of goalsOf(world, decision)) {
    const name = goal.kind === 'otherwise' ? '' : goal.rule;
    const title = ruleNamed(ruleSet, name)?.title?.[options.locale] || name || say(reading, '其他情况', 'otherwise');
    const differs = (problem: Reached['problem'], state: Int32Array): boolean => {
      const answer = fastDecide(world.normal, problem.shown.outcome(state).facts);
      return answer !== undefined && !sameOutcome(answer.events, decision.events);
    };
    const wanted = wantedBy(world, goal) ?? [];
    const search = (demands: readonly Wanted[]): Reached => {
      const budget = Math.min(left, limits.perGoal);
      const answer = reach(world, demands, { budget, most: limits.most, accept: differs });
      left = Math.max(0, left - answer.looked);
      for (const { fact, path } of answer.problem.incomplete) leftOut.add(factLabel(reading, fact, path));
      return answer;
    };
    const direct = search(wanted);
    const ways = direct.refused && !direct.state ? wantedToBear(world, goal, decision).map(search) : [direct];
    const reached = ways.filter(({ state }) => state).toSorted(bySize)[0] ?? ways[0];
    if (!reached) continue;
    const exact = ways.every(({ proven, problem }) => proven && problem.incomplete.length === 0);
    const target: Target = { kind: KINDS[goal.kind], rule: name, title };
    if (!reached.state) {
      // What it says is said already, by it or by others: no other outcome lies there.
      if (saysTheSame(world, goal, decision)) continue;
      (exact ? impossible : unknown).push(target);
      continue;
    }
    const { facts: changed, toFill } = reached.problem.shown.outcome(reached.state);
    const after = await decide(ruleSet, changed);
    answers.push({
      targets: [target],
      ...changesOf(reading, world, reached),
      toFill: toFill.map((field) => field.title[options.locale]),
      outcome: outcomeChange(reading, decision, after),
      exact,
      size: reached.size,
      steps: reached.steps,
    });
  }
  const found = withoutDetours(joined(answers))
    .toSorted(bySize)
    .map(({ size: _, steps: __, clauses, ...difference }) => ({
      ...difference,
      text: sentence(reading, difference, clauses),
    }));
  return {
    differences: found,
    impossible,
    unknown,
    exact: unknown.length === 0 && found.every(({ exact }) => exact),
    leftOut: [...leftOut],
  };
}

type Answer = Omit<Difference, 'text'> & { clauses: string[]; size: number; steps: number };

/** What a smaller change of the same facts brings about as well is no news. */
function withoutDetours(answers: readonly Answer[]): Answer[] {
  const facts = (answer: Answer) => new Set(answer.changes.map(({ fact, path }) => JSON.stringify([fact, path])));
  return answers.filter((answer) => {
    const mine = facts(answer);
    return !answers.some(
      (other) =>
        other.outcome === answer.outcome &&
        bySize(other, answer) < 0 &&
        [...facts(other)].every((fact) => mine.has(fact)),
    );
  });
}

/** The same change may bear on several rules: told once. */
function joined(answers: readonly Answer[]): Answer[] {
  const byChange = new Map<string, Answer>();
  for (const answer of answers) {
    const key = JSON.stringify(answer.changes.map(({ fact, path, to }) => [fact, path ?? null, to]));
    const known = byChange.get(key);
    if (!known) byChange.set(key, answer);
    else {
      known.targets = [...known.targets, ...answer.targets];
      known.exact = known.exact && answer.exact;
    }
  }
  return [...byChange.values()];
}

const KINDS = { decides: 'rule', fires: 'rule', silent: 'without', otherwise: 'otherwise' } as const;

/** A rule that says what is said already leads to no other outcome: nothing to tell. */
function saysTheSame({ normal }: World, goal: Goal, decision: Decision): boolean {
  if (goal.kind === 'otherwise') return sameOutcome(normal.otherwise ? [normal.otherwise] : [], decision.events);
  const rule = normal.order.find(({ name }) => name === goal.rule);
  if (!rule) return true;
  if (normal.hitPolicy === 'first') return sameOutcome([rule.event], decision.events);
  const applied = new Set(decision.fired);
  if (goal.kind === 'silent') applied.delete(goal.rule);
  else applied.add(goal.rule);
  const events = normal.order.filter(({ name }) => applied.has(name)).map(({ event }) => event);
  return sameOutcome(events, decision.events);
}
