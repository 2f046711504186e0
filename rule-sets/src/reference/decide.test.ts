import type { Json } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { decide } from './decide.ts';

const text = (en: string) => ({ 'zh-CN': en, en });

function ruleSet(conditions: Record<string, unknown>[], extra: Record<string, unknown> = {}): RuleSet {
  return {
    key: 'sample',
    kind: 'classification',
    title: text('Sample'),
    form: 'form',
    hitPolicy: 'all',
    rules: conditions.map((condition, index) => ({
      name: `r${index}`,
      title: text(`R${index}`),
      source: text('x'),
      conditions: condition as Condition,
      event: { type: 'e', params: { category: `c${index}` } },
    })),
    otherwise: { type: 'e', params: { category: 'none' } },
    ...extra,
  } as RuleSet;
}

const leaf = (fact: string, operator: string, value: Json, more: Record<string, Json> = {}) => ({
  fact,
  operator,
  value,
  ...more,
});

async function fired(condition: Record<string, unknown>, facts: Record<string, Json> = {}): Promise<boolean> {
  return (await decide(ruleSet([condition]), facts)).fired.length === 1;
}

describe('decide', () => {
  test('gives the rule of highest priority, the earlier one where equal, under first', async () => {
    const yes = { all: [] };
    const base = ruleSet([yes, yes, yes], { hitPolicy: 'first' });
    base.rules[1]!.priority = 5;
    base.rules[2]!.priority = 5;
    const decision = await decide(base, {});
    expect(decision.fired).toEqual(['r1', 'r2', 'r0']);
    expect(decision.events).toEqual([{ type: 'e', params: { category: 'c1' } }]);
    expect(decision.outcome).toEqual({ category: 'c1' });
    expect(decision.rules.map((rule) => rule.name)).toEqual(['r1', 'r2', 'r0']);
  });

  test('keeps the order of the file where a deeper rule takes longer to evaluate', async () => {
    const deep = { all: [{ any: [{ all: [{ any: [leaf('a', 'equal', 1)] }] }] }] };
    const decision = await decide(ruleSet([deep, { all: [leaf('a', 'equal', 1)] }]), { a: 1 });
    expect(decision.fired).toEqual(['r0', 'r1']);
    expect(decision.events.map((event) => event.params?.category)).toEqual(['c0', 'c1']);
  });

  test('answers by default where nothing matches', async () => {
    const decision = await decide(ruleSet([{ any: [leaf('a', 'equal', 1)] }]), {});
    expect(decision).toMatchObject({ fired: [], byDefault: true, outcome: { category: 'none' } });
  });

  test('runs rules without name, title, source, hit policy or default, as json-rules-engine would', async () => {
    const bare = { rules: [{ conditions: { all: [] }, event: { type: 'a' } }] };
    const decision = await decide(bare as unknown as RuleSet, {});
    expect(decision).toMatchObject({ hitPolicy: 'all', fired: ['rule-1'], events: [{ type: 'a' }], outcome: {} });
    const none = { rules: [{ conditions: { all: [leaf('a', 'equal', 1)] }, event: { type: 'a' } }] };
    expect(await decide(none as unknown as RuleSet, {})).toMatchObject({ byDefault: true, events: [] });
  });

  test('keeps the traps of json-rules-engine: empty groups match, any wins over all', async () => {
    expect(await fired({ any: [] })).toBe(true);
    expect(await fired({ all: [] })).toBe(true);
    expect(await fired({ any: [leaf('a', 'equal', 1)], all: [leaf('a', 'equal', 2)] }, { a: 1 })).toBe(true);
    expect(await fired({ all: [leaf('a', 'notEqual', 1)] })).toBe(true);
    expect(await fired({ all: [leaf('a', 'lessThan', '9')] }, { a: '10' })).toBe(true);
    expect(await fired({ all: [leaf('a', 'in', 'abcd')] }, { a: 'bc' })).toBe(true);
    expect(await fired({ all: [leaf('a', 'equal', 1, { path: '$.b' })] }, { a: 1 })).toBe(true);
  });

  test('reads own properties as facts and nothing inherited', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(await fired({ all: [leaf(name, 'isPresent', true)] }, {})).toBe(false);
      expect(await fired({ all: [leaf(name, 'equal', 1)] }, JSON.parse(`{"${name}":1}`))).toBe(true);
      expect(await fired({ all: [leaf('a', 'isPresent', true, { path: `$.${name}` })] }, { a: {} })).toBe(false);
    }
    const inherited = Object.create({ a: 1 }) as Record<string, Json>;
    expect(await fired({ all: [leaf('a', 'equal', 1)] }, inherited)).toBe(false);
    expect(await fired({ all: [leaf('', 'isPresent', true)] }, { '': 1 })).toBe(false);
  });

  test('ignores keys of a rule that would overwrite the engine', async () => {
    const condition = JSON.parse(
      '{"all":[{"fact":"a","operator":"equal","value":1,"evaluate":1,"__proto__":{"x":1},"isConditionReference":1}]}',
    );
    expect(await fired(condition, { a: 1 })).toBe(true);
  });

  test('decides an event whose type the emitter of json-rules-engine would throw on', async () => {
    const set = ruleSet([{ all: [] }]);
    set.rules[0]!.event = { type: 'error' };
    expect((await decide(set, {})).events).toEqual([{ type: 'error' }]);
  });

  test('loses no match where runs of one rule set overlap', async () => {
    const set = ruleSet(Array.from({ length: 9 }, (_, i) => ({ all: [leaf('n', 'greaterThanInclusive', i)] })));
    set.rules.forEach((rule, index) => {
      rule.priority = 20 - index;
    });
    const decisions = await Promise.all(Array.from({ length: 40 }, (_, n) => decide(set, { n: n % 9 })));
    expect(decisions.map((decision) => decision.fired.length)).toEqual(decisions.map((_, n) => (n % 9) + 1));
  });

  test('traces every condition, also those that json-rules-engine skips', async () => {
    const condition = {
      any: [leaf('a', 'equal', 1, { priority: 9 }), { not: leaf('b', 'equal', 2) }, { condition: 'named' }],
    };
    const set = ruleSet([condition], {
      conditions: { named: { all: [leaf('c', 'isPresent', true, { path: '$.d' })] } },
    });
    const decision = await decide(set, { a: 1, c: { d: null, secret: 'x' } });
    expect(decision.rules[0]?.condition).toEqual({
      kind: 'any',
      result: true,
      children: [
        { kind: 'leaf', result: true, fact: 'a', operator: 'equal', value: 1, actual: 1, missing: false },
        {
          kind: 'not',
          result: true,
          child: {
            kind: 'leaf',
            result: false,
            fact: 'b',
            operator: 'equal',
            value: 2,
            actual: undefined,
            missing: true,
          },
        },
        {
          kind: 'named',
          name: 'named',
          result: false,
          child: {
            kind: 'all',
            result: false,
            children: [
              {
                kind: 'leaf',
                result: false,
                fact: 'c',
                path: '$.d',
                operator: 'isPresent',
                value: true,
                actual: null,
                missing: false,
              },
            ],
          },
        },
      ],
    });
    expect(decision.factsRead).toEqual({ a: 1, b: null, c: { d: null } });
    expect(decision.missing).toEqual(['b']);
  });

  test('compares a fact with another fact', async () => {
    const later = { all: [leaf('receivedOn', 'dateBefore', { fact: 'today' })] };
    expect(await fired(later, { receivedOn: '2026-01-01', today: '2026-01-02' })).toBe(true);
    expect(await fired(later, { receivedOn: '2026-01-01' })).toBe(false);
  });

  test.each([
    ['invalid-rule-set', { fact: 'a', operator: 'equal', value: 1 }, {}],
    ['invalid-rule-set', { all: [{ fact: 'a', operator: 'equal' }] }, {}],
    ['invalid-rule-set', { all: 5 }, {}],
    ['unsupported-path', { all: [leaf('a', 'equal', 1, { path: '$..b' })] }, {}],
    ['unsupported-path', { all: [leaf('a', 'equal', { fact: 'b', path: '$[?(@.x)]' })] }, {}],
    ['unknown-operator', { all: [leaf('a', 'resembles', 1)] }, {}],
    ['unknown-operator', { all: [leaf('a', 'toString', 1)] }, {}],
    ['unknown-condition', { condition: 'nowhere' }, {}],
    ['evaluation-failed', { all: [leaf('a', 'in', null)] }, { a: 1 }],
    ['evaluation-failed', { all: [leaf('a', 'in', { fact: 'list' })] }, { a: 1 }],
  ])('rejects with %s for %j', async (code, condition, facts) => {
    await expect(
      decide(ruleSet([condition as Record<string, unknown>]), facts as Record<string, Json>),
    ).rejects.toMatchObject({ name: 'RuleSetError', code, rule: 'r0' });
  });

  test('refuses named conditions that use each other in a circle before running them', async () => {
    const conditions = {
      a: { all: [{ condition: 'b' }, leaf('x', 'equal', 1)] },
      b: { any: [{ condition: 'a' }, leaf('x', 'equal', 2)] },
    };
    await expect(decide(ruleSet([{ condition: 'a' }], { conditions }), {})).rejects.toMatchObject({
      code: 'cyclic-condition',
    });
  });

  test('rejects once, and leaves no rejection unheard that would end the process', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const bad = leaf('a', 'resembles', 1);
    const sets = [
      ruleSet([{ all: [bad] }, { condition: 'gone' }]),
      ruleSet([{ any: [bad, { condition: 'gone' }] }]),
      ruleSet([{ all: [bad, leaf('a', 5 as never, 1)] }]),
      ruleSet([{ all: [bad] }, { condition: 'known' }], {
        conditions: { known: { all: [bad, { condition: 'gone' }] } },
      }),
    ];
    for (const set of sets) {
      await expect(decide(set, {})).rejects.toMatchObject({ name: 'RuleSetError', code: 'unknown-operator' });
      await new Promise((resolve) => setTimeout(resolve));
    }
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  test('decides as before where a condition that would throw is never reached', async () => {
    const condition = { any: [leaf('a', 'equal', 1, { priority: 9 }), leaf('a', 'in', null)] };
    expect(await fired(condition, { a: 1 })).toBe(true);
    await expect(fired(condition, { a: 2 })).rejects.toMatchObject({ code: 'evaluation-failed' });
  });

  test('shares no data with the rule set', async () => {
    const set = ruleSet([{ all: [] }]);
    const decision = await decide(set, {});
    decision.events[0]!.params!.category = 'changed';
    expect((await decide(set, {})).outcome.category).toBe('c0');
  });
});
