import { analyse } from '@caseway/rule-sets';

const text = (en) => ({ 'zh-CN': en, en });

/** The same numbers for the same seed (mulberry32). */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CHOICES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Fifteen facts of every sort, some demanded, some shown only while another holds something. */
function makeForm() {
  const properties = {};
  for (let i = 0; i < 6; i++) properties[`choice${i}`] = { type: 'string', enum: CHOICES };
  for (let i = 0; i < 3; i++) properties[`flag${i}`] = { type: 'boolean' };
  for (let i = 0; i < 3; i++) properties[`count${i}`] = { type: 'integer', minimum: 0, maximum: 1000 };
  properties.tags = { type: 'array', uniqueItems: true, items: { enum: CHOICES } };
  properties.day = { type: 'string', format: 'date' };
  const branch = { properties: { sum: { type: 'string', format: 'cny-amount' } }, required: ['sum'] };
  return {
    key: 'form',
    title: text('Form'),
    description: text('Form'),
    use: 'case',
    schema: {
      type: 'object',
      properties,
      required: ['choice0', 'choice1', 'count0', 'day'],
      allOf: [{ if: { properties: { flag0: { const: true } }, required: ['flag0'] }, then: branch }],
    },
    ui: { sections: [] },
  };
}

/** 2 to 5 conditions a rule, half of them nested; planted: two rules that nothing matches, one that never decides. */
function makeRuleSet(rules, hitPolicy, random) {
  const pick = (items) => items[Math.floor(random() * items.length)];
  const leaf = () => {
    const sort = random();
    if (sort < 0.45) {
      const value = random() < 0.5 ? pick(CHOICES) : [pick(CHOICES), pick(CHOICES)];
      const operator = Array.isArray(value) ? pick(['in', 'notIn']) : pick(['equal', 'equal', 'notEqual']);
      return { fact: `choice${Math.floor(random() * 6)}`, operator, value };
    }
    if (sort < 0.6) return { fact: `flag${Math.floor(random() * 3)}`, operator: 'equal', value: random() < 0.5 };
    if (sort < 0.8) {
      const value = Math.floor(random() * 100) * 10;
      return { fact: `count${Math.floor(random() * 3)}`, operator: pick(['lessThan', 'greaterThanInclusive']), value };
    }
    if (sort < 0.9) return { fact: 'tags', operator: pick(['contains', 'doesNotContain']), value: pick(CHOICES) };
    if (sort < 0.95) {
      const value = `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`;
      return { fact: 'day', operator: pick(['dateBefore', 'dateOnOrAfter']), value };
    }
    return {
      fact: 'sum',
      operator: pick(['amountAtLeast', 'amountLessThan']),
      value: String(Math.floor(random() * 50) * 100),
    };
  };
  const conditions = () => {
    const leaves = Array.from({ length: 2 + Math.floor(random() * 4) }, leaf);
    if (random() < 0.5 || leaves.length < 3) return { all: leaves };
    const inner = { any: leaves.slice(1) };
    return { all: [leaves[0], random() < 0.3 ? { not: { all: leaves.slice(1) } } : inner] };
  };
  const made = Array.from({ length: rules }, (_, index) => ({
    name: `rule-${index}`,
    title: text(`Rule ${index}`),
    source: text('bench'),
    priority: rules - index,
    conditions: conditions(),
    event: {
      type: 'decided',
      params: { category: `kind-${index % 12}`, ...(index % 5 === 0 && { path: `way-${index % 4}` }) },
    },
  }));
  const planted = {
    all: [
      { fact: 'flag0', operator: 'notEqual', value: true },
      { fact: 'sum', operator: 'isPresent', value: true },
    ],
  };
  made[Math.floor(rules / 3)].conditions = planted;
  made[Math.floor(rules / 2)].conditions = { all: [{ fact: 'count0', operator: 'greaterThan', value: 1000 }] };
  made[rules - 1].conditions = { all: [made[0].conditions, { fact: 'choice0', operator: 'isPresent', value: true }] };
  return {
    key: 'bench',
    kind: 'classification',
    title: text('Bench'),
    form: 'form',
    hitPolicy,
    rules: made,
    otherwise: { type: 'decided', params: { category: 'none' } },
  };
}

const BAR_MS = 2000;

/**
 * Proves 200 rules over 15 facts, everything: milliseconds, the best of three after one to warm up. `agree`: the planted
 * defects were found, nothing but the length of a list was left out, and every example was tried.
 */
export async function run() {
  const form = makeForm();
  const benches = [];
  for (const hitPolicy of ['first', 'all']) {
    const ruleSet = makeRuleSet(200, hitPolicy, seeded(20261));
    const times = [];
    let analysis;
    for (let turn = 0; turn < 4; turn++) {
      const from = performance.now();
      analysis = analyse(ruleSet, { forms: [form] });
      if (turn > 0) times.push(performance.now() - from);
    }
    const has = (code, name) => analysis.findings.some((found) => found.code === code && found.rules[0] === name);
    const agree =
      has('contradiction', 'rule-66') &&
      has('contradiction', 'rule-100') &&
      (hitPolicy === 'all' || has('unreachable', 'rule-199')) &&
      analysis.leftOut.every(({ why }) => why === 'limit') &&
      analysis.findings.every(({ exact }) => exact);
    const ours = Math.round(Math.min(...times));
    benches.push({
      name: `analyse (200 rules × 15 facts, ${hitPolicy})`,
      unit: 'ms',
      better: 'less',
      ours,
      peers: { bar: BAR_MS },
      agree,
      bars: [[`≤ ${BAR_MS} ms`, BAR_MS / ours]],
    });
  }
  return benches;
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(JSON.stringify(await run(), null, 2));
