import {
  compileForm,
  type FormDefinition,
  type FormSchema,
  type Json,
  matches,
  pruneData,
  resolveFields,
} from '@caseway/form-schemas';
import fc from 'fast-check';
import { jsonEqual } from '../json-value.ts';
import { proveForm } from './prove-form.ts';
import { areOnTheWay } from './unfinished-answers.ts';

type Data = Record<string, Json>;

/** Small fields with all of their values, as far as a form can tell them apart. */
const FIELDS: Record<string, { schema: FormSchema; values: Json[] }> = {
  choice: { schema: { type: 'string', enum: ['a', 'b', 'c'] }, values: ['a', 'b', 'c', 'gone'] },
  flag: { schema: { type: 'boolean' }, values: [true, false] },
  count: { schema: { type: 'integer', minimum: 0, maximum: 3 }, values: [0, 1, 2, 3] },
  tags: {
    schema: { type: 'array', uniqueItems: true, items: { enum: ['x', 'y'] } },
    values: [['x'], ['y'], ['x', 'y']],
  },
};
const NAMES = Object.keys(FIELDS);

const CONDITIONS: Record<string, FormSchema[]> = {
  choice: [
    { properties: { choice: { const: 'a' } }, required: ['choice'] },
    { properties: { choice: { enum: ['a', 'b'] } }, required: ['choice'] },
    { properties: { choice: { const: 'gone' } }, required: ['choice'] },
    { not: { required: ['choice'] } },
  ],
  flag: [{ properties: { flag: { const: true } }, required: ['flag'] }, { properties: { flag: { const: false } } }],
  count: [
    { properties: { count: { minimum: 2 } }, required: ['count'] },
    { properties: { count: { maximum: 2 } }, required: ['count'] },
    { properties: { count: { minimum: 9 } }, required: ['count'] },
  ],
  tags: [
    { properties: { tags: { contains: { const: 'x' } } }, required: ['tags'] },
    { properties: { tags: { minItems: 2 } }, required: ['tags'] },
  ],
};

const NARROWER: Record<string, FormSchema[]> = {
  choice: [{ const: 'a' }, { enum: ['b', 'c'] }, { enum: ['gone'] }],
  flag: [{ const: true }, { const: false }],
  count: [{ minimum: 2 }, { maximum: 0 }, { minimum: 5 }],
  tags: [{ minItems: 2 }, { maxItems: 1 }, { contains: { const: 'y' } }],
};

const branch = fc.record({
  on: fc.constantFrom(...NAMES),
  which: fc.nat(3),
  about: fc.constantFrom(...NAMES),
  does: fc.constantFrom('show', 'show and demand', 'demand', 'narrow', 'forbid'),
  narrowed: fc.nat(2),
  otherwise: fc.boolean(),
});

const sample = fc.record({
  plain: fc.subarray(NAMES, { minLength: 1 }),
  required: fc.subarray(NAMES),
  branches: fc.array(branch, { minLength: 1, maxLength: 3 }),
  nested: fc.boolean(),
});

function formOf({
  plain,
  required,
  branches,
  nested,
}: typeof sample extends fc.Arbitrary<infer T> ? T : never): FormDefinition {
  const at = (name: string): FormSchema => FIELDS[name]?.schema ?? {};
  const parts = branches.map(({ on, which, about, does, narrowed, otherwise }): FormSchema => {
    const conditions = CONDITIONS[on] ?? [];
    // A field that stands only here says also what it is.
    const narrower = { ...(plain.includes(about) ? {} : at(about)), ...(NARROWER[about] ?? [])[narrowed] };
    const then: FormSchema =
      does === 'show'
        ? { properties: { [about]: at(about) } }
        : does === 'show and demand'
          ? { properties: { [about]: at(about) }, required: [about] }
          : does === 'demand'
            ? { required: [about] }
            : does === 'narrow'
              ? { properties: { [about]: narrower } }
              : { not: { required: [about] } };
    return { if: conditions[which % conditions.length] ?? {}, [otherwise ? 'else' : 'then']: then };
  });
  const properties = Object.fromEntries(plain.map((name) => [name, at(name)]));
  const own: FormSchema = {
    type: 'object',
    properties,
    required: required.filter((name) => plain.includes(name)),
    allOf: parts,
  };
  const text = { 'zh-CN': '表', en: 'Form' };
  return {
    key: 'form',
    title: text,
    description: text,
    use: 'case',
    schema: nested ? { type: 'object', properties: { group: own }, required: ['group'] } : own,
    ui: { sections: [] },
  };
}

/** All that can be entered in the fields, whether the form takes it or not. */
function everything(form: FormDefinition): Data[] {
  const inner = NAMES.reduce<Data[]>(
    (all, name) =>
      all.flatMap((data) => [data, ...(FIELDS[name]?.values ?? []).map((value) => ({ ...data, [name]: value }))]),
    [{}],
  );
  return form.schema.properties?.group ? [{}, ...inner.map((group) => ({ group }))] : inner;
}

const innerOf = (form: FormDefinition, data: Data): Data =>
  form.schema.properties?.group ? ((data.group ?? {}) as Data) : data;

function shownIn(form: FormDefinition, data: Data): Set<string> {
  const group = form.schema.properties?.group;
  if (!group) return new Set(resolveFields(form, form.schema, data, '').map(({ name }) => name));
  if (data.group === undefined) return new Set();
  return new Set(resolveFields(form, group, data.group, '/group').map(({ name }) => name));
}

/** What trying everything finds, in the words of the proof. */
function byForce(form: FormDefinition): string[] {
  const own = form.schema.properties?.group ?? form.schema;
  const compiled = compileForm(form);
  const all = everything(form);
  const onTheWay = all.filter((data) => areOnTheWay(form, data));
  const whole = onTheWay.filter((data) => compiled.validateAsGiven(data, 'en').length === 0);
  if (whole.length === 0) return ['never-valid'];
  const found: string[] = [];
  const applies = (part: FormSchema, data: Data): boolean =>
    (form.schema.properties?.group === undefined || data.group !== undefined) &&
    matches(part.if ?? {}, innerOf(form, data), form.schema) === (part.then !== undefined);
  const branches = own.allOf ?? [];
  const fieldsOf = (part: FormSchema): string[] => {
    const { properties = {}, required = [] } = part.then ?? part.else ?? {};
    return [...Object.keys(properties), ...required];
  };
  for (const [index, part] of branches.entries()) {
    if (whole.some((data) => applies(part, data))) continue;
    const stuck = onTheWay.filter((data) => applies(part, data));
    const { required = [] } = part.then ?? part.else ?? {};
    const hidden = required.some((name) => stuck.every((data) => !shownIn(form, data).has(name)));
    found.push(`${stuck.length === 0 ? 'never-applies' : hidden ? 'required-hidden' : 'conflict'} ${index}`);
  }
  const declared = [
    ...new Set([
      ...Object.keys(own.properties ?? {}),
      ...branches.flatMap((part) => Object.keys((part.then ?? part.else)?.properties ?? {})),
    ]),
  ];
  for (const name of declared) {
    if (onTheWay.every((data) => !shownIn(form, data).has(name))) found.push(`never-shown ${name}`);
    else if (whole.every((data) => !shownIn(form, data).has(name))) continue;
    else if (whole.every((data) => innerOf(form, data)[name] === undefined)) found.push(`no-answer ${name}`);
    else {
      const parts = [own, ...branches.map((part) => part.then ?? part.else ?? {})].flatMap(
        ({ properties = {} }) => properties[name] ?? [],
      );
      const typed = parts.filter(({ type }) => type !== undefined);
      for (const value of (typed.length > 0 ? typed : parts).flatMap(({ const: fixed, enum: choices, type, items }) =>
        fixed !== undefined ? [] : (items?.enum ?? choices ?? (type === 'boolean' ? [true, false] : [])),
      )) {
        const has = (data: Data) => {
          const given = innerOf(form, data)[name];
          return Array.isArray(given)
            ? given.some((one) => jsonEqual(one, value))
            : given !== undefined && jsonEqual(given, value);
        };
        if (!whole.some(has)) found.push(`unpickable ${name}=${String(value)}`);
      }
    }
  }
  for (const [index, one] of branches.entries()) {
    for (const [at, other] of branches.entries()) {
      if (at <= index || !fieldsOf(one).some((name) => fieldsOf(other).includes(name))) continue;
      const both = (data: Data) => applies(one, data) && applies(other, data);
      const alive = [one, other].every((part) => whole.some((data) => applies(part, data)));
      if (alive && !whole.some(both) && onTheWay.some(both)) found.push(`conflict ${index}+${at}`);
    }
  }
  return [...new Set(found)].sort();
}

const branchOf = (pointer: string | undefined): string => /allOf\/(\d+)/.exec(pointer ?? '')?.[1] ?? '';
const nameOf = (pointer: string | undefined): string => pointer?.slice(pointer.lastIndexOf('/') + 1) ?? '';

function byProof(form: FormDefinition): string[] {
  const { findings, exact, leftOut } = proveForm(form);
  expect({ exact, leftOut }).toEqual({ exact: true, leftOut: [] });
  return [
    ...new Set(
      findings
        .map(({ code, pointer, other, fields, value }) => {
          if (code === 'never-valid') return code;
          if (other !== undefined) return `${code} ${branchOf(pointer)}+${branchOf(other)}`;
          if (code === 'never-applies' || code === 'required-hidden' || code === 'conflict')
            return `${code} ${branchOf(pointer)}`;
          return `${code} ${nameOf(fields[0])}${code === 'unpickable' ? `=${String(value)}` : ''}`;
        })
        .filter((told) => !told.endsWith(' group')),
    ),
  ].sort();
}

/** Of a few seconds; FORM_PROOF_RUNS=3000 is the full size. */
const RUNS = Number(process.env.FORM_PROOF_RUNS ?? 60);
const SEED = Number(process.env.FORM_PROOF_SEED ?? 20_261);

test('finds exactly what trying everything finds, each with answers that show it', () => {
  fc.assert(
    fc.property(sample, (made) => {
      const form = formOf(made);
      expect(byProof(form)).toEqual(byForce(form));
      for (const { code, witness } of proveForm(form).findings) {
        if (['never-valid', 'never-shown', 'never-applies'].includes(code)) expect(witness).toBeUndefined();
        else {
          expect(witness).toBeDefined();
          expect(pruneData(form, witness ?? {})).toEqual(witness);
          expect(areOnTheWay(form, witness ?? {})).toBe(true);
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
