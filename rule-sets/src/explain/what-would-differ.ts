import type { Json } from '@caseway/form-schemas';
import type { ChangeKind } from '../contrast/change-kind.ts';
import { fastDecide } from '../contrast/fast-decide.ts';
import {
  type Goal,
  LIMITS,
  type Limits,
  type Reached,
  reach,
  sameOutcome,
  type World,
  wantedBy,
  weightOf,
  worldOf,
} from '../contrast/goals.ts';
import { OTHER_TEXT } from '../contrast/other-text.ts';
import type { Variable } from '../contrast/world.ts';
import { jsonEqual } from '../json-value.ts';
import type { Decision, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { ruleNamed } from './explain-decision.ts';
import { entriesOf } from './outcome-text.ts';
import { factLabel, type Reading, type ReadingOptions, readingOf, say, valueText } from './reading.ts';

/** One fact that would have to be other than it is. */
export interface FactChange {
  fact: string;
  path?: string;
  /** On whom it depends: what the person tells, what the office decides, or time, which only goes on. */
  kind: Exclude<ChangeKind, 'fixed'>;
  /** Null: not given. */
  from: Json;
  to: Json;
  /** Any value (of a text: that no rule names) would do; `to` is an example. */
  other: boolean;
  text: string;
}

/** A rule whose part in the outcome would change. */
export interface Target {
  /** `rule` would decide (of `all`: would join in), `without` would no longer, `otherwise` would answer. */
  kind: 'rule' | 'without' | 'otherwise';
  /** Empty for `otherwise`. */
  rule: string;
  title: string;
}

/** A change by which the case would be decided otherwise. */
export interface Difference {
  /** Every rule of which this is the smallest change. */
  targets: Target[];
  changes: FactChange[];
  /** What would then be asked and have to be filled in; no rule looks at it. */
  toFill: string[];
  /** What becomes of the outcome: only what is not as it is now. */
  outcome: string;
  /** True: no smaller change leads there. False: the search ended before that was certain. */
  exact: boolean;
  /** The whole as one sentence. */
  text: string;
}

/** What would have to differ for another outcome. */
export interface Differences {
  /** The smallest first. */
  differences: Difference[];
  /** Rules that nothing anybody can change would bring about (or end). */
  impossible: Target[];
  /** Rules about which the search ended without an answer. */
  unknown: Target[];
  /** True: every answer above is certain. */
  exact: boolean;
  /** Facts of which not every value could be tried. */
  leftOut: string[];
}

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

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value) && value.length > 0;

/** How one fact becomes another: of lists what is put in and taken out, of time what it reaches. */
function changeText(
  reading: Reading,
  { fact, path, kind, original }: Variable,
  to: Json | undefined,
  any: boolean,
): string {
  const label = factLabel(reading, fact, path);
  const words = (value: Json | undefined) => valueText(reading, value, fact, path);
  if (original === undefined && (any || to === OTHER_TEXT)) return say(reading, `填写“${label}”`, `${label} is given`);
  if (isList(original) && isList(to)) {
    const added = to.filter((item) => !original.includes(item));
    const removed = original.filter((item) => !to.includes(item));
    const parts = [
      ...(added.length > 0 ? [say(reading, `增加“${words(added)}”`, `also “${words(added)}”`)] : []),
      ...(removed.length > 0 ? [say(reading, `去掉“${words(removed)}”`, `without “${words(removed)}”`)] : []),
    ];
    return say(reading, `“${label}”${parts.join('、')}`, `${label}: ${parts.join(', ')}`);
  }
  if (kind === 'time' && original !== undefined && to !== undefined) {
    return say(reading, `“${label}”达到“${words(to)}”`, `${label}: “${words(to)}” is reached`);
  }
  const after = to === OTHER_TEXT ? say(reading, '其他内容', 'something else') : words(to);
  return say(
    reading,
    `“${label}”由“${words(original)}”变为“${after}”`,
    `${label}: “${after}” instead of “${words(original)}”`,
  );
}

function changesOf(reading: Reading, { variables }: World, { changes }: Reached): FactChange[] {
  return changes.flatMap(({ variable, to, any }) => {
    const found = variables[variable];
    if (!found) return [];
    const { fact, path, kind, original } = found;
    return [
      {
        fact,
        ...(path === undefined ? {} : { path }),
        kind: kind === 'fixed' ? ('situation' as const) : kind,
        from: original ?? null,
        to: to ?? null,
        other: any || to === OTHER_TEXT,
        text: changeText(reading, found, to, any),
      },
    ];
  });
}

/** The entries of the outcome that come, change or go. */
function outcomeChange(reading: Reading, before: Decision, after: Decision): string {
  const was = new Map(entriesOf(reading, weightOf(before.events)).map((entry) => [entry.param, entry]));
  const now = entriesOf(reading, weightOf(after.events));
  const parts = now
    .filter(({ param, text }) => was.get(param)?.text !== text)
    .map(({ label, text }) => (text === '' ? label : say(reading, `${label}：${text}`, `${label}: ${text}`)));
  const present = new Set(now.map(({ param }) => param));
  const gone = [...was.values()].filter(({ param }) => !present.has(param));
  if (gone.length > 0) {
    const labels = gone.map(({ label }) => `“${label}”`).join(say(reading, '、', ', '));
    parts.push(say(reading, `不再有${labels}`, `no longer: ${labels}`));
  }
  return parts.length > 0 ? parts.join(say(reading, '；', '; ')) : say(reading, '其余细节不同', 'other details differ');
}

function sentence(reading: Reading, { targets, changes, toFill, outcome }: Omit<Difference, 'text'>): string {
  const joined = changes.map(({ text }) => text).join(say(reading, '，且', ' and '));
  const fields = toFill.map((label) => say(reading, `“${label}”`, label)).join(say(reading, '、', ', '));
  const also = fields === '' ? '' : say(reading, `（并填写${fields}）`, ` (and ${fields} filled in)`);
  const titles = (kind: Target['kind']) =>
    targets.filter((target) => target.kind === kind).map(({ title }) => say(reading, `“${title}”`, `“${title}”`));
  const [come, go] = [titles('rule'), titles('without')];
  const parts = [
    ...(come.length > 0
      ? [say(reading, `适用规则${come.join('、')}`, `${come.join(', ')} ${come.length > 1 ? 'apply' : 'applies'}`)]
      : []),
    ...(go.length > 0
      ? [
          say(
            reading,
            `不再适用规则${go.join('、')}`,
            `${go.join(', ')} no longer ${go.length > 1 ? 'apply' : 'applies'}`,
          ),
        ]
      : []),
    ...(come.length + go.length === 0 ? [say(reading, '没有规则符合', 'no rule matches')] : []),
  ];
  const then = parts.join(say(reading, '，', ', '));
  return say(
    reading,
    `若${joined}${also}，则${then}，结果变为：${outcome}。`,
    `With ${joined}${also}: ${then}. ${outcome}.`,
  );
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
    const reached = reach(world, wanted, {
      budget: Math.min(left, limits.perGoal),
      most: limits.most,
      accept: differs,
    });
    left = Math.max(0, left - reached.looked);
    for (const { fact, path } of reached.problem.incomplete) leftOut.add(factLabel(reading, fact, path));
    const exact = reached.proven && reached.problem.incomplete.length === 0;
    const target: Target = { kind: KINDS[goal.kind], rule: name, title };
    if (!reached.state) {
      // What it says is said already, by it or by others: no other outcome lies there.
      if (reached.refused || saysTheSame(world, goal, decision)) continue;
      (exact ? impossible : unknown).push(target);
      continue;
    }
    const { facts: changed, toFill } = reached.problem.shown.outcome(reached.state);
    const after = await decide(ruleSet, changed);
    answers.push({
      targets: [target],
      changes: changesOf(reading, world, reached),
      toFill: toFill.map((field) => field.title[options.locale]),
      outcome: outcomeChange(reading, decision, after),
      exact,
      size: reached.size,
      steps: reached.steps,
    });
  }
  const found = joined(answers)
    .toSorted(bySize)
    .map(({ size: _, steps: __, ...difference }) => ({ ...difference, text: sentence(reading, difference) }));
  return {
    differences: found,
    impossible,
    unknown,
    exact: unknown.length === 0 && found.every(({ exact }) => exact),
    leftOut: [...leftOut],
  };
}

type Answer = Omit<Difference, 'text'> & { size: number; steps: number };

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
  const own = weightOf([rule.event]);
  if (goal.kind === 'silent')
    return sameOutcome(
      decision.events.filter((event) => !jsonEqual(event as never, rule.event as never)),
      decision.events,
    );
  return sameOutcome([...decision.events, { type: '', params: own }], decision.events);
}
