import { compileForm } from '@caseway/form-schemas';
import type { Condition } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { analyse } from './analyse.ts';
import { A, B, CHOICE, DEMANDED, form, leaf, of, ruleSet, text, told } from './testing/builders.ts';

describe('analyse', () => {
  test('finds nothing in rules that cover every choice once', async () => {
    const rules = ruleSet([
      [{ all: [leaf('choice', 'equal', 'x')] }, A],
      [{ all: [leaf('choice', 'in', ['y', 'z'])] }, B],
    ]);
    expect(analyse(rules, { forms: [form({ choice: CHOICE }, DEMANDED)] })).toEqual({
      findings: [],
      exact: true,
      leftOut: [],
    });
  });

  test('finds a gap with a case that falls into it', async () => {
    const rules = ruleSet([
      [{ all: [leaf('count', 'lessThan', 5)] }, A],
      [{ all: [leaf('count', 'greaterThan', 5)] }, B],
    ]);
    const only = form({ count: { type: 'integer' } }, { required: ['count'] });
    const { findings, exact } = analyse(rules, { forms: [only] });
    expect(exact).toBe(true);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'gap', severity: 'warning', rules: [], pointer: '/otherwise', exact: true }),
    ]);
    expect(findings[0]?.witness).toEqual({ form: 'form', facts: { count: 5 } });
  });

  test('knows that there is nothing between two neighbouring whole numbers, and much between fractions', async () => {
    const rules = ruleSet([
      [{ all: [leaf('count', 'lessThanInclusive', 4)] }, A],
      [{ all: [leaf('count', 'greaterThanInclusive', 5)] }, B],
    ]);
    const whole = analyse(rules, { forms: [form({ count: { type: 'integer' } }, { required: ['count'] })] });
    expect(whole.findings).toEqual([]);
    const parts = analyse(rules, { forms: [form({ count: { type: 'number' } }, { required: ['count'] })] });
    expect(parts.findings[0]?.witness?.facts.count).toBeGreaterThan(4);
    expect(parts.findings[0]?.witness?.facts.count).toBeLessThan(5);
  });

  test("finds no gap that only the form's own limits close, and a contradiction that they make", async () => {
    const limited = form({ count: { type: 'integer', minimum: 1, maximum: 9 } }, { required: ['count'] });
    const rules = ruleSet([
      [{ all: [leaf('count', 'greaterThan', 0)] }, A],
      [{ all: [leaf('count', 'greaterThanInclusive', 10)] }, B],
    ]);
    const { findings } = analyse(rules, { forms: [limited] });
    expect(told(findings)).toEqual(['contradiction r1']);
    expect(findings[0]).toMatchObject({ severity: 'error', pointer: '/rules/1/conditions', exact: true });
    expect(findings[0]?.witness).toBeUndefined();
  });

  test('takes a field that the form hides as not given', async () => {
    const hidden = form(
      { choice: CHOICE },
      {
        ...DEMANDED,
        allOf: [
          {
            if: { properties: { choice: { const: 'x' } }, required: ['choice'] },
            then: { properties: { more: { type: 'boolean' } }, required: ['more'] },
          },
        ],
      },
    );
    const rules = ruleSet([
      [{ all: [leaf('more', 'isPresent', true), leaf('choice', 'equal', 'y')] }, A],
      [{ all: [leaf('more', 'isPresent', false), leaf('choice', 'equal', 'x')] }, A],
    ]);
    const { findings } = analyse(rules, { forms: [hidden] });
    expect(told(of(findings, 'contradiction'))).toEqual(['contradiction r0', 'contradiction r1']);
  });

  test('finds the rule that never decides, and by which it is covered', async () => {
    const rules = ruleSet([
      [{ all: [leaf('choice', 'equal', 'x')] }, A, 9],
      [{ all: [leaf('flag', 'equal', true)] }, A, 8],
      [{ all: [leaf('choice', 'in', ['y', 'z'])] }, B, 7],
      [{ all: [leaf('choice', 'in', ['x', 'y'])] }, B, 6],
    ]);
    const { findings } = analyse(rules, {
      forms: [form({ choice: CHOICE, flag: { type: 'boolean' } }, DEMANDED)],
    });
    const [found] = of(findings, 'unreachable');
    expect(found).toMatchObject({ rules: ['r3'], severity: 'error', params: { by: ['r0', 'r2'] } });
    expect((await decide(rules, found?.witness?.facts ?? {})).fired).toContain('r3');
  });

  test('finds the rule without which nothing changes', async () => {
    const rules = ruleSet([
      [{ all: [leaf('choice', 'equal', 'x')] }, A, 3],
      [{ all: [leaf('choice', 'in', ['x', 'y'])] }, A, 2],
      [{ all: [leaf('choice', 'equal', 'z')] }, B, 1],
    ]);
    const { findings } = analyse(rules, { forms: [form({ choice: CHOICE }, DEMANDED)] });
    expect(told(findings)).toEqual(['redundant r0']);
  });

  test('tells an order that nobody chose from one that was chosen, and an exception from a crossing', async () => {
    const fields = form({ choice: CHOICE, flag: { type: 'boolean' } }, { required: ['choice', 'flag'] });
    const [x, flag] = [leaf('choice', 'equal', 'x'), leaf('flag', 'equal', true)];
    const sorts = async (first: number | undefined, conditions: Condition) => {
      const { findings } = analyse(
        ruleSet([
          [conditions, A, first],
          [{ all: [flag] }, B],
        ]),
        { forms: [fields] },
      );
      return of(findings, 'overlap').map(({ severity, params }) => [severity, params.sort]);
    };
    expect(await sorts(undefined, { all: [x] })).toEqual([['warning', 'tie']]);
    expect(await sorts(5, { all: [x] })).toEqual([['info', 'crossing']]);
    expect(await sorts(5, { all: [x, flag] })).toEqual([['info', 'exceptions']]);
  });

  test('ranks overlaps by the real cases that they concern', async () => {
    const fields = form({ a: { type: 'boolean' }, b: { type: 'boolean' }, c: { type: 'boolean' } });
    const rules = ruleSet(
      ['a', 'b', 'c'].map((name, index) => [{ all: [leaf(name, 'equal', true)] }, { category: name }, 9 - index]),
    );
    const weigh = (names: readonly string[]) => (names.includes('r1') && names.includes('r2') ? 40 : 7);
    const { findings } = analyse(rules, { forms: [fields], weigh });
    expect(of(findings, 'overlap').map((found) => [found.rules.join(), found.params.cases])).toEqual([
      ['r1,r2', 40],
      ['r0,r1,r2', 7],
    ]);
  });

  test('tells up to 200 overlaps of a sort, the heaviest before all, and how many it left out', () => {
    const names = Array.from({ length: 21 }, (_, index) => `f${index}`);
    const fields = form(Object.fromEntries(names.map((name) => [name, { type: 'boolean' as const }])));
    const rules = ruleSet(names.map((name) => [{ all: [leaf(name, 'equal', true)] }, { category: name }]));
    const weigh = (pair: readonly string[]) => (pair.join() === 'r19,r20' ? 9 : 0);
    const { findings, leftOut } = analyse(rules, { forms: [fields], weigh });
    const overlaps = of(findings, 'overlap');
    expect([overlaps.length, leftOut]).toEqual([200, [{ why: 'limit', code: 'overlap', count: 10 }]]);
    expect(overlaps[0]).toMatchObject({ rules: ['r19', 'r20'], params: { cases: 9 } });
  });

  test('under all speaks only of values that rules give differently, and of rules that add nothing', async () => {
    const rules = ruleSet(
      [
        [{ all: [leaf('choice', 'in', ['x', 'y'])] }, { path: 'p', marks: ['m'] }, 3],
        [{ all: [leaf('choice', 'equal', 'x')] }, { path: 'q', marks: ['n'] }, 2],
        [{ all: [leaf('choice', 'equal', 'y')] }, { marks: ['m'] }, 1],
        [{ all: [leaf('choice', 'equal', 'z')] }, { department: 'd' }, 1],
      ],
      { hitPolicy: 'all', kind: 'routing' },
    );
    const { findings } = analyse(rules, { forms: [form({ choice: CHOICE }, DEMANDED)] });
    expect(told(findings)).toEqual(['overlap r0 r1', 'unreachable r2']);
    expect(of(findings, 'overlap')[0]?.params.params).toEqual(['path']);
  });

  test('finds the choice that no rule looks at, of what some rule reads', async () => {
    const rules = ruleSet([
      [{ all: [leaf('choice', 'equal', 'x')] }, A],
      [{ all: [{ not: leaf('choice', 'equal', 'x') }] }, B],
    ]);
    const both = form({ choice: CHOICE, unread: CHOICE }, DEMANDED);
    const { findings } = analyse(rules, { forms: [both] });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'dead-value',
        severity: 'info',
        about: 'choice=y,z',
        params: { fact: 'choice', values: ['y', 'z'] },
      }),
    ]);
    expect(findings[0]?.witness?.facts).toEqual({ choice: 'y' });
  });

  test('warns of a field that may be empty where empty is like no value, and only remarks where it is like one', async () => {
    const rules = ruleSet([
      [{ all: [leaf('choice', 'equal', 'x')] }, A],
      [{ all: [leaf('choice', 'in', ['y', 'z'])] }, B],
      [{ all: [leaf('flag', 'equal', true)] }, B],
    ]);
    const { findings } = analyse(rules, { forms: [form({ choice: CHOICE, flag: { type: 'boolean' } })] });
    expect(
      of(findings, 'unproven-field').map(({ about, severity, rules: names, params }) => [
        about,
        severity,
        names,
        params.like,
      ]),
    ).toEqual([
      ['choice', 'warning', ['r0', 'r1'], undefined],
      ['flag', 'info', ['r2'], false],
    ]);
  });

  test('proves dates by the day in Shanghai, amounts to the fen, and properties of objects', async () => {
    const fields = form(
      {
        day: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        sum: { type: 'string', format: 'cny-amount' },
        group: { type: 'object', properties: { inner: CHOICE }, required: ['inner'] },
      },
      { required: ['day', 'at', 'sum', 'group'] },
    );
    const covered = ruleSet([
      [{ all: [leaf('day', 'dateBefore', '2026-03-01'), leaf('group', 'equal', 'x', '$.inner')] }, A, 9],
      [{ all: [leaf('day', 'dateOnOrAfter', '2026-03-02')] }, A, 8],
      [{ all: [leaf('day', 'equal', '2026-03-01')] }, A, 7],
      [{ all: [leaf('group', 'in', ['y', 'z'], '$.inner')] }, A, 6],
    ]);
    expect(of(analyse(covered, { forms: [fields] }).findings, 'gap')).toEqual([]);
    const open = ruleSet([
      [{ all: [leaf('sum', 'amountLessThan', '100')] }, A, 9],
      [{ all: [leaf('sum', 'amountAtLeast', '100.02')] }, A, 8],
      // 2026-03-01 in Shanghai.
      [{ all: [leaf('at', 'dateOnOrBefore', '2026-02-28T17:00:00Z')] }, A, 7],
      [{ all: [leaf('at', 'dateOnOrAfter', '2026-03-03')] }, A, 6],
    ]);
    const [gap] = of(analyse(open, { forms: [fields] }).findings, 'gap');
    expect(gap?.witness?.facts).toMatchObject({ at: expect.stringMatching(/^2026-03-02T/) });
    expect(['100', '100.01']).toContain(gap?.witness?.facts.sum);
  });

  test('gives every example all that the form demands', async () => {
    const demanding = form(
      {
        flag: { type: 'boolean' },
        name: { type: 'string', minLength: 1, 'x-sensitive': { reason: text('why') } },
        id: { type: 'string', format: 'cn-id-number', 'x-sensitive': { reason: text('why') } },
        phone: { type: 'string', format: 'cn-phone' },
        parties: {
          type: 'array',
          minItems: 2,
          items: {
            type: 'object',
            properties: { side: CHOICE, at: { type: 'string', format: 'date' } },
            required: ['side', 'at'],
          },
        },
        story: { type: 'string', minLength: 10, maxLength: 30 },
        sum: { type: 'string', format: 'cny-amount' },
        years: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      },
      { required: ['flag', 'name', 'id', 'phone', 'parties', 'story', 'sum', 'years'] },
    );
    const { findings } = analyse(ruleSet([[{ all: [leaf('flag', 'equal', true)] }, A]]), { forms: [demanding] });
    const [gap] = of(findings, 'gap');
    expect(compileForm(demanding).validate(gap?.witness?.facts ?? {}, 'en')).toEqual([]);
    expect(gap?.witness?.facts.parties).toHaveLength(2);
  });
});
