import { readFileSync } from 'node:fs';
import { OPERATORS, SYSTEM_FACTS } from '@caseway/rule-sets';

const facts = readFileSync('docs/facts.md', 'utf8');

test('every system fact and every operator is documented', () => {
  for (const name of [...Object.keys(SYSTEM_FACTS), ...Object.keys(OPERATORS)])
    expect(facts).toMatch(new RegExp(`\\| \`${name}\` +\\|`));
});

test.each(['README.md', 'README.zh-CN.md', 'docs/architecture.md', 'docs/operations.md', 'docs/handbook/README.md'])(
  'what %s links to is there',
  (file) => {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link]) => `${folder}${link}`,
    );
    for (const link of links) expect([link, exists(link)]).toEqual([link, true]);
  },
);

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
