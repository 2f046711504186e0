import { AsyncLocalStorage } from 'node:async_hooks';
import { LOCALES, type Locale } from '@caseway/form-schemas';

/** What is known of the request being answered. */
export interface RequestContext {
  requestId: string;
  address: string | null;
  locale: Locale;
}

export const requestStorage = new AsyncLocalStorage<RequestContext>();

/** The request being answered; null in the platform's own work. */
export function currentRequest(): RequestContext | null {
  return requestStorage.getStore() ?? null;
}

/** The language of the answer: Chinese where nothing else is asked for. */
export function currentLocale(): Locale {
  return requestStorage.getStore()?.locale ?? 'zh-CN';
}

/** The first language of an `Accept-Language` that the product speaks, by quality and then by place. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const locale = LOCALES.find((known) => tag === known.toLowerCase() || tag.split('-')[0] === known.split('-')[0]);
    if (locale) return locale;
  }
  return 'zh-CN';
}
