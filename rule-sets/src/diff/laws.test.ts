// Laws of difference and merge, on generated rule sets and on drafts that are barely any.
import fc from 'fast-check';
import type { Condition, ParkedRule, Rule, RuleSet, RuleTest } from '../model/rule-set.ts';
import { applyRuleSetChanges } from './apply-rule-set-changes.ts';
import { diffRuleSets } from './diff-rule-sets.ts';
import { mergeJson } from './merge-json.ts';
import { mergeRuleSets } from './merge-rule-sets.ts';
import { ruleSetChangeRenderer } from './render-change.ts';
import { renderRuleSetConflict } from './render-conflict.ts';

/** Plain objects, as they come from a file. */
const json = <T>(given: T): T => JSON.parse(JSON.stringify(given));
const RUNS = { numRuns: 300 };
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', '__proto__'];
const word = fc.constantFrom('x', 'y', 'z', '');
const text = fc.record({ 'zh-CN': word, en: word });
const leaf = fc.record({
  fact: fc.constantFrom('kind', 'people', 'since'),
  operator: fc.constantFrom('equal', 'in', 'greaterThan', 'dateBefore'),
  value: fc.oneof(fc.integer({ min: 0, max: 3 }), word, fc.constantFrom(['x'], ['x', 'y'], '2026-01-01')),
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ condition: fc.constantFrom('p', 'q') }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const params = fc.dictionary(
  fc.constantFrom('path', 'jointDepartments', 'supervise', 'say'),
  fc.oneof(word, fc.boolean(), fc.uniqueArray(fc.constantFrom('x', 'y', 'z')), text),
);
const event = fc.record({ type: fc.constantFrom('route', 'other'), params }, { requiredKeys: ['type'] });
const ruleOf = (name: string): fc.Arbitrary<Rule> =>
  fc.record(
    {
      name: fc.constant(name),
      title: text,
      source: text,
      group: word,
      comment: word,
      priority: fc.integer({ min: 1, max: 3 }),
      conditions: condition,
      event: event as fc.Arbitrary<Rule['event']>,
    },
    { requiredKeys: ['name', 'title', 'source', 'conditions', 'event'] },
  );
const testOf = (name: string): fc.Arbitrary<RuleTest> =>
  fc.record({
    name: fc.constant(name),
    facts: fc.dictionary(fc.constantFrom('kind', 'people'), word),
    expect: fc.record({ fired: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }) }, { requiredKeys: [] }),
  });
const some = (max: number) => fc.shuffledSubarray(NAMES.slice(0, max));
const each = <T>(names: fc.Arbitrary<string[]>, of: (name: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  names.chain((list) => fc.tuple(...list.map(of)));
const value = (key: string) => fc.record({ key: fc.constant(key), title: text });
const vocabulary = fc.record({ title: text, values: each(some(4), value) });
const lists = fc
  .tuple(each(some(7), ruleOf), fc.array(fc.nat(9), { maxLength: 2 }), fc.boolean())
  .map(([rules, off, has]) => {
    const parked: ParkedRule[] = rules.splice(0, off.length).map((rule, index) => ({ at: off[index] ?? 0, rule }));
    return { rules, ...(has || parked.length > 0 ? { parked } : {}) };
  });
const ruleSet: fc.Arbitrary<RuleSet> = fc
  .tuple(
    fc.record(
      {
        key: fc.constant('set'),
        kind: fc.constantFrom('routing' as const, 'escalation' as const),
        title: text,
        form: word,
        hitPolicy: fc.constantFrom('first' as const, 'all' as const),
        otherwise: event as fc.Arbitrary<RuleSet['otherwise']>,
        alsoForms: fc.uniqueArray(word),
        conditions: fc.dictionary(fc.constantFrom('p', 'q', 'constructor'), condition),
        outcomes: fc.dictionary(fc.constantFrom('path', 'level'), vocabulary),
        tests: each(some(4), testOf),
        accepted: fc.uniqueArray(
          fc.record({ code: fc.constantFrom('gap', 'overlap'), rules: fc.subarray(NAMES.slice(0, 2)), reason: text }),
          { selector: ({ code, rules }) => JSON.stringify([code, rules]) },
        ),
      },
      { requiredKeys: ['key', 'kind', 'title', 'form', 'hitPolicy', 'otherwise'] },
    ),
    lists,
  )
  .map(([fields, rules]) => json({ ...fields, ...rules }) as RuleSet);

/** What an editor does to one rule: `at` chooses among those there are. */
type Step = (set: RuleSet) => RuleSet;
const change = (set: RuleSet, at: number, to: (rule: Rule) => Rule | undefined): RuleSet => ({
  ...set,
  rules: set.rules.flatMap((rule, index) => (index === at % set.rules.length ? (to(rule) ?? []) : [rule])),
});
const step: fc.Arbitrary<Step> = fc.nat(20).chain((at) =>
  fc.oneof(
    text.map(
      (title): Step =>
        (set) =>
          change(set, at, (rule) => ({ ...rule, title })),
    ),
    condition.map(
      (conditions): Step =>
        (set) =>
          change(set, at, (rule) => ({ ...rule, conditions })),
    ),
    event.map(
      (next): Step =>
        (set) =>
          change(set, at, (rule) => ({ ...rule, event: next as Rule['event'] })),
    ),
    fc.constant<Step>((set) => change(set, at, () => undefined)),
    fc.constant<Step>((set) => change(set, at, (rule) => ({ ...rule, name: `${rule.name}2` }))),
    fc.nat(9).map(
      (place): Step =>
        (set) => {
          const rules = [...set.rules];
          const [rule] = rules.splice(at % Math.max(1, rules.length), 1);
          return rule ? { ...set, rules: rules.toSpliced(place, 0, rule) } : set;
        },
    ),
    fc.constant<Step>((set) => {
      const rule = set.rules[at % Math.max(1, set.rules.length)];
      if (!rule) return set;
      const rules = set.rules.filter((other) => other !== rule);
      return { ...set, rules, parked: [...(set.parked ?? []), { at, rule }] };
    }),
    fc
      .constantFrom('g', 'h')
      .chain((name) => ruleOf(name))
      .map(
        (rule): Step =>
          (set) =>
            set.rules.some(({ name }) => name === rule.name)
              ? set
              : { ...set, rules: set.rules.toSpliced(at, 0, rule) },
      ),
    testOf('t').map(
      (test): Step =>
        (set) => ({ ...set, tests: [...(set.tests ?? []).filter(({ name }) => name !== 't'), test] }),
    ),
    text.map(
      (title): Step =>
        (set) => ({ ...set, title }),
    ),
  ),
);
const edited = (set: RuleSet): fc.Arbitrary<RuleSet> =>
  fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => json(steps.reduce((at, next) => next(at), set)));
const pair = fc.oneof(
  ruleSet.chain((old) => fc.tuple(fc.constant(old), edited(old))),
  fc.tuple(ruleSet, ruleSet),
);
const three = ruleSet.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base)));

const threeWithoutRenames = three.filter(([, ...sides]) =>
  sides.every(({ rules, parked = [] }) =>
    [...rules, ...parked.map(({ rule }) => rule)].every(({ name }) => !name.endsWith('2')),
  ),
);

/** Everything that a rule set says, by place; lists of values are left out, as two people's may be united. */
function placesOf(set: RuleSet): Map<string, string> {
  const places = new Map<string, string>();
  const put = (place: string, given: unknown) => {
    if (!Array.isArray(given) && given !== undefined) places.set(place, JSON.stringify(given));
  };
  for (const [rule, on] of [
    ...set.rules.map((rule) => [rule, true] as const),
    ...(set.parked ?? []).map(({ rule }) => [rule, false] as const),
  ]) {
    const at = `rule ${rule.name}`;
    put(`${at} on`, on);
    put(`${at} condition`, rule.conditions);
    for (const key of ['group', 'comment', 'priority'] as const) put(`${at} ${key}`, rule[key]);
    for (const locale of ['zh-CN', 'en'] as const) put(`${at} title ${locale}`, rule.title[locale]);
    put(`${at} type`, rule.event.type);
    for (const [param, given] of Object.entries(rule.event.params ?? {})) {
      if (typeof given !== 'object') put(`${at} param ${param}`, given);
    }
  }
  for (const { name, facts, expect: expected } of set.tests ?? []) {
    put(`test ${name} facts`, facts);
    put(`test ${name} expect`, expected);
  }
  for (const locale of ['zh-CN', 'en'] as const) put(`title ${locale}`, set.title[locale]);
  return places;
}

/** A draft that may hold anything anywhere. */
const wild = fc
  .tuple(
    ruleSet,
    fc.constantFrom('rules', 'parked', 'tests', 'conditions', 'outcomes', 'otherwise', 'title', 'accepted'),
    fc.jsonValue(),
  )
  .map(([set, key, junk]) => json({ ...set, [key]: junk }) as RuleSet);

describe('the difference of two rule sets', () => {
  test('is nothing between equal ones', () => {
    fc.assert(
      fc.property(ruleSet, (set) => expect(diffRuleSets(set, json(set))).toEqual([])),
      RUNS,
    );
  });

  test('brings the old one to the new one', () => {
    fc.assert(
      fc.property(fc.oneof(pair, fc.tuple(wild, wild)), ([old, now]) => {
        const before = json(old);
        const changes = diffRuleSets(old, now);
        expect(json(applyRuleSetChanges(old, json(changes)))).toEqual(json(now));
        expect(json(old)).toEqual(before);
      }),
      RUNS,
    );
  });

  test('can be said in both languages, whatever a draft holds', () => {
    fc.assert(
      fc.property(fc.oneof(pair, fc.tuple(wild, wild)), ([old, now]) => {
        for (const locale of ['zh-CN', 'en'] as const) {
          const render = ruleSetChangeRenderer({ old, now, locale });
          for (const found of diffRuleSets(old, now)) {
            const { message, part } = render(found);
            expect(`${message}${part}`).not.toMatch(
              /\{(rule|owner|subject|param|before|after|touches|clauses)\}|undefined|\[object/,
            );
          }
        }
      }),
      RUNS,
    );
  });
});

describe.each([
  ['rule sets', mergeRuleSets<RuleSet>],
  ['any JSON', mergeJson<RuleSet>],
] as const)('the merge of %s', (_, merge) => {
  const sets = fc.oneof(three, fc.tuple(wild, wild, wild));

  test('of an edit with none is the edit', () => {
    fc.assert(
      fc.property(sets, ([base, mine]) => {
        expect(merge(base, mine, json(base))).toEqual({ merged: mine, conflicts: [] });
        expect(merge(base, json(base), mine)).toEqual({ merged: mine, conflicts: [] });
        expect(merge(base, mine, json(mine))).toEqual({ merged: mine, conflicts: [] });
      }),
      RUNS,
    );
  });

  test('does not depend on who comes first, where nothing conflicts', () => {
    fc.assert(
      fc.property(sets, ([base, mine, theirs]) => {
        const [there, back] = [merge(base, mine, theirs), merge(base, theirs, mine)];
        expect(there.conflicts.length === 0).toBe(back.conflicts.length === 0);
        if (there.conflicts.length === 0) expect(json(there.merged)).toEqual(json(back.merged));
      }),
      RUNS,
    );
  });

  test('with every conflict decided one way is the same as from the other side', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const there = merge(base, mine, theirs, { choose: () => 'theirs' });
        const back = merge(base, theirs, mine, { choose: () => 'mine' });
        expect(json(there.merged)).toEqual(json(back.merged));
      }),
      RUNS,
    );
  });
});

describe('the merge of rule sets', () => {
  test('takes at every place what one side changed there, where nothing conflicts', () => {
    fc.assert(
      fc.property(threeWithoutRenames, ([base, mine, theirs]) => {
        const { merged, conflicts } = mergeRuleSets(base, mine, theirs);
        if (conflicts.length > 0) return;
        const [b, m, t, r] = [placesOf(base), placesOf(mine), placesOf(theirs), placesOf(merged)];
        for (const place of new Set([...b.keys(), ...m.keys(), ...t.keys(), ...r.keys()])) {
          const expected = m.get(place) === b.get(place) ? t.get(place) : m.get(place);
          expect([place, r.get(place)]).toEqual([place, expected]);
        }
      }),
      RUNS,
    );
  });

  test('says its conflicts in both languages, with places that lead somewhere', () => {
    fc.assert(
      fc.property(fc.oneof(three, fc.tuple(wild, wild, wild)), ([base, mine, theirs]) => {
        const { merged, conflicts } = mergeRuleSets(base, mine, theirs);
        expect(new Set(conflicts.map(({ place }) => place)).size).toBe(conflicts.length);
        for (const conflict of conflicts) {
          for (const locale of ['zh-CN', 'en'] as const) {
            const told = renderRuleSetConflict(conflict, { mine, theirs, locale });
            expect(Object.values(told).join()).not.toMatch(/undefined|\[object/);
          }
          let at: unknown = merged;
          for (const step of conflict.pointer.split('/').slice(1)) {
            at = Object.getOwnPropertyDescriptor(at ?? {}, step.replaceAll('~1', '/').replaceAll('~0', '~'))?.value;
            expect([conflict.pointer, at]).not.toEqual([conflict.pointer, undefined]);
          }
        }
      }),
      RUNS,
    );
  });
});
