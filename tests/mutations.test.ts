// Whatever parses opens in its editor: 1,000 mutations of the shipped files through everything that the server and the
// page do with a document as it is written.
import { readdirSync, readFileSync } from 'node:fs';
import { asForm, checkForm, type Json, type Locale, renderFinding } from '@caseway/form-schemas';
import {
  checkRuleSet,
  diffJson,
  factCatalogue,
  namedParams,
  type RuleSet,
  readingOf,
  renderRuleSetFinding,
  runRuleTests,
  SYSTEM_FACTS,
} from '@caseway/rule-sets';
import type { ConfigKind } from '../backend/src/contract/index.ts';
import { ActiveConfiguration } from '../backend/src/features/configuration/active-configuration.ts';
import { checkContent } from '../backend/src/features/configuration/content-checks.ts';
import { hasShape, misfits, withContent } from '../backend/src/features/configuration/together.ts';
import type { AnyVersioned } from '../backend/src/features/configuration/versioned.ts';
import { mergeDrafts, tellChanges } from '../frontend/src/admin/draft/draft-words.ts';
import { documentOf, withContent as put, renderContent, typeText } from '../frontend/src/editor-kit/document.ts';
import { mendsFor } from '../frontend/src/rule-editor/mends/mends-for.ts';
import { readRule } from '../frontend/src/rule-editor/model/read-aloud.ts';
import { frameOf, isShowable } from '../frontend/src/rule-editor/model/well-formed.ts';
import { isForeign } from './support/foreign-words.ts';
import { proofsHere } from './support/proofs.ts';

const FOLDERS: [ConfigKind, string][] = [
  ['forms', 'form-schemas/library'],
  ['rule-sets', 'rule-sets/library'],
  ['paths', 'rule-sets/library/paths'],
  ['calendars', 'rule-sets/library/calendars'],
];
const MUTANTS = 1000;
const SEED = 20261126;

type Content = Record<string, Json>;
interface File {
  kind: ConfigKind;
  content: Content;
}

const files = FOLDERS.flatMap(([kind, folder]): File[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ kind, content: JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) })),
);
const shipped = new ActiveConfiguration(
  files.map(({ kind, content }, index) => {
    return { versionId: String(index), kind, key: String(content.key), number: 1, content } as unknown as AnyVersioned;
  }),
);

/** mulberry32: the same mutants at every run. */
function randomOf(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (at + 0x6d2b79f5) | 0;
    let next = Math.imul(at ^ (at >>> 15), 1 | at);
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
    return ((next ^ (next >>> 14)) >>> 0) % below;
  };
}

const ODD: Json[] = ['land', null, 0, -1.5, '', 'x', true, [], {}, [null], { a: [{}] }, ['x', 1], { __proto__x: {} }];

/** The content with one of its places removed, or something odd put there; near the top as often as deep inside. */
function mutant({ content }: File, pick: (below: number) => number): Content {
  const copy = structuredClone(content);
  let at: Json = copy;
  for (let depth = pick(7); ; depth--) {
    const names: string[] = at !== null && typeof at === 'object' ? Object.keys(at) : [];
    const name = names[pick(Math.max(1, names.length))];
    if (name === undefined) return copy;
    const holder = at as Record<string, Json>;
    const inner = holder[name] as Json;
    if (depth > 0 && inner !== null && typeof inner === 'object' && Object.keys(inner).length > 0) {
      at = inner;
      continue;
    }
    if (pick(3) > 0) holder[name] = structuredClone(ODD[pick(ODD.length)] ?? null);
    else if (Array.isArray(at)) at.splice(Number(name), 1);
    else delete holder[name];
    return copy;
  }
}

const LOCALES: Locale[] = ['zh-CN', 'en'];

/** What the server does when a draft is checked, and the page of a rule set while it is typed. */
async function opened({ kind, content }: File, before: Content): Promise<number> {
  const findings = await checkContent(kind, content, shipped, 'zh-CN', proofsHere);
  const foreign = findings.find(({ message }) => isForeign(message, 'zh-CN'));
  if (foreign) throw new Error(`No sentence of ours: ${foreign.code} ${foreign.message}`);
  if (hasShape(findings)) misfits(withContent(shipped, kind, String(before.key), content), shipped);
  // The page: source, step of undo, what differs, bringing two drafts together.
  const document = typeText(documentOf(before), renderContent(content));
  expect(put(document, content).content).toEqual(content);
  for (const locale of LOCALES) tellChanges(kind, before, content, { locale, forms: [] });
  mergeDrafts(kind, before, content, { ...before, note: 1 });
  diffJson(before, content);
  if (kind === 'rule-sets') {
    const forms = shipped.forms.map((form) => form.content);
    const local = await checkRuleSet(content, { forms });
    for (const locale of LOCALES) for (const finding of local) renderRuleSetFinding(finding, locale);
    if (isShowable(content)) {
      frameOf(content);
      const facts = factCatalogue(forms);
      for (const finding of local) for (const { apply } of mendsFor(finding, content, { facts })) apply(content);
    }
  }
  if (kind === 'forms') {
    for (const finding of checkForm(content, Object.keys(SYSTEM_FACTS))) renderFinding(finding, 'en');
  }
  return findings.length;
}

test(`${MUTANTS} mutations of the shipped files open with findings, and nothing throws`, async () => {
  const pick = randomOf(SEED);
  let withFindings = 0;
  const failures: string[] = [];
  for (let n = 0; n < MUTANTS; n++) {
    const file = files[pick(files.length)] as File;
    const content = mutant(file, pick);
    try {
      if ((await opened({ kind: file.kind, content }, file.content)) > 0) withFindings++;
    } catch (error) {
      const at = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join('\n') : String(error);
      failures.push(
        `${n} ${file.kind}/${file.content.key} ${JSON.stringify(diffJson(file.content, content).slice(0, 2))}\n${at}`,
      );
    }
  }
  expect(failures.slice(0, 5)).toEqual([]);
  expect(failures).toHaveLength(0);
  // Mutants are odd by far the most.
  expect(withFindings).toBeGreaterThan(MUTANTS / 2);
}, 300_000);

test('a rule set whose tests are odd runs those that can be run', async () => {
  const pick = randomOf(SEED + 1);
  const sets = files.filter(({ kind }) => kind === 'rule-sets');
  for (let n = 0; n < 50; n++) {
    const content = mutant(sets[n % sets.length] as File, pick);
    const errors = (await checkRuleSet(content, { tests: false })).filter(({ severity }) => severity === 'error');
    if (errors.length === 0) await runRuleTests(content as unknown as RuleSet);
  }
});

const AROUND = 300;

test(`a rule set opens with findings among ${AROUND} mutations of the form that it reads`, async () => {
  const pick = randomOf(SEED + 2);
  const ruleSets = files.filter(({ kind }) => kind === 'rule-sets').map(({ content }) => content as unknown as RuleSet);
  const failures: string[] = [];
  for (let n = 0; n < AROUND; n++) {
    const ruleSet = ruleSets[n % ruleSets.length] as RuleSet;
    const file = files.find(({ kind, content }) => kind === 'forms' && content.key === ruleSet.form) as File;
    const content = n % 2 === 0 ? withOddKeyword(file.content, pick) : mutant(file, pick);
    try {
      const forms = [asForm(content)];
      const facts = factCatalogue(forms, ruleSet.kind);
      for (const locale of LOCALES) {
        const reading = readingOf(ruleSet, { locale, forms });
        for (const rule of ruleSet.rules) readRule(reading, rule);
        for (const finding of await checkRuleSet(ruleSet, { forms, tests: false })) {
          renderRuleSetFinding({ ...finding, ...namedParams(finding, { facts, forms, locale }) }, locale);
          for (const { apply } of mendsFor(finding, ruleSet as never, { facts })) apply(ruleSet as never);
        }
      }
    } catch (error) {
      const at = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 6).join('\n') : String(error);
      failures.push(`${n} ${ruleSet.key} ${JSON.stringify(diffJson(file.content, content).slice(0, 2))}\n${at}`);
    }
  }
  expect(failures.slice(0, 5)).toEqual([]);
  expect(failures).toHaveLength(0);
}, 300_000);

const KEYWORDS = [
  'enum',
  'required',
  'type',
  'items',
  'properties',
  'allOf',
  'anyOf',
  'oneOf',
  'then',
  'const',
  'format',
];
const WORDS = ['$ref', 'x-title', 'x-enum-titles', 'x-sensitive', '$defs'];

/** As somebody typed it half way: a keyword of one field, or of the whole, with something that does not belong there. */
function withOddKeyword(content: Content, pick: (below: number) => number): Content {
  const copy = structuredClone(content);
  const schema = copy.schema as { properties: Record<string, Content> };
  const fields = Object.values(schema.properties);
  const field: Content = pick(4) === 0 ? (schema as unknown as Content) : (fields[pick(fields.length)] ?? {});
  const keywords = [...KEYWORDS, ...WORDS];
  field[keywords[pick(keywords.length)] ?? 'enum'] = structuredClone(ODD[pick(ODD.length)] ?? null);
  return copy;
}
