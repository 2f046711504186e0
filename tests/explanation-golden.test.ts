// What people read of every test case of the shipped rule sets, in both languages, kept in rule-sets/fixtures/explain.
// CASEWAY_GOLDEN=write rewrites the files: read them before you commit them.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormDefinition, Locale } from '@caseway/form-schemas';
import { decide, explainDecision, petitionerParagraph, type RuleSet, whatWouldDiffer } from '../rule-sets/src/index.ts';

const FOLDER = 'rule-sets/fixtures/explain';
const read = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): T => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const FORMS = read<FormDefinition>('form-schemas/library');
const RULE_SETS = read<RuleSet>('rule-sets/library');
const CASES = RULE_SETS.flatMap((ruleSet) =>
  (['zh-CN', 'en'] as const).map((locale): [string, Locale, RuleSet] => [ruleSet.key, locale, ruleSet]),
);
const WORDS = {
  'zh-CN': { staff: '给工作人员：', person: '给来访人：', differ: '怎样才会不同：', none: '（没有）' },
  en: {
    staff: 'For staff: ',
    person: 'For the petitioner: ',
    differ: 'What would have to differ:',
    none: '(nothing)',
  },
};

async function golden(ruleSet: RuleSet, locale: Locale): Promise<string> {
  const words = WORDS[locale];
  const options = { locale, forms: FORMS };
  const parts = [`# ${ruleSet.title[locale]}`];
  for (const { name, facts } of ruleSet.tests ?? []) {
    const decision = await decide(ruleSet, facts);
    const differences = await whatWouldDiffer(ruleSet, facts, decision, options);
    expect([name, differences.unknown, differences.leftOut]).toEqual([name, [], []]);
    parts.push(
      `## ${name}`,
      `${words.staff}${explainDecision(ruleSet, decision, options).summary}`,
      // What escalates goes on inside the office: no petitioner reads it.
      ...(ruleSet.kind === 'escalation'
        ? []
        : [`${words.person}${petitionerParagraph(ruleSet, decision, { facts, differences }, options) || words.none}`]),
      words.differ,
      differences.differences.length === 0
        ? words.none
        : differences.differences
            .slice(0, 3)
            .map(({ text }) => `- ${text}`)
            .join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

test.each(CASES)('what people read of %s in %s is what was approved', async (key, locale, ruleSet) => {
  const file = join(FOLDER, `${key}.${locale}.md`);
  const text = await golden(ruleSet, locale);
  if (process.env.CASEWAY_GOLDEN === 'write') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
});
