import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryFolder } from '../support/process.ts';

const CLI = 'backend/dist/cli/main.js';
const RULES = 'rule-sets/library/demand-classification.json';
const ROUTING = 'rule-sets/library/petition-routing.json';

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const cli = (args: string[], input = '') => run(CLI, args, {}, input);
const ndjson = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

function fileOf(content: unknown): string {
  const file = join(temporaryFolder(), 'rules.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const plain = (operator: string, value: unknown, type = 'adult') => ({
  rules: [{ name: 'grown', conditions: { all: [{ fact: 'age', operator, value }] }, event: { type } }],
});

test.each([RULES, ROUTING])('rules decide says the same by both engines, for every test of %s', async (file) => {
  const { tests } = JSON.parse(readFileSync(file, 'utf8'));
  const facts = ndjson(tests.map((one: { facts: unknown }) => one.facts));
  const [reference, compiled] = await Promise.all(
    ['reference', 'compiled'].map((engine) =>
      cli(['rules', 'decide', file, '--facts', '-', '--engine', engine], facts),
    ),
  );
  expect(compiled).toEqual(reference);
  expect([compiled?.code, lines(compiled?.stdout ?? '').length]).toEqual([0, tests.length]);
});

test('rules backtest counts what changes from what to what, and names lines to look at', async () => {
  const old = JSON.parse(readFileSync(RULES, 'utf8'));
  const changed = structuredClone(old);
  changed.rules.find(({ name }: { name: string }) => name === 'justified-with-policy').event.params.category =
    'elsewhere';
  const justified = { form: 'petition-registration', demandJustified: 'justified-demand', policyFound: 'policy-clear' };
  const { code, stdout } = await cli(
    ['rules', 'backtest', RULES, fileOf(changed), '--facts', '-'],
    `${JSON.stringify(justified)}\n\n{}\n${JSON.stringify(justified)}\n`,
  );
  const [answer] = lines(stdout);
  expect([code, answer]).toEqual([
    0,
    expect.objectContaining({
      cases: 3,
      changed: 2,
      failed: { before: 0, after: 0, cases: 0, examples: [] },
      seconds: expect.any(Number),
      transitions: [
        {
          from: expect.objectContaining({ category: 'reasonable-with-policy' }),
          to: expect.objectContaining({ category: 'elsewhere' }),
          count: 2,
          examples: [{ line: 1 }, { line: 4 }],
        },
      ],
    }),
  ]);
});

test('rules backtest of rule sets from elsewhere compares the types of their events', async () => {
  const [old, fresh] = [fileOf(plain('greaterThan', 17)), fileOf(plain('greaterThan', 20))];
  const { code, stdout } = await cli(
    ['rules', 'backtest', old, fresh, '--facts', '-'],
    ndjson([{ age: 3 }, { age: 18 }, { age: 30 }]),
  );
  expect([code, lines(stdout)[0]]).toEqual([
    0,
    expect.objectContaining({
      cases: 3,
      changed: 1,
      transitions: [{ from: { type: 'adult' }, to: {}, count: 1, examples: [{ line: 2 }] }],
    }),
  ]);
});

test('rules backtest tells cases without an answer apart, with the reason, and exits 1', async () => {
  const [old, fresh] = [fileOf(plain('greaterThan', 17)), fileOf(plain('in', null))];
  const { code, stdout } = await cli(['rules', 'backtest', old, fresh, '--facts', '-'], ndjson([{ age: 18 }]));
  expect([code, lines(stdout)[0]]).toEqual([
    1,
    expect.objectContaining({
      changed: 0,
      transitions: [],
      failed: {
        before: 0,
        after: 1,
        cases: 1,
        examples: [{ line: 1, side: 'after', code: 'evaluation-failed', message: expect.stringContaining('"grown"') }],
      },
    }),
  ]);
});

test.each([
  ['an unknown engine', ['decide', RULES, '--facts', '-', '--engine', 'magic'], /^--engine magic is not known: .*\n$/],
  ['a missing second rule set', ['backtest', RULES, '--facts', '-'], /^NEW\.json is missing: .*\n$/],
  ['missing facts', ['backtest', RULES, RULES], /^--facts is missing: .*\n$/],
  ['facts that are no object', ['backtest', RULES, RULES, '--facts', '-'], /^-:2: not a JSON object; .*\n$/],
  [
    'a rule set that is unusable',
    ['backtest', RULES, 'UNUSABLE', '--facts', '-'],
    /rules\.json: rule grown: .*needs "value"\n$/,
  ],
  [
    'the same, compiled',
    ['decide', 'UNUSABLE', '--facts', '-', '--engine', 'compiled'],
    /rules\.json: rule grown: .*\n$/,
  ],
])('%s is unusable input: one line, exit 2', async (_, args, message) => {
  const unusable = {
    rules: [{ name: 'grown', conditions: { all: [{ fact: 'age', operator: 'equal' }] }, event: { type: 'x' } }],
  };
  const given = (args as string[]).map((word) => (word === 'UNUSABLE' ? fileOf(unusable) : word));
  const { code, stdout, stderr } = await cli(['rules', ...given], '{}\n[1]\n');
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message as RegExp)]);
});
