import { type FormDefinition, fieldAt, type Json } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { Condition, Decision, RuleSet } from '../index.ts';
import { decide, explainDecision } from '../index.ts';
import { checkTogether } from './check-together.ts';
import { namedFieldsIn } from './named-fields.ts';
import { renameEverywhere } from './rename-field.ts';
import { SHIPPED } from './testing/shipped.ts';
import type { Together } from './together.ts';
import { usesOf } from './uses-of.ts';

/** The whole with the documents of a plan in place of what they were. */
function taken(whole: Together, { documents }: ReturnType<typeof renameEverywhere>): Together {
  const put = <T extends { key: string }>(kind: string, items: readonly T[]): T[] =>
    items.map((item) => (documents.find((one) => one.kind === kind && one.key === item.key)?.content ?? item) as T);
  return {
    forms: put('forms', whole.forms),
    ruleSets: put('rule-sets', whole.ruleSets),
    paths: put('paths', whole.paths),
    calendars: whole.calendars,
  };
}

const named = (plan: ReturnType<typeof renameEverywhere>) => plan.documents.map(({ kind, key }) => `${kind}/${key}`);
const pointerOf = (tokens: readonly string[]) => tokens.map((token) => `/${token}`).join('');

/** Fields of what is shipped that something names, with one of the forms that have them. */
const FIELDS = [
  ...new Map(
    namedFieldsIn(SHIPPED).flatMap(({ tokens, forms }) => {
      const pointer = pointerOf(tokens);
      const form = SHIPPED.forms.find((one) => forms.has(one.key) && fieldAt(one, pointer));
      return form
        ? [[`${form.key} ${pointer}`, { form: form.key, pointer, last: tokens.length - 1, tokens }] as const]
        : [];
    }),
  ).values(),
];

describe('where a field is used', () => {
  const usesIn = (form: string, pointer: string) =>
    usesOf({ form, pointer }, SHIPPED).map(({ as, place }) => `${as} ${place.kind}/${place.key}`);

  test('by rules of all that read the form, examples, and paths', () => {
    const found = new Set(usesIn('petition-registration', '/policyFound'));
    expect(found).toContain('rule rule-sets/demand-classification');
    expect(found).toContain('test rule-sets/demand-classification');
    expect(new Set(usesIn('extension-proposal-form', '/extensionDays'))).toContain(
      'days paths/policy-implementation-path',
    );
  });

  test('by what it stands for, where nothing names it', () => {
    const headcount = SHIPPED.forms.find(({ key }) => key === 'petition-registration')?.bindings?.headcount ?? '';
    const found = new Set(usesIn('petition-registration', headcount));
    expect(found).toContain('bound rule-sets/escalation-policy');
    expect(found).toContain('bound forms/petition-registration');
  });

  test('not by what asks another form alone', () => {
    expect(usesIn('dispute-register', '/policyFound')).toEqual([]);
  });
});

describe('a field renamed everywhere', () => {
  test.each(FIELDS)('$form $pointer of the shipped plan: all still fits, and back is as it was', ({ form, tokens }) => {
    const to = 'renamedField';
    const plan = renameEverywhere(SHIPPED, { form, pointer: pointerOf(tokens), to });
    expect(plan.obstacles).toEqual([]);
    const next = taken(SHIPPED, plan);
    expect(checkTogether(next, next)).toEqual([]);
    const left = namedFieldsIn(next).filter(
      (each) => each.forms.has(form) && each.as !== 'test' && tokens.every((token, at) => each.tokens[at] === token),
    );
    expect(left).toEqual([]);
    const pointer = pointerOf(tokens.with(tokens.length - 1, to));
    const back = renameEverywhere(next, { form, pointer, to: tokens.at(-1) ?? '' });
    expect(taken(next, back)).toEqual(SHIPPED);
    expect(named(back)).toEqual(named(plan));
  });

  test('takes the examples along: each is decided as it says', async () => {
    const plan = renameEverywhere(SHIPPED, {
      form: 'petition-registration',
      pointer: '/policyFound',
      to: 'basisFound',
    });
    const before = SHIPPED.ruleSets.find(({ key }) => key === 'demand-classification') as RuleSet;
    const after = taken(SHIPPED, plan).ruleSets.find(({ key }) => key === 'demand-classification') as RuleSet;
    expect(JSON.stringify(after)).not.toContain('policyFound');
    for (const [index, test] of (before.tests ?? []).entries()) {
      const decided = await decide(after, after.tests?.[index]?.facts ?? {});
      expect(decided.fired).toEqual((await decide(before, test.facts)).fired);
    }
  });

  test('is refused where the name means something already: in the form, in a form read beside it, to the platform', () => {
    const refused = (to: string, form = 'petition-registration', pointer = '/policyFound') => {
      const plan = renameEverywhere(SHIPPED, { form, pointer, to });
      expect(plan.documents).toEqual([]);
      return plan.obstacles.map(({ code, kind, key }) => `${code} ${kind}/${key}`);
    };
    expect(refused('matterSummary')).toContain('taken forms/petition-registration');
    expect(refused('today')).toContain('reserved forms/petition-registration');
    const hidden = { ...SHIPPED.ruleSets[0] } as RuleSet;
    const asks: Condition = { all: [{ fact: 'other', operator: 'equal', value: true }] };
    const whole = {
      ...SHIPPED,
      ruleSets: [{ ...hidden, rules: hidden.rules.map((one) => ({ ...one, conditions: asks })) }],
    };
    const form = hidden.form;
    const [first = ''] = Object.keys(SHIPPED.forms.find(({ key }) => key === form)?.schema.properties ?? {});
    const reads = {
      ...whole,
      ruleSets: [
        {
          ...whole.ruleSets[0],
          otherwise: hidden.otherwise,
          rules: [
            ...(whole.ruleSets[0]?.rules ?? []),
            { ...hidden.rules[0], conditions: { all: [{ fact: first, operator: 'equal', value: true }] } },
          ],
        } as RuleSet,
      ],
    };
    const plan = renameEverywhere(reads, { form, pointer: `/${first}`, to: 'other' });
    expect(plan.obstacles.map(({ code }) => code)).toEqual(['read']);
  });
});

describe('rules over data under the new name', () => {
  const field = fc.constantFrom<{ fact: string; path?: string }>(
    { fact: 'a' },
    { fact: 'a', path: '$' },
    { fact: 'b' },
    { fact: 'group', path: '$.a' },
    { fact: 'group', path: "$['a']" },
  );
  const leaf: fc.Arbitrary<Condition> = fc
    .record({
      asked: field,
      operator: fc.constantFrom('equal', 'notEqual', 'isPresent'),
      value: fc.oneof(fc.constantFrom<Json>(1, 2, true, 'x'), field),
    })
    .map(({ asked, operator, value }) => {
      return { ...asked, operator, value: operator === 'isPresent' ? value === true : value } as Condition;
    });
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
      fc.record({ not: tie('condition') }) as fc.Arbitrary<Condition>,
      fc.constant<Condition>({ condition: 'shared' }),
    ),
  }));
  const noName = (given: Condition): Condition =>
    JSON.parse(JSON.stringify(given).replaceAll('{"condition":"shared"}', '{"all":[]}'));
  const both = (text: string) => ({ 'zh-CN': text, en: text });
  const scalar = fc.constantFrom<Json>(1, 2, true, 'x');
  const facts = fc.record(
    { a: scalar, b: scalar, group: fc.record({ a: scalar }, { requiredKeys: [] }) },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, Json>>;
  const form = (key: string): FormDefinition => ({
    key,
    title: both(key),
    description: both(key),
    use: 'case',
    schema: {
      type: 'object',
      properties: {
        a: { type: 'string', 'x-title': both('A') },
        b: { type: 'string', 'x-title': both('B') },
        group: { type: 'object', 'x-title': both('G'), properties: { a: { type: 'string', 'x-title': both('GA') } } },
      },
    },
    ui: { sections: [{ key: 's', title: both('S'), fields: ['a', 'b', 'group'] }] },
  });
  const ruleSet = fc
    .record({ conditions: fc.array(condition, { minLength: 1, maxLength: 4 }), shared: condition.map(noName) })
    .map(
      ({ conditions, shared }): RuleSet => ({
        key: 'set',
        kind: 'routing',
        title: both('set'),
        form: 'one',
        alsoForms: ['two'],
        hitPolicy: 'all',
        conditions: { shared: { all: [shared] } },
        rules: conditions.map((one, index) => ({
          name: `r${index}`,
          title: both(`r${index}`),
          source: both('s'),
          conditions: { all: [one] },
          event: { type: 'e', params: { department: `d${index}` } },
        })),
        otherwise: { type: 'e' },
      }),
    );

  const inData = (data: Record<string, Json>, from: string, to: string): Record<string, Json> =>
    Object.fromEntries(Object.entries(data).map(([name, value]) => [name === from ? to : name, value]));

  test.each([
    ['a', '/a', 'other'],
    ['group/a', '/group/a', 'other'],
  ])('decide and are explained as before: %s', async (_, pointer, to) => {
    await fc.assert(
      fc.asyncProperty(ruleSet, facts, async (set, given) => {
        const whole: Together = { forms: [form('one'), form('two')], ruleSets: [set], paths: [], calendars: [] };
        const plan = renameEverywhere(whole, { form: 'one', pointer, to });
        expect(plan.obstacles).toEqual([]);
        const next = taken(whole, plan);
        const [renamed = set] = next.ruleSets;
        const { group } = given;
        const inner = group === undefined ? given : { ...given, group: inData(group as Record<string, Json>, 'a', to) };
        const data = pointer === '/a' ? inData(given, 'a', to) : inner;
        const [before, after] = [await decide(set, given), await decide(renamed, data)];
        expect([after.fired, after.outcome]).toEqual([before.fired, before.outcome]);
        const told = (one: RuleSet, decision: Decision, forms: readonly FormDefinition[]) =>
          JSON.stringify(explainDecision(one, decision, { locale: 'zh-CN', forms }));
        // A path in brackets is told as it is written.
        if (!JSON.stringify(set).includes("['"))
          expect(told(renamed, after, next.forms)).toBe(told(set, before, whole.forms));
        const back = renameEverywhere(next, { form: 'one', pointer: pointer.replace(/a$/, to), to: 'a' });
        expect(taken(next, back)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
