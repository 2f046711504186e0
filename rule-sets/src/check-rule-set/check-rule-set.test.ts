// Each fault of a rule set, put into one that has none, is found at its place.
import type { FormDefinition } from '@caseway/form-schemas';
import { analyse } from '../analyse/analyse.ts';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { checkRuleSet, checkRuleSetText } from './check-rule-set.ts';
import { RULE_SET_FINDINGS, type RuleSetCode, renderRuleSetFinding, stopsDeciding } from './finding-catalogue.ts';

const text = (en: string) => ({ 'zh-CN': '测试', en });
type Loose = Record<string, unknown>;

const form = (key: string, properties: Loose): FormDefinition =>
  ({
    key,
    title: text(key),
    description: text(key),
    use: 'case',
    schema: { type: 'object', properties, required: ['kind'] },
    ui: { sections: [] },
  }) as FormDefinition;

const KIND = { type: 'string', enum: ['leak', 'noise'] };
const REPAIR = form('repair', {
  kind: KIND,
  urgent: { type: 'boolean' },
  people: { type: 'integer' },
  other: { type: 'integer' },
  note: { type: 'string' },
  parts: { type: 'array', items: { type: 'string', enum: ['pump', 'belt'] } },
  owner: { type: 'string', 'x-sensitive': { reason: text('to answer') } },
});
/** Has the same facts but for one, and one of another type. */
const VISIT = form('visit', {
  kind: KIND,
  urgent: { type: 'boolean' },
  people: { type: 'string' },
  note: { type: 'string' },
});
const SHADOW = form('shadow', { kind: KIND, ageDays: { type: 'integer' } });

function ruleSet() {
  return {
    key: 'repairs',
    kind: 'routing',
    title: text('Repairs'),
    form: 'repair',
    hitPolicy: 'first',
    conditions: { loud: { all: [{ fact: 'kind', operator: 'equal', value: 'noise' }] } } as Record<string, unknown>,
    outcomes: {
      department: { title: text('Crew'), values: [{ key: 'crew', title: text('Crew') }] },
      level: { title: text('Level'), values: [{ key: 'town', title: text('Town') }] },
    } as Record<string, { title: object; values: Loose[] }>,
    rules: [
      rule('leak', 2, { all: [{ fact: 'kind', operator: 'equal', value: 'leak' }] }),
      rule('loud', 1, named('loud')),
    ],
    otherwise: event(),
    tests: [
      { name: 'a leak', facts: { kind: 'leak' } as Loose, expect: { fired: ['leak'] } as Loose },
      { name: 'noise', facts: { kind: 'noise' } as Loose, expect: { outcome: { level: 'town' } } as Loose },
    ],
  };
}
const event = () => ({ type: 'said', params: { path: 'a-path', department: 'crew', level: 'town' } as Loose });
const named = (condition: string) => ({ all: [{ condition }] });
function rule(name: string, priority: number, conditions: unknown) {
  return { name, title: text(name) as Loose, source: text('Manual'), priority, conditions, event: event() };
}

type Fixture = ReturnType<typeof ruleSet>;
const first = (it: Fixture) => it.rules[0] as Fixture['rules'][number];
const test0 = (it: Fixture) => it.tests[0] as Fixture['tests'][number];
/** The first rule asks one thing more. */
const ask =
  (fact: string, operator: string, value: unknown, more: Loose = {}) =>
  (it: Fixture) => {
    (first(it).conditions as { all: unknown[] }).all.push({ fact, operator, value, ...more });
  };
const ASKED = '/rules/0/conditions/all/1';

const FORMS = [REPAIR, VISIT, SHADOW];
const check = (it: unknown) => checkRuleSet(it, { forms: FORMS, paths: ['a-path'] });

test('the rule set without a fault has no finding', async () => {
  expect(await check(ruleSet())).toEqual([]);
});

const nested = (depth: number): unknown =>
  depth === 0 ? { fact: 'kind', operator: 'equal', value: 'leak' } : { all: [nested(depth - 1)] };

const FAULTS: [RuleSetCode, string, (it: Fixture) => void][] = [
  // Structure
  ['wrong-kind', '/rules', (it) => Object.assign(it, { rules: 'none' })],
  ['missing-property', '/rules/0', (it) => Reflect.deleteProperty(first(it), 'event')],
  ['unknown-property', '/rules/0/prio', (it) => Object.assign(first(it), { prio: 1 })],
  ['unsafe-key', '/otherwise/constructor', (it) => Object.assign(it.otherwise, { constructor: 1 })],
  ['not-allowed', '/hitPolicy', (it) => Object.assign(it, { hitPolicy: 'best' })],
  ['bad-pattern', '/key', (it) => Object.assign(it, { key: 'Repairs!' })],
  ['too-short', '/rules/0/name', (it) => Object.assign(first(it), { name: '' })],
  ['too-long', '/rules/0/name', (it) => Object.assign(first(it), { name: 'n'.repeat(101) })],
  ['out-of-range', '/rules/0/priority', (it) => Object.assign(first(it), { priority: 0 })],
  ['text-missing', '/rules/0/title', (it) => Object.assign(first(it), { title: {} })],
  ['language-missing', '/rules/0/title', (it) => delete first(it).title['zh-CN']],
  [
    'number-differs',
    '/rules/0/title/en',
    (it) => {
      first(it).title.en = 'More than 30 people';
      first(it).conditions = { all: [{ fact: 'people', operator: 'greaterThan', value: 50 }] };
    },
  ],
  ['duplicate-rule-name', '/rules/1/name', (it) => Object.assign(it.rules[1] as object, { name: 'leak' })],
  ['duplicate-test-name', '/tests/1/name', (it) => Object.assign(it.tests[1] as object, { name: 'a leak' })],
  ['no-rules', '/rules', (it) => it.rules.splice(0)],
  ['equal-priority', '/rules/1', (it) => Object.assign(it.rules[1] as object, { priority: 2 })],
  ['reserved-event-type', '/rules/0/event/type', (it) => Object.assign(first(it).event, { type: 'error' })],
  // Conditions
  ['condition-shape', '/rules/0/conditions/all/0', (it) => Object.assign(first(it), { conditions: { all: [{}] } })],
  ['condition-root', '/rules/0/conditions', (it) => Object.assign(first(it), { conditions: nested(0) })],
  ['empty-group', '/rules/0/conditions/any', (it) => Object.assign(first(it), { conditions: { any: [] } })],
  [
    'mixed-condition',
    '/rules/0/conditions',
    (it) => Object.assign(first(it).conditions as object, { any: [nested(0)] }),
  ],
  [
    'condition-too-deep',
    `/rules/0/conditions${'/all/0'.repeat(16)}`,
    (it) => Object.assign(first(it), { conditions: nested(20) }),
  ],
  [
    'unknown-condition',
    '/rules/0/conditions/all/0/condition',
    (it) => Object.assign(first(it), { conditions: named('x') }),
  ],
  ['cyclic-condition', '/conditions/loud', (it) => Object.assign(it.conditions, { loud: named('loud') })],
  ['unused-condition', '/conditions/quiet', (it) => Object.assign(it.conditions, { quiet: { all: [nested(0)] } })],
  ['bad-priority', `${ASKED}/priority`, ask('people', 'equal', 1, { priority: 0.5 })],
  ['unknown-operator', `${ASKED}/operator`, ask('people', 'almost', 1)],
  ['decorated-operator', `${ASKED}/operator`, ask('kind', 'not:equal', 'noise')],
  ['path-not-plain', `${ASKED}/path`, ask('people', 'equal', 1, { path: '$..x' })],
  ['path-on-plain-fact', `${ASKED}/path`, ask('people', 'equal', 1, { path: '$.x' })],
  // Facts
  ['inherited-fact', `${ASKED}/fact`, ask('toString', 'equal', 'x')],
  ['unknown-fact', `${ASKED}/fact`, ask('weather', 'equal', 'x')],
  ['similar-fact', `${ASKED}/fact`, ask('peoples', 'equal', 1)],
  ['fact-not-yet-known', `${ASKED}/fact`, ask('daysOverdue', 'greaterThan', 1)],
  [
    'fact-types-differ',
    `${ASKED}/fact`,
    (it) => {
      Object.assign(it, { alsoForms: ['visit'] });
      ask('people', 'equal', 1)(it);
    },
  ],
  [
    'fact-in-some-forms',
    `${ASKED}/fact`,
    (it) => {
      Object.assign(it, { alsoForms: ['visit'] });
      ask('parts', 'contains', 'pump')(it);
    },
  ],
  ['sensitive-fact', `${ASKED}/fact`, ask('owner', 'equal', 'x')],
  ['unknown-form', '/form', (it) => Object.assign(it, { form: 'nothing' })],
  ['shadowed-system-fact', '/form', (it) => Object.assign(it, { form: 'shadow' })],
  ['ordering-on-text', `${ASKED}/operator`, ask('note', 'lessThan', '9')],
  ['contains-on-text', `${ASKED}/operator`, ask('note', 'contains', 'x')],
  ['operator-not-for-type', `${ASKED}/operator`, ask('urgent', 'countAtLeast', 1)],
  ['in-needs-list', `${ASKED}/value`, ask('kind', 'in', 'leak')],
  ['empty-list', `${ASKED}/value`, ask('kind', 'in', [])],
  ['value-type', `${ASKED}/value`, ask('people', 'equal', 'five')],
  ['value-not-a-choice', `${ASKED}/value`, ask('kind', 'equal', 'smell')],
  ['value-fact-type', `${ASKED}/value`, ask('people', 'equal', { fact: 'note' })],
  ['true-when-missing', ASKED, ask('people', 'notEqual', 1)],
  // Outcomes
  ['vocabulary-missing', '/rules/0/event/params/department', (it) => delete it.outcomes.department],
  [
    'duplicate-vocabulary-key',
    '/outcomes/level/values/1/key',
    (it) => it.outcomes.level?.values.push({ key: 'town', title: text('Town') }),
  ],
  [
    'outcome-value-unknown',
    '/rules/0/event/params/level',
    (it) => Object.assign(first(it).event.params, { level: 'moon' }),
  ],
  ['unknown-path', '/rules/0/event/params/path', (it) => Object.assign(first(it).event.params, { path: 'no-path' })],
  ['outcome-param-missing', '/rules/0/event/params', (it) => delete first(it).event.params.path],
  [
    'outcome-param-may-be-missing',
    '/rules/0/event/params',
    (it) => {
      Object.assign(it, { hitPolicy: 'all' });
      delete first(it).event.params.path;
    },
  ],
  ['unusable-characters', '/title/en', (it) => Object.assign(it.title, { en: 'half \ud800' })],
  ['unusable-number', '/order', (it) => Object.assign(it, { order: Number.POSITIVE_INFINITY })],
  [
    'too-deep',
    `/rules/0/conditions${'/all/0'.repeat(62)}/all`,
    (it) => {
      let deep: unknown = first(it).conditions;
      for (let level = 0; level < 5000; level++) deep = { all: [deep] };
      Object.assign(first(it), { conditions: deep });
    },
  ],
  ['value-type', `${ASKED}/value`, ask('people', 'greaterThan', 2.5)],
  // Tests
  ['no-tests', '', (it) => Reflect.deleteProperty(it, 'tests')],
  ['rule-untested', '/rules/1', (it) => it.tests.pop()],
  ['test-expects-nothing', '/tests/0/expect', (it) => Object.assign(test0(it), { expect: {} })],
  ['test-unknown-rule', '/tests/0/expect/fired/0', (it) => Object.assign(test0(it), { expect: { fired: ['lake'] } })],
  ['test-unknown-fact', '/tests/0/facts/weather', (it) => Object.assign(test0(it).facts, { weather: 'wet' })],
  ['test-failed', '/tests/0', (it) => Object.assign(test0(it).facts, { kind: 'noise' })],
  // Decorated, it reaches for a method that no number has.
  ['test-crashed', '/tests/0', ask('kind', 'someValue:equal', 5)],
];

test.each(FAULTS)('%s at %s', async (code, pointer, spoil) => {
  const it = ruleSet();
  spoil(it);
  const findings = await check(it);
  expect(findings).toContainEqual(
    expect.objectContaining({ code, pointer, severity: RULE_SET_FINDINGS[code].severity }),
  );
  for (const finding of findings) {
    const told = (['zh-CN', 'en'] as const).map((locale) => renderRuleSetFinding(finding, locale));
    expect(told[0]).toMatch(/[一-鿿]/);
    expect(told.join()).not.toMatch(/\{\w+\}|undefined/);
  }
});

test('text that is no JSON, and a key that stands twice, are told with their place', async () => {
  const broken = await checkRuleSetText('{\n "key": nothing\n}');
  expect(broken).toEqual({ findings: [expect.objectContaining({ code: 'invalid-json' })] });
  const twice = JSON.stringify(ruleSet()).replace('"hitPolicy":"first"', '"hitPolicy":"all","hitPolicy":"first"');
  const { findings } = await checkRuleSetText(twice, { forms: FORMS });
  expect(findings).toEqual([expect.objectContaining({ code: 'duplicate-json-key', pointer: '/hitPolicy' })]);
  const long = JSON.stringify(ruleSet()).replace(/"value":[^,}\]]+/, '"value":12345678901234567890');
  const lossy = (await checkRuleSetText(long)).findings.filter(({ code }) => code === 'number-loses-digits');
  expect(lossy).toEqual([expect.objectContaining({ severity: 'error', pointer: expect.stringMatching(/\/value$/) })]);
});

test('what is nested without end is refused by everything that reads a rule set', async () => {
  let deep: unknown = { all: [] };
  for (let level = 0; level < 20_000; level++) deep = { all: [deep] };
  const it = { rules: [{ conditions: deep, event: { type: 'e' } }] } as object as RuleSet;
  expect((await check(it)).map(({ code }) => code)).toEqual(['too-deep']);
  expect(() => compileRuleSet(it)).toThrow(RuleSetError);
  await expect(decide(it, {})).rejects.toThrow(RuleSetError);
  expect(analyse(it, { forms: [REPAIR] }).leftOut).toEqual([{ why: 'unusable' }]);
  const text = `{"rules":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  expect((await checkRuleSetText(text)).findings.map(({ code }) => code)).toEqual(['too-deep']);
});

test('every finding of the catalogue has its fault here', () => {
  const shown = new Set<string>([
    ...FAULTS.map(([code]) => code),
    'invalid-json',
    'duplicate-json-key',
    'number-loses-digits',
  ]);
  expect(Object.keys(RULE_SET_FINDINGS).filter((code) => !shown.has(code))).toEqual([]);
});

test('an author’s worst is answered with findings, never with a crash', async () => {
  for (const content of [
    null,
    [],
    'text',
    1,
    {},
    { rules: [null, 1, {}] },
    JSON.parse('{"rules":[{"__proto__":{}}]}'),
  ]) {
    expect((await check(content)).length).toBeGreaterThan(0);
  }
});

test('rules with an error decide nothing: no test runs by them, and what is wrong with a test itself is told', async () => {
  const it = ruleSet();
  ask('people', 'greaterThanInclusive', '')(it);
  Object.assign(test0(it), { expect: { fired: ['lake'] } });
  it.tests.pop();
  const findings = await check(it);
  expect(findings.filter(stopsDeciding).map(({ code }) => code)).toEqual(['value-type']);
  const ofTests = findings.map(({ code }) => code).filter((code) => /^test-|untested/.test(code));
  expect(ofTests).toEqual(['test-unknown-rule']);
});

test('a text that is missing and a test that fails stop no rules', async () => {
  const it = ruleSet();
  Object.assign(first(it), { title: {} });
  Object.assign(test0(it).facts, { kind: 'noise' });
  const findings = await check(it);
  expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['text-missing', 'test-failed']));
  expect(findings.filter(stopsDeciding)).toEqual([]);
});

test('values whose members are called like what every object has are told of, each for what it is', async () => {
  const hostile = { toString: 1, valueOf: null, constructor: 'x' };
  const holders = [
    (it: Record<string, unknown>) => Object.assign(it, { kind: hostile }),
    (it: Record<string, unknown>) => Object.assign(it, { title: { 'zh-CN': hostile, en: hostile } }),
    ...['fact', 'operator', 'path', 'value'].map((part) => (it: Record<string, unknown>) => {
      const condition = { fact: 'people', operator: 'equal', value: 1, [part]: hostile };
      Object.assign(it, { rules: [{ ...ruleSet().rules[0], conditions: { all: [condition] } }] });
    }),
    ...['name', 'title', 'event', 'source'].map((part) => (it: Record<string, unknown>) => {
      Object.assign(it, { rules: [{ ...ruleSet().rules[0], [part]: hostile }] });
    }),
    (it: Record<string, unknown>) =>
      Object.assign(it, { rules: [{ ...ruleSet().rules[0], event: { type: 'x', params: { category: hostile } } }] }),
  ];
  for (const hold of holders) {
    const content: Record<string, unknown> = JSON.parse(JSON.stringify(ruleSet()));
    hold(content);
    const findings = await check(content);
    expect(findings.length).toBeGreaterThan(0);
    for (const each of findings) expect(renderRuleSetFinding(each, 'en')).not.toContain('[object');
  }
});

test.each(Object.getOwnPropertyNames(Object.prototype))(
  'a kind called %s is a kind that there is not',
  async (kind) => {
    const rules = [{ name: 'a', priority: 1, conditions: { all: [] }, event: { type: 'x', params: { level: 'l' } } }];
    const set = { key: 'k', kind, form: 'repair', hitPolicy: kind, rules, otherwise: { type: kind, params: {} } };
    const findings = await checkRuleSet(set as unknown as RuleSet, { forms: [REPAIR] });
    expect(findings.map(({ pointer }) => pointer)).toContain('/kind');
  },
);
