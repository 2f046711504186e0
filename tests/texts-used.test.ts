// Every text of the pages is said somewhere: by its name, or by one that is put together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
const page = sources('frontend/src');
const words = new Set(
  ['frontend/src', 'backend/src', 'rule-sets/src', 'form-schemas/src']
    .flatMap((folder) => sources(folder).match(/(?<=['"`])[\w-]+(?=['"`])|\b\w+(?=\??:)/g) ?? [])
    .flat(),
);
/** Put together from several words, some of them the server's. */
const OF_SEVERAL_WORDS = /^(?:auditAction\..+|impact\..+Occasions|proof\.(?:both|most)(?:Cases|Occasions))$/;

type Texts = { [name: string]: string | Texts };
const namesIn = (texts: Texts, within = ''): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? `${within}${name}`.replace(/_(?:one|other)$/, '') : namesIn(text, `${within}${name}.`),
  );
const names = new Set(namesIn(JSON.parse(readFileSync('frontend/src/i18n/zh-CN.json', 'utf8')) as Texts));

const said = new Set(page.match(/(?<=['"`])[a-zA-Z]+\.[\w.-]+(?=['"`])/g));
/** Templates: what stands before what is put in, and after it. */
const together = [...page.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{[^`]*\}([\w.-]*)`/g)].map(
  ([, before = '', after = '']) => ({
    before,
    after,
  }),
);

/** The name is put together: by a template that says more of it than its group, or of a word that somebody says. */
const isPutTogether = (name: string): boolean =>
  together.some(({ before, after }) => {
    if (!name.startsWith(before) || !name.endsWith(after) || name.length <= before.length + after.length) return false;
    return after !== '' || words.has(name.slice(before.length)) || OF_SEVERAL_WORDS.test(name);
  });

test('no text lies unused', () => {
  expect([...names].filter((name) => !said.has(name) && !isPutTogether(name))).toEqual([]);
  expect(names.size).toBeGreaterThan(500);
});
