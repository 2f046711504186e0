import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const [urgent] = rules.rules;
  const family = rules.rules.find(({ name }) => name === 'family-dispute');
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

describe('with facts of real cases', () => {
  const hardship = { hardshipShown: true };
  const power = { powerNeeded: 'township-must-decide' };
  const field = { matterField: 'rural-affairs' };
  const visit = { discoveryWay: 'round-of-visits' };
  const rule = (name: string, facts: Record<string, unknown>, priority: number) => ({
    name,
    priority,
    conditions: { all: Object.entries(facts).map(([fact, value]) => ({ fact, operator: 'equal', value })) },
    event: { type: 'x', params: { path: name } },
  });
  const rules = {
    hitPolicy: 'first',
    rules: [rule('a', hardship, 3), rule('b', power, 2), rule('c', visit, 2), rule('d', field, 1)],
  };
  const folder = mkdtempSync(join(tmpdir(), 'caseway-weigh-'));
  const fileOf = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const lines = (cases: readonly Record<string, unknown>[]) => cases.map((one) => `${JSON.stringify(one)}\n`).join('');
  interface Told {
    code: string;
    rules: string[];
    message: string;
    cases?: number;
  }
  const overlapsOf = async (given: object, more: string[]): Promise<Told[]> => {
    const { stdout, stderr } = await cli(['-', '--form', FORM, ...more], JSON.stringify(given));
    expect(stderr).toBe('');
    return (JSON.parse(stdout).findings as Told[]).filter(({ code }) => code === 'overlap');
  };

  test('overlaps say how many of them they concern, and the heaviest of a sort stands first', async () => {
    const crossing = { ...hardship, ...power };
    const cases = [{ ...power, ...visit }, { ...visit, ...field }, hardship, crossing, crossing, crossing, {}];
    const facts = fileOf('facts.ndjson', lines(cases));
    const told = await overlapsOf(rules, ['--facts', facts]);
    const weights = Object.fromEntries(told.map(({ rules: names, cases: count }) => [names.join(), count]));
    // Of several rules that one goes before, the pair with the most cases counts.
    expect(weights).toMatchObject({ 'a,b,c,d': 3, 'b,c': 1, 'b,d': 0, 'c,d': 1 });
    expect(told.find(({ rules: names }) => names.join() === 'b,c')?.message).toContain('(real cases: 1)');
    const swapped = await overlapsOf(rules, ['--facts', fileOf('one.ndjson', lines([{ ...power, ...field }]))]);
    const remarks = (all: Told[]) => all.map(({ rules: names }) => names.join()).filter((names) => names !== 'b,c');
    expect([remarks(told), remarks(swapped)]).toEqual([
      ['a,b,c,d', 'c,d', 'b,d'],
      ['b,d', 'a,b,c,d', 'c,d'],
    ]);
  });

  test('nothing is counted without them, nor of a rule set that decides no case', async () => {
    for (const { cases } of await overlapsOf(rules, [])) expect(cases).toBeUndefined();
    const broken = { rules: [{ conditions: { all: 7 }, event: { type: 'x' } }] };
    const { code, stdout } = await cli(
      ['-', '--form', FORM, '--facts', fileOf('none.ndjson', '')],
      JSON.stringify(broken),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).leftOut).toEqual([expect.objectContaining({ why: 'unusable' })]);
  });

  test('a line that is no case is named', async () => {
    const facts = fileOf('broken.ndjson', '{}\n[]\n');
    const { code, stderr } = await cli(['-', '--form', FORM, '--facts', facts], JSON.stringify(rules));
    expect(code).toBe(2);
    expect(stderr).toBe(`${facts}:2: not a JSON object; write one object a line.\n`);
  });
});

test.each([
  ['no form', [RULES], /--form is missing/],
  ['no such file', [RULES, '--form', 'nowhere.json'], /nowhere\.json/],
  ['no such facts', [RULES, '--form', FORMS, '--facts', 'nowhere.ndjson'], /nowhere\.ndjson/],
  ['one input for two', ['-', '--form', FORMS, '--facts', '-'], /--facts -/],
  ['no rules', [FORM, '--form', FORM], /no rule set/],
  ['no form in a form', [RULES, '--form', RULES], /rule-sets\/library\/dispute-routing\.json/],
  ['a language nobody speaks here', [RULES, '--form', FORM, '--locale', 'eo'], /--locale eo/],
])('%s is unusable input: one line, exit 2', async (_, args, message) => {
  const { code, stdout, stderr } = await cli(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

const forms = (args: string[], input = '') => run(CLI, ['forms', 'analyse', ...args], {}, input);

test('a shipped form is proved to hold together; a condition that leads nowhere is told with the answers that lead there', async () => {
  const sound = await forms([FORM]);
  expect([sound.code, JSON.parse(sound.stdout)]).toEqual([0, { findings: [], exact: true, leftOut: [] }]);

  const schema = {
    type: 'object',
    properties: { kind: { enum: ['land', 'wages'], title: '类型' }, amount: { type: 'integer', title: '金额' } },
    allOf: [
      { if: { properties: { kind: { const: 'wages' } }, required: ['kind'] }, then: { required: ['proof'] } },
      {
        if: { properties: { kind: { const: 'land' } }, required: ['kind'] },
        then: { properties: { proof: { type: 'string', title: '凭证' } } },
      },
    ],
  };
  const { code, stdout } = await forms(['-', '--locale', 'zh-CN'], JSON.stringify(schema));
  expect(code).toBe(1);
  const { findings, exact } = JSON.parse(stdout);
  expect(exact).toBe(true);
  expect(findings[0]).toMatchObject({ code: 'required-hidden', severity: 'error', witness: { kind: 'wages' } });
  expect(findings[0].message).toContain('要求填写“凭证”，页面上却没有这一项');
  expect(findings[1]).toMatchObject({ code: 'unpickable', value: 'wages' });
});
