import { readdirSync, readFileSync } from 'node:fs';
import { type FormDefinition, type FormSchema, type Json, matches, takeIn } from '@caseway/form-schemas';
import fc from 'fast-check';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import { factCatalogue, factKey } from '../facts.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { conditionSchema, isFormCondition, schemaCondition } from './form-conditions.ts';

const named = (schema: FormSchema, name: string): FormSchema => ({ ...schema, 'x-title': { 'zh-CN': name, en: name } });
const form: FormDefinition = {
  key: 'small',
  title: { 'zh-CN': '小表单', en: 'Small' },
  description: { 'zh-CN': '小表单', en: 'Small' },
  use: 'step',
  schema: {
    type: 'object',
    properties: {
      yes: named({ type: 'boolean' }, 'yes'),
      kind: named({ type: 'string', enum: ['a', 'b', 'c'] }, 'kind'),
      count: named({ type: 'integer' }, 'count'),
      many: named({ type: 'array', items: { enum: ['x', 'y'] } }, 'many'),
      group: named(
        { type: 'object', properties: { inner: named({ type: 'string', enum: ['a', 'b'] }, 'inner') } },
        'group',
      ),
    },
  },
  ui: { sections: [] },
};
const facts = new Map(factCatalogue([form]).map((info) => [factKey(info.fact, info.path), info]));

const leaf = (fact: string, operator: string, value: fc.Arbitrary<Json>, path?: string) =>
  value.map((given) => ({ fact, ...(path && { path }), operator, value: given }));
const choice = fc.constantFrom('a', 'b', 'c');
const leaves = fc.oneof(
  leaf('yes', 'equal', fc.boolean()),
  leaf('kind', 'equal', choice),
  leaf('kind', 'notEqual', choice),
  leaf('kind', 'in', fc.subarray(['a', 'b', 'c'], { minLength: 1 })),
  leaf('kind', 'notIn', fc.subarray(['a', 'b', 'c'], { minLength: 1 })),
  leaf('kind', 'isPresent', fc.boolean()),
  ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal', 'notEqual'].map((operator) =>
    leaf('count', operator, fc.integer({ min: 0, max: 3 })),
  ),
  leaf('many', 'contains', fc.constantFrom('x', 'y')),
  leaf('many', 'doesNotContain', fc.constantFrom('x', 'y')),
  leaf('many', 'containsAny', fc.subarray(['x', 'y'], { minLength: 1 })),
  leaf('many', 'containsAll', fc.subarray(['x', 'y'], { minLength: 1 })),
  leaf('many', 'countAtLeast', fc.integer({ min: 1, max: 2 })),
  leaf('group', 'equal', choice, '$.inner'),
  leaf('group', 'notEqual', choice, '$.inner'),
  leaf('group', 'isPresent', fc.boolean(), '$.inner'),
);
const { condition } = fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
  condition: fc.oneof({ depthSize: 'small' }, leaves as fc.Arbitrary<Condition>, tie('group')),
  group: fc.oneof(
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}));
const filling = fc.record(
  {
    yes: fc.boolean(),
    kind: choice,
    count: fc.integer({ min: 0, max: 3 }),
    many: fc.subarray(['x', 'y']),
    group: fc.record({ inner: fc.constantFrom('a', 'b') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** What the rules say of it, as they run. */
const decided = (condition: Condition, data: Record<string, Json>): boolean =>
  compileRuleSet({
    key: 'one',
    title: form.title,
    kind: 'routing',
    hitPolicy: 'first',
    form: form.key,
    rules: [{ name: 'one', title: form.title, conditions: { all: [condition] }, event: { type: 'route', params: {} } }],
    otherwise: { type: 'route', params: {} },
  } as object as RuleSet).first(data) === 0;

describe('conditions of a form', () => {
  test('as a schema they say what they say as a rule', () => {
    fc.assert(
      fc.property(condition, filling, (conditions, entered) => {
        const data = takeIn(form, entered as Record<string, Json>, {});
        expect(matches(conditionSchema(conditions), data, form.schema)).toBe(decided(conditions, data));
      }),
      { numRuns: 1000 },
    );
  });

  test('read back from the schema they say the same, and write the same schema again', () => {
    fc.assert(
      fc.property(condition, (conditions) => {
        const schema = conditionSchema(conditions);
        const read = schemaCondition(schema, facts);
        expect(read).toBeDefined();
        expect(conditionSchema(read as Condition)).toEqual(schema);
      }),
      { numRuns: 1000 },
    );
  });

  test('every condition of the shipped forms can be read', () => {
    for (const file of readdirSync('form-schemas/library')) {
      const shipped: FormDefinition = JSON.parse(readFileSync(`form-schemas/library/${file}`, 'utf8'));
      const known = new Map(factCatalogue([shipped]).map((info) => [factKey(info.fact, info.path), info]));
      for (const { if: asked } of shipped.schema.allOf ?? []) {
        if (asked) expect([file, asked, schemaCondition(asked, known)]).not.toContain(undefined);
      }
    }
  });

  test('what no schema can say, and what no condition can, is told', () => {
    expect(isFormCondition({ fact: 'day', operator: 'dateBefore', value: '2026-01-01' })).toBe(false);
    expect(isFormCondition({ condition: 'named' })).toBe(false);
    expect(schemaCondition({ properties: { kind: { const: 'a' } } }, facts)).toBeUndefined();
    expect(schemaCondition({ properties: { kind: { minLength: 2 } }, required: ['kind'] }, facts)).toBeUndefined();
  });
});
