import { randomUUID } from 'node:crypto';
import type { Json } from '@caseway/form-schemas';
import { decide, type RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';
import { answerTo, type Table } from './answer.ts';
import { PastDecisions } from './past-decisions.ts';
import type { Answer, FactRow, Question } from './protocol.ts';

const title = { 'zh-CN': '规则集', en: 'rule set' };

const ruleSet = (threshold: number): RuleSet => ({
  key: 'r',
  kind: 'routing',
  title,
  form: 'f',
  hitPolicy: 'all',
  rules: [
    {
      name: 'many',
      title,
      source: title,
      conditions: { all: [{ fact: 'n', operator: 'greaterThanInclusive', value: threshold }] },
      event: { type: 'routed', params: { path: 'big', marks: ['x', 'y'] } },
    },
    {
      name: 'read',
      title,
      source: title,
      conditions: { all: [{ fact: 'kind', operator: 'equal', value: 'k' }] },
      event: { type: 'routed', params: { marks: ['z'], say: title } },
    },
  ],
  otherwise: { type: 'routed', params: { path: 'small' } },
});

const OLD = ruleSet(5);
const KEEP = ['n', 'kind', 'event'];
const table = (): Table => ({ past: new PastDecisions(KEEP), chains: new WeakMap() });

function row(facts: Record<string, Json>, over: Partial<FactRow> = {}): FactRow {
  const caseId = over.caseId ?? randomUUID();
  return {
    id: randomUUID(),
    caseId,
    decidedAt: 1000,
    day: 100,
    scopePath: '/d/t/',
    formVersion: 'v1',
    person: false,
    subject: caseId,
    madeUp: false,
    facts: JSON.stringify(facts),
    fill: '{}',
    ...over,
  };
}

function ask(held: Table, draft: RuleSet, over: Partial<Question> = {}): Answer {
  const question: Question = {
    table: 't',
    draft,
    ruleSets: {},
    groups: [{ sections: ['s'], old: 'old', chain: null }],
    from: 0,
    to: 1000,
    scopePaths: ['/'],
    recused: [],
    examples: 3,
    together: [],
    ...over,
  };
  const answer = answerTo(question, held, new Map([['old', OLD]]));
  if ('lacking' in answer) throw new Error(`Lacking: ${answer.lacking.join()}`);
  return answer;
}

const changedIn = (answer: Answer) =>
  answer.groups
    .flatMap(({ pairs }) => pairs.filter(({ from, to }) => from !== to))
    .reduce((sum, it) => sum + it.count, 0);

test('as many cases change as the reference decides otherwise, whatever the facts', async () => {
  const fact = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('k', 'l', null, true), fc.constant([1]));
  const facts = fc.dictionary(fc.constantFrom('n', 'kind', 'other'), fact);
  await fc.assert(
    fc.asyncProperty(fc.array(facts, { maxLength: 60 }), fc.integer({ min: 0, max: 9 }), async (cases, threshold) => {
      const held = table();
      for (const one of cases) held.past.add('s', row(one as Record<string, Json>));
      const draft = ruleSet(threshold);
      let expected = 0;
      for (const one of cases) {
        const outcomes = await Promise.all(
          [OLD, draft].map(async (set) => (await decide(set, one as Record<string, Json>)).outcome),
        );
        const [a, b] = outcomes.map(({ say: _, ...outcome }) => JSON.stringify(outcome));
        if (a !== b) expected++;
      }
      const answer = ask(held, draft);
      expect(changedIn(answer)).toBe(expected);
      expect(answer.groups[0]?.cases).toBe(cases.length);
    }),
    { numRuns: 60 },
  );
});

test('only the sections, places and days asked for are counted, and no case that somebody is recused from', () => {
  const held = table();
  const hidden = row({ n: 3 });
  held.past.add('s', row({ n: 3 }));
  held.past.add('s', hidden);
  held.past.add('s', row({ n: 3 }, { scopePath: '/d/t/v/' }));
  held.past.add('s', row({ n: 3 }, { day: 200 }));
  held.past.add('elsewhere', row({ n: 3 }, { scopePath: '/d/u/' }));
  const cases = (over: Partial<Question>) => ask(held, ruleSet(3), over).groups[0]?.cases;
  expect(cases({})).toBe(4);
  expect(cases({ to: 150 })).toBe(3);
  expect(cases({ scopePaths: ['/d/t/v/'] })).toBe(1);
  expect(cases({ scopePaths: [] })).toBe(0);
  expect(cases({ recused: [hidden.caseId] })).toBe(3);
  expect(cases({ groups: [{ sections: ['s', 'elsewhere'], old: 'old', chain: null }] })).toBe(5);
  const named = JSON.stringify(ask(held, ruleSet(3), { recused: [hidden.caseId], examples: 9 }));
  expect(named).not.toContain(hidden.caseId);
});

test('rules that match together are counted over the rows that all other figures count, and no others', async () => {
  const held = table();
  const both = { n: 7, kind: 'k' };
  const hidden = row(both);
  const rows: [string, FactRow][] = [
    ['s', hidden],
    ['s', row(both)],
    ['s', row(both, { scopePath: '/d/t/v/' })],
    ['s', row(both, { day: 200 })],
    ['elsewhere', row(both, { scopePath: '/d/u/' })],
    // One of the two rules only, a person's, and one that fits neither.
    ['s', row({ n: 7 })],
    ['s', row(both, { person: true })],
    ['s', row({ n: 1, kind: 'l' })],
  ];
  for (const [section, one] of rows) held.past.add(section, one);
  const together = [
    ['many', 'read'],
    ['many', 'many'],
  ];
  const counted = (over: Partial<Question> = {}) => ask(held, OLD, { together, ...over }).together;
  expect(counted()).toEqual([4, 5]);
  expect(counted({ to: 150 })).toEqual([3, 4]);
  expect(counted({ scopePaths: ['/d/t/v/'] })).toEqual([1, 1]);
  expect(counted({ scopePaths: [] })).toEqual([0, 0]);
  expect(counted({ recused: [hidden.caseId] })).toEqual([3, 4]);
  const groups = ['s', 'elsewhere'].map((section) => ({ sections: [section], old: 'old', chain: null }));
  expect(counted({ groups })).toEqual([5, 6]);
  expect(counted({ together: [] })).toEqual([]);
});

test('a case decided anew counts by its latest decision, in whatever order they come', () => {
  const held = table();
  const first = row({ n: 1 });
  const later = row({ n: 9 }, { caseId: first.caseId, decidedAt: 2000 });
  held.past.add('s', later);
  held.past.add('s', first);
  held.past.add('s', later);
  const answer = ask(held, OLD);
  expect(answer.groups[0]?.cases).toBe(1);
  expect(answer.rules[0]).toEqual({ name: 'many', before: 1, after: 1 });
});

test('a recorded occasion goes before one that was made up of the filing', () => {
  const held = table();
  const subject = randomUUID();
  held.past.add('s', row({ n: 1 }, { subject, fill: '{"event":"filed"}', madeUp: true, decidedAt: 5000 }));
  const before = ask(held, edited(ruleSet(5), 'event'));
  expect(before.missing).toEqual([{ fact: 'event', path: null, byFormVersion: {}, filled: 1 }, expect.anything()]);
  held.past.add('s', row({ n: 9, event: 'filed' }, { subject, decidedAt: 10 }));
  held.past.add('s', row({ n: 1 }, { subject, madeUp: true, decidedAt: 9000 }));
  const after = ask(held, edited(ruleSet(5), 'event'));
  expect(after.groups[0]?.cases).toBe(1);
  expect(after.missing.find(({ fact }) => fact === 'event')).toBeUndefined();
});

function edited(set: RuleSet, fact: string): RuleSet {
  const [first, ...rest] = set.rules;
  if (!first) return set;
  return { ...set, rules: [{ ...first, conditions: { all: [{ fact, operator: 'equal', value: 'filed' }] } }, ...rest] };
}

test('cases that a person decided are apart, from the moment it is known', () => {
  const held = table();
  const one = row({ n: 3 });
  held.past.add('s', one);
  held.past.add('s', row({ n: 3 }, { person: true }));
  expect(ask(held, ruleSet(3)).groups[0]).toMatchObject({ cases: 1, person: { cases: 1, changed: 1 } });
  held.past.markPersons([one.caseId]);
  expect(ask(held, ruleSet(3)).groups[0]).toMatchObject({ cases: 0, person: { cases: 2, changed: 2 } });
});

test('what rows lack is counted by the version of their form', () => {
  const held = table();
  held.past.add('s', row({ n: 1 }));
  held.past.add('s', row({ n: 1, kind: 'k' }));
  held.past.add('s', row({ n: 1 }, { formVersion: 'v2' }));
  expect(ask(held, OLD).missing).toEqual([{ fact: 'kind', path: null, byFormVersion: { v1: 1, v2: 1 }, filled: 0 }]);
});

test('a fact that rules read and that is not held is asked for; a name that no row has is missing', () => {
  const held = table();
  held.past.add('s', row({ n: 1, text: 'long' }));
  const reading = (fact: string) =>
    answerTo(
      {
        table: 't',
        draft: edited(OLD, fact),
        ruleSets: {},
        groups: [{ sections: ['s'], old: 'old', chain: null }],
        from: 0,
        to: 1000,
        scopePaths: ['/'],
        recused: [],
        examples: 0,
        together: [],
      },
      held,
      new Map([['old', OLD]]),
    );
  expect(reading('text')).toEqual({ lacking: ['text'] });
  expect(reading('tex')).toMatchObject({ groups: [{ cases: 1 }] });
});

test('examples are the latest by day of receipt', () => {
  const held = table();
  const rows = [5, 9, 1, 7, 3].map((day) => row({ n: 3 }, { day }));
  for (const one of rows) held.past.add('s', one);
  const { pairs } = ask(held, ruleSet(3), { examples: 3 }).groups[0] ?? { pairs: [] };
  expect(pairs[0]?.examples.map(({ day }) => day)).toEqual([9, 7, 5]);
});
