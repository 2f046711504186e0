// A finding calls documents, forms and fields as people do: no sentence has the key of one that has a title.
import { readdirSync, readFileSync } from 'node:fs';
import { checkForm, type FormDefinition, type Json, type Locale, renderFinding } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  checkRuleSet,
  checkTogether,
  factCatalogue,
  gatherTogether,
  type HandlingPath,
  type RuleSet,
  renderTitledFinding,
  renderTogetherFinding,
  SYSTEM_FACTS,
} from '@caseway/rule-sets';
import { namedInForm } from '../backend/src/features/configuration/named-findings.ts';

const LOCALES: Locale[] = ['zh-CN', 'en'];
const read = <Content>(folder: string): Content[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
const FORMS = read<FormDefinition>('form-schemas/library');
const RULE_SETS = read<RuleSet>('rule-sets/library');
const PATHS = read<HandlingPath>('rule-sets/library/paths');
const PATH_TITLES = Object.fromEntries(PATHS.map(({ key, title }) => [key, title]));
const DOCUMENTS = [...FORMS, ...RULE_SETS, ...PATHS].map(({ key }) => key);
const OF_A_FORM = 25;
const OF_A_RULE_SET = 60;

/** The same numbers from 0 to 1 each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const isObject = (at: unknown): at is Record<string, Json> => typeof at === 'object' && at !== null;

/** Every member of objects and lists, as its holder and its name. */
function members(at: unknown, found: [Record<string, Json>, string][] = []): [Record<string, Json>, string][] {
  if (!isObject(at)) return found;
  for (const [name, inner] of Object.entries(at)) {
    if (name === 'title' || name === 'x-title' || name === 'source' || name === 'tests') continue;
    found.push([at, name]);
    members(inner, found);
  }
  return found;
}

/** The content with one thing otherwise: gone, of another kind, or said with the word of another place. */
function mutant<Content>(content: Content, next: () => number, sorts: readonly string[][]): Content {
  const copy = structuredClone(content);
  const all = members(copy);
  const [holder, name] = all[Math.floor(next() * all.length)] ?? [];
  if (!holder || name === undefined) return copy;
  // The key of another of its sort stands where one stands; elsewhere it would be a word of the author's own, quoted as such.
  const sort = sorts.find((keys) => keys.includes(String(holder[name]))) ?? ['nonsense'];
  const word = sort[Math.floor(next() * sort.length)] ?? '';
  const kind = Math.floor(next() * 5);
  if (kind === 0 && !Array.isArray(holder)) delete holder[name];
  else if (kind === 1) holder[name] = word;
  else if (kind === 2) holder[name] = 7;
  else if (kind === 3) holder[name] = ['nonsense', 'nonsense'];
  else if (!Array.isArray(holder)) holder.nonsense = holder[name] ?? null;
  return copy;
}

/** Names of a form's fields that have a title, as it is written. */
function titledFields(at: unknown, found = new Set<string>()): Set<string> {
  if (!isObject(at)) return found;
  if (isObject(at.properties)) {
    for (const [name, field] of Object.entries(at.properties)) if (isObject(field) && field['x-title']) found.add(name);
  }
  for (const inner of Object.values(at)) titledFields(inner, found);
  return found;
}

/** Those that no sentence has by chance: written as nobody writes a word. */
const telling = (keys: Iterable<string>): string[] => [...keys].filter((key) => /[A-Z]|-/.test(key));

function shownIn(sentence: string, keys: readonly string[]): string[] {
  const words = new Set(sentence.match(/[A-Za-z][\w-]*/g));
  return keys.filter((key) => words.has(key));
}

test('of forms', () => {
  const words = telling(FORMS.flatMap((form) => [...titledFields(form.schema)]));
  const found = new Map<string, string>();
  const codes = new Set<string>();
  for (const [index, form] of FORMS.entries()) {
    const next = numbers(index + 1);
    for (let count = 0; count < OF_A_FORM; count++) {
      const content = mutant(form, next, [words]);
      const keys = telling([...titledFields(content.schema), ...DOCUMENTS]);
      for (const finding of checkForm(content, Object.keys(SYSTEM_FACTS), 'form')) {
        codes.add(finding.code);
        for (const locale of LOCALES) {
          const sentence = renderFinding(namedInForm(content, finding), locale);
          for (const key of shownIn(sentence, keys)) found.set(`${finding.code} ${locale}`, `${key}: ${sentence}`);
        }
      }
    }
  }
  expect([...found]).toEqual([]);
  expect(codes.size).toBeGreaterThan(8);
});

test('of rule sets', async () => {
  const fields = FORMS.flatMap((form) => factCatalogue([form]).map(({ fact }) => fact));
  const sorts = [telling(fields), FORMS.map(({ key }) => key), PATHS.map(({ key }) => key)];
  const found = new Map<string, string>();
  const codes = new Set<string>();
  for (const [index, ruleSet] of RULE_SETS.entries()) {
    const next = numbers(index + 101);
    for (let count = 0; count < OF_A_RULE_SET; count++) {
      const content = mutant(ruleSet, next, sorts);
      const wanted: unknown[] = [content.form, ...(Array.isArray(content.alsoForms) ? content.alsoForms : [])];
      const forms = FORMS.filter(({ key }) => wanted.includes(key));
      const keys = telling([...forms.flatMap((form) => [...titledFields(form.schema)]), ...DOCUMENTS]);
      const options = { forms, paths: PATHS.map(({ key }) => key), tests: false };
      for (const finding of await checkRuleSet(content, options)) {
        codes.add(finding.code);
        for (const locale of LOCALES) {
          const sentence = renderTitledFinding(content, finding, { locale, forms, labels: { path: PATH_TITLES } });
          for (const key of shownIn(sentence, keys)) found.set(`${finding.code} ${locale}`, `${key}: ${sentence}`);
        }
      }
    }
  }
  expect([...found]).toEqual([]);
  expect(codes.size).toBeGreaterThan(8);
});

test('of what no longer fits: a field that many read is gone, renamed, or holds something else', () => {
  const calendars = read<BusinessCalendar>('rule-sets/library/calendars');
  const whole = { forms: FORMS, ruleSets: RULE_SETS, paths: PATHS, calendars };
  const key = 'petition-registration';
  const form = FORMS.find((one) => one.key === key);
  const text = JSON.stringify(form);
  const [first = '', second = ''] = telling(
    RULE_SETS.flatMap((set) => JSON.stringify(set.rules).match(/(?<="fact":")\w+/g) ?? []),
  ).filter((fact, index, all) => all.indexOf(fact) === index && text.includes(`"${fact}"`));
  const changed = [text.replaceAll(first, 'anotherName'), text.replaceAll(`"${second}"`, '"anotherName"')];
  const codes = new Set<string>();
  for (const content of changed) {
    const forms = FORMS.map((one) => (one.key === key ? JSON.parse(content) : one));
    const findings = checkTogether({ ...whole, forms }, whole);
    for (const finding of gatherTogether(findings, ({ places: [, at] }) => at)) {
      codes.add(finding.code);
      for (const locale of LOCALES) {
        const sentence = renderTogetherFinding(finding, locale);
        const keys = telling([...DOCUMENTS, ...titledFields(form?.schema)]);
        expect({ sentence, keys: shownIn(sentence, keys) }).toEqual({ sentence, keys: [] });
      }
    }
  }
  expect(codes.size).toBeGreaterThan(0);
});
