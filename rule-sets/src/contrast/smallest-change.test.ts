// The search against brute force: every assignment of a small form, every other outcome.
import { compileForm, type FormDefinition, type FormSchema, type Json, pruneData } from '@caseway/form-schemas';
import fc from 'fast-check';
import { jsonEqual } from '../json-value.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { fastDecide } from './fast-decide.ts';
import { type Goal, LIMITS, reach, wantedBy, worldOf } from './goals.ts';

const PAIRS = Number(process.env.CONTRAST_RUNS ?? 25);
const title = (text: string) => ({ 'zh-CN': text, en: text });
const KINDS = ['red', 'green', 'blue'];
const TAGS = ['one', 'two', 'three'];
const FIELDS: Record<string, FormSchema> = {
  old: { type: 'boolean', 'x-title': title('old') },
  kind: { type: 'string', enum: KINDS, 'x-title': title('kind') },
  count: { type: 'integer', minimum: 0, maximum: 6, 'x-title': title('count') },
  tags: { type: 'array', items: { enum: TAGS }, uniqueItems: true, 'x-title': title('tags') },
  day: { type: 'string', format: 'date', 'x-title': title('day') },
};
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
const subsets = (items: readonly string[]): string[][] =>
  Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_item, at) => (bits >> at) % 2 === 1));
/** Every value that matters: all of them, or one of each kind that rules and form can tell apart. */
const DOMAIN: Record<string, (Json | undefined)[]> = {
  old: [undefined, true, false],
  kind: [undefined, ...KINDS],
  count: [undefined, 0, 1, 2, 3, 4, 5, 6],
  tags: [undefined, ...subsets(TAGS).filter((some) => some.length > 0)],
  day: [undefined, ...DAYS],
};

const pick = (...names: string[]): Record<string, FormSchema> =>
  Object.fromEntries(names.map((name) => [name, FIELDS[name] ?? {}]));

function form(schema: FormSchema): FormDefinition {
  return {
    key: 'small',
    title: title('small'),
    description: title('small'),
    use: 'case',
    schema: { type: 'object', ...schema },
    ui: { sections: [] },
  };
}

const FORMS: Record<string, FormDefinition> = {
  'everything optional': form({ properties: FIELDS }),
  'much required': form({ properties: FIELDS, required: ['old', 'count'] }),
  'fields that others bring': form({
    properties: pick('old', 'kind'),
    required: ['kind'],
    allOf: [
      {
        if: { properties: { old: { const: true } }, required: ['old'] },
        then: { properties: pick('count'), required: ['count'] },
      },
      {
        if: { properties: { kind: { enum: ['red', 'green'] } }, required: ['kind'] },
        then: { properties: pick('tags') },
        else: { properties: pick('day'), required: ['day'] },
      },
    ],
  }),
  'a field that hangs on one that hangs': form({
    properties: pick('old', 'kind', 'tags'),
    allOf: [
      {
        if: { properties: { old: { const: true } }, required: ['old'] },
        then: { properties: pick('count'), required: ['count'] },
      },
      {
        if: { properties: { count: { minimum: 3 } }, required: ['count'] },
        then: { properties: pick('day'), required: ['day'] },
      },
    ],
  }),
  'a bound that another answer moves': form({
    properties: FIELDS,
    allOf: [
      {
        if: { properties: { kind: { const: 'blue' } }, required: ['kind'] },
        then: { properties: { count: { maximum: 3 } }, required: ['count'] },
      },
    ],
  }),
};

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.boolean().map((value) => ({ fact: 'old', operator: 'equal', value })),
  fc
    .constantFrom('equal', 'notEqual')
    .chain((operator) => fc.constantFrom(...KINDS).map((value) => ({ fact: 'kind', operator, value }))),
  fc
    .constantFrom('in', 'notIn')
    .chain((operator) => fc.subarray(KINDS, { minLength: 1 }).map((value) => ({ fact: 'kind', operator, value }))),
  fc
    .constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal')
    .chain((operator) => fc.integer({ min: 1, max: 5 }).map((value) => ({ fact: 'count', operator, value }))),
  fc
    .constantFrom('contains', 'doesNotContain')
    .chain((operator) => fc.constantFrom(...TAGS).map((value) => ({ fact: 'tags', operator, value }))),
  fc
    .constantFrom('containsAny', 'containsAll')
    .chain((operator) => fc.subarray(TAGS, { minLength: 1 }).map((value) => ({ fact: 'tags', operator, value }))),
  fc.integer({ min: 1, max: 4 }).map((value) => ({ fact: 'tags', operator: 'countAtLeast', value })),
  fc
    .constantFrom('dateBefore', 'dateAfter', 'dateOnOrBefore', 'dateOnOrAfter')
    .chain((operator) => fc.constantFrom(...DAYS.slice(1, 4)).map((value) => ({ fact: 'day', operator, value }))),
  fc
    .constantFrom(...Object.keys(FIELDS))
    .chain((fact) => fc.boolean().map((value) => ({ fact, operator: 'isPresent', value }))),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

const ruleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
    hitPolicy: fc.constantFrom('first', 'all'),
  })
  .map(({ conditions, hitPolicy }) => ({
    key: 'small',
    kind: 'routing',
    title: title('small'),
    form: 'small',
    hitPolicy,
    rules: conditions.map((part, index) => ({
      name: `r${index}`,
      title: title(`r${index}`),
      source: title(''),
      conditions: { all: [part] },
      event: { type: 'x', params: { path: `p${index}` } },
    })),
    otherwise: { type: 'x', params: { path: 'none' } },
  }));

const data = fc.record(
  Object.fromEntries(Object.entries(DOMAIN).map(([name, values]) => [name, fc.constantFrom(...values)])),
);

const without = (facts: Record<string, Json | undefined>): Record<string, Json> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Record<string, Json>;

/** Whether an answer reaches the goal. */
function reaches(goal: Goal, fired: readonly string[], hitPolicy: RuleSet['hitPolicy']): boolean {
  if (goal.kind === 'otherwise') return fired.length === 0;
  if (goal.kind === 'silent') return !fired.includes(goal.rule);
  return goal.kind === 'decides' && hitPolicy === 'first' ? fired[0] === goal.rule : fired.includes(goal.rule);
}

/** The fewest answers to change, by trying them all; undefined where nothing does it. */
function bruteForce(definition: FormDefinition, set: RuleSet, facts: Record<string, Json>, goals: readonly Goal[]) {
  const compiled = compileForm(definition);
  const { normal } = worldOf(set, facts, {});
  const read = new Set(worldOf(set, facts, { forms: [definition] }).variables.map(({ fact }) => fact));
  const names = Object.keys(FIELDS).filter((name) => read.has(name));
  const amiss = (given: Record<string, Json>) =>
    new Set(compiled.validate(given, 'en').map(({ pointer, keyword }) => `${pointer} ${keyword}`));
  const before = amiss(facts);
  const best: (number | undefined)[] = goals.map(() => undefined);
  const visit = (index: number, changed: Record<string, Json | undefined>): void => {
    const name = names[index];
    if (name !== undefined) {
      visit(index + 1, changed);
      for (const value of DOMAIN[name] ?? []) {
        if (!jsonEqual(value, facts[name])) visit(index + 1, { ...changed, [name]: value });
      }
      return;
    }
    const size = Object.keys(changed).length;
    if (!best.some((known) => known === undefined || known > size)) return;
    const given = without({ ...facts, ...changed });
    const pruned = pruneData(definition, given);
    // An answer that is not asked is none; one taken away must have been asked.
    const shownWith = (field: string, value: Json) =>
      Object.hasOwn(pruneData(definition, { ...given, [field]: value }), field);
    const asked = Object.entries(changed).every(([field, value]) => {
      if (value !== undefined) return Object.hasOwn(pruned, field);
      return shownWith(field, (DOMAIN[field]?.[1] ?? null) as Json);
    });
    if (!asked) return;
    for (const error of amiss(pruned)) {
      const [pointer = '', keyword = ''] = error.split(' ');
      const field = pointer.slice(1).split('/')[0] ?? '';
      if (before.has(error) && !Object.hasOwn(changed, field)) continue;
      if (keyword === 'required' && !read.has(field)) continue;
      return;
    }
    const fired = fastDecide(normal, pruned)?.matching.map((rule) => rule.name) ?? [];
    goals.forEach((goal, at) => {
      const known = best[at];
      if (reaches(goal, fired, set.hitPolicy) && (known === undefined || known > size)) best[at] = size;
    });
  };
  visit(0, {});
  return best;
}

describe.each(Object.entries(FORMS))('the smallest change in a form with %s', (_, definition) => {
  test('is as small as brute force finds it, valid, and leads where it says', () => {
    const compiled = compileForm(definition);
    fc.assert(
      fc.property(ruleSet, data, (set, raw) => {
        const facts = pruneData(definition, without(raw));
        const world = worldOf(set, facts, { forms: [definition] });
        const goals: Goal[] = [
          ...set.rules.map(({ name }): Goal => ({ kind: 'decides', rule: name })),
          ...set.rules.map(({ name }): Goal => ({ kind: 'silent', rule: name })),
          { kind: 'otherwise' },
        ];
        const expected = bruteForce(definition, set, facts, goals);
        goals.forEach((goal, index) => {
          const found = reach(world, wantedBy(world, goal) ?? [], { budget: LIMITS.perGoal, most: 8 });
          expect(found.proven).toBe(true);
          expect([goal, found.state ? found.size : undefined]).toEqual([goal, expected[index]]);
          if (!found.state) return;
          const changed = found.problem.shown.outcome(found.state);
          const fired = fastDecide(world.normal, changed.facts)?.matching.map((rule) => rule.name) ?? [];
          expect(reaches(goal, fired, set.hitPolicy)).toBe(true);
          expect(compiled.takeIn(changed.facts)).toEqual(changed.facts);
        });
      }),
      { numRuns: PAIRS },
    );
  });
});
