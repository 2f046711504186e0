// A text of blanks says nothing, whatever document it stands in.
import { readFileSync } from 'node:fs';
import { checkForm } from '@caseway/form-schemas';
import { checkCalendar, checkPath, checkRuleSet } from '@caseway/rule-sets';

type Content = Record<string, unknown>;
const read = (path: string): Content => JSON.parse(readFileSync(path, 'utf8'));
const BLANK = { 'zh-CN': '   ', en: ' \u3000' };

const CHECKS: [string, string, (content: unknown) => unknown][] = [
  ['form', 'form-schemas/library/petition-registration.json', (content) => checkForm(content, [], 'form')],
  ['rule set', 'rule-sets/library/petition-routing.json', (content) => checkRuleSet(content, { tests: false })],
  ['path', 'rule-sets/library/paths/review-path.json', (content) => checkPath(content)],
  ['calendar', 'rule-sets/library/calendars/china-official.json', (content) => checkCalendar(content)],
];

test.each(CHECKS)('as the title of a %s', async (_, path, check) => {
  const errors = async (content: unknown) =>
    ((await check(content)) as { severity: string; pointer: string }[])
      .filter(({ severity, pointer }) => severity === 'error' && pointer.startsWith('/title'))
      .map(({ pointer }) => pointer);
  const content = read(path);
  expect(await errors(content)).toEqual([]);
  expect(await errors({ ...content, title: BLANK })).toEqual(expect.arrayContaining(['/title/zh-CN', '/title/en']));
});
