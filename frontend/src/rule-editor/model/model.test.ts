import type { Condition, RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';
import { anyCondition } from '../../condition-editor/testing/any-condition.ts';
import { removeAt, setAt, updateAt, valueAt } from '../../editor-kit/json-at.ts';
import { anyRule, anyRuleSet } from '../testing/arbitraries.ts';
import { copyRules, missingValues, pasteRules, readCopied } from './clipboard.ts';
import { extractCondition, inlineCondition, neededNames, renameNamed, usesOf } from './named-conditions.ts';
import { decidingOrder, fileOrder, moveRule, priorityOf } from './order.ts';
import {
  addRule,
  blankRule,
  duplicateRule,
  patchRule,
  pointerOf,
  removeRule,
  renameRule,
  ruleAt,
  setParam,
  switchRule,
} from './rules.ts';
import { addValue, usedValues, valuesOf } from './vocabulary.ts';

function leaf(fact: string, value: number): Condition {
  return { fact, operator: 'equal', value };
}
function setOf(conditions: Condition): RuleSet {
  return { ...SET, rules: [{ ...blank, name: 'one', conditions }] };
}
const leafGroup: Condition = { all: [leaf('people', 1)] };
const HALL = { key: 'hall', title: { 'zh-CN': '大厅', en: 'Hall' } };
const text = { 'zh-CN': '', en: '' };
const blank = { name: '', title: text, source: text, conditions: leafGroup, event: { type: 'x', params: {} } };
const SET: RuleSet = {
  key: 'k',
  kind: 'routing',
  title: text,
  form: 'repair',
  hitPolicy: 'all',
  rules: [],
  otherwise: { type: 'x', params: {} },
};

const names = (ruleSet: RuleSet) => decidingOrder(ruleSet).map(({ rule }) => rule.name);
const somewhere = (ruleSet: RuleSet, at: number) => {
  const order = decidingOrder(ruleSet);
  return order[at % Math.max(1, order.length)];
};
const withRules = fc.tuple(anyRuleSet, fc.nat(), fc.nat()).filter(([set]) => fileOrder(set).length > 0);

describe('the order', () => {
  test('is by priority, then by place, with rules that are off where they would return to', () => {
    const rule = (name: string, priority?: number) => ({ ...blank, name, ...(priority ? { priority } : {}) });
    const set = { ...SET, rules: [rule('a'), rule('b', 5), rule('c', 5)], parked: [{ at: 1, rule: rule('p', 5) }] };
    expect(names(set)).toEqual(['p', 'b', 'c', 'a']);
    expect(fileOrder(set).map(({ pointer }) => pointer)).toEqual([
      '/rules/0',
      '/parked/0/rule',
      '/rules/1',
      '/rules/2',
    ]);
  });

  test('after a move is the old one with the rule at its new place, and no other rule is touched', () => {
    fc.assert(
      fc.property(withRules, ([set, from, to]) => {
        const moved = somewhere(set, from)!;
        const index = to % names(set).length;
        const after = moveRule(set, moved.pointer, index);
        const others = names(set).filter((name) => name !== moved.rule.name);
        expect(names(after)).toEqual(others.toSpliced(index, 0, moved.rule.name));
        for (const { rule } of fileOrder(set)) {
          if (rule !== moved.rule) expect(fileOrder(after).map((entry) => entry.rule)).toContain(rule);
        }
      }),
    );
  });

  test('comes back when the rule is moved back', () => {
    fc.assert(
      fc.property(withRules, ([set, from, to]) => {
        const moved = somewhere(set, from)!;
        const before = names(set);
        const there = moveRule(set, moved.pointer, to % before.length);
        const back = moveRule(there, pointerOf(there, moved.rule.name), before.indexOf(moved.rule.name));
        expect(names(back)).toEqual(before);
      }),
    );
  });

  test.each([
    // under first, a rule between two others gets a priority of its own
    ['first', [30, 20, 10], 2, 1, 25],
    // at the top it gets room above
    ['first', [30, 20, 10], 2, 0, 40],
    // at the bottom it gets less than the last
    ['first', [30, 20, 10], 0, 2, 9],
    // without room between, it shares the upper one's and stands behind it
    ['first', [21, 20, 10], 2, 1, 21],
    // under all, equal priorities are a band that the rule joins
    ['all', [30, 20, 20, 10], 3, 2, 20],
    ['all', [30, 20, 20, 10], 0, 3, 10],
    // within its band a rule keeps its priority
    ['all', [30, 20, 20, 20], 1, 3, 20],
  ] as const)('under %s, of %j, rule %i moved to %i gets priority %i', (hitPolicy, priorities, from, to, expected) => {
    const rules = priorities.map((priority, index) => ({ ...blank, name: `r${index}`, priority }));
    const after = moveRule({ ...SET, hitPolicy, rules }, `/rules/${from}`, to);
    expect(priorityOf(ruleAt(after, pointerOf(after, `r${from}`))!)).toBe(expected);
  });
});

describe('edits and their inverses', () => {
  test('removing what was added gives back the rule set', () => {
    fc.assert(
      fc.property(anyRuleSet, anyRule, (set, rule) => {
        const { ruleSet, pointer } = addRule(set, { ...rule, name: 'new one' });
        expect(ruleAt(ruleSet, pointer)?.name).toBe('new one');
        const back = removeRule(ruleSet, pointer);
        expect(names(back)).toEqual(names(set));
        expect(back.rules).toEqual(set.rules);
      }),
    );
  });

  test('a rule switched off and on again is where it was, and so is every other', () => {
    fc.assert(
      fc.property(withRules, ([set, at]) => {
        const { pointer, rule, parked } = somewhere(set, at)!;
        const switched = switchRule(set, pointer, parked);
        expect(switched.rules).toHaveLength(set.rules.length + (parked ? 1 : -1));
        expect(names(switched)).toEqual(names(set));
        const back = switchRule(switched, pointerOf(switched, rule.name), !parked);
        expect(back).toEqual(set);
      }),
    );
  });

  test('renaming there and back gives back the rule set, with its tests', () => {
    fc.assert(
      fc.property(withRules, ([set, at]) => {
        const { pointer, rule } = somewhere(set, at)!;
        const renamed = renameRule(set, pointer, 'another name');
        expect(renamed.tests?.[0]?.expect.fired).not.toContain(rule.name);
        expect(renameRule(renamed, pointer, rule.name)).toEqual(set);
      }),
    );
  });

  test('patching there and back gives back the rule', () => {
    fc.assert(
      fc.property(withRules, fc.string(), ([set, at], comment) => {
        const { pointer, rule } = somewhere(set, at)!;
        const patched = patchRule(set, pointer, { comment, group: 'G' });
        expect(ruleAt(patched, pointer)).toMatchObject({ comment, group: 'G' });
        expect(patchRule(patched, pointer, { comment: rule.comment, group: rule.group })).toEqual(set);
      }),
    );
  });

  test('a param set and removed again leaves the others', () => {
    fc.assert(
      fc.property(withRules, ([set, at]) => {
        const { pointer } = somewhere(set, at)!;
        const event = `${pointer}/event`;
        const there = setParam(set, event, 'fresh', ['x']);
        expect(valueAt(there, `${event}/params/fresh`)).toEqual(['x']);
        expect(setParam(there, event, 'fresh', undefined)).toEqual(set);
      }),
    );
  });

  test('a copy stands right behind its rule, under a name of its own', () => {
    fc.assert(
      fc.property(withRules, ([set, at]) => {
        const { pointer, rule } = somewhere(set, at)!;
        const { ruleSet } = duplicateRule(set, pointer, { 'zh-CN': '(副本)', en: ' (copy)' });
        const after = names(ruleSet);
        expect(new Set(after).size).toBe(after.length);
        const copy = after[names(set).indexOf(rule.name) + 1];
        expect(names(set)).not.toContain(copy);
      }),
    );
  });

  test('a new rule comes before the one that matches everything', () => {
    const always: Condition = { all: [{ fact: 'form', operator: 'isPresent', value: true }] };
    const set = {
      ...SET,
      rules: [
        { ...blank, name: 'a', priority: 5 },
        { ...blank, name: 'rest', conditions: always },
      ],
    };
    const { ruleSet } = addRule(set, blankRule(set, { 'zh-CN': '新', en: 'New' }));
    expect(names(ruleSet)).toEqual(['a', 'rule-3', 'rest']);
  });
});

describe('named conditions', () => {
  const group: Condition = { any: [leaf('people', 1), leaf('people', 2)] };
  const set: RuleSet = { ...setOf({ all: [group, leaf('people', 3)] }) };

  test('what is named and written out again is as it was', () => {
    for (const pointer of ['/rules/0/conditions', '/rules/0/conditions/all/0', '/rules/0/conditions/all/1']) {
      const named = extractCondition(set, pointer, 'many');
      expect(valueAt(named, pointer)).toEqual({ condition: 'many' });
      expect(inlineCondition(named, pointer)).toEqual(set);
    }
  });

  test('any condition of any rule is as it was, but for a group of one', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const whole = setOf({ any: [condition] });
        const named = extractCondition(whole, '/rules/0/conditions', 'fresh');
        expect(inlineCondition(named, '/rules/0/conditions')).toEqual(whole);
      }),
    );
  });

  test('what others use stays when it is written out in one place', () => {
    const named = extractCondition(set, '/rules/0/conditions/all/0', 'many');
    const twice = setAt(named, '/rules/0/conditions/all/1', { condition: 'many' });
    const once = inlineCondition(twice, '/rules/0/conditions/all/0');
    expect(usesOf(once, 'many')).toBe(1);
    expect(once.conditions).toEqual({ many: group });
  });

  test('a new name is used wherever the old one was, and can be taken back', () => {
    const named: RuleSet = {
      ...setOf({ all: [{ condition: 'b' }] }),
      conditions: { a: group, b: { not: { condition: 'a' } } },
    };
    const renamed = renameNamed(renameNamed(named, 'a', 'x'), 'b', 'y');
    expect(renamed.conditions).toEqual({ x: group, y: { not: { condition: 'x' } } });
    expect(valueAt(renamed, '/rules/0/conditions/all/0')).toEqual({ condition: 'y' });
    expect(renameNamed(renameNamed(renamed, 'x', 'a'), 'y', 'b')).toEqual(named);
    expect(neededNames(renamed, [renamed.rules[0]?.conditions]).toSorted()).toEqual(['x', 'y']);
  });
});

describe('copying between rule sets', () => {
  test('rules arrive as they left, under names of their own', () => {
    fc.assert(
      fc.property(anyRuleSet, withRules, (target, [source, at]) => {
        const { pointer, rule } = somewhere(source, at)!;
        const copied = readCopied(copyRules(source, [pointer]));
        // A rule whose conditions are no object is none; the source shows it.
        if (!copied) return;
        const { ruleSet, pointers } = pasteRules(target, copied, missingValues(target, copied));
        const pasted = ruleAt(ruleSet, pointers[0]!)!;
        expect({ ...pasted, name: '', priority: 0, conditions: 0 }).toEqual({
          ...rule,
          name: '',
          priority: 0,
          conditions: 0,
        });
        const all = names(ruleSet);
        expect(new Set(all).size).toBe(all.length);
        expect(all).toHaveLength(names(target).length + 1);
        expect(missingValues(ruleSet, copied)).toEqual([]);
        for (const name of neededNames(source, [rule.conditions])) {
          expect(Object.values(ruleSet.conditions ?? {})).toContainEqual(source.conditions?.[name]);
        }
      }),
    );
  });

  test('a named condition that means something else here gets another name', () => {
    const many: Condition = { all: [leaf('people', 9)] };
    const source: RuleSet = { ...setOf({ all: [{ condition: 'many' }] }), conditions: { many } };
    const target: RuleSet = { ...SET, rules: [], conditions: { many: { all: [leaf('people', 2)] } } };
    const { ruleSet } = pasteRules(target, readCopied(copyRules(source, ['/rules/0']))!);
    expect(ruleSet.conditions).toEqual({ many: target.conditions?.many, 'many-2': many });
    expect(ruleSet.rules[0]?.conditions).toEqual({ all: [{ condition: 'many-2' }] });
  });

  test('the labels of values that are not declared here come along where they are wanted', () => {
    const source = setParam(addValue(setOf(leafGroup), 'department', HALL), '/rules/0/event', 'jointDepartments', [
      'hall',
      'shop',
    ]);
    const copied = readCopied(copyRules(source, ['/rules/0']))!;
    const missing = missingValues(SET, copied);
    expect(missing).toEqual([
      { param: 'department', value: HALL },
      { param: 'department', value: { key: 'shop', title: { 'zh-CN': 'shop', en: 'shop' } } },
    ]);
    expect(valuesOf(pasteRules(SET, copied, missing).ruleSet, 'department').map(({ key }) => key)).toEqual([
      'hall',
      'shop',
    ]);
    expect(valuesOf(pasteRules(SET, copied).ruleSet, 'department')).toEqual([]);
  });

  test('rules of any json-rules-engine are taken, anything else is not', () => {
    const foreign = { conditions: { all: [] }, event: { type: 'x' } };
    expect(readCopied(JSON.stringify(foreign))?.rules[0]).toMatchObject({ ...foreign, name: 'rule-1' });
    expect(readCopied(JSON.stringify([foreign, foreign]))?.rules).toHaveLength(2);
    for (const text of ['', 'hello', '[]', '{}', '{"rules": [1]}', 'null']) expect(readCopied(text)).toBeUndefined();
    expect(readCopied(JSON.stringify(foreign).replace(/}$/, ',"n":1e999}'))).toBeUndefined();
  });
});

test('vocabularies: a value is declared once, and joint departments are departments', () => {
  const once = addValue(SET, 'jointDepartments', HALL);
  expect(Object.keys(once.outcomes ?? {})).toEqual(['department']);
  expect(addValue(once, 'department', HALL)).toBe(once);
  expect(usedValues([{ type: 'x', params: { jointDepartments: ['a', 'b'], department: 'b' } }], 'department')).toEqual([
    'a',
    'b',
  ]);
});

test('places: what is set and removed at a pointer shares everything else', () => {
  const root = { a: [{ b: 1 }, { 'c/d': 2 }], e: {} };
  const next = setAt(root, '/a/1/c~1d', 3);
  expect(next).toEqual({ a: [{ b: 1 }, { 'c/d': 3 }], e: {} });
  expect(next.a[0]).toBe(root.a[0]);
  expect(setAt(root, '/a/1/c~1d', 2)).toBe(root);
  expect(removeAt(root, '/a/0')).toEqual({ a: [{ 'c/d': 2 }], e: {} });
  expect(updateAt(root, '/a/0/b', (value) => Number(value) + 1).a[0]).toEqual({ b: 2 });
  for (const nowhere of ['/x/y', '/a/7/b', '/a/z']) expect(setAt(root, nowhere, 1)).toBe(root);
});
