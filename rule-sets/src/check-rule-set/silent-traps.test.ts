// What json-rules-engine takes without a word is an error at its place, and errors stop publishing.
import type { FormDefinition } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { checkRuleSet } from './check-rule-set.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const FORM: FormDefinition = {
  key: 'repair',
  title: text('报修', 'Repair'),
  description: text('报修', 'Repair'),
  use: 'case',
  schema: {
    type: 'object',
    properties: {
      cost: { type: 'string', format: 'cny-amount', 'x-title': text('费用', 'Cost') },
      since: { type: 'string', format: 'date', 'x-title': text('起始日', 'Since') },
      note: { type: 'string', 'x-title': text('说明', 'Note') },
      kind: { type: 'string', enum: ['pump', 'lift'], 'x-title': text('种类', 'Kind') },
      people: { type: 'integer', 'x-title': text('人数', 'People') },
    },
  },
  ui: { sections: [] },
};
const ruleSet = (conditions: Condition, more: Partial<RuleSet> = {}): RuleSet => ({
  key: 'repair-routing',
  kind: 'classification',
  title: text('分流', 'Routing'),
  form: 'repair',
  hitPolicy: 'first',
  rules: [{ name: 'one', title: text('一', 'One'), source: text('甲', 'A'), conditions, event: { type: 'said' } }],
  otherwise: { type: 'said' },
  ...more,
});
const ROOT = '/rules/0/conditions';
const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value }) as Condition;
const fine = leaf('people', 'equal', 1);
/** As a file would have it, whatever the types say. */
const raw = (json: string) => JSON.parse(json) as Condition;

const TRAPS: [string, RuleSet, string, string][] = [
  ['an empty all, which is true', ruleSet({ all: [] }), `${ROOT}/all`, 'empty-group'],
  ['an empty any, which is true too', ruleSet({ all: [{ any: [] }] }), `${ROOT}/all/0/any`, 'empty-group'],
  ['all beside any, which is ignored', ruleSet({ any: [fine], all: [fine] } as Condition), ROOT, 'mixed-condition'],
  [
    'all beside any, further inside',
    ruleSet({ all: [{ any: [fine], all: [fine] } as Condition] }),
    `${ROOT}/all/0`,
    'mixed-condition',
  ],
  [
    'a comparison beside a group, which is ignored',
    ruleSet({ all: [{ any: [fine], ...fine } as Condition] }),
    `${ROOT}/all/0`,
    'mixed-condition',
  ],
  [
    'an ordering of texts',
    ruleSet({ all: [leaf('note', 'lessThan', '9')] }),
    `${ROOT}/all/0/operator`,
    'ordering-on-text',
  ],
  [
    'an ordering of dates as text',
    ruleSet({ all: [leaf('since', 'greaterThan', '2025-10-01')] }),
    `${ROOT}/all/0/operator`,
    'ordering-on-text',
  ],
  [
    'an ordering of amounts as text',
    ruleSet({ all: [leaf('cost', 'lessThanInclusive', '9')] }),
    `${ROOT}/all/0/operator`,
    'ordering-on-text',
  ],
  [
    'an ordering of texts behind a decorator',
    ruleSet({ all: [leaf('note', 'not:lessThan', '9')] }),
    `${ROOT}/all/0/operator`,
    'ordering-on-text',
  ],
  [
    'in with a text, which matches its fragments',
    ruleSet({ all: [leaf('kind', 'in', 'pump')] }),
    `${ROOT}/all/0/value`,
    'in-needs-list',
  ],
  [
    'in with a text behind a decorator',
    ruleSet({ all: [leaf('kind', 'not:in', 'pump')] }),
    `${ROOT}/all/0/value`,
    'in-needs-list',
  ],
  [
    'notIn with nothing, which stops the run',
    ruleSet({ all: [leaf('kind', 'notIn', null)] }),
    `${ROOT}/all/0/value`,
    'in-needs-list',
  ],
  [
    'contains on a text, which is never true',
    ruleSet({ all: [leaf('note', 'contains', 'x')] }),
    `${ROOT}/all/0/operator`,
    'contains-on-text',
  ],
  [
    'names in a circle, which overflow the stack',
    ruleSet(
      { all: [{ condition: 'a' }] },
      { conditions: { a: { all: [{ condition: 'b' }] }, b: { not: { condition: 'a' } } } },
    ),
    '/conditions/a',
    'cyclic-condition',
  ],
  [
    'a name that calls itself',
    ruleSet({ all: [{ condition: 'a' }] }, { conditions: { a: { all: [{ condition: 'a' }] } } }),
    '/conditions/a',
    'cyclic-condition',
  ],
  [
    'an inherited key as fact',
    ruleSet({ all: [leaf('toString', 'isPresent', true)] }),
    `${ROOT}/all/0/fact`,
    'inherited-fact',
  ],
  [
    'an inherited key to compare with',
    ruleSet({ all: [leaf('note', 'equal', { fact: 'constructor' })] }),
    `${ROOT}/all/0/value/fact`,
    'inherited-fact',
  ],
  [
    'an inherited key behind a decorator',
    ruleSet({ all: [leaf('valueOf', 'not:equal', 'x')] }),
    `${ROOT}/all/0/fact`,
    'inherited-fact',
  ],
  [
    'a key that changes objects',
    ruleSet(raw('{"all": [{"fact": "people", "operator": "equal", "value": 1, "__proto__": {}}]}')),
    `${ROOT}/all/0/__proto__`,
    'unsafe-key',
  ],
  [
    'a text where a number is compared, which is silently false',
    ruleSet({ all: [leaf('people', 'greaterThan', 'five')] }),
    `${ROOT}/all/0/value`,
    'value-type',
  ],
];

test.each(TRAPS)('%s', async (_, set, pointer, code) => {
  const findings = await checkRuleSet(set, { forms: [FORM] });
  const found = findings.filter((finding) => finding.pointer === pointer && finding.code === code);
  expect(found).toHaveLength(1);
  expect(found[0]?.severity).toBe('error');
});

test('a decorator that turns a list round is not taken for the trap', async () => {
  const set = ruleSet({ all: [leaf('kind', 'someValue:in', [['pump']]), leaf('people', 'swap:lessThan', 1)] });
  const codes = (await checkRuleSet(set, { forms: [FORM] })).map(({ code }) => code);
  expect(codes).not.toContain('in-needs-list');
  expect(codes).not.toContain('ordering-on-text');
});

test('a path that does not exist is an error at its place, where the paths are known', async () => {
  const params = { path: 'mendings', department: 'hall', level: 'low' };
  const set = ruleSet({ all: [fine] }, { kind: 'routing', otherwise: { type: 'routed', params } });
  const unknown = { severity: 'error', code: 'unknown-path', pointer: '/otherwise/params/path' };
  const at = async (paths?: string[]) =>
    (await checkRuleSet(set, { forms: [FORM], ...(paths ? { paths } : {}) })).filter(
      ({ code }) => code === 'unknown-path',
    );
  expect(await at(['mending'])).toEqual([{ ...unknown, params: { value: 'mendings' } }]);
  expect(await at(['mendings'])).toEqual([]);
  expect(await at()).toEqual([]);
});

test('a check without the tests finds the same but for what the tests say', async () => {
  const set = ruleSet({ all: [fine] });
  const quick = await checkRuleSet(set, { forms: [FORM], tests: false });
  const whole = await checkRuleSet(set, { forms: [FORM] });
  expect(whole.filter(({ code }) => code !== 'no-tests')).toEqual(quick);
  expect(whole.map(({ code }) => code)).toContain('no-tests');
});
