import { compileForm, type FormDefinition, type FormSchema, type Json } from '@caseway/form-schemas';
import fc from 'fast-check';
import { combineOutcomes } from '../combine-outcomes.ts';
import type { Condition, Rule, RuleEvent, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { traceCondition } from '../reference/trace.ts';
import { analyse } from './analyse.ts';
import { canonical } from './rule-logic.ts';

const text = (en: string) => ({ 'zh-CN': en, en });

type Data = Record<string, Json>;

/** A field with the values that are tried: one at least of every sort that rules or the form can tell apart. */
interface Field {
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

const FIELDS: Record<string, Field> = {
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
  then: fc.constantFrom('hide', 'demand', 'narrow', 'forbid'),
});

interface Sample {
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

const sample: fc.Arbitrary<Sample> = fc.boolean().chain((nested) =>
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

function formOf({ names, required, branch, nested }: Sample): FormDefinition {
  const [on, condition] = branch.on;
  const all = [...new Set([on, ...names])];
  const [hung] = names.filter((name) => name !== on);
  const schemaOf = (name: string): FormSchema => FIELDS[name]?.schema ?? {};
  const at: Record<string, FormSchema> = Object.fromEntries(all.map((name) => [name, schemaOf(name)]));
  const demanded = required.filter((name) => all.includes(name) && !(name === hung && branch.then === 'hide'));
  const then: FormSchema = {};
  if (hung !== undefined && branch.then === 'hide') {
    delete at[hung];
    then.properties = { [hung]: schemaOf(hung) };
    if (required.includes(hung)) then.required = [hung];
  } else if (hung !== undefined && branch.then === 'demand') then.required = [hung];
  else if (hung !== undefined && branch.then === 'narrow') then.properties = { [hung]: narrowed(hung) };
  else if (hung !== undefined) then.not = { required: [hung] };
  const inner = names[1];
  if (nested && inner !== undefined) at.group = { type: 'object', properties: { [inner]: schemaOf(inner) } };
  return {
    key: 'form',
    title: text('Form'),
    description: text('Form'),
    use: 'case',
    schema: { type: 'object', properties: at, required: demanded, allOf: [{ if: condition, then }] },
    ui: { sections: [] },
  };
}

/** Every piece of data that the form takes as it stands, of those values. */
function universe(form: FormDefinition, { names, branch, nested }: Sample): Data[] {
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
    (so) => canonical(compiled.prune(so)) === canonical(so) && compiled.validate(so, 'en').length === 0,
  );
}

function ruleSetOf({ rules, hitPolicy }: Sample): RuleSet {
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

interface Found {
  codes: string[];
  pairs: string[];
}

const scalarParams = ({ params = {} }: RuleEvent): [string, Json][] =>
  Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined && !Array.isArray(entry[1]));

/** The findings by trying everything. */
function byForce(ruleSet: RuleSet, all: readonly Data[], form: FormDefinition): Found {
  const order = ruleSet.rules.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1));
  const matching = all.map((facts) =>
    order.map(({ conditions }) => traceCondition(conditions, facts, new Map()).trace.result),
  );
  const single = ruleSet.hitPolicy === 'first';
  const decided = (matches: readonly boolean[], without = -1): string => {
    const events = order.filter((_, index) => matches[index] && index !== without).map((rule) => rule.event);
    const deciding = events.length === 0 ? [ruleSet.otherwise] : single ? events.slice(0, 1) : events;
    return single ? canonical(deciding[0] as never) : canonical(combineOutcomes(deciding) as Json);
  };
  const codes: string[] = [];
  const pairs: string[] = [];
  if (matching.some((matches) => !matches.includes(true))) codes.push('gap');
  order.forEach((rule, index) => {
    const mine = matching.filter((matches) => matches[index]);
    const contributes = (matches: readonly boolean[]): boolean => {
      const earlier = order.filter((_, at) => at < index && matches[at]);
      if (single) return earlier.length === 0;
      const before = combineOutcomes(earlier.map(({ event: given }) => given));
      return Object.entries(rule.event.params ?? {}).some(([param, value]) => {
        const known = before[param];
        return Array.isArray(value)
          ? value.some((item) => !(Array.isArray(known) && known.includes(item)))
          : known === undefined;
      });
    };
    if (mine.length === 0) codes.push(`contradiction ${rule.name}`);
    else if (!mine.some(contributes)) codes.push(`unreachable ${rule.name}`);
    else if (mine.every((matches) => decided(matches) === decided(matches, index)))
      codes.push(`redundant ${rule.name}`);
    order.forEach((other, at) => {
      if (at <= index) return;
      const both = mine.filter((matches) => matches[at]);
      const clash = both.some((matches) => {
        if (single)
          return matches.indexOf(true) === index && canonical(rule.event as never) !== canonical(other.event as never);
        return scalarParams(rule.event).some(([param, value]) => {
          const theirs = other.event.params?.[param];
          const before = order.some(
            (one, place) => place < index && matches[place] && one.event.params?.[param] !== undefined,
          );
          return theirs !== undefined && theirs !== value && !before;
        });
      });
      if (!clash) return;
      const tie = (rule.priority ?? 1) === (other.priority ?? 1);
      const within = !tie && mine.every((matches) => matches[at]);
      pairs.push(`${tie ? 'tie' : within ? 'exceptions' : 'crossing'} ${rule.name} ${other.name}`);
    });
  });
  codes.push(...unprovenByForce(form, all, matching, decided, ruleSet));
  return { codes: codes.sort(), pairs: pairs.sort() };
}

const valueAt = (data: Data, key: string): Json | undefined => {
  const [top = '', inner] = key.split('.');
  const value = data[top];
  return inner === undefined ? value : ((value as Data | undefined)?.[inner] as Json | undefined);
};

function readKeys(ruleSet: RuleSet): Set<string> {
  const keys = new Set<string>();
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('fact' in condition)
      keys.add(condition.path ? `${condition.fact}.${condition.path.slice(2)}` : condition.fact);
  };
  for (const { conditions } of ruleSet.rules) visit(conditions);
  return keys;
}

function unprovenByForce(
  form: FormDefinition,
  all: readonly Data[],
  matching: readonly boolean[][],
  decided: (matches: readonly boolean[]) => string,
  ruleSet: RuleSet,
): string[] {
  const { allOf: [branch] = [], properties = {} } = form.schema;
  const compiled = compileForm(form);
  const narrowed = [...Object.keys(branch?.then?.properties ?? {}).filter((name) => Object.hasOwn(properties, name))];
  const looked = [branch?.if, branch?.if?.not, branch?.then?.not].flatMap((part) => [
    ...Object.keys(part?.properties ?? {}),
    ...(part?.required ?? []),
  ]);
  // What rules, conditions or several places of the form look at stays the same; what else is to be given may follow.
  const keys = [...new Set([...looked, ...narrowed, ...readKeys(ruleSet)])];
  const isShown = (data: Data, key: string): boolean => {
    const [top = '', inner] = key.split('.');
    if (inner !== undefined) return data.group !== undefined;
    if (Object.hasOwn(properties, top)) return true;
    // Shown exactly where the form would keep it.
    const value = FIELDS[top]?.values[0] ?? null;
    return Object.hasOwn(compiled.prune({ ...data, [top]: value }), top);
  };
  return [...readKeys(ruleSet)].flatMap((key) => {
    if (['tags', 'bag'].some((list) => key.endsWith(list))) return [];
    // Cases that differ in nothing but this field stand together.
    const others = keys.filter(
      (one) => one !== key && one !== 'group' && !key.startsWith(`${one}.`) && !one.startsWith(`${key}.`),
    );
    const alike = new Map<string, { outcome: string; given: boolean; shown: boolean }[]>();
    all.forEach((data, at) => {
      const group = key.startsWith('group') || data.group === undefined;
      const bucket = JSON.stringify([group, ...others.map((one) => valueAt(data, one) ?? null)]);
      const given = valueAt(data, key) !== undefined;
      const entry = { outcome: decided(matching[at] ?? []), given, shown: given || isShown(data, key) };
      alike.set(bucket, [...(alike.get(bucket) ?? []), entry]);
    });
    const hangs = [...alike.values()].some((bucket) => {
      const filled = new Set(bucket.filter(({ given }) => given).map(({ outcome }) => outcome));
      return bucket.some(({ given, shown, outcome }) => !given && shown && [...filled].some((one) => one !== outcome));
    });
    return hangs ? [`unproven-field ${key}`] : [];
  });
}

/** Choices of the fields that rules read, with a leaf that treats them otherwise than a value nobody has heard of. */
function deadByForce(form: FormDefinition, ruleSet: RuleSet, all: readonly Data[]): string[] {
  const leaves: { key: string; operator: string; value: Json }[] = [];
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('fact' in condition) {
      const key = condition.path ? `${condition.fact}.${condition.path.slice(2)}` : condition.fact;
      leaves.push({ key, operator: condition.operator, value: condition.value as Json });
    }
  };
  for (const { conditions } of ruleSet.rules) visit(conditions);
  const choices: Record<string, Json[]> = { choice: ['a', 'b', 'c'], tags: ['x', 'y', 'z'], bag: ['x', 'y', 'z'] };
  return [...new Set(leaves.map(({ key }) => key))].flatMap((key) => {
    const name = key.split('.').at(-1) ?? '';
    return (choices[name] ?? []).flatMap((choice) => {
      const named = leaves.some(
        ({ key: at, value }) => at === key && (Array.isArray(value) ? value.includes(choice) : value === choice),
      );
      const possible = all.some((data) => {
        const value = valueAt(data, key);
        return Array.isArray(value) ? value.includes(choice) : value === choice;
      });
      return named || !possible || form === undefined ? [] : [`${key}=${String(choice)}`];
    });
  });
}

async function byProof(ruleSet: RuleSet, form: FormDefinition) {
  const analysis = analyse(ruleSet, { forms: [form] });
  const codes: string[] = [];
  const pairs: string[] = [];
  const dead: string[] = [];
  for (const { code, rules, params } of analysis.findings) {
    const [first = '', ...others] = rules;
    if (code === 'overlap') {
      const last = rules.at(-1) ?? '';
      const told =
        params.sort === 'exceptions'
          ? rules.slice(0, -1).map((name) => [name, last])
          : others.map((name) => [first, name]);
      pairs.push(...told.map((pair) => `${params.sort} ${pair.join(' ')}`));
    } else if (code === 'dead-value') {
      dead.push(
        ...(params.values ?? []).map((value) => `${params.fact}${(params.path ?? '').slice(1)}=${String(value)}`),
      );
    } else if (code === 'unproven-field') codes.push(`${code} ${params.fact}${(params.path ?? '').slice(1)}`);
    else codes.push(code === 'gap' ? code : `${code} ${first}`);
  }
  return { analysis, found: { codes: codes.sort(), pairs: pairs.sort() }, dead: dead.sort() };
}

const RUNS = Number(process.env.ANALYSE_RUNS ?? 80);
const SEED = Number(process.env.ANALYSE_SEED ?? 20_261);

test('finds exactly what trying all data finds, nothing missed and nothing false, each with a case that shows it', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(sample, async (made) => {
      const form = formOf(made);
      const all = universe(form, made);
      const ruleSet = ruleSetOf(made);
      const { analysis, found, dead } = await byProof(ruleSet, form);
      if (all.length === 0) {
        expect(analysis.leftOut).toEqual([{ why: 'unfillable-form', what: ['form'] }]);
        return;
      }
      compared++;
      expect({ exact: analysis.exact, leftOut: analysis.leftOut }).toEqual({ exact: true, leftOut: [] });
      expect(found).toEqual(byForce(ruleSet, all, form));
      expect(dead).toEqual(deadByForce(form, ruleSet, all).sort());
      const compiled = compileForm(form);
      for (const { code, witness, rules } of analysis.findings) {
        if (code === 'contradiction') expect(witness).toBeUndefined();
        else {
          expect(witness).toBeDefined();
          const facts = witness?.facts ?? {};
          expect(compiled.validate(facts, 'en')).toEqual([]);
          const { fired, byDefault } = await decide(ruleSet, facts);
          if (code === 'gap') expect(byDefault).toBe(true);
          if (code === 'unreachable' || code === 'redundant') expect(fired).toContain(rules[0]);
          if (code === 'overlap') expect(rules.filter((name) => fired.includes(name)).length).toBeGreaterThan(1);
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  process.stdout.write(`compared with brute force: ${compared} rule sets, seed ${SEED}\n`);
});
