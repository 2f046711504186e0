import { readFileSync } from 'node:fs';
import { compileForm, type FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import { run } from '../support/process.ts';

const CLI = 'backend/dist/cli/main.js';
const FORM = 'form-schemas/library/dispute-register.json';
const FORMS = `${FORM},form-schemas/library/review-request-form.json`;
const RULES = 'rule-sets/library/dispute-routing.json';

const cli = (args: string[], input = '') => run(CLI, ['rules', 'analyse', ...args], {}, input);
const shipped = () => JSON.parse(readFileSync(RULES, 'utf8')) as RuleSet;

test('a shipped rule set has nothing open, and each finding that it accepts still stands in the answer', async () => {
  const { code, stdout, stderr } = await cli([RULES, '--form', FORMS]);
  expect([code, stderr]).toEqual([0, '']);
  const { findings, exact, leftOut } = JSON.parse(stdout);
  expect({ exact, leftOut }).toEqual({ exact: true, leftOut: [] });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.filter(({ accepted }: { accepted: boolean }) => !accepted)).toEqual([]);
});

test('planted defects are found, said in the language asked for, and shown by data that the form takes', async () => {
  const rules = shipped();
  delete rules.alsoForms;
  delete rules.accepted;
  rules.hitPolicy = 'first';
  const [urgent, , family] = rules.rules;
  rules.rules = [
    { ...(family as (typeof rules.rules)[0]), priority: 9 },
    { ...(family as (typeof rules.rules)[0]), name: 'never-reached', priority: 8 },
    {
      ...(urgent as (typeof rules.rules)[0]),
      name: 'never-true',
      priority: 7,
      conditions: {
        all: [
          { fact: 'matterField', operator: 'equal', value: 'family-and-neighbour' },
          { fact: 'matterField', operator: 'equal', value: 'rural-affairs' },
        ],
      },
    },
  ];
  const { code, stdout } = await cli(['-', '--form', FORM, '--locale', 'zh-CN'], JSON.stringify(rules));
  expect(code).toBe(1);
  const { findings } = JSON.parse(stdout);
  const form = JSON.parse(readFileSync(FORM, 'utf8')) as FormDefinition;
  for (const [wanted, names] of [
    ['gap', []],
    ['unreachable', ['never-reached']],
    ['contradiction', ['never-true']],
  ] as const) {
    const found = findings.find(
      (one: { code: string; rules: string[] }) => one.code === wanted && one.rules.join() === names.join(),
    );
    expect(found).toMatchObject({ severity: expect.any(String), message: expect.stringMatching(/[一-鿿]/) });
    if (wanted === 'contradiction') expect(found).not.toHaveProperty('witness');
    else expect(compileForm(form).validate(found.witness.facts, 'en')).toEqual([]);
  }
});

test('a rule set from elsewhere, without names, titles or a form, is proved over the form given', async () => {
  const leaf = { fact: 'hardshipShown', operator: 'equal', value: true };
  const rules = { rules: [{ conditions: { all: [leaf, { not: leaf }] }, event: { type: 'x' } }] };
  const { code, stdout } = await cli(['-', '--form', FORM], JSON.stringify(rules));
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings).toContainEqual(
    expect.objectContaining({ code: 'contradiction', rules: ['rule-1'], severity: 'error', exact: true }),
  );
});

test.each([
  ['no form', [RULES], /--form is missing/],
  ['no such file', [RULES, '--form', 'nowhere.json'], /nowhere\.json/],
  ['no rules', [FORM, '--form', FORM], /no rule set/],
  ['no form in a form', [RULES, '--form', RULES], /rule-sets\/library\/dispute-routing\.json/],
  ['a language nobody speaks here', [RULES, '--form', FORM, '--locale', 'eo'], /--locale eo/],
])('%s is unusable input: one line, exit 2', async (_, args, message) => {
  const { code, stdout, stderr } = await cli(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
