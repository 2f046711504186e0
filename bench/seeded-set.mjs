import { pick, pickSome, seeded } from './random.mjs';

/**
 * The set that every bench decides: 40 rules of 2 to 5 conditions, half of them nested, over 17 facts; about 10 % of
 * cases unmatched, about 16 rules read to the first match, 3 % of facts missing.
 */
export const SEED = 20261107;
const RULES = 40;
const MISSING = 0.03;
/** Share of the still unmatched cases that each rule takes: 0.9 of all over 40 rules. */
const TAKES = [0.043, 0.07];

const words = (prefix, count) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

export const FACTS = [
  { name: 'demandKind', type: 'choice', values: words('demand', 8) },
  { name: 'channel', type: 'choice', values: words('channel', 5) },
  { name: 'policyBasis', type: 'choice', values: ['clear', 'partial', 'none'] },
  { name: 'village', type: 'choice', values: words('village', 24) },
  { name: 'subject', type: 'choice', values: words('subject', 12) },
  { name: 'department', type: 'choice', values: words('department', 15) },
  { name: 'identity', type: 'choice', values: words('identity', 6) },
  { name: 'justified', type: 'boolean' },
  { name: 'urgent', type: 'boolean' },
  { name: 'anonymous', type: 'boolean' },
  { name: 'headcount', type: 'number', most: 40 },
  { name: 'ageDays', type: 'number', most: 365 },
  { name: 'repeatCount', type: 'number', most: 8 },
  { name: 'amount', type: 'number', most: 50_000 },
  { name: 'distance', type: 'number', most: 120 },
  { name: 'hardships', type: 'list', values: words('hardship', 7) },
  { name: 'requests', type: 'list', values: words('request', 9) },
];

function drawValue(random, fact) {
  if (fact.type === 'choice') return pick(random, fact.values);
  if (fact.type === 'boolean') return random() < 0.4;
  if (fact.type === 'number') return Math.floor(random() ** 2 * (fact.most + 1));
  return pickSome(random, fact.values, Math.floor(random() * 4));
}

/** Cases as JSON.parse gives them: each its own object, a missing fact no key. */
export function makeCases(count, seed = SEED + 1) {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const facts = FACTS.filter(() => random() >= MISSING).map((fact) => [fact.name, drawValue(random, fact)]);
    return JSON.parse(JSON.stringify(Object.fromEntries(facts)));
  });
}

function makeLeaf(random) {
  const fact = pick(random, FACTS);
  const { name } = fact;
  if (fact.type === 'boolean')
    return { fact: name, operator: pick(random, ['equal', 'notEqual']), value: random() < 0.5 };
  if (fact.type === 'number') {
    const operator = pick(random, ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']);
    return { fact: name, operator, value: Math.floor(random() ** 2 * fact.most) };
  }
  if (fact.type === 'list') {
    return {
      fact: name,
      operator: pick(random, ['contains', 'contains', 'doesNotContain']),
      value: pick(random, fact.values),
    };
  }
  if (random() < 0.5)
    return { fact: name, operator: pick(random, ['equal', 'equal', 'notEqual']), value: pick(random, fact.values) };
  const value = pickSome(random, fact.values, 2 + Math.floor(random() * Math.min(4, fact.values.length - 2)));
  return { fact: name, operator: pick(random, ['in', 'in', 'notIn']), value };
}

function makeConditions(random, nested) {
  const leaves = Array.from({ length: 2 + Math.floor(random() * 4) }, () => makeLeaf(random));
  if (!nested || leaves.length < 3)
    return nested ? { all: [leaves[0], { not: { all: [leaves[1]] } }] } : { all: leaves };
  const inner = leaves.splice(0, 2);
  const group = random() < 0.7 ? { any: inner } : { not: { all: inner } };
  return random() < 0.8 ? { all: [...leaves, group] } : { any: [{ all: leaves }, { all: inner }] };
}

const COMPARE = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b) => b.includes(a),
  notIn: (a, b) => !b.includes(a),
  contains: (a, b) => Array.isArray(a) && a.includes(b),
  doesNotContain: (a, b) => Array.isArray(a) && !a.includes(b),
  lessThan: (a, b) => a < b,
  lessThanInclusive: (a, b) => a <= b,
  greaterThan: (a, b) => a > b,
  greaterThanInclusive: (a, b) => a >= b,
};

function holds(condition, facts) {
  if (condition.all) return condition.all.every((part) => holds(part, facts));
  if (condition.any) return condition.any.some((part) => holds(part, facts));
  if (condition.not) return !holds(condition.not, facts);
  return COMPARE[condition.operator](facts[condition.fact], condition.value);
}

/** Rules are drawn until each takes its share of the cases that those before it left. */
export function makeRuleSet(seed = SEED) {
  const random = seeded(seed);
  let open = makeCases(2000, seed + 2);
  const rules = [];
  while (rules.length < RULES) {
    const index = rules.length;
    const conditions = makeConditions(random, index % 2 === 1);
    const left = open.filter((facts) => !holds(conditions, facts));
    const takes = 1 - left.length / open.length;
    if (takes < TAKES[0] || takes > TAKES[1]) continue;
    open = left;
    rules.push({
      name: `rule-${index}`,
      conditions,
      event: { type: 'decided', params: { path: `path-${index % 12}` } },
    });
  }
  return { key: 'bench', hitPolicy: 'first', rules, otherwise: { type: 'decided', params: { path: 'path-none' } } };
}

/** The same set with one rule changed, as an editor would: other rules are the same objects. */
export function editOneRule(ruleSet, step) {
  const random = seeded(SEED + 1000 + step);
  const index = Math.floor(random() * ruleSet.rules.length);
  const edit = (condition) => {
    if (condition.all) return { all: condition.all.map((part, at) => (at === 0 ? edit(part) : part)) };
    if (condition.any) return { any: condition.any.map((part, at) => (at === 0 ? edit(part) : part)) };
    if (condition.not) return { not: edit(condition.not) };
    return makeLeaf(random);
  };
  return {
    ...ruleSet,
    rules: ruleSet.rules.map((rule, at) => (at === index ? { ...rule, conditions: edit(rule.conditions) } : rule)),
  };
}

/** Shape of the set on given cases, for the record. */
export function describeSet(ruleSet, winners) {
  const read = winners.reduce((sum, winner) => sum + (winner === -1 ? ruleSet.rules.length : winner + 1), 0);
  const share = (count) => Number((count / winners.length).toFixed(3));
  return {
    rulesRead: Number((read / winners.length).toFixed(1)),
    unmatched: share(winners.filter((winner) => winner === -1).length),
  };
}
