import { readFileSync } from 'node:fs';
import {
  CONDITION_KEYWORDS,
  checkForm,
  FIELD_TYPE_NAMES,
  FORM_FINDINGS,
  FORM_LIMITS,
  FORM_META_SCHEMA,
  FORMATS,
} from '@caseway/form-schemas';
import { OPERATORS, SYSTEM_FACTS } from '@caseway/rule-sets';

const facts = readFileSync('docs/facts.md', 'utf8');

test('every system fact and every operator is documented', () => {
  for (const name of [...Object.keys(SYSTEM_FACTS), ...Object.keys(OPERATORS)])
    expect(facts).toMatch(new RegExp(`\\| \`${name}\` +\\|`));
});

test.each([
  'README.md',
  'README.zh-CN.md',
  'docs/architecture.md',
  'docs/forms.md',
  'docs/operations.md',
  'docs/handbook/README.md',
])('what %s links to is there', (file) => {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
    ([, link]) => `${folder}${link}`,
  );
  for (const link of links) expect([link, exists(link)]).toEqual([link, true]);
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}

test('how many people and cases the demonstration has is said as it is, in both languages', () => {
  const file = 'rule-sets/library/demonstration/district.json';
  const { users, cases, scopes } = JSON.parse(readFileSync(file, 'utf8')) as {
    users: object[];
    cases: { count: number };
    scopes: { kind: string }[];
  };
  const townships = scopes.filter(({ kind }) => kind === 'township').length;
  expect([townships, readFileSync('README.md', 'utf8'), readFileSync('README.zh-CN.md', 'utf8')]).toEqual([
    3,
    expect.stringContaining(`(three townships, ${users.length} invented people, ${cases.count} invented cases)`),
    expect.stringContaining(`（三个镇街、${users.length}名虚构人员、${cases.count}件虚构案件）`),
  ]);
});

const forms = readFileSync('docs/forms.md', 'utf8');
const under = (heading: string) => forms.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
/** First cells of the rows of a part's table. */
const rowsUnder = (heading: string) => [...under(heading).matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);

test('the format of a form is documented whole: members, bindings, types, keywords, formats, bounds', () => {
  const { properties, $defs } = FORM_META_SCHEMA;
  const own = Object.keys($defs.schema.properties).filter((name) => name.startsWith('x-'));
  const sorted = (names: Iterable<string | undefined>) => [...names].sort();
  expect(sorted(rowsUnder('Members of the file'))).toEqual(sorted(Object.keys(properties)));
  expect(sorted(rowsUnder('Bindings'))).toEqual(sorted(Object.keys(properties.bindings.properties)));
  expect(sorted(rowsUnder('Field types'))).toEqual(sorted(FIELD_TYPE_NAMES));
  expect(sorted(rowsUnder('Keywords'))).toEqual(sorted(own));
  expect(sorted(rowsUnder('Formats'))).toEqual(sorted(Object.keys(FORMATS)));
  for (const name of CONDITION_KEYWORDS) expect(under('Keywords')).toContain(`\`${name}\``);
  for (const limit of Object.values(FORM_LIMITS)) expect(under('Bounds')).toContain(limit.toLocaleString('en'));
});

test('what forms check says is documented as it says it', () => {
  const rows = [...forms.matchAll(/^\| `([^`]+)` +\| (error|warning) +\| (.+?) +\| (.+?) +\|$/gm)];
  const said = rows.map(([, code, severity, zh, en]) => [code, severity, zh, en]);
  expect(said).toEqual(
    Object.entries(FORM_FINDINGS).map(([code, { severity, text }]) => [code, severity, text['zh-CN'], text.en]),
  );
});

test('the example is a form', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(forms) ?? [];
  expect(checkForm(JSON.parse(example)).map(({ code }) => code)).toEqual([]);
});
