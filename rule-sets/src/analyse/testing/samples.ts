import { compileForm, type FormDefinition, type FormSchema, type Json } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { Condition, Rule, RuleEvent, RuleSet } from '../../model/rule-set.ts';
import { canonical } from '../rule-events.ts';
import { text } from './builders.ts';

export type Data = Record<string, Json>;

/** A field with the values that are tried: one at least of every sort that rules or the form can tell apart. */
export interface Field {
  schema: FormSchema;
  values: Json[];
  leaves: [operator: string, value: Json][];
}

const SETS = [['x'], ['y'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['x', 'y', 'z']];
/** Every set of elements in every length from 2 to 3. */
const BAGS: Json[] = [2, 3].flatMap((length) =>
  SETS.filter((set) => set.length <= length).map((set) =>
    Array.from({ length }, (_, index) => set[index % set.length] ?? 'x'),
  ),
);

export const FIELDS: Record<string, Field> = {
  choice: {
    schema: { type: 'string', enum: ['a', 'b', 'c'] },
    values: ['a', 'b', 'c'],
    leaves: [
      ['equal', 'a'],
      ['equal', 'b'],
      ['notEqual', 'c'],
      ['in', ['a', 'b']],
      ['notIn', ['a']],
      ['isPresent', true],
      ['equal', 'elsewhere'],
    ],
  },
  flag: {
    schema: { type: 'boolean' },
    values: [true, false],
    leaves: [
      ['equal', true],
      ['equal', false],
      ['notEqual', true],
      ['isPresent', false],
    ],
  },
  count: {
    schema: { type: 'integer', minimum: 0, maximum: 4 },
    values: [0, 1, 2, 3, 4],
    leaves: [
      ['greaterThan', 2],
      ['lessThan', 2],
      ['greaterThanInclusive', 4],
      ['lessThanInclusive', 0],
      ['equal', 3],
      ['greaterThan', 9],
      ['lessThan', '2'],
    ],
  },
  area: {
    schema: { type: 'number', minimum: 0, exclusiveMaximum: 1, multipleOf: 0.1 },
    values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
    leaves: [
      ['greaterThan', 0.3],
      ['lessThanInclusive', 0.3],
      ['lessThan', 0.35],
      ['equal', 0.7],
      ['equal', 0.75],
      ['greaterThan', 0.9],
      ['lessThan', '0.2'],
    ],
  },
  share: {
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    values: [0.001, 0.25, 0.3, 0.7, 0.75, 0.8, 1],
    leaves: [
      ['greaterThan', 0.25],
      ['lessThan', 0.75],
      ['equal', 0.25],
      ['greaterThanInclusive', 1],
      ['lessThanInclusive', 0],
      ['equal', 0.7],
      ['greaterThan', 0.75],
    ],
  },
  tags: {
    schema: { type: 'array', uniqueItems: true, items: { enum: ['x', 'y', 'z'] } },
    values: SETS,
    leaves: [
      ['contains', 'x'],
      ['doesNotContain', 'y'],
      ['containsAny', ['x', 'y']],
      ['containsAll', ['x', 'y']],
      ['countAtLeast', 2],
      ['countAtLeast', 3],
      ['isPresent', true],
      ['contains', 'q'],
    ],
  },
  bag: {
    schema: { type: 'array', minItems: 2, maxItems: 3, items: { enum: ['x', 'y', 'z'] } },
    values: BAGS,
    leaves: [
      ['contains', 'x'],
      ['doesNotContain', 'z'],
      ['containsAll', ['x', 'y']],
      ['countAtLeast', 3],
      ['countAtLeast', 4],
    ],
  },
  words: {
    schema: { type: 'string', maxLength: 5 },
    values: ['one', 'two', 'else'],
    leaves: [
      ['equal', 'one'],
      ['in', ['one', 'two']],
      ['notEqual', 'two'],
      ['isPresent', true],
    ],
  },
  day: {
    schema: { type: 'string', format: 'date' },
    values: ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'],
    leaves: [
      ['dateBefore', '2026-01-02'],
      ['dateOnOrAfter', '2026-01-04'],
      ['dateAfter', '2026-01-01T20:00:00Z'],
      ['equal', '2026-01-03'],
    ],
  },
  money: {
    schema: { type: 'string', format: 'cny-amount' },
    values: ['0', '9.99', '10', '10.00', '11', '100'],
    leaves: [
      ['amountAtLeast', '10'],
      ['amountLessThan', '100.00'],
      ['amountLessThan', '10'],
    ],
  },
};

/** Ways in which a form hangs one field on another: visible, demanded or narrowed only while it holds something. */
const BRANCHES = fc.record({
  on: fc.constantFrom<[string, FormSchema]>(
    ['choice', { properties: { choice: { const: 'a' } }, required: ['choice'] }],
    ['choice', { properties: { choice: { enum: ['a', 'b'] } } }],
    ['flag', { properties: { flag: { const: true } }, required: ['flag'] }],
    ['count', { properties: { count: { minimum: 3 } }, required: ['count'] }],
    ['tags', { properties: { tags: { contains: { const: 'x' } } }, required: ['tags'] }],
    ['day', { not: { required: ['day'] } }],
  ),
  then: fc.constantFrom('hide', 'demand', 'narrow', 'forbid', 'either'),
});

export interface Sample {
  names: string[];
  required: string[];
  branch: { on: [string, FormSchema]; then: string };
  rules: { conditions: Condition; priority: number; event: RuleEvent }[];
  hitPolicy: 'first' | 'all';
  nested: boolean;
}

function leafOf(nested: boolean): fc.Arbitrary<(names: readonly string[]) => Condition> {
  return fc.tuple(fc.nat(3), fc.nat(50)).map(([at, which]) => (names) => {
    const name = names[at % names.length] ?? 'choice';
    const { leaves } = FIELDS[name] as Field;
    const [operator, value] = leaves[which % leaves.length] ?? ['isPresent', true];
    return nested && at === 1 ? { fact: 'group', path: `$.${name}`, operator, value } : { fact: name, operator, value };
  });
}

type Made = (names: readonly string[]) => Condition;

function conditionOf(nested: boolean): fc.Arbitrary<Made> {
  const leaf = leafOf(nested);
  const group = (inner: fc.Arbitrary<Made>): fc.Arbitrary<Made> =>
    fc.tuple(fc.constantFrom('all', 'any', 'all'), fc.array(inner, { minLength: 1, maxLength: 3 })).map(
      ([kind, parts]) =>
        (names) =>
          kind === 'all' ? { all: parts.map((part) => part(names)) } : { any: parts.map((part) => part(names)) },
    );
  const negated: fc.Arbitrary<Made> = leaf.map((part) => (names) => ({ not: part(names) }));
  return group(fc.oneof(leaf, leaf, negated, group(leaf)));
}

const event: fc.Arbitrary<RuleEvent> = fc.record({
  type: fc.constant('decided'),
  params: fc.record(
    {
      category: fc.constantFrom('p', 'q'),
      path: fc.constantFrom('m', 'n'),
      marks: fc.subarray(['u', 'v'], { minLength: 1 }),
    },
    { requiredKeys: ['category'] },
  ),
}) as fc.Arbitrary<RuleEvent>;

export const sample: fc.Arbitrary<Sample> = fc.boolean().chain((nested) =>
  fc
    .record({
      names: fc.uniqueArray(fc.constantFrom(...Object.keys(FIELDS)), { minLength: 2, maxLength: 3 }),
      required: fc.subarray(Object.keys(FIELDS)),
      branch: BRANCHES,
      rules: fc.array(fc.record({ conditions: conditionOf(nested), priority: fc.integer({ min: 1, max: 2 }), event }), {
        minLength: 1,
        maxLength: 4,
      }),
      hitPolicy: fc.constantFrom('first' as const, 'all' as const),
    })
    .map((made) => ({
      ...made,
      nested,
      rules: made.rules.map((rule) => ({ ...rule, conditions: rule.conditions(made.names) })),
    })),
);

const narrowed = (name: string): FormSchema =>
  schemaType(name) === 'array' ? { items: { enum: ['x'] } } : { enum: (FIELDS[name]?.values ?? []).slice(0, 1) };

const schemaType = (name: string) => FIELDS[name]?.schema.type;

export function formOf({ names, required, branch, nested }: Sample): FormDefinition {
  const [on, condition] = branch.on;
  const all = [...new Set([on, ...names])];
  const [hung] = names.filter((name) => name !== on);
  const schemaOf = (name: string): FormSchema => FIELDS[name]?.schema ?? {};
  const at: Record<string, FormSchema> = Object.fromEntries(all.map((name) => [name, schemaOf(name)]));
  const demanded = required.filter(
    (name) => all.includes(name) && !(name === hung && ['hide', 'either'].includes(branch.then)),
  );
  const then: FormSchema = {};
  const either: Pick<FormSchema, 'oneOf'> = {};
  if (hung !== undefined && on === 'choice' && branch.then === 'either') {
    delete at[hung];
    const field = { ...schemaOf(hung), 'x-title': text(hung) };
    const more = required.includes(hung) ? { required: [hung] } : {};
    either.oneOf = [
      { properties: { choice: { const: 'a' }, [hung]: field }, ...more },
      { properties: { choice: { enum: ['b', 'c'] } } },
    ];
  } else if (hung !== undefined && branch.then === 'hide') {
    delete at[hung];
    then.properties = { [hung]: schemaOf(hung) };
    if (required.includes(hung)) then.required = [hung];
  } else if (hung !== undefined && branch.then === 'demand') then.required = [hung];
  else if (hung !== undefined && branch.then === 'narrow') then.properties = { [hung]: narrowed(hung) };
  else if (hung !== undefined && branch.then === 'forbid') then.not = { required: [hung] };
  const inner = names[1];
  if (nested && inner !== undefined) at.group = { type: 'object', properties: { [inner]: schemaOf(inner) } };
  return {
    key: 'form',
    title: text('Form'),
    description: text('Form'),
    use: 'case',
    schema: { type: 'object', properties: at, required: demanded, allOf: [{ if: condition, then }], ...either },
    ui: { sections: [] },
  };
}

/** Every piece of data that the form takes as it stands, of those values. */
export function universe(form: FormDefinition, { names, branch, nested }: Sample): Data[] {
  const compiled = compileForm(form);
  const all = [...new Set([branch.on[0], ...names])];
  let data: Data[] = [{}];
  for (const name of all) {
    data = data.flatMap((so) => [so, ...(FIELDS[name]?.values ?? []).map((value) => ({ ...so, [name]: value }))]);
  }
  const inner = names[1];
  if (nested && inner !== undefined) {
    const groups = [{}, ...(FIELDS[inner]?.values ?? []).map((value) => ({ [inner]: value }))];
    data = data.flatMap((so) => [so, ...groups.map((group) => ({ ...so, group }))]);
  }
  fc.pre(data.length <= 1500);
  return data.filter(
    (so) => canonical(compiled.takeIn(so)) === canonical(so) && compiled.validate(so, 'en').length === 0,
  );
}

export function ruleSetOf({ rules, hitPolicy }: Sample): RuleSet {
  return {
    key: 'set',
    kind: 'classification',
    title: text('Set'),
    form: 'form',
    hitPolicy,
    rules: rules.map(
      (rule, index): Rule => ({ name: `r${index}`, title: text(`R${index}`), source: text('x'), ...rule }),
    ),
    otherwise: { type: 'decided', params: { category: 'p' } },
  };
}
