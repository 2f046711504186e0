import type { Locale } from '@caseway/form-schemas';

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';

/** By what people know an item of a list: its title, else its key, name or date. */
function nameOf(item: unknown, locale: Locale): string | undefined {
  if (!isObject(item)) return undefined;
  const title = isObject(item.title) ? item.title[locale] : undefined;
  const name = [title, item.key, item.name, item.date].find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? name : undefined;
}

/** A place in a document, list items by their titles: "steps › 首次约谈 › title". The whole document: "/". */
export function placeWords(content: unknown, pointer: string, locale: Locale): string {
  let at: unknown = content;
  const words = pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const step = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const list = Array.isArray(at);
      at = isObject(at) && Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined;
      return list ? (nameOf(at, locale) ?? `#${Number(step) + 1}`) : step;
    });
  return words.join(' › ') || '/';
}
