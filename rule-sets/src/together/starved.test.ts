import {
  compileForm,
  type FormData,
  type FormDefinition,
  type FormSchema,
  fieldAt,
  type Json,
  pointerTokens,
  type Random,
  randomInt,
  randomPick,
  resolveFields,
  seededRandom,
} from '@caseway/form-schemas';
import { decide } from '../reference/decide.ts';
import { applyEdits } from './apply-edits.ts';
import { boundReadings } from './bindings-read.ts';
import { checkTogether } from './check-together.ts';
import { fieldsOf } from './field-problems.ts';
import { sourcesOf } from './form-twins.ts';
import { type Reading, readingsOf } from './readings.ts';
import { renderTogetherFinding } from './render-together.ts';
import { SHIPPED } from './testing/shipped.ts';
import type { Together, TogetherFinding } from './together.ts';

const formOf = (key: string): FormDefinition => {
  const form = SHIPPED.forms.find((one) => one.key === key);
  if (!form) throw new RangeError(key);
  return form;
};

/** The shipped documents with one form written otherwise. */
function withForm(key: string, edit: (form: FormDefinition) => void): Together {
  const form = structuredClone(formOf(key));
  edit(form);
  return { ...SHIPPED, forms: SHIPPED.forms.map((one) => (one.key === key ? form : one)) };
}

const told = (whole: Together) => checkTogether(whole, SHIPPED);
const lines = (findings: readonly TogetherFinding[]) =>
  [...new Set(findings.map(({ code, places: [reader] }) => `${code} ${reader.kind}/${reader.key}`))].toSorted();

/** Every place of a schema where a field is declared or demanded, branches among them. */
function partsOf(schema: FormSchema): FormSchema[] {
  const { allOf = [], anyOf = [], oneOf = [], then, else: otherwise } = schema;
  const inner = [...allOf, ...anyOf, ...oneOf, ...(then ? [then] : []), ...(otherwise ? [otherwise] : [])];
  return [schema, ...inner.flatMap(partsOf)];
}

/** Takes a field out of the form everywhere; gives what it said of it. */
function takeOut({ schema }: FormDefinition, name: string): FormSchema {
  let declared: FormSchema = {};
  for (const part of partsOf(schema)) {
    const own = part.properties?.[name];
    if (own && (own['x-title'] || !declared.type)) declared = own;
    delete part.properties?.[name];
    if (part.required) part.required = part.required.filter((other) => other !== name);
  }
  return declared;
}

const demandNoMore = ({ schema }: FormDefinition, name: string) => {
  for (const part of partsOf(schema))
    if (part.required) part.required = part.required.filter((other) => other !== name);
};

/** Moves a field into a branch of a question that nobody asked before. */
function moveIntoBranch(form: FormDefinition, name: string): void {
  const declared = takeOut(form, name);
  const asked: FormSchema = { type: 'boolean', 'x-title': { 'zh-CN': '另问', en: 'Asked besides' } };
  form.schema.properties = { ...form.schema.properties, askedBesides: asked };
  const branch: FormSchema = {
    if: { properties: { askedBesides: { const: true } }, required: ['askedBesides'] },
    then: { properties: { [name]: declared }, required: [name] },
  };
  form.schema.allOf = [...(form.schema.allOf ?? []), branch];
}

/** Whether a field is demanded by itself: of several of which one is enough none is. */
const isDemanded = ({ required = [], allOf = [], then, else: otherwise }: FormSchema, name: string): boolean =>
  required.includes(name) ||
  [...allOf, ...(then ? [then] : []), ...(otherwise ? [otherwise] : [])].some((part) => isDemanded(part, name));

const optionalAgain = (form: FormDefinition, name: string): boolean => {
  const demanded = isDemanded(form.schema, name);
  demandNoMore(form, name);
  return demanded;
};

/** Makes what a field takes smaller, by whatever bounds it has. */
function narrow(form: FormDefinition, name: string): boolean {
  let done = false;
  for (const part of partsOf(form.schema)) {
    const field = part.properties?.[name];
    if (!field || field.type === undefined) continue;
    const single = field.type === 'array' ? (field.items ?? {}) : field;
    if (single.enum && single.enum.length > 1) single.enum = single.enum.slice(1);
    else if (field.type === 'integer' || field.type === 'number') field.maximum = (field.minimum ?? 0) + 1;
    else if (field.type === 'string' && field.format === undefined) field.maxLength = 3;
    else if (field.type === 'array') field.maxItems = 1;
    else continue;
    done = true;
  }
  return done;
}

function retype(form: FormDefinition, name: string): boolean {
  for (const part of partsOf(form.schema)) {
    const field = part.properties?.[name];
    if (!part.properties || !field || field.type === undefined) continue;
    const type = field.type === 'boolean' ? 'string' : 'boolean';
    part.properties[name] = { ...(field['x-title'] && { 'x-title': field['x-title'] }), type };
  }
  return true;
}

/** Mutations of one field of a form; false where there is nothing to change. */
const MUTATIONS: Record<string, (form: FormDefinition, name: string) => boolean> = {
  remove: (form, name) => Boolean(takeOut(form, name)),
  branch: (form, name) => {
    moveIntoBranch(form, name);
    return true;
  },
  optional: optionalAgain,
  narrow,
  retype,
};

/** Who reads a top-level field of a form, rules and paths and the platform. */
function readersOf(form: FormDefinition, name: string): Set<string> {
  const readings: Reading[] = [...readingsOf(SHIPPED), ...boundReadings(form, SHIPPED)];
  const mine = readings.filter(
    (reading) => reading.forms.has(form.key) && sourcesOf(reading, form).some(({ key }) => key.split('.')[0] === name),
  );
  return new Set(mine.map(({ place }) => `${place.kind}/${place.key}`));
}

const fieldNames = (form: FormDefinition): string[] => [
  ...new Set([...fieldsOf(form).values()].filter(({ path }) => path === undefined).map(({ fact }) => fact)),
];

/** Findings that name a reader, for a field or what stands in it. */
const namedOf = (findings: readonly TogetherFinding[], name: string): Set<string> =>
  new Set(
    findings.filter(({ field }) => field?.path[0] === name).map(({ places: [{ kind, key }] }) => `${kind}/${key}`),
  );

/** Every field that somebody reads, changed in one go: who reads it, and who is named. */
function lookThrough(form: FormDefinition, kind: string): { name: string; readers: Set<string>; named: Set<string> }[] {
  const changed: string[] = [];
  const whole = withForm(form.key, (copy) => {
    for (const name of fieldNames(form)) {
      if (readersOf(form, name).size > 0 && MUTATIONS[kind]?.(copy, name)) changed.push(name);
    }
  });
  const findings = told(whole);
  return changed.map((name) => ({ name, readers: readersOf(form, name), named: namedOf(findings, name) }));
}

test.each(Object.keys(MUTATIONS))(
  'of every shipped field that is changed (%s) somebody who reads it is named',
  (kind) => {
    const looked = SHIPPED.forms.flatMap((form) =>
      lookThrough(form, kind).map((seen) => ({ form: form.key, ...seen })),
    );
    const silent = looked.filter(({ readers, named }) => ![...named].some((reader) => readers.has(reader)));
    expect(silent.map(({ form, name }) => `${form} ${name}`)).toEqual([]);
    expect(looked.length).toBeGreaterThan(70);
  },
);

test('a binding that is dropped, or leads to another field, names everybody who went by it', () => {
  let looked = 0;
  for (const form of SHIPPED.forms) {
    for (const [name, pointer] of Object.entries(form.bindings ?? {})) {
      const dropped = withForm(form.key, ({ bindings = {} }) => delete bindings[name as keyof typeof bindings]);
      const findings = told(dropped).filter(({ code }) => code === 'binding-gone');
      const field = pointerTokens(pointer)[0] ?? '';
      expect(namedOf(findings, field)).toContain(`forms/${form.key}`);
      looked++;
    }
  }
  expect(looked).toBeGreaterThan(60);
  const dropped = withForm('petition-registration', ({ bindings }) => delete bindings?.headcount);
  const gone = told(dropped).filter(({ places: [{ kind }] }) => kind === 'rule-sets');
  expect(lines(gone)).toEqual(['binding-gone rule-sets/escalation-policy', 'binding-gone rule-sets/petition-routing']);
  // Rules that have nothing else to go by: not to be put in force.
  expect(new Set(gone.map(({ severity }) => severity))).toEqual(new Set(['error']));
  const [mend] = gone[0]?.mends ?? [];
  const mended = dropped.forms.map((one) => (one.key === mend?.key ? applyEdits(one, mend.edits) : one));
  expect(told({ ...dropped, forms: mended })).toEqual([]);
  const day = withForm('petition-registration', ({ bindings }) => delete bindings?.receivedOn);
  expect(lines(told(day))).toContain('binding-gone paths/first-assessment-path');
  const other = withForm('handed-down-matter', ({ bindings }) => {
    if (bindings) bindings.receivedOn = '/handedLetterDay';
  });
  expect(lines(told(other))).toContain('binding-changed rule-sets/escalation-policy');
});

test('a renamed field whose binding follows it takes nothing from anybody', () => {
  const text = JSON.stringify(formOf('petition-registration')).replaceAll('peopleCount', 'visitorCount');
  const form = JSON.parse(text) as FormDefinition;
  const whole = { ...SHIPPED, forms: SHIPPED.forms.map((one) => (one.key === form.key ? form : one)) };
  expect(told(whole)).toEqual([]);
});

test('a field no longer demanded: the rules that need it, with the mend; not where the rule would not have matched', () => {
  const whole = withForm('petition-registration', (form) => optionalAgain(form, 'policyFound'));
  const findings = told(whole);
  expect(lines(findings)).toContain('field-optional rule-sets/demand-classification');
  const [finding] = findings.filter(({ code }) => code === 'field-optional');
  expect(finding && renderTogetherFinding(finding, 'zh-CN')).toMatch(/不再要求必填/);
  const [mend] = finding?.mends ?? [];
  const mended = whole.forms.map((one) => (one.key === mend?.key ? applyEdits(one, mend.edits) : one));
  expect(told({ ...whole, forms: mended })).toEqual([]);
  // Words, layout, order, a new field: nothing.
  const words = withForm('petition-registration', ({ schema, ui }) => {
    schema.required = schema.required?.toReversed() ?? [];
    for (const field of Object.values(schema.properties ?? {})) field['x-title'] = { 'zh-CN': '新名', en: 'New' };
    ui.sections.reverse();
  });
  expect(told(words)).toEqual([]);
});

test('a bound that leaves no answer to meet a condition, also by a binding', () => {
  const whole = withForm('petition-registration', ({ schema }) => {
    for (const part of partsOf(schema)) {
      if (part.properties?.peopleCount?.type) part.properties.peopleCount.maximum = 40;
    }
  });
  const findings = told(whole).filter(({ code }) => code === 'never-holds');
  expect(lines(findings)).toEqual(['never-holds rule-sets/escalation-policy']);
  expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
  const always = withForm('petition-registration', ({ schema }) => {
    for (const part of partsOf(schema)) {
      if (part.properties?.peopleCount?.type) part.properties.peopleCount.minimum = 5000;
    }
  });
  expect(lines(told(always))).toContain('always-holds rule-sets/petition-routing');
  const nobody = withForm('petition-registration', ({ schema }) => {
    for (const part of partsOf(schema)) {
      if (part.if?.properties?.petitionMode)
        part.if = { properties: { petitionMode: { const: 'nothing' } }, required: ['petitionMode'] };
    }
  });
  expect(lines(told(nobody))).toContain('field-never-given rule-sets/escalation-policy');
});

/** Some answer to a field, as its schema says; undefined where none is known. */
function answer(schema: FormSchema, random: Random): Json | undefined {
  const { type, format, minimum = 0, maximum = minimum + 99, items } = schema;
  const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (choices) return randomPick(random, choices);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'integer' || type === 'number') return randomInt(random, [minimum, Math.min(maximum, 6000)]);
  if (type === 'array' && items?.enum) return items.enum.filter(() => random() < 0.4);
  if (type !== 'string') return undefined;
  if (format === 'date') return '2026-03-02';
  return format === undefined && schema.pattern === undefined ? '某某某某某某某某某某' : undefined;
}

/** A case as somebody may enter it: what must be answered, and some of the rest. */
function someCase(form: FormDefinition, random: Random): FormData {
  const data: FormData = {};
  const skipped = new Set<string>();
  for (let round = 0; round < 6; round++) {
    for (const { name, schema, required } of resolveFields(form, form.schema, data, '')) {
      if (name in data || skipped.has(name)) continue;
      const value = required || random() < 0.5 ? answer(schema, random) : undefined;
      if (value === undefined) skipped.add(name);
      else data[name] = value;
    }
  }
  return data;
}

test('by force: where a case that both forms take comes out otherwise, the check was not silent', async () => {
  const random = seededRandom(20260302);
  const rules = SHIPPED.ruleSets.filter(({ kind }) => kind !== 'escalation');
  let [differed, compared] = [0, 0];
  for (const key of ['petition-registration', 'dispute-register']) {
    const form = formOf(key);
    const read = fieldNames(form).filter((name) =>
      [...readersOf(form, name)].some((reader) => reader.startsWith('rule-sets/')),
    );
    for (const name of read) {
      for (const kind of ['branch', 'optional'] as const) {
        let changed = false;
        const whole = withForm(key, (copy) => {
          changed = MUTATIONS[kind]?.(copy, name) ?? false;
        });
        const now = whole.forms.find((one) => one.key === key);
        if (!changed || !now) continue;
        // Asked only where it matters: most changes of most cases change nothing.
        let findings: TogetherFinding[] | undefined;
        const compiled = compileForm(now);
        for (const set of rules.filter((one) => one.form === key || one.alsoForms?.includes(key))) {
          for (let turn = 0; turn < 20; turn++) {
            const before = someCase(form, random);
            const { [name]: _, ...rest } = before;
            const after = compiled.takeIn(kind === 'branch' ? before : rest);
            const lacking = compiled.validate(after, 'en').filter(({ keyword }) => keyword === 'required');
            if (lacking.some(({ pointer }) => fieldAt(now, pointer)?.['x-sensitive'] === undefined)) continue;
            const facts = (data: FormData) => ({ category: null, headcount: 1, ...data, form: key });
            const fired = async (data: FormData) => (await decide(set, facts(data))).fired.join();
            compared++;
            if ((await fired(before)) === (await fired(after))) continue;
            differed++;
            findings ??= told(whole);
            const named = findings.some(
              ({ places: [{ kind: of, key: reader }] }) => of === 'rule-sets' && reader === set.key,
            );
            expect({ key, name, kind, set: set.key, named }).toMatchObject({ named: true });
          }
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(300);
  expect(differed).toBeGreaterThan(5);
});
