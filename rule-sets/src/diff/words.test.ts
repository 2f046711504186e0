// What changed in the shipped rule set, in words.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Rule, RuleSet } from '../model/rule-set.ts';
import { diffRuleSets } from './diff-rule-sets.ts';
import { mergeRuleSets } from './merge-rule-sets.ts';
import { ruleSetChangeRenderer } from './render-change.ts';
import { renderRuleSetConflict } from './render-conflict.ts';

const OLD: RuleSet = JSON.parse(readFileSync('tests/fixtures/equipment-repair/rule-set-repair-routing.json', 'utf8'));
const FORMS: FormDefinition[] = ['machine-repair', 'vehicle-repair'].map((name) =>
  JSON.parse(readFileSync(`tests/fixtures/equipment-repair/form-${name}.json`, 'utf8')),
);
const withRule = (change: (rule: Rule) => Rule | undefined, at = 0): RuleSet => ({
  ...OLD,
  rules: OLD.rules.flatMap((rule, index) => (index === at ? (change(rule) ?? []) : [rule])),
});
const told = (now: RuleSet, locale: 'zh-CN' | 'en', old = OLD) => {
  const render = ruleSetChangeRenderer({ old, now, locale, forms: FORMS });
  return diffRuleSets(old, now).map((change) => ({ ...change, ...render(change) }));
};
const messages = (now: RuleSet) =>
  [told(now, 'zh-CN'), told(now, 'en')].map((list) => list.map(({ message }) => message));

const ONLY_ELECTRIC: Rule['conditions'] = {
  all: [
    { fact: 'category', operator: 'equal', value: 'breakdown' },
    { fact: 'ageDays', operator: 'greaterThan', value: 3 },
  ],
};

test.each<[string, RuleSet, string[], string[]]>([
  ['nothing', OLD, [], []],
  [
    'a condition with one demand more',
    withRule((rule) => ({ ...rule, conditions: ONLY_ELECTRIC })),
    ['规则“突发故障找电工”的条件收紧：另须满足“〔已历天数〕超过3”'],
    ['Rule “Breakdowns go to the electricians”: condition tightened: “Age in days is more than 3” is required as well'],
  ],
  [
    'an outcome',
    withRule((rule) => ({
      ...rule,
      event: { ...rule.event, params: { ...rule.event.params, department: 'mechanics' } },
    })),
    ['规则“突发故障找电工”的“班组”由“电工班”改为“机修班”'],
    ['Rule “Breakdowns go to the electricians”: “Crew” “Electricians” became “Mechanics”'],
  ],
  [
    'who decides first',
    withRule((rule) => ({ ...rule, priority: 20 }), 1),
    ['规则“都走维修流程”的优先级由 1 改为 20，与“突发故障找电工”的先后改变'],
    [
      'Rule “Everything is repaired”: priority 1 became 20: it now comes before or after “Breakdowns go to the electricians” otherwise',
    ],
  ],
  [
    'a rule that is gone',
    withRule(() => undefined),
    ['删除规则“突发故障找电工”'],
    ['Rule “Breakdowns go to the electricians” removed'],
  ],
  [
    'a rule under another name',
    withRule((rule) => ({ ...rule, name: 'electric' })),
    ['规则“突发故障找电工”的名称由“breakdowns-first”改为“electric”'],
    ['Rule “Breakdowns go to the electricians”: its name “breakdowns-first” became “electric”'],
  ],
  [
    'a rule switched off',
    { ...OLD, rules: OLD.rules.slice(1), parked: OLD.rules.slice(0, 1).map((rule) => ({ at: 0, rule })) },
    ['规则“突发故障找电工”已停用'],
    ['Rule “Breakdowns go to the electricians” was switched off'],
  ],
  [
    'the hit policy and what otherwise answers',
    {
      ...OLD,
      hitPolicy: 'first',
      otherwise: { ...OLD.otherwise, params: { ...OLD.otherwise.params, department: 'electricians' } },
    },
    ['多条规则符合时：由“全部生效”改为“以次序在前的一条为准”', expect.stringContaining('“其他情况”的“班组”由')],
    [
      'Where several rules match: “all apply” became “the first decides”',
      expect.stringContaining('“Otherwise”: “Crew”'),
    ],
  ],
])('%s', (_, now, zh, en) => {
  expect(messages(now)).toEqual([zh, en]);
});

test('classes tell what decides from what is only read and what proves', () => {
  const [test] = OLD.tests ?? [];
  const now: RuleSet = {
    ...withRule((rule) => ({ ...rule, comment: '新', conditions: { any: [rule.conditions] } })),
    tests: [...(OLD.tests ?? []), { ...(test as NonNullable<typeof test>), name: 'another' }],
  };
  expect(told(now, 'en').map(({ class: of, code }) => `${of} ${code}`)).toEqual([
    'words condition-rewritten',
    'words comment-changed',
    'tests test-added',
  ]);
});

test('a changed named condition names the rules that it touches', () => {
  const using = {
    ...withRule((rule) => ({ ...rule, conditions: { condition: 'urgent' } })),
    conditions: { urgent: ONLY_ELECTRIC },
  };
  const now = {
    ...using,
    conditions: { urgent: { all: [{ fact: 'category', operator: 'equal', value: 'breakdown' }] } },
  };
  const [change] = told(now, 'zh-CN', using);
  expect(change?.message).toBe('命名条件“urgent”放宽：不再要求“〔已历天数〕超过3”，涉及规则“突发故障找电工”');
  expect(change).toMatchObject({ class: 'meaning', touches: ['breakdowns-first'], pointer: '/conditions/urgent' });
});

test('two people on different rules, and on different parts of one, do not conflict', () => {
  const mine = withRule((rule) => ({ ...rule, conditions: ONLY_ELECTRIC }));
  const theirs = withRule((rule) => ({ ...rule, title: { ...rule.title, en: 'Electric first' } }));
  const { merged, conflicts } = mergeRuleSets(OLD, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(merged.rules[0]).toMatchObject({ conditions: ONLY_ELECTRIC, title: { en: 'Electric first' } });
});

test('a rule renamed by one and changed by the other is one rule', () => {
  const mine = withRule((rule) => ({ ...rule, name: 'electric' }));
  const theirs = withRule((rule) => ({ ...rule, priority: 30 }));
  const { merged, conflicts } = mergeRuleSets(OLD, mine, theirs);
  expect([conflicts, merged.rules.map(({ name, priority }) => [name, priority])]).toEqual([
    [],
    [
      ['electric', 30],
      ['everything-is-repaired', 1],
    ],
  ]);
});

test('one switches a rule off while the other changes it: both are done', () => {
  const mine = { ...OLD, rules: OLD.rules.slice(1), parked: OLD.rules.slice(0, 1).map((rule) => ({ at: 0, rule })) };
  const theirs = withRule((rule) => ({ ...rule, priority: 30 }));
  const { merged, conflicts } = mergeRuleSets(OLD, mine, theirs);
  expect([conflicts, merged.rules.length, merged.parked?.[0]?.rule.priority]).toEqual([[], 1, 30]);
});

test('a conflict keeps mine, tells both in words, and takes what is chosen', () => {
  const mine = withRule((rule) => ({ ...rule, conditions: ONLY_ELECTRIC }));
  const theirs = withRule((rule) => ({
    ...rule,
    conditions: { all: [{ fact: 'ageDays', operator: 'greaterThan', value: 9 }] },
  }));
  const { merged, conflicts } = mergeRuleSets(OLD, mine, theirs);
  expect(merged).toEqual(mine);
  expect(conflicts.map(({ place, pointer }) => [place, pointer])).toEqual([
    ['/rules/breakdowns-first/rule/conditions', '/rules/0/conditions'],
  ]);
  const [conflict] = conflicts;
  if (!conflict) throw new Error('no conflict');
  expect(renderRuleSetConflict(conflict, { mine, theirs, locale: 'zh-CN', forms: FORMS })).toEqual({
    ruleTitle: '突发故障找电工',
    part: '条件',
    base: '〔诉求类别〕为“突发故障”',
    mine: '〔诉求类别〕为“突发故障”且〔已历天数〕超过3',
    theirs: '〔已历天数〕超过9',
  });
  expect(mergeRuleSets(OLD, mine, theirs, { choose: () => 'theirs' }).merged).toEqual(theirs);
});

test('one removes what the other changes: a conflict, and the change comes back where it is chosen', () => {
  const mine = withRule(() => undefined);
  const theirs = withRule((rule) => ({ ...rule, priority: 30 }));
  const { merged, conflicts } = mergeRuleSets(OLD, mine, theirs);
  expect([merged.rules.length, conflicts.length]).toEqual([1, 1]);
  expect(mergeRuleSets(OLD, mine, theirs, { choose: () => 'theirs' }).merged).toEqual(theirs);
  expect(renderRuleSetConflict(conflicts[0] as (typeof conflicts)[0], { mine, theirs, locale: 'en' })).toMatchObject({
    ruleTitle: 'Breakdowns go to the electricians',
    mine: '(removed)',
  });
});
