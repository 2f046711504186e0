import { readFileSync } from 'node:fs';
import type { FormDefinition, FormSchema, Json } from '@caseway/form-schemas';
import fc from 'fast-check';
import { sameOutcome } from '../combine-outcomes.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import type { Differences } from './difference.ts';
import { explainDecision, petitionerReason } from './explain-decision.ts';
import { petitionerParagraph } from './petitioner-paragraph.ts';
import { type DifferOptions, whatWouldDiffer } from './what-would-differ.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const is = (fact: string, value: Json): Condition => ({ fact, operator: 'equal', value: value as never });
const rule = (name: string, conditions: Condition, params: Record<string, Json>) => ({
  name,
  title: text(`Title of ${name}`),
  source: text('Plan'),
  conditions: { all: [conditions] },
  event: { type: 'outcome', params },
});

function routing(hitPolicy: RuleSet['hitPolicy'], rules: RuleSet['rules']): RuleSet {
  return {
    key: 'small',
    kind: 'routing',
    title: text('small'),
    form: 'small',
    hitPolicy,
    rules,
    otherwise: { type: 'outcome', params: { path: 'none' } },
  };
}

const FIELDS: Record<string, FormSchema> = {
  told: { type: 'string', enum: ['a', 'b'], 'x-title': text('Told') },
  number: { type: 'integer', minimum: 0, maximum: 9, 'x-title': text('Number') },
  judged: { type: 'string', enum: ['a', 'b'], 'x-title': text('Judged') },
  yes: { type: 'boolean', 'x-title': text('Yes') },
  secret: { type: 'string', enum: ['a', 'b'], 'x-title': text('Secret'), 'x-sensitive': { reason: text('why') } },
  where: { type: 'string', 'x-title': text('Where'), 'x-place': true } as FormSchema,
};
const FORM: FormDefinition = {
  key: 'small',
  title: text('small'),
  description: text('small'),
  use: 'case',
  schema: { type: 'object', properties: FIELDS },
  ui: {
    sections: [
      { key: 'told', title: text('told'), fields: ['told', 'number', 'yes', 'secret', 'where'] },
      { key: 'judged', title: text('judged'), assessment: true, fields: ['judged'] },
    ],
  },
  bindings: { title: '/told', place: '/where' },
};

async function ask(ruleSet: RuleSet, facts: Record<string, Json>, options: Partial<DifferOptions> = {}) {
  const decision = await decide(ruleSet, facts);
  const found = await whatWouldDiffer(ruleSet, facts, decision, { locale: 'en', forms: [FORM], ...options });
  return { decision, found };
}

const changed = ({ differences }: Differences) =>
  differences.map(({ changes }) => changes.map(({ fact, to }) => `${fact}=${to}`).join(' '));

describe('what would have to differ where every matching rule applies', () => {
  const path = (name: string) => ({ path: name });

  test('rules that say the same fall away together', async () => {
    const set = routing('all', [
      rule('one', is('told', 'a'), path('same')),
      rule('two', is('yes', true), path('same')),
    ]);
    const { found } = await ask(set, { told: 'a', yes: true });
    expect(changed(found)).toEqual(['told=b yes=false']);
    expect(found.differences[0]?.targets.map(({ kind, rule: name }) => [kind, name])).toEqual([
      ['without', 'one'],
      ['without', 'two'],
    ]);
    expect(found.exact).toBe(true);
  });

  test('a later rule decides a single value once those before it are silent', async () => {
    const set = routing('all', [
      rule('before', is('told', 'a'), path('first')),
      rule('later', is('number', 3), path('second')),
    ]);
    const { found } = await ask(set, { told: 'a', number: 1 });
    expect(changed(found)).toEqual(['told=b', 'told=b number=3']);
    expect(found.differences[1]?.targets).toMatchObject([{ kind: 'rule', rule: 'later' }]);
  });

  test('an entry of a list goes when the last rule that names it does', async () => {
    const set = routing('all', [
      rule('one', is('told', 'a'), { marks: ['x', 'y'] }),
      rule('two', is('yes', true), { marks: ['x'] }),
    ]);
    const { found } = await ask(set, { told: 'a', yes: true });
    expect(changed(found)).toEqual(['told=b', 'told=b yes=false']);
  });

  test('the first difference is as small as trying everything finds it, and every one leads elsewhere', async () => {
    const DOMAIN: Record<string, (Json | undefined)[]> = {
      told: ['a', 'b', undefined],
      judged: ['a', 'b', undefined],
      yes: [true, false, undefined],
    };
    const everything = Object.entries(DOMAIN).reduce<Record<string, Json>[]>(
      (made, [fact, values]) =>
        made.flatMap((facts) => values.map((value) => (value === undefined ? facts : { ...facts, [fact]: value }))),
      [{}],
    );
    const comparison = fc.constantFrom(
      ...Object.entries(DOMAIN).flatMap(([fact, values]) =>
        values.flatMap((value) => (value === undefined ? [] : [is(fact, value)])),
      ),
    );
    const condition = fc.oneof(
      comparison,
      fc.tuple(comparison, comparison).map(([a, b]): Condition => ({ all: [a, b] })),
    );
    const params = fc.record(
      { path: fc.constantFrom('p', 'q'), marks: fc.subarray(['x', 'y'], { minLength: 1 }) },
      { requiredKeys: [] },
    );
    const rules = fc.array(fc.tuple(condition, params), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rules, fc.constantFrom(...everything), async (made, given) => {
        const set = routing(
          'all',
          made.map(([when, then], index) => rule(`r${index}`, when, then)),
        );
        const { decision, found } = await ask(set, given);
        const differs = async (facts: Record<string, Json>) =>
          !sameOutcome((await decide(set, facts)).events, decision.events);
        const sizes: number[] = [];
        for (const facts of everything) {
          if (await differs(facts))
            sizes.push(Object.keys(DOMAIN).filter((fact) => facts[fact] !== given[fact]).length);
        }
        expect(found.exact).toBe(true);
        expect(found.differences[0]?.changes.length).toBe(sizes.length > 0 ? Math.min(...sizes) : undefined);
        for (const { changes } of found.differences) {
          const after = Object.entries({ ...given, ...Object.fromEntries(changes.map(({ fact, to }) => [fact, to])) });
          expect(await differs(Object.fromEntries(after.filter(([, value]) => value !== null)))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is offered as a change', () => {
  const asks = (fact: string, value: Json) => routing('first', [rule('other', is(fact, value), { path: 'other' })]);

  test('is never personal data, nor the place, nor another form', async () => {
    for (const [fact, value] of [
      ['secret', 'b'],
      ['where', 'x'],
      ['place', 'x'],
      ['form', 'another'],
    ] as const) {
      const { found } = await ask(asks(fact, value), { form: 'small', secret: 'a', where: 'y', place: 'y' });
      expect([fact, found.differences, found.impossible.map((target) => target.rule)]).toEqual([fact, [], ['other']]);
    }
  });

  test('tells what the person says from what staff think of it', async () => {
    const kindOf = async (fact: string) =>
      (await ask(asks(fact, 'b'), { [fact]: 'a' })).found.differences[0]?.changes[0]?.kind;
    expect([await kindOf('told'), await kindOf('judged')]).toEqual(['situation', 'office']);
  });

  test('a search that ends before it is sure says so', async () => {
    const all = ['told', 'judged'].map((fact) => is(fact, 'b'));
    const set = routing('first', [rule('far', { all: [...all, is('number', 7)] }, { path: 'far' })]);
    const facts = { told: 'a', judged: 'a', number: 1 };
    const sure = await ask(set, facts);
    expect([sure.found.exact, sure.found.differences[0]?.exact]).toEqual([true, true]);
    const cut = await ask(set, facts, { limits: { perGoal: 1 } });
    expect(cut.found.exact).toBe(false);
    expect(cut.found.unknown.map((target) => target.rule)).toEqual(['far']);
    expect(cut.found.impossible).toEqual([]);
  });
});

describe('what the person concerned reads', () => {
  const said = (fact: string, value: Json) =>
    routing('first', [
      rule('other', is(fact, value), { path: 'other', say: text('The other way.') }),
      rule('usual', is('judged', 'a'), { path: 'usual', say: text('The usual way.') }),
      rule('silent', is('judged', 'b'), { path: 'silent' }),
    ]);
  const paragraph = async (set: RuleSet, facts: Record<string, Json>, forms = [FORM]) => {
    const { decision, found } = await ask(set, facts);
    return petitionerParagraph(set, decision, { facts, differences: found }, { locale: 'en', forms });
  };

  test('is the rule’s own sentence with its basis, and which answer to look at again', async () => {
    expect(await paragraph(said('number', 5), { judged: 'a', number: 1 })).toBe(
      'The usual way. Basis: Plan. If what we noted under “Number” is not right, please tell us: your matter may then be handled differently.',
    );
  });

  test('hints at no view of staff, no yes-or-no question and no answer left open', async () => {
    const plain = 'The usual way. Basis: Plan.';
    expect(await paragraph(said('judged', 'b'), { judged: 'a' })).toBe(plain);
    expect(await paragraph(said('yes', true), { judged: 'a', yes: false })).toBe(plain);
    expect(await paragraph(said('number', 5), { judged: 'a' })).toBe(plain);
  });

  test('hints at nothing where there is no reason to follow', async () => {
    expect(await paragraph(said('number', 5), { judged: 'b', number: 1 })).toBe('');
  });

  test('hints at nothing where a review is asked for: what is noted is another case’s', async () => {
    const plain = 'The usual way. Basis: Plan.';
    const asking = { ...FORM, review: { within: 'a-limit' } };
    const facts = { judged: 'a', number: 1 };
    expect(await paragraph(said('number', 5), facts, [asking])).toBe(plain);
    // A rule set of several forms: the one that was filled in counts.
    const other = { ...asking, key: 'other' };
    expect(await paragraph(said('number', 5), facts, [FORM, other])).toContain('Number');
    expect(await paragraph(said('number', 5), { ...facts, form: 'other' }, [FORM, other])).toBe(plain);
  });

  test('leaves out a rule that others overrule in everything', async () => {
    const set = routing('all', [
      rule('before', is('told', 'a'), { path: 'one', say: text('One way.') }),
      rule('overruled', is('told', 'a'), { path: 'two', say: text('Another way.') }),
      rule('adds', is('told', 'a'), { path: 'two', marks: ['x'], say: text('And more.') }),
      rule('words', is('told', 'a'), { say: text('Only words.') }),
    ]);
    expect(petitionerReason(set, await decide(set, { told: 'a' }), 'zh-CN')).toBe(
      'One way.依据：Plan。And more.依据：Plan。Only words.依据：Plan。',
    );
  });

  test('is never the title of a rule, which is for staff', async () => {
    const set = said('number', 5);
    const reason = petitionerReason(set, await decide(set, { judged: 'b' }), 'en');
    expect(reason).toBe('');
  });
});

describe('of a list of groups of fields', () => {
  const form = JSON.parse(readFileSync('tests/fixtures/forms/companions.json', 'utf8')) as FormDefinition;
  const asking = (operator: string, value: Json): RuleSet => ({
    key: 's',
    kind: 'classification',
    title: { 'zh-CN': '规', en: 'Rules' },
    form: 'f',
    hitPolicy: 'first',
    rules: [
      {
        name: 'r0',
        title: { 'zh-CN': '有人同行', en: 'Accompanied' },
        source: { 'zh-CN': '例', en: 'Ex' },
        priority: 1,
        conditions: { all: [{ fact: 'people', operator, value }] },
        event: { type: 'e', params: { category: 'k1' } },
      },
    ],
    otherwise: { type: 'e', params: { category: 'k0' } },
  });
  const told = async (ruleSet: RuleSet, facts: Record<string, Json>, locale: 'zh-CN' | 'en') => {
    const decision = await decide(ruleSet, facts);
    const { differences, exact, impossible } = await whatWouldDiffer(ruleSet, facts, decision, {
      locale,
      forms: [form],
    });
    const { rules } = explainDecision(ruleSet, decision, { locale, forms: [form] });
    return { reading: rules[0]?.reading, differences: differences.map(({ text }) => text), exact, impossible };
  };

  test('entries are counted, and that one were entered is a difference', async () => {
    expect(await told(asking('isPresent', true), {}, 'en')).toEqual({
      reading: 'Companions has at least one entry (read: not given)',
      differences: [
        'If “Companions” had 1 entry (now no entry), rule “Accompanied” would apply. What would change: kind of demand → k1.',
      ],
      exact: true,
      impossible: [],
    });
    expect(await told(asking('isPresent', true), { people: [{ age: 3 }, { age: 4 }] }, 'zh-CN')).toEqual({
      reading: '〔同行人〕至少有一项（实际：2项）',
      differences: ['若“同行人”由2项变为无，则没有规则符合，结果变为：“诉求类别”为k0。'],
      exact: true,
      impossible: [],
    });
    const more = await told(asking('countAtLeast', 3), { people: [{ age: 3 }] }, 'en');
    expect(more.differences).toEqual([
      'If “Companions” had 3 entries (now 1 entry), rule “Accompanied” would apply. What would change: kind of demand → k1.',
    ]);
    // The form takes three at most.
    expect((await told(asking('countAtLeast', 4), {}, 'en')).impossible).toHaveLength(1);
  });
});
