import { escapeToken } from './pointer.ts';

/** Deeper than anything that people fill in or write; far from the end of any stack. */
export const MAX_NESTING = 128;

/** What makes a value unfit to be kept, with the place. */
export interface Unusable {
  pointer: string;
  why: 'characters' | 'nesting' | 'numbers';
}

/** U+0000, which no database keeps in a text, and halves of a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that very character is what is looked for.
const UNUSABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether a text can be kept and read again as it is. */
export const isUsableText = (text: string): boolean => !UNUSABLE.test(text);

/**
 * Places of a value that cannot be kept: texts and names with U+0000 or half a character, numbers beyond all that can be
 * written again, and what is nested too deep.
 * Walks without recursion: the depth of what it is given cannot hurt it. A name that is unusable is told at its object.
 */
export function findUnusable(value: unknown, most = 20): Unusable[] {
  const found: Unusable[] = [];
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer: '', depth: 0 }];
  for (let next = open.pop(); next && found.length < most; next = open.pop()) {
    const { value: here, pointer, depth } = next;
    if (typeof here === 'string') {
      if (!isUsableText(here)) found.push({ pointer, why: 'characters' });
      continue;
    }
    // JSON that says 1e999 is read as infinity, and written again as null.
    if (typeof here === 'number' && !Number.isFinite(here)) found.push({ pointer, why: 'numbers' });
    if (typeof here !== 'object' || here === null) continue;
    if (depth >= MAX_NESTING) {
      found.push({ pointer, why: 'nesting' });
      continue;
    }
    if (!Array.isArray(here) && Object.keys(here).some((name) => !isUsableText(name))) {
      found.push({ pointer, why: 'characters' });
      continue;
    }
    const inside = Object.entries(here).map(([name, part]) => ({
      value: part as unknown,
      pointer: `${pointer}/${escapeToken(name)}`,
      depth: depth + 1,
    }));
    open.push(...inside.toReversed());
  }
  return found;
}

/** Whether a value has more levels than that; much cheaper than looking at every text of it. */
export function isTooDeep(value: unknown, most = MAX_NESTING): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= most) return true;
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
    level = level.filter((part) => typeof part === 'object' && part !== null);
  }
  return false;
}

/** Whether a value is made of more values than that, itself counted; stops where it is. */
export function holdsMoreThan(value: unknown, most: number): boolean {
  const open: unknown[] = [value];
  let count = 0;
  for (; open.length > 0 && count + open.length <= most; count++) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const part of Object.values(next)) open.push(part);
  }
  return count + open.length > most;
}

/** Nothing to be seen: spaces of every script, what joins or breaks without being seen, fillers. */
const BLANK = /^[\s\p{Cf}\p{DI}\u2800]*$/u;

const INVISIBLE = /[\p{Cf}\p{DI}]/gu;
/** Dots that people write between the parts of a name. */
const DOTS = /[\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u2e31\u30fb\uff65.]/gu;

/** A text without what nobody sees in it: joiners, marks of direction, soft hyphens, variants of a character. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** A text without the dots that stand between the parts of a name, in whichever of their shapes. */
export const withoutDots = (text: string): string => text.replace(DOTS, '');

/** Whether a text says nothing: empty, or made of what nobody sees. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most texts begin with a letter, a digit or a Chinese character.
  return !((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first < 0xa000)) && BLANK.test(text);
}

/** What people write where something must stand and they have nothing to say; without signs and blanks. */
const NOTHING = new Set(['无', '没有', '暂无', '没', '略', '同上', 'none', 'na', 'nil', 'ditto']);

/** Whether a text that gives a reason gives none: blank, signs alone, or a word that stands for nothing. */
export function saysNothing(text: string): boolean {
  const words = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  return words === '' || NOTHING.has(words);
}

const SYLLABIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Fewer different ones say nothing: of characters that are words, and of letters. */
const [LEAST_CHARACTERS, LEAST_LETTERS] = [2, 3];

/**
 * Whether a text that is to give a reason gives none: it says nothing, or is too little to say anything （x, 1, 啊啊啊）. Digits give no
 * reason, and what is written again and again gives as much as once.
 */
export function givesNoReason(text: string): boolean {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}]/gu, ''),
  ];
  const characters = new Set(letters.filter((letter) => SYLLABIC.test(letter)));
  const enough = characters.size >= LEAST_CHARACTERS || (letters.length >= LEAST_LETTERS && new Set(letters).size > 1);
  return saysNothing(text) || !enough;
}
