import type { Json } from '@caseway/form-schemas';
import type { RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { analyse } from './analyse.ts';
import { renderAnalysisFinding, renderLeftOut } from './analysis-texts.ts';
import { findOpen } from './find-open.ts';
import type { AnalysisFinding } from './findings.ts';
import { A, B, CHOICE, form, leaf, of, ruleSet, text, told } from './testing/builders.ts';

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
