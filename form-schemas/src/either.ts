import type { FormSchema } from './model/form-definition.ts';
import type { Locale } from './model/text.ts';
import { resolveRef } from './schema-index.ts';

/** Ways to fill in a part of a form of which one is enough: the names that each asks for. */
export type Either = string[][];

const known = new WeakMap<FormSchema[], Either | null>();

/** What the branches of `anyOf` or `oneOf` ask for, where each asks for fields and says nothing else; null where not. */
export function eitherOf(group: FormSchema[] | undefined, root: FormSchema): Either | null {
  if (!group?.length) return null;
  const found = known.get(group);
  if (found !== undefined) return found;
  const asks = group.map((branch) => {
    const { required, ...rest } = resolveRef(branch, root);
    return Object.keys(rest).length === 0 ? (required ?? []) : [];
  });
  const either = asks.every((names) => names.length > 0) ? asks : null;
  known.set(group, either);
  return either;
}

const WORDS: Record<Locale, { quote: (label: string) => string; and: string; or: string }> = {
  'zh-CN': { quote: (label) => `“${label}”`, and: '和', or: '或' },
  en: { quote: (label) => `"${label}"`, and: ' and ', or: ' or ' },
};

/** The ways in words: “联系电话”或“住址”. `label`: what a name is called. */
export function eitherWords(either: Either, label: (name: string) => string, locale: Locale): string {
  const { quote, and, or } = WORDS[locale];
  return either.map((names) => names.map((name) => quote(label(name))).join(and)).join(or);
}
