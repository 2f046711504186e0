// No sentence of an engine below reaches a finding: each is one of the product's own, in the language asked for.
import { readFileSync } from 'node:fs';
import type { Json, Locale } from '@caseway/form-schemas';
import {
  checkRuleSetText,
  decide,
  type RuleSet,
  RuleSetError,
  renderRuleSetFinding,
  ruleSetErrorText,
} from '@caseway/rule-sets';
import type { ConfigKind } from '../backend/src/contract/index.ts';
import { ActiveConfiguration } from '../backend/src/features/configuration/active-configuration.ts';
import { checkContent } from '../backend/src/features/configuration/content-checks.ts';
import { isForeign } from './support/foreign-words.ts';
import { proofsHere } from './support/proofs.ts';

const LOCALES: Locale[] = ['zh-CN', 'en'];
const NOTHING = new ActiveConfiguration([]);
type Content = Record<string, Json>;
const read = (path: string): Content => JSON.parse(readFileSync(path, 'utf8'));

const FILES: [ConfigKind, string][] = [
  ['forms', 'form-schemas/library/return-visit-form.json'],
  ['rule-sets', 'rule-sets/library/escalation-policy.json'],
  ['paths', 'rule-sets/library/paths/legal-channel-path.json'],
  ['calendars', 'rule-sets/library/calendars/china-official.json'],
];

const HOSTILE: Json[] = [
  null,
  7,
  -0.5,
  '',
  'x y',
  true,
  [],
  {},
  [null],
  [[]],
  { a: [{}] },
  ['x', 'x'],
  'a'.repeat(3000),
];
const HOSTILE_MEMBERS: Content = {
  notAKeyword: 1,
  $ref: '#/nowhere',
  pattern: '(',
  type: 'text',
  enum: [],
  minLength: 'two',
  not: true,
  if: 1,
  conditions: { all: {} },
  fact: 1,
  operator: 'resembles',
  days: 'all',
  title: {},
};

/** Every place of a document; of long lists the first and the last entries. */
function* placesIn(value: Json, at: (string | number)[] = []): Generator<(string | number)[]> {
  yield at;
  if (value === null || typeof value !== 'object') return;
  const names = Array.isArray(value)
    ? [...value.keys()].filter((n) => n < 2 || n > value.length - 2)
    : Object.keys(value);
  for (const name of names) yield* placesIn((value as Content)[name] as Json, [...at, name]);
}

function put(content: Content, place: readonly (string | number)[], value: Json): Content {
  const copy = structuredClone(content);
  let at: Content = copy;
  for (const step of place.slice(0, -1)) at = at[step] as Content;
  const last = place.at(-1);
  if (last !== undefined) at[last] = value;
  return copy;
}

/** The document with something wrong at one place: another kind of value, or a member that nobody knows. */
function* hostile(content: Content): Generator<Content> {
  let turn = 0;
  for (const place of placesIn(content)) {
    if (place.length > 0)
      for (let n = 0; n < 3; n++) yield put(content, place, HOSTILE[turn++ % HOSTILE.length] ?? null);
    const here = place.reduce<Json>((at, step) => (at as Content)[step] as Json, content);
    if (here === null || typeof here !== 'object' || Array.isArray(here)) continue;
    const members = Object.entries(HOSTILE_MEMBERS);
    const [name, value] = members[turn++ % members.length] ?? ['x', 1];
    yield put(content, [...place, name], value);
  }
}

test.each(FILES)(
  '%s: wrong kinds at every place, unknown keywords, bad conditions',
  async (kind, path) => {
    const said = new Map<string, string>();
    let tried = 0;
    for (const content of hostile(read(path))) {
      if (tried++ > 800) break;
      for (const locale of LOCALES) {
        for (const { code, message } of await checkContent(kind, content, NOTHING, locale, proofsHere)) {
          if (isForeign(message, locale)) said.set(`${locale} ${code}`, message);
        }
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(Object.fromEntries(said)).toEqual({});
  },
  120_000,
);

const PATTERNS = [
  '(',
  ')',
  '[',
  ']',
  'a{2,1}',
  '*',
  '+a',
  'a**',
  '\\',
  '\\q',
  '[b-a]',
  '(?<n',
  '(?<n>a)(?<n>b)',
  '\\k<x>',
  '\\p{Nonsense}',
  '\\p{Script=Klingon}',
  '(?=a)',
  '(?<!a)',
  '(a)\\1',
  'a{1001}',
  '(?:a{500}){500}',
  '[[:alpha:]]',
  '\\u{110000}',
  '(?i)a',
  'a{,3}',
  '\\cé',
  '{',
];

test.each(PATTERNS)('the pattern %s', async (pattern) => {
  const form = { ...read('form-schemas/library/return-visit-form.json') };
  const schema = structuredClone(form.schema) as { properties: Record<string, Content> };
  schema.properties.visitNotes = { ...schema.properties.visitNotes, pattern };
  for (const locale of LOCALES) {
    const found = await checkContent('forms', { ...form, schema: schema as never }, NOTHING, locale, proofsHere);
    const about = found.filter(({ code }) => code === 'bad-pattern');
    expect(about.map(({ message }) => message).filter((message) => isForeign(message, locale))).toEqual([]);
    // A fault is told as what it is, and not as its being no expression alone.
    if (['(', '[', 'a{2,1}', '*', '[b-a]', '(?=a)'].includes(pattern)) {
      expect(about[0]?.message).not.toMatch(/不是正则表达式|no regular expression/);
    }
  }
});

test('a file that is no JSON, and rules that cannot be decided with', async () => {
  for (const text of ['', '{', '{"a": nothing}', '[1,', '{"a" 1}']) {
    for (const finding of (await checkRuleSetText(text)).findings) {
      for (const locale of LOCALES) expect(isForeign(renderRuleSetFinding(finding, locale), locale)).toBe(false);
    }
  }
  const rules = (conditions: object) =>
    ({
      key: 'r',
      kind: 'routing',
      form: 'f',
      hitPolicy: 'first',
      rules: [{ name: 'one', conditions, event: { type: 'x' } }],
      otherwise: { type: 'y' },
    }) as unknown as RuleSet;
  const bad = [
    { all: [{ fact: 'a', operator: 'resembles', value: 1 }] },
    { all: [{ fact: 'a', operator: 'in', value: 1 }] },
    { all: [{ condition: 'nowhere' }] },
    { all: [{ fact: 'a', path: '$..b', operator: 'equal', value: 1 }] },
    { all: 1 },
    {},
  ];
  for (const conditions of bad) {
    const thrown = await decide(rules(conditions), { a: 'x' }).then(
      () => null,
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(RuleSetError);
    const words = ruleSetErrorText(thrown as RuleSetError);
    for (const locale of LOCALES)
      expect([words[locale], isForeign(words[locale], locale)]).toEqual([words[locale], false]);
  }
});
