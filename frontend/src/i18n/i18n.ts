import type { Locale, LocalizedText } from '@caseway/form-schemas';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { configureClient } from '../api/client.ts';
import en from './en.json';
import zh from './zh-CN.json';

const STORED = 'caseway.locale';

function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh-CN' || stored === 'en') return stored;
  // Chinese is the first language of the product; a browser in English is met in English.
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN';
}

function applyLocale(locale: Locale): void {
  document.documentElement.lang = locale;
  configureClient({ locale });
}

export async function startI18n(): Promise<void> {
  const lng = firstLocale();
  await i18next.use(initReactI18next).init({
    lng,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  applyLocale(lng);
}

export async function changeLocale(locale: Locale): Promise<void> {
  localStorage.setItem(STORED, locale);
  applyLocale(locale);
  await i18next.changeLanguage(locale);
}

/**
 * What a text says in a language, in the other one where it says nothing in that; '' where it is no text at all: in a
 * draft anything may stand in its place.
 */
export function textIn(text: unknown, locale: Locale): string {
  if (typeof text === 'string') return text;
  if (text === null || typeof text !== 'object') return '';
  const said = Object.entries(text).filter(([, words]) => typeof words === 'string' && words !== '');
  const own = said.find(([language]) => language === locale) ?? said[0];
  return own ? String(own[1]) : '';
}

/** Things one after the other, as a language writes them. */
export function listIn(items: readonly string[], locale: Locale): string {
  return items.join(locale === 'en' ? ', ' : '、');
}

/** Whole sentences one after the other: Chinese has no space between them. */
export function sentencesIn(sentences: readonly string[], locale: Locale): string {
  return sentences.map((sentence) => sentence.trim()).join(locale === 'en' ? ' ' : '');
}

/** The words of the interface, the language, and the text of what is in both languages. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const say = (text: LocalizedText | null | undefined): string => textIn(text, locale);
  const list = (items: readonly string[]): string => listIn(items, locale);
  const sentences = (some: readonly string[]): string => sentencesIn(some, locale);
  // Between sentences that are no texts alone.
  const gap = sentences(['', '']);
  return { t, locale, say, list, sentences, gap };
}
