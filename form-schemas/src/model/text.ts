/** The two languages of every text a person can read; zh-CN is the first. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in both languages; neither may be empty. */
export type LocalizedText = Record<Locale, string>;

/** Keys and values one after the other, as a sentence of the language quotes them. */
export const quotedList = (items: readonly string[], locale: Locale): string =>
  items.map((item) => `“${item}”`).join(locale === 'en' ? ', ' : '、');
