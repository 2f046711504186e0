import { compileForm, type FormDefinition, type FormSchema, type Json } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { analyse } from './analyse.ts';
import { renderAnalysisFinding, renderLeftOut } from './analysis-texts.ts';
import { findOpen } from './find-open.ts';
import type { AnalysisFinding } from './findings.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });

function form(properties: Record<string, FormSchema>, more: Partial<FormSchema> = {}, key = 'form'): FormDefinition {
  return {
    key,
    title: text(key),
    description: text(key),
    use: 'case',
    schema: { type: 'object', properties, ...more },
    ui: { sections: [] },
  };
}

type Params = Record<string, Json>;

function ruleSet(rules: [Condition, Params, number?][], extra: Partial<RuleSet> = {}): RuleSet {
  return {
    key: 'set',
    kind: 'classification',
    title: text('Set'),
    form: 'form',
    hitPolicy: 'first',
    rules: rules.map(([conditions, params, priority], index) => ({
      name: `r${index}`,
      title: text(`R${index}`),
      source: text('x'),
      conditions,
      event: { type: 'decided', params },
      ...(priority && { priority }),
    })),
    otherwise: { type: 'decided', params: { category: 'nobody' } },
    ...extra,
  };
}

const leaf = (fact: string, operator: string, value: Json | { fact: string }, path?: string): Condition => ({
  fact,
  operator,
  value,
  ...(path && { path }),
});
const A: Params = { category: 'a' };
const B: Params = { category: 'b' };
const CHOICE: FormSchema = { type: 'string', enum: ['x', 'y', 'z'] };
const DEMANDED = { required: ['choice'] };

const of = (findings: readonly AnalysisFinding[], code: string) => findings.filter((finding) => finding.code === code);
const told = (findings: readonly AnalysisFinding[]) =>
  findings.map(({ code, rules }) => [code, ...rules].join(' ')).sort();

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

describe('analyse, on facts of the platform', () => {
  test('takes the number of people from the bound field, and one where there is none', async () => {
    const bound: FormDefinition = {
      ...form({ people: { type: 'integer', minimum: 5 } }, {}, 'group'),
      bindings: { title: '/people', headcount: '/people' },
    };
    const rules = ruleSet(
      [
        [{ all: [leaf('headcount', 'equal', 1)] }, A, 9],
        [{ all: [leaf('headcount', 'greaterThanInclusive', 5)] }, B, 8],
        [{ all: [leaf('headcount', 'equal', 3)] }, B, 7],
      ],
      { form: 'group', alsoForms: ['form'] },
    );
    const { findings, exact } = analyse(rules, { forms: [bound, form({ choice: CHOICE })] });
    expect(exact).toBe(true);
    expect(told(findings)).toEqual(['contradiction r2']);
    const single = analyse({ ...rules, form: 'form', alsoForms: [] }, { forms: [form({ choice: CHOICE })] });
    expect(told(single.findings)).toEqual(['contradiction r1', 'contradiction r2']);
  });

  test('knows that no earlier case is found without an identity number, and that clocks call by their events', async () => {
    const nameless = ruleSet([[{ all: [leaf('repeatCount', 'greaterThan', 0)] }, A]]);
    expect(told(analyse(nameless, { forms: [form({ choice: CHOICE })] }).findings)).toContain('contradiction r0');
    const clocks = ruleSet(
      [
        [{ all: [leaf('event', 'equal', 'filed'), leaf('clock', 'isPresent', true)] }, A],
        [{ all: [leaf('event', 'equal', 'deadline-near'), leaf('daysOverdue', 'greaterThan', 0)] }, A],
        [{ all: [leaf('event', 'equal', 'deadline-overdue'), leaf('daysOverdue', 'greaterThan', 3)] }, A],
      ],
      { kind: 'escalation' },
    );
    const { findings } = analyse(clocks, { forms: [form({ choice: CHOICE })] });
    expect(told(of(findings, 'contradiction'))).toEqual(['contradiction r0', 'contradiction r1']);
    expect(of(findings, 'gap')[0]?.severity).toBe('info');
  });

  test('never lets personal data be a fact, nor a system fact that is not known yet', async () => {
    const personal = form({ name: { type: 'string', 'x-sensitive': { reason: text('why') } } }, { required: ['name'] });
    const rules = ruleSet([
      [{ all: [leaf('name', 'isPresent', true)] }, A],
      [{ all: [leaf('category', 'isPresent', true)] }, A],
    ]);
    const { findings } = analyse(rules, { forms: [personal] });
    expect(told(of(findings, 'contradiction'))).toEqual(['contradiction r0', 'contradiction r1']);
  });

  test('proves each form by its own demands, and says in which the gap is', async () => {
    const [open, closed] = [form({ choice: CHOICE }, {}, 'open'), form({ choice: CHOICE }, DEMANDED, 'closed')];
    const rules = ruleSet([[{ all: [leaf('choice', 'isPresent', true)] }, A]], { form: 'closed', alsoForms: ['open'] });
    const { findings } = analyse(rules, { forms: [open, closed] });
    expect(of(findings, 'gap')[0]).toMatchObject({
      params: { forms: ['open'] },
      witness: { form: 'open', facts: { form: 'open' } },
    });
  });
});

describe('analyse, where it cannot be exact', () => {
  const story = form(
    { story: { type: 'string', maxLength: 100 }, other: { type: 'string', maxLength: 100 } },
    { required: ['story', 'other'] },
  );

  test('still finds what a text that can be made up shows', async () => {
    const rules = ruleSet([
      [{ all: [leaf('story', 'textContains', '拆迁')] }, A, 2],
      [{ all: [leaf('story', 'textContains', '补偿')] }, B, 1],
    ]);
    const { findings } = analyse(rules, { forms: [story] });
    expect(told(findings)).toEqual(['gap', 'overlap r0 r1']);
    expect(findings.every(({ exact }) => exact)).toBe(true);
    const overlap = of(findings, 'overlap')[0];
    expect((await decide(rules, overlap?.witness?.facts ?? {})).fired).toEqual(['r0', 'r1']);
  });

  test('says "perhaps" and not more where no case can be made up', async () => {
    const rules = ruleSet([
      [{ all: [leaf('story', 'textContains', '拆迁'), { not: leaf('story', 'textContains', '迁') }] }, A],
      [{ any: [leaf('story', 'isPresent', true)] }, B],
    ]);
    const { findings, exact, leftOut } = analyse(rules, { forms: [story] });
    expect(exact).toBe(false);
    expect(leftOut).toContainEqual({ why: 'undecided', code: 'contradiction', what: ['r0'] });
    expect(of(findings, 'overlap')).toEqual([expect.objectContaining({ exact: false })]);
    expect(of(findings, 'overlap')[0]).not.toHaveProperty('witness');
    expect(renderAnalysisFinding(rules, of(findings, 'overlap')[0] as AnalysisFinding, { locale: 'zh-CN' })).toMatch(
      /^（未能确证）/,
    );
  });

  test('is still right that there is no case where even free answers give none', async () => {
    const same = leaf('story', 'equal', { fact: 'other' });
    const rules = ruleSet([
      [{ all: [same, { not: same }] }, A],
      [{ any: [same, { not: same }] }, B],
    ]);
    const { findings } = analyse(rules, { forms: [story] });
    expect(told(findings)).toEqual(['contradiction r0']);
    expect(findings[0]?.exact).toBe(true);
  });

  test.each([
    ['a rule set that cannot be run', ruleSet([[{ all: [leaf('story', 'resembles', 1)] }, A]]), [story], 'unusable'],
    ['what is no rule set', 5 as unknown as RuleSet, [story], 'unusable'],
    ['no form', ruleSet([]), [], 'no-form'],
    [
      'a form that cannot be filled in',
      ruleSet([]),
      [form({ a: CHOICE }, { required: ['a', 'b'] })],
      'unfillable-form',
    ],
  ])('says that nothing was proved of %s', async (_, rules, forms, why) => {
    expect(analyse(rules, { forms })).toEqual({
      findings: [],
      exact: false,
      leftOut: [expect.objectContaining({ why })],
    });
  });

  test('says which form is not at hand, and proves the others', async () => {
    const rules = ruleSet([[{ all: [leaf('story', 'isPresent', true)] }, A]], { alsoForms: ['elsewhere'] });
    const { exact, leftOut } = analyse(rules, { forms: [story] });
    expect([exact, leftOut]).toEqual([false, [{ why: 'unknown-form', what: ['elsewhere'] }]]);
    // Of what may be in the other form it claims nothing; what holds whatever is in it, it says.
    const there = leaf('form', 'equal', 'elsewhere');
    const of2 = ruleSet(
      [
        [{ all: [there, leaf('elsewhereOnly', 'equal', 1)] }, A],
        [{ all: [there, leaf('form', 'equal', 'form')] }, B],
        [{ all: [leaf('story', 'equal', '甲'), { not: leaf('story', 'equal', '甲') }] }, B],
      ],
      { alsoForms: ['elsewhere'] },
    );
    expect(told(of(analyse(of2, { forms: [story] }).findings, 'contradiction'))).toEqual([
      'contradiction r1',
      'contradiction r2',
    ]);
    expect(renderLeftOut(rules, { why: 'unknown-form', what: ['elsewhere'] }, { locale: 'en' })).toContain(
      '“elsewhere”',
    );
  });

  test('stops when its time is up or it is called off, and says what it left out', async () => {
    const rules = ruleSet([
      [{ all: [leaf('story', 'equal', '甲')] }, A],
      [{ all: [leaf('other', 'equal', '乙')] }, B],
    ]);
    const whole = analyse(rules, { forms: [story] });
    expect(whole.exact).toBe(true);
    for (let budget = 1; budget < 120; budget += 17) {
      let tick = 0;
      const { findings, exact, leftOut } = analyse(rules, {
        forms: [story],
        now: () => ++tick,
        deadlineMs: budget,
      });
      // Whatever was found in time is true.
      for (const { code, rules: names } of findings) expect(told(whole.findings)).toContain([code, ...names].join(' '));
      if (!exact) expect(leftOut.every(({ why }) => why === 'time')).toBe(true);
    }
    const cancelled = analyse(rules, { forms: [story], isCancelled: () => true });
    expect(cancelled).toEqual({ findings: [], exact: false, leftOut: [{ why: 'cancelled' }] });
  });
});

describe('findOpen', () => {
  const reason = text('why');
  const found = (code: AnalysisFinding['code'], rules: string[], about = ''): AnalysisFinding => ({
    code,
    severity: 'info',
    rules,
    about,
    pointer: '',
    params: {},
    exact: true,
  });

  test('leaves out what is accepted for the same rules, in whatever order, and about the same thing', () => {
    const findings = [
      found('overlap', ['a', 'b']),
      found('overlap', ['a', 'c']),
      found('gap', []),
      found('dead-value', ['a'], 'f=x'),
    ];
    const accepted = [
      { code: 'overlap', rules: ['b', 'a'], reason },
      { code: 'gap', rules: ['a'], reason },
      { code: 'dead-value', rules: ['a'], about: 'f=x,y', reason },
    ];
    expect(told(findOpen({ accepted }, findings))).toEqual(['dead-value a', 'gap', 'overlap a c']);
    expect(told(findOpen({ accepted: [{ code: 'dead-value', rules: ['a'], reason }] }, findings))).not.toContain(
      'dead-value a',
    );
    expect(findOpen({}, findings)).toEqual(findings);
  });
});

test('every finding is said in both languages, by the titles of rules, fields and choices', async () => {
  const titled = form({
    choice: {
      ...CHOICE,
      'x-title': { 'zh-CN': '诉求', en: 'Demand' },
      'x-enum-titles': { x: text('ex'), y: text('why'), z: text('zed') },
    },
  });
  const rules = ruleSet([
    [{ all: [leaf('choice', 'equal', 'x')] }, A, 5],
    [{ all: [leaf('choice', 'equal', 'x'), leaf('choice', 'isPresent', true)] }, B, 4],
    [{ all: [leaf('choice', 'equal', 'q')] }, B, 3],
    [{ all: [leaf('choice', 'in', ['x', 'y'])] }, B, 2],
  ]);
  const { findings } = analyse(rules, { forms: [titled] });
  const say = (locale: 'zh-CN' | 'en') =>
    findings.map((finding) => renderAnalysisFinding(rules, finding, { locale, forms: [titled] }));
  expect(say('en')).toEqual([
    'Nothing that the form takes can fulfil the conditions of rule “R2”. Mend the conditions, or remove the rule.',
    'Rule “R1” never decides: whatever matches it is decided before by rule “R0”.',
    'Some cases match no rule: “otherwise” decides them. Add a rule, or accept it with a reason if it is meant so.',
    '“Demand” may be left empty, and the outcome hangs on it by rule “R0”, rule “R1”, rule “R2” and rule “R3”: empty is treated like no value that can be given. Make the form demand it, or say in a rule what is to happen without it.',
    'Rule “R1” is the general case. Before it by priority: rule “R0”, more specific and different in kind of demand.',
    'Rule “R3” is the general case. Before it by priority: rule “R0”, more specific and different in kind of demand.',
    'No rule looks at “zed” of “Demand”.',
  ]);
  expect(say('zh-CN')).toContain('“诉求”的选项“中zed”没有任何规则考虑。');
  expect([...say('en'), ...say('zh-CN')].filter((sentence) => /[{}]/.test(sentence))).toEqual([]);
});

test('nothing that stands in a rule set makes it fail: it is proved, or it is said why not', () => {
  const junk: Json[] = [null, 7, 'x', [], {}, [null], { fact: 'choice' }, true, { toString: 1 }, ['a', 5], -1];
  const whole = {
    ...ruleSet([
      [{ any: [leaf('choice', 'in', ['x', 'y']), { condition: 'named' }] }, { category: 'a', marks: ['m'] }, 3],
      [{ all: [leaf('count', 'greaterThan', 3), { not: leaf('choice', 'equal', 'x') }] }, { category: 'b' }, 2],
      [{ all: [leaf('category', 'equal', 'a'), leaf('group', 'equal', 1, '$.inner')] }, { category: 'b' }],
    ]),
    kind: 'routing',
    alsoForms: ['other'],
    conditions: { named: { all: [leaf('tags', 'contains', 'x')] } },
    outcomes: { category: { title: text('C'), values: [{ key: 'a', title: text('A') }] } },
    accepted: [{ code: 'gap', rules: [], reason: text('why') }],
  };
  const fields = form({ choice: CHOICE, count: { type: 'integer' }, tags: { type: 'array', items: { enum: ['x'] } } });
  const paths: (string | number)[][] = [];
  const collect = (value: unknown, at: (string | number)[]): void => {
    paths.push(at);
    if (value !== null && typeof value === 'object') {
      for (const [key, part] of Object.entries(value)) collect(part, [...at, Array.isArray(value) ? Number(key) : key]);
    }
  };
  collect(whole, []);
  const replaced = (value: unknown, [step, ...rest]: (string | number)[], by: Json): unknown => {
    if (step === undefined) return by;
    if (Array.isArray(value)) return value.map((part, index) => (index === step ? replaced(part, rest, by) : part));
    return { ...(value as object), [step]: replaced((value as Record<string, unknown>)[step], rest, by) };
  };
  paths.forEach((path, index) => {
    for (const by of [junk[index % junk.length], junk[(index * 7 + 3) % junk.length]]) {
      const broken = replaced(whole, path, by ?? null) as RuleSet;
      const { findings, leftOut } = analyse(broken, { forms: [fields] });
      for (const locale of ['zh-CN', 'en'] as const) {
        for (const finding of findings) renderAnalysisFinding(broken, finding, { locale, forms: [fields] });
        for (const left of leftOut) renderLeftOut(broken, left, { locale, forms: [fields] });
      }
      if (broken !== null && typeof broken === 'object') findOpen(broken, findings);
    }
  });
});
