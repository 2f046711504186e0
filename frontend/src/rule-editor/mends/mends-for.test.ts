// Each finding that can be mended is mended: after every mend offered, checked anew, it is gone.
import type { Json } from '@caseway/form-schemas';
import { type Condition, checkRuleSet, type RuleSet } from '@caseway/rule-sets';
import { REPAIR_FORM, TEST_FACTS } from '../../condition-editor/testing/repair-form.ts';
import { mendsFor } from './mends-for.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const rule = (conditions: unknown, more: object = {}) => ({
  name: 'one',
  title: text('一', 'One'),
  source: text('甲', 'A'),
  conditions: conditions as Condition,
  event: { type: 'x', params: {} },
  ...more,
});
const set = (more: Partial<RuleSet>): RuleSet => ({
  key: 'k',
  kind: 'classification',
  title: text('甲', 'A'),
  form: 'repair',
  hitPolicy: 'all',
  rules: [],
  otherwise: { type: 'x' },
  ...more,
});
const when = (conditions: unknown) => set({ rules: [rule(conditions)] });
const leaf = (fact: string, operator: string, value: Json) => ({ fact, operator, value });
const two = (odd: unknown) => when({ all: [odd, leaf('people', 'equal', 1)] });
const HALL = { key: 'town-hall', title: text('大厅', 'Hall') };

const CASES: [string, RuleSet, string[]][] = [
  ['similar-fact', two(leaf('peple', 'equal', 1)), ['replaceWith people']],
  ['unknown-fact', two(leaf('nothingLikeIt', 'equal', 1)), ['removeCondition']],
  ['sensitive-fact', two(leaf('owner', 'equal', 'x')), ['removeCondition']],
  ['inherited-fact', two(leaf('toString', 'equal', 'x')), ['removeCondition']],
  ['fact-not-yet-known', two(leaf('department', 'equal', 'x')), ['removeCondition']],
  [
    'value-not-a-choice',
    two(leaf('kind', 'equal', 'pumps')),
    ['replaceWith 水泵', 'replaceWith 电梯', 'replaceWith 管道'],
  ],
  [
    'value-not-a-choice',
    two(leaf('signs', 'containsAny', ['smoke', 'fog'])),
    ['replaceWith 冒烟', 'replaceWith 异响', 'removeThis'],
  ],
  ['value-type', two(leaf('people', 'greaterThan', '5')), ['replaceWith 5']],
  ['value-type', two(leaf('indoors', 'equal', 'true')), ['replaceWith true']],
  ['value-type', two(leaf('cost', 'amountAtLeast', 12)), ['replaceWith "12"']],
  ['value-type', two(leaf('since', 'dateAfter', '2026-3-9')), ['replaceWith "2026-03-09"']],
  ['value-type', two(leaf('signs', 'containsAny', 'smoke')), ['replaceWith ["smoke"]']],
  // only the author knows what is meant
  ['value-type', two(leaf('people', 'greaterThan', 'many')), []],
  ['in-needs-list', two(leaf('kind', 'in', 'pump')), ['makeList']],
  // a test that expects what used to be: the rules matched, or the outcome
  [
    'test-failed',
    { ...two(leaf('people', 'equal', 1)), tests: [{ name: 'old', facts: {}, expect: { fired: ['one'] } }] },
    ['expectAsDecided'],
  ],
  [
    'test-failed',
    { ...two(leaf('people', 'equal', 1)), tests: [{ name: 'old', facts: {}, expect: { outcome: { level: 'x' } } }] },
    ['expectAsDecided'],
  ],
  ['empty-group', two({ any: [] }), ['removeCondition']],
  // a rule must ask something: what, only its author knows
  ['empty-group', when({ all: [] }), []],
  [
    'mixed-condition',
    two({ any: [leaf('people', 'equal', 1)], all: [leaf('people', 'equal', 2)] }),
    ['requireBoth', 'removeIgnored'],
  ],
  ['mixed-condition', two({ any: [leaf('people', 'equal', 1)], ...leaf('people', 'equal', 2) }), ['removeIgnored']],
  ['condition-root', when(leaf('people', 'equal', 1)), ['wrapInGroup']],
  ['ordering-on-text', two(leaf('since', 'greaterThan', '2026-03-09')), ['useOperator dateAfter']],
  ['ordering-on-text', two(leaf('cost', 'lessThan', '9')), ['useOperator amountLessThan']],
  ['ordering-on-text', two(leaf('note', 'lessThan', '9')), []],
  ['contains-on-text', two(leaf('note', 'contains', 'x')), ['useOperator textContains']],
  ['contains-on-text', two(leaf('kind', 'contains', 'pump')), ['useOperator equal']],
  ['operator-not-for-type', two(leaf('signs', 'equal', 'smoke')), ['useOperator contains']],
  ['path-on-plain-fact', two({ ...leaf('people', 'equal', 1), path: '$.a' }), ['removeThis']],
  ['unknown-property', two({ ...leaf('people', 'equal', 1), valu: 2 }), ['removeThis']],
  ['unsafe-key', two(JSON.parse('{"fact":"people","operator":"equal","value":1,"__proto__":1}')), ['removeThis']],
  ['bad-priority', two({ ...leaf('people', 'equal', 1), priority: 0 }), ['removeThis']],
  ['true-when-missing', two(leaf('people', 'notEqual', 2)), ['requireGiven']],
  ['true-when-missing', when({ any: [leaf('people', 'notEqual', 2)] }), ['requireGiven']],
  [
    'unknown-condition',
    set({
      rules: [rule({ all: [{ condition: 'man' }] })],
      conditions: { many: { all: [leaf('people', 'equal', 1)] } },
    }),
    ['replaceWith many'],
  ],
  ['unused-condition', set({ conditions: { many: { all: [leaf('people', 'equal', 1)] } } }), ['removeThis']],
  [
    'duplicate-rule-name',
    set({ rules: [rule({ all: [leaf('people', 'equal', 1)] }), rule({ all: [leaf('people', 'equal', 2)] })] }),
    ['renameTo one-2'],
  ],
  [
    'duplicate-vocabulary-key',
    set({ outcomes: { level: { title: text('级', 'Level'), values: [HALL, HALL] } } }),
    ['removeThis'],
  ],
  [
    'unknown-path',
    set({ otherwise: { type: 'x', params: { path: 'mending' } } }),
    ['replaceWith quick-mend', 'replaceWith slow-mend'],
  ],
  [
    'outcome-value-unknown',
    set({
      otherwise: { type: 'x', params: { level: 'hall' } },
      outcomes: { level: { title: text('级', 'Level'), values: [HALL] } },
    }),
    ['replaceWith town-hall', 'declareValue hall'],
  ],
  ['vocabulary-missing', set({ otherwise: { type: 'x', params: { level: 'hall' } } }), ['declareValues']],
];

test.each(CASES)('%s', async (code, before, labels) => {
  const options = { forms: [REPAIR_FORM], paths: ['quick-mend', 'slow-mend'] };
  const around = { facts: TEST_FACTS, paths: options.paths };
  const finding = (await checkRuleSet(before, options)).find((found) => found.code === code)!;
  expect(finding).toBeDefined();
  const mends = mendsFor(finding, before, around);
  expect(mends.map(({ label }) => [label.key, ...Object.values(label.params ?? {})].join(' '))).toEqual(labels);
  for (const { apply } of mends) {
    const after = (await checkRuleSet(apply(before), options)).filter((found) => found.code === code);
    expect(after.filter(({ pointer }) => pointer === finding.pointer)).toEqual([]);
  }
});

test('of many values those are offered that look like the one written', () => {
  const values = Array.from({ length: 30 }, (_, index) => ({ key: `office-${index}`, title: text('', '') }));
  const many = set({ outcomes: { department: { title: text('', ''), values: [...values, HALL] } } });
  const finding = {
    code: 'outcome-value-unknown',
    pointer: '/otherwise/params/department',
    params: { param: 'department', value: 'hall' },
  };
  expect(mendsFor(finding, many, { facts: [] }).map(({ label }) => label.params?.value)).toEqual(['town-hall', 'hall']);
});

test('a finding that nobody knows has no mend', () => {
  expect(mendsFor({ code: 'toString', pointer: '' }, set({}), { facts: [] })).toEqual([]);
});
