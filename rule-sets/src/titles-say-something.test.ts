import { readFileSync } from 'node:fs';
import { checkForm } from '@caseway/form-schemas';
import { checkRuleSet } from './check-rule-set/check-rule-set.ts';
import { checkCalendar } from './clock/check-calendar.ts';
import { checkPath } from './paths/check/check-path.ts';

const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));
type Findings = { severity: string; pointer: string }[];
const LIBRARY = {
  'a form': ['form-schemas/library/dispute-register.json', checkForm],
  'a rule set': ['rule-sets/library/accusation-routing.json', checkRuleSet],
  'a path': ['rule-sets/library/paths/suggestion-path.json', checkPath],
  'a calendar': ['rule-sets/library/calendars/china-official.json', checkCalendar],
} as const;

describe.each(Object.entries(LIBRARY))('%s', (_, [path, check]) => {
  test.each([
    ['blanks', '  '],
    ['wide blanks', '\u3000\u3000'],
    ['what nobody sees', '\u200b\u2060'],
    ['an empty Braille cell', '\u2800'],
  ])('whose title is %s is not one', async (_, title) => {
    const findings = await (check as (content: unknown) => Findings | Promise<Findings>)({
      ...read(path),
      title: { 'zh-CN': title, en: title },
    });
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ pointer }) => pointer)).toContainEqual(expect.stringMatching(/^\/title/));
  });
});
