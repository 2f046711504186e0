// A help beside a field that promises what will happen is of a field that a rule reads: nobody is told what nothing does.
import { readdirSync, readFileSync } from 'node:fs';
import type { FormDefinition, Json } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';

const readAll = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T);
const forms = readAll<FormDefinition>('form-schemas/library');
const ruleSets = readAll<RuleSet>('rule-sets/library').filter(({ rules }) => rules);

/** Words by which a help says what is done with the answer. */
const PROMISE = /(?:的按|一律).{1,10}办理|立即通知|(?<!不据此)自动列为|决定由哪一级|的都列为/;
/** Every text `of` that stands under `key`, wherever. */
function found(key: string, value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : found(key, inner),
  );
}
/** Fields with a help, by name. */
function helps(value: Json | undefined | object, into: [string, string, string][] = []): [string, string, string][] {
  if (value === null || typeof value !== 'object') return into;
  for (const [name, inner] of Object.entries(value)) {
    const help = (inner as { 'x-help'?: Record<string, string> } | null)?.['x-help']?.['zh-CN'];
    if (help) into.push([name, help, JSON.stringify(inner)]);
    helps(inner, into);
  }
  return into;
}

test.each(forms.map((form) => [form.key, form] as const))('%s promises only what its rules do', (key, form) => {
  const reading = ruleSets.filter(({ form: own, alsoForms = [] }) => own === key || alsoForms.includes(key));
  const facts = new Set(reading.flatMap(({ rules }) => found('fact', rules)));
  const named = new Set(reading.flatMap(({ rules }) => found('value', rules)));
  const untrue = helps(form.schema).filter(([field, help]) => {
    if (!PROMISE.test(help)) return false;
    // What holds for all of a form is promised by the form, and read as one.
    return help.startsWith('本表') ? !named.has(key) : !facts.has(field);
  });
  expect(untrue.map(([field, help]) => `${field}: ${help}`)).toEqual([]);
});

test.each(forms.map((form) => [form.key, form] as const))('%s keeps out whom it says is kept out', (_, form) => {
  const said = helps(form.schema).filter(([, help]) => /回避/.test(help));
  expect(said.filter(([, , field]) => !field.includes('"x-recuses"')).map(([field]) => field)).toEqual([]);
});
