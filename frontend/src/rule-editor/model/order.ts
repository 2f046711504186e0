import type { ParkedRule, Rule, RuleSet } from '@caseway/rule-sets';

/** A rule where it stands: `/rules/3`, or `/parked/0/rule` where it is switched off. */
export interface PlacedRule {
  rule: Rule;
  pointer: string;
  parked: boolean;
}

const MOST_PRIORITY = 1_000_000;
/** Room left below and above a rule that moves to an end, for those that come between later. */
const STEP = 10;

export function priorityOf(rule: Rule): number {
  const { priority } = rule;
  return typeof priority === 'number' && Number.isInteger(priority) && priority > 0 ? priority : 1;
}

/** Rules in the order of the file, those switched off where they would return to. */
export function fileOrder(ruleSet: RuleSet): PlacedRule[] {
  const placed: PlacedRule[] = [];
  const parked = (ruleSet.parked ?? []).map((entry, index) => ({ ...entry, pointer: `/parked/${index}/rule` }));
  const waiting = parked.toSorted((a, b) => a.at - b.at);
  const letIn = (before: number) => {
    while (waiting[0] && waiting[0].at <= before) {
      const { rule, pointer } = waiting.shift() as (typeof waiting)[number];
      placed.push({ rule, pointer, parked: true });
    }
  };
  ruleSet.rules.forEach((rule, index) => {
    letIn(index);
    placed.push({ rule, pointer: `/rules/${index}`, parked: false });
  });
  letIn(Number.POSITIVE_INFINITY);
  return placed;
}

/** Rules in the order in which they decide: by priority, then by place. This is the order in which they are shown. */
export function decidingOrder(ruleSet: RuleSet): PlacedRule[] {
  return fileOrder(ruleSet).toSorted((a, b) => priorityOf(b.rule) - priorityOf(a.rule));
}

/** The rule set with rules in this file order; those switched off remember their place. */
export function withFileOrder(ruleSet: RuleSet, placed: readonly Omit<PlacedRule, 'pointer'>[]): RuleSet {
  const rules: Rule[] = [];
  const parked: ParkedRule[] = [];
  for (const { rule, parked: off } of placed) {
    if (off) parked.push({ at: rules.length, rule });
    else rules.push(rule);
  }
  if (parked.length > 0) return { ...ruleSet, rules, parked };
  const { parked: _, ...rest } = ruleSet;
  return { ...rest, rules };
}

/**
 * The priority of a rule that comes to stand between two others: its own where that fits, else the nearest that does.
 * Under `first` it is kept apart from its neighbours' where there is room; under `all` equal ones are a band, which it
 * joins.
 */
function fittingPriority(own: number, above: number | undefined, below: number | undefined, apart: boolean): number {
  const high = above ?? Number.POSITIVE_INFINITY;
  const low = below ?? 0;
  if (apart ? own < high && own > low : own <= high && own >= low) return own;
  if (!apart) return own > high ? high : low;
  if (above === undefined) return Math.min(MOST_PRIORITY, low + STEP);
  if (below === undefined) return high > STEP ? high - STEP : Math.max(1, high - 1);
  return high - low >= 2 ? Math.floor((high + low) / 2) : high;
}

const withPriority = (rule: Rule, priority: number): Rule =>
  priorityOf(rule) === priority ? rule : { ...rule, priority };

/** Puts a rule at an index of the deciding order. Only the rule itself changes: its place, and its priority if it must. */
export function placeRule(
  ruleSet: RuleSet,
  others: readonly PlacedRule[],
  moved: Omit<PlacedRule, 'pointer'>,
  index: number,
): RuleSet {
  const order = others.toSorted((a, b) => priorityOf(b.rule) - priorityOf(a.rule));
  const above = order[index - 1];
  const below = order[index];
  const [high, low] = [above && priorityOf(above.rule), below && priorityOf(below.rule)];
  const priority = fittingPriority(priorityOf(moved.rule), high, low, ruleSet.hitPolicy === 'first');
  const placed = { ...moved, rule: withPriority(moved.rule, priority) };
  const isTiedBelow = below !== undefined && priority === low && priority !== high;
  const at = above && !isTiedBelow ? others.indexOf(above) + 1 : below ? others.indexOf(below) : others.length;
  return withFileOrder(ruleSet, others.toSpliced(at, 0, { ...placed, pointer: '' }));
}

/**
 * Moves a rule to an index of the deciding order, counted without it. What decides is the priority, then the place in
 * the file: the rule keeps its priority if it fits between its new neighbours, and no other rule is touched.
 */
export function moveRule(ruleSet: RuleSet, pointer: string, index: number): RuleSet {
  const placed = fileOrder(ruleSet);
  const moved = placed.find((entry) => entry.pointer === pointer);
  if (!moved) return ruleSet;
  const before = decidingOrder(ruleSet);
  const to = Math.max(0, Math.min(index, placed.length - 1));
  if (before.findIndex((entry) => entry.pointer === pointer) === to) return ruleSet;
  return placeRule(
    ruleSet,
    placed.filter((entry) => entry !== moved),
    moved,
    to,
  );
}
