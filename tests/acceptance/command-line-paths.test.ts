// Handling paths on the command line: proof with a case that shows it, and differences by what they mean for cases.
import { readFileSync } from 'node:fs';
import type { HandlingPath } from '@caseway/rule-sets';
import { run } from '../support/process.ts';

const CLI = 'backend/dist/cli/main.js';
const PATH = 'rule-sets/library/paths/dispute-mediation-path.json';
const CALENDAR = 'rule-sets/library/calendars/china-official.json';

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const cli = (args: string[], input = '') => run(CLI, args, {}, input);
const load = (): HandlingPath => JSON.parse(readFileSync(PATH, 'utf8'));

/** The shipped path, whose first step decides an outcome by a form that says otherwise: no branch tells them apart. */
function contradicting() {
  const path = load();
  const [first] = path.steps;
  const outcome = { key: 'helped', title: { 'zh-CN': '已帮扶', en: 'Helped' }, effect: 'assisted' as const };
  path.outcomes.push(outcome);
  const end = path.steps.find(({ kind }) => kind === 'end')?.key ?? '';
  first?.actions.push({
    key: 'say-helped',
    title: { 'zh-CN': '已帮扶', en: 'Helped' },
    by: ['handler'],
    to: end,
    form: 'arrival-form',
    outcome: 'helped',
  });
  return path;
}

const FORM = 'tests/fixtures/forms/arrival-form.json';

test('paths check proves, and shows with which answer', async () => {
  const shipped = await cli(['paths', 'check', PATH, '--calendar', CALENDAR]);
  expect(shipped).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await cli(['paths', 'check', '-', '--form', FORM], JSON.stringify(contradicting()));
  expect(code).toBe(1);
  expect(lines(stdout)).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      code: 'answer-denies-outcome',
      message: expect.stringMatching(/^With "It has arrived" answered "No" this action still decides "Helped"/),
      witness: { form: 'arrival-form', facts: { arrived: false } },
    }),
  );
  const chinese = await cli(
    ['paths', 'check', '-', '--form', FORM, '--locale', 'zh-CN'],
    JSON.stringify(contradicting()),
  );
  expect(lines(chinese.stdout).map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^“已到位”填“否”时/),
  );
});

test('paths diff tells what changed, by what it means', async () => {
  const changed = load();
  changed.title.en = 'Another title';
  changed.steps[0]?.actions.shift();
  const { code, stdout } = await cli(['paths', 'diff', PATH, '-'], JSON.stringify(changed));
  expect(code).toBe(0);
  expect(lines(stdout)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ class: 'words', code: 'title-changed', pointer: '/title' }),
      expect.objectContaining({ class: 'needs-migration', code: 'action-removed', pointer: '/steps/0/actions/0' }),
    ]),
  );
  expect(await cli(['paths', 'diff', PATH, PATH])).toMatchObject({ code: 0, stdout: '' });
});

test('what is no path, no form, no calendar is told in one line', async () => {
  for (const args of [
    ['paths', 'diff', PATH, CALENDAR],
    ['paths', 'check', PATH, '--form', CALENDAR],
    ['paths', 'check', PATH, '--calendar', PATH],
  ]) {
    const { code, stdout, stderr } = await cli(args);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  }
});
