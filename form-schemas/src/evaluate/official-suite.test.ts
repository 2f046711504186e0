import { readFileSync } from 'node:fs';
import { checkForm } from '../check-form.ts';
import { compileForm } from '../compile-form.ts';
import { asForm } from '../derive/as-form.ts';
import type { Json } from '../model/form-definition.ts';
import { faultsOf, matches } from './evaluate.ts';

interface Group {
  file: string;
  description: string;
  schema: unknown;
  tests: { description: string; data: Json; valid: boolean }[];
}

const suite = JSON.parse(readFileSync('tests/fixtures/json-schema-suite.json', 'utf8')) as Group[];

/** Tests that are answered otherwise, each with the reason. */
const EXCLUDED: Record<string, string> = {
  'const/nul characters in strings/match string with nul':
    'no database keeps U+0000 in a text: data with it is refused',
  'enum/nul characters in strings/match string with nul': 'the same',
};

const groups = suite.map((group) => ({ ...group, name: `${group.file.replace(/\.json$/, '')}/${group.description}` }));
const cases = groups.flatMap(({ name, schema, tests }) =>
  tests.map((one) => ({ ...one, schema, name: `${name}/${one.description}` })),
);

test('every test of the suite is asked, but for those that are left out', () => {
  expect(cases).toHaveLength(1109);
  expect(Object.keys(EXCLUDED).filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
  const asked = cases.length - Object.keys(EXCLUDED).length;
  process.stdout.write(
    `JSON Schema 2020-12, required: ${asked} of ${cases.length} tests asked, each answered as it says\n`,
  );
});

test.each(cases)('$name', ({ name, schema, data, valid }) => {
  const form = asForm(schema);
  expect(matches(form.schema, data)).toBe(valid);
  expect(faultsOf(form.schema, data).length === 0).toBe(valid);
  if (Object.hasOwn(EXCLUDED, name)) return;
  // The very thing that the server and `forms validate` ask.
  const answer = compileForm(form).validateAsGiven(data, 'zh-CN');
  expect(answer.length === 0).toBe(valid);
  for (const { message } of answer) expect(message).toMatch(/^[“请].*\p{Script=Han}/su);
});

test('every schema of the suite can be checked, and what is wrong with it as a form is said of a place in it', () => {
  for (const { name, schema } of groups) {
    const findings = checkForm(schema);
    expect({ name, odd: findings.filter(({ pointer }) => /^\/(schema|ui|key)/.test(pointer)) }).toEqual({
      name,
      odd: [],
    });
  }
});
