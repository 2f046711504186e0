import type { LocalizedText } from '@caseway/form-schemas';
import { isJsonObject, titleIn } from '@caseway/rule-sets';
import type { ActiveConfiguration } from './active-configuration.ts';

type Words = Record<string, LocalizedText>;
type Titles = (key: string) => LocalizedText | undefined;

interface Sayable {
  params?: Record<string, string | number | boolean>;
  words?: Words;
}

/** The finding with words for those of its params that are keys of something with a title. */
function withTitles<F extends Sayable>(finding: F, titles: Partial<Record<string, Titles>>): F {
  const { params = {} } = finding;
  const words: Words = {};
  for (const [name, value] of Object.entries(params)) {
    const of = titles[name];
    if (!of || typeof value !== 'string') continue;
    const keys = value.split(', ');
    const named = keys.map((key) => of(key) ?? { 'zh-CN': key, en: key });
    words[name] = {
      'zh-CN': named.map((title) => title['zh-CN']).join('、'),
      en: named.map(({ en }) => en).join(', '),
    };
  }
  return { ...finding, words: { ...words, ...finding.words } };
}

/** Titles of all that stands in lists of a name, anywhere in the content, by key. */
function keyed(content: unknown, list: string): Titles {
  const found = new Map<string, LocalizedText>();
  const visit = (at: unknown): void => {
    if (Array.isArray(at)) for (const item of at) visit(item);
    if (!isJsonObject(at)) return;
    for (const [name, inner] of Object.entries(at)) {
      if (name === list && Array.isArray(inner)) {
        for (const item of inner) {
          const title = isJsonObject(item) && titleIn(item.title);
          if (isJsonObject(item) && typeof item.key === 'string' && title) found.set(item.key, title);
        }
      }
      visit(inner);
    }
  };
  visit(content);
  return (key) => found.get(key);
}

/** Titles of a form's fields, by name or by pointer into its data; of two that share a name, the first. */
function fields(content: unknown): Titles {
  const found = new Map<string, LocalizedText>();
  const visit = (at: unknown): void => {
    if (Array.isArray(at)) for (const item of at) visit(item);
    if (!isJsonObject(at)) return;
    if (isJsonObject(at.properties)) {
      for (const [name, property] of Object.entries(at.properties)) {
        const title = isJsonObject(property) ? (titleIn(property['x-title']) ?? titleIn(property.title)) : undefined;
        if (title && !found.has(name)) found.set(name, title);
      }
    }
    for (const inner of Object.values(at)) visit(inner);
  };
  visit(isJsonObject(content) ? content.schema : undefined);
  return (key) => found.get(key.split(/[/.]/).at(-1) ?? key);
}

/** Of a form: its fields by their titles. */
export function namedInForm<F extends Sayable>(content: unknown, finding: F): F {
  const of = fields(content);
  return withTitles(finding, { field: of, pointer: of, bound: of });
}

/** Of a path: what stands in it, and what it names of the documents around it, by their titles. */
export function namedInPath<F extends Sayable>(content: unknown, around: ActiveConfiguration, finding: F): F {
  const titles: Record<string, Titles> = {};
  for (const [name, list] of LISTS) titles[name] = keyed(content, list);
  const forms = new Map(around.forms.map((form) => [form.key, form.content]));
  const asked = [...forms.values()].map(fields);
  const field: Titles = (key) => asked.map((of) => of(key)).find((title) => title !== undefined);
  const calendar = around.ofKind('calendars')[0]?.content;
  return withTitles(finding, {
    ...titles,
    form: (key) => titleIn(forms.get(key)?.title),
    limit: keyed(calendar, 'limits'),
    field,
    pointer: field,
    fact: field,
  });
}

/** Params of findings about paths, and the lists in which what they name has its title. */
const LISTS = [
  ['step', 'steps'],
  ['action', 'actions'],
  ['actions', 'actions'],
  ['clock', 'clocks'],
  ['outcome', 'outcomes'],
  ['document', 'documents'],
] as const;
