import type { Locale } from '@caseway/form-schemas';
import { PLACEHOLDER } from './placeholders.ts';

/** What is put for a placeholder. `entered`: somebody typed it, with or without a mark at its end. */
export interface Filling {
  text: string;
  entered: boolean;
}

const CLOSES = '["”’」』）)》]*';
/** A sentence that has its end. */
const ENDED = new RegExp(`[。．.！!？?…]${CLOSES}$`, 'u');
/** Marks after which a sentence would go on. */
const GOES_ON = /[\s，,、；;：:]+$/u;
const FULL_STOPS = /[\s。．.，,、；;：:]+$/u;
const FULL_STOP_NEXT = /^[。．.]/u;
const CALL_OR_QUESTION = new RegExp(`[！!？?…]${CLOSES}$`, 'u');
const CHINESE_END = /[\p{Script=Han}\u3000-\u303f（）］】％]$/u;

/** The mark that ends a sentence: that of its own script, where a letter of the other language says it. */
const stopOf = (text: string, locale: Locale): string => (locale === 'zh-CN' || CHINESE_END.test(text) ? '。' : '.');

/**
 * A text with its placeholders filled. What somebody entered is ended as a sentence where another sentence or nothing follows it,
 * and not twice where the text or the entry has its mark already; no blank stands after a full-width one.
 */
export function fillNotice(template: string, locale: Locale, fillingOf: (placeholder: string) => Filling): string {
  let filled = '';
  let from = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    filled += template.slice(from, match.index);
    from = match.index + match[0].length;
    const { text, entered } = fillingOf(match[1] ?? '');
    if (!entered || text.trim() === '') {
      filled += text;
      continue;
    }
    const rest = template.slice(from);
    let said = text.trim();
    if (FULL_STOP_NEXT.test(rest)) {
      if (CALL_OR_QUESTION.test(said)) from += 1;
      else said = said.replace(FULL_STOPS, '');
    } else if (rest === '' || /^\s/u.test(rest)) {
      const open = said.replace(GOES_ON, '');
      said = ENDED.test(open) || open === '' ? open : `${open}${stopOf(open, locale)}`;
      if (/[。！？]["”’」』）)》]*$/u.test(said) && locale === 'zh-CN') from += (/^\s+/u.exec(rest)?.[0] ?? '').length;
    }
    filled += said;
  }
  return filled + template.slice(from);
}
