import { type Json, LOCALES, type LocalizedText } from '@caseway/form-schemas';
import { movedItems } from '../../diff/keyed-list.ts';
import { isJsonObject, jsonEqual } from '../../json-value.ts';
import { citedIn } from '../../law/citations.ts';
import { PATH_CHANGE_CLASSES, type PathChange, type PathChangeCode } from './path-change.ts';

export type About = Omit<PathChange, 'class' | 'code' | 'pointer'>;
export type Tell = (code: PathChangeCode, pointer: string, about?: About) => void;

/** Collects changes, each with its class. */
export function collector(): { changes: PathChange[]; tell: Tell } {
  const changes: PathChange[] = [];
  const tell: Tell = (code, pointer, about = {}) =>
    void changes.push({ class: PATH_CHANGE_CLASSES[code], code, pointer, ...about });
  return { changes, tell };
}

/** A part of a path as the JSON that it is; nothing where it is absent. */
export const jsonOf = (value: unknown): Json | undefined => (value === undefined ? undefined : (value as Json));

export const beforeAfter = (before: unknown, after: unknown): Pick<About, 'before' | 'after'> => ({
  ...(before === undefined ? {} : { before: jsonOf(before) as Json }),
  ...(after === undefined ? {} : { after: jsonOf(after) as Json }),
});

export const equal = (a: unknown, b: unknown): boolean => jsonEqual(jsonOf(a), jsonOf(b));

/** Tells that one value became another. */
export function tellValue(
  tell: Tell,
  code: PathChangeCode,
  pointer: string,
  before: unknown,
  after: unknown,
  about: About = {},
): void {
  if (!equal(before, after)) tell(code, pointer, { ...about, ...beforeAfter(before, after) });
}

interface Titled {
  key: string;
  title: LocalizedText;
}

/**
 * Tells another title. One that belonged to something else of its kind makes people take the one for the other: that is no
 * change of words. `others`: all of its kind as they were.
 */
export function tellTitle(
  tell: Tell,
  pointer: string,
  before: Titled,
  after: Titled,
  others: readonly Titled[],
  about: About = {},
): void {
  const taken = LOCALES.some((locale) => {
    const now = after.title[locale];
    return now !== before.title[locale] && others.some(({ key, title }) => key !== after.key && title[locale] === now);
  });
  tellValue(tell, taken ? 'title-taken' : 'title-changed', pointer, before.title, after.title, about);
}

/** Tells another source: another law is no change of words. */
export function tellSource(
  tell: Tell,
  pointer: string,
  before: LocalizedText | undefined,
  after: LocalizedText | undefined,
  about: About = {},
): void {
  const same = before && after && equal(citedIn(before['zh-CN']), citedIn(after['zh-CN']));
  tellValue(tell, same ? 'source-changed' : 'citation-changed', pointer, before, after, about);
}

/** Tells a text that may be there or not: that it came or went is more than a change of words. */
export function tellText(
  tell: Tell,
  name: 'rights' | 'public-title',
  place: Place,
  before: LocalizedText | undefined,
  after: LocalizedText | undefined,
  about: About = {},
): void {
  const code = !before ? `${name}-added` : !after ? `${name}-removed` : `${name}-changed`;
  tellValue(tell, code as PathChangeCode, after ? place.is : place.was, before, after, about);
}

/** Where something stands in the old path, and in the new one. */
export interface Place {
  was: string;
  is: string;
}

export const below = ({ was, is }: Place, step: string | number, old: string | number = step): Place => ({
  was: `${was}/${old}`,
  is: `${is}/${step}`,
});

interface Keyed {
  key: string;
}
export interface Pair<T> {
  before: T;
  after: T;
  /** Place in the new list, and in the old one. */
  index: number;
  was: number;
}

/** Two lists of things with keys: what came, what went, what stayed, and the fewest that changed places. */
export function pairs<T extends Keyed>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((item, index) => [item.key, { item, index }]));
  const now = new Set(after.map(({ key }) => key));
  const stayed = after.flatMap((item, index): Pair<T>[] => {
    const was = old.get(item.key);
    return was ? [{ before: was.item, after: item, index, was: was.index }] : [];
  });
  const order = before.filter(({ key }) => now.has(key)).map(({ key }) => key);
  const moved = movedItems(
    order,
    stayed.map(({ after: { key } }) => key),
  );
  return {
    added: after.flatMap((item, index) => (old.has(item.key) ? [] : [{ item, index }])),
    removed: before.flatMap((item, index) => (now.has(item.key) ? [] : [{ item, index }])),
    stayed,
    moved: stayed.filter(({ after: { key } }) => moved.has(key)),
  };
}

/** Two lists of things without names, each told apart by a text: what stands in one only, and whether the rest is in order. */
export function unnamed<T>(before: readonly T[], after: readonly T[], textOf: (item: T) => string) {
  const take = (from: readonly T[], against: readonly T[]) => {
    const left = against.map(textOf);
    const only: { item: T; index: number }[] = [];
    const shared: string[] = [];
    for (const [index, item] of from.entries()) {
      const at = left.indexOf(textOf(item));
      if (at < 0) only.push({ item, index });
      else shared.push(...left.splice(at, 1));
    }
    return { only, shared };
  };
  const [gone, come] = [take(before, after), take(after, before)];
  return { removed: gone.only, added: come.only, inOrder: equal(gone.shared, come.shared) };
}

/** Equal texts for what is equal as JSON. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? '';
  const members = Object.keys(value)
    .sort()
    .filter((key) => value[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`);
  return `{${members.join()}}`;
}
