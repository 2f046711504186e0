/** The two languages of every text a person can read; zh-CN is the first. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in both languages; neither may be empty. */
export type LocalizedText = Record<Locale, string>;
