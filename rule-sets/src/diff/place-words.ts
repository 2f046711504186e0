import { type Locale, pointerTokens } from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';

const titleOf = (title: unknown, locale: Locale): unknown => (isJsonObject(title) ? title[locale] : title);

/** By what people know an item of a list: its title, else its key, name or date. */
function nameOf(item: unknown, locale: Locale): string | undefined {
  if (!isJsonObject(item)) return undefined;
  const names = [titleOf(item['x-title'], locale), titleOf(item.title, locale), item.key, item.name, item.date];
  const name = names.find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? name : undefined;
}

/**
 * A place in a document as people know it: items of lists and fields of a form by their titles, "steps › 首次约谈 › title",
 * "schema › 车牌号 › maxLength". The whole document: "/".
 *
 * @param pointer RFC 6901, into `content`; where it leads nowhere, its own words.
 */
export function placeWords(content: unknown, pointer: string, locale: Locale): string {
  let at: unknown = content;
  let fields = false;
  const words = pointerTokens(pointer).flatMap((step) => {
    const list = Array.isArray(at);
    const inner =
      at !== null && typeof at === 'object' && Object.hasOwn(at, step)
        ? (at as Record<string, unknown>)[step]
        : undefined;
    at = inner;
    if (fields) {
      fields = false;
      return nameOf(inner, locale) ?? step;
    }
    fields = step === 'properties' && !list;
    if (fields) return [];
    return list ? (nameOf(inner, locale) ?? `#${Number(step) + 1}`) : step;
  });
  return words.join(' › ') || '/';
}
