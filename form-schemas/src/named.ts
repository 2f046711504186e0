import { withoutDots, withoutInvisible } from './json/usable.ts';

const HAN = '\\p{Script=Han}';
/** Spaces and dots beside a Chinese character separate nothing in a name: 张 三 and 张·三 are 张三. */
const LOOSE = new RegExp(`(?<=${HAN})[\\s\\p{Po}∙⋅]+|[\\s\\p{Po}∙⋅]+(?=${HAN})`, 'gu');
const OF_A_WORD = /^[\p{L}\p{N}]$/u;
const IS_HAN = new RegExp(`^${HAN}$`, 'u');

/** Where a space or a line's end stood that no name minds. */
const [GAP, LINE] = ['\t', '\n'];
const isLoose = (letter: string): boolean => letter === GAP || letter === LINE;
const blank = (space: string): string => (/[\n\v\f\r\u2028\u2029]/.test(space) ? LINE : GAP);
const joined = (gap: string): string => withoutDots(gap).replace(/\s+/g, blank);

/** The letters of a text, however wide; gaps that no name minds are kept as such. */
function lettersOf(text: string): string[] {
  const plain = withoutInvisible(text.normalize('NFKC')).trim();
  const apart = plain.replace(/\s+/g, (space) => (blank(space) === LINE ? ` ${LINE}` : ' '));
  return [...apart.replace(LOOSE, joined)];
}

/** Whether a word of letters goes on from one of these into the other; Chinese is written without gaps. */
const goesOn = (one: string | undefined, other: string | undefined): boolean =>
  [one, other].every((letter) => letter !== undefined && OF_A_WORD.test(letter) && !IS_HAN.test(letter));

interface Letters {
  /** Lower-case letters that a name can be made of. */
  whole: string[];
  /** Where each of them stands in the text. */
  at: number[];
}

function comparable(letters: readonly string[]): Letters {
  const at = letters.flatMap((letter, place) => (isLoose(letter) ? [] : [place]));
  return { whole: at.map((place) => (letters[place] ?? '').toLowerCase()), at };
}

/** Every place where the whole of a name stands: its first letter, and the one after its last. */
function placesOf({ whole, at }: Letters, name: string): [from: number, to: number][] {
  const { whole: sought } = comparable(lettersOf(name));
  const places: [number, number][] = [];
  if (sought.length < 2) return places;
  for (let from = 0; from + sought.length <= whole.length; from++) {
    if (!sought.every((letter, place) => whole[from + place] === letter)) continue;
    const end = from + sought.length;
    if (goesOn(whole[from - 1], sought[0]) || goesOn(sought.at(-1), whole[end])) continue;
    places.push([at[from] ?? 0, (at[end - 1] ?? 0) + 1]);
  }
  return places;
}

/**
 * Whether a text names somebody or something by the whole of a name, however wide its letters and spaces are. A name of
 * one character is in too many words to say anything.
 */
export const isNamedIn = (text: string, name: string): boolean =>
  placesOf(comparable(lettersOf(text)), name).length > 0;

/** Stands for a name that is known. */
const KNOWN = '\ufffc';
const SIGNS = /[、,;。!?/|&+\n]+/u;
const BRACKETS = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/gu;
const QUOTED = /[“”"‘’「『]([^“”"‘’「」『』]+)[“”"‘’」』]/gu;
/** Words between one and another; only as words of their own: 参与, 涉及 and 和平 join nobody. */
const JOINING = new Set(['和', '与', '及', '及其', '以及', '或', '或者', '还有', '暨', '跟', '同', 'and', 'or']);
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** How offices and units end that people write before a name, with a space: 镇长 江宁. */
const OFFICE = /[长任记员导部委办所站局科处室组队院校会镇乡村区县市]$/u;
/** What describes whoever was named: sex, age, birth, nationality, a number. */
const DESCRIBES = /^(?:[男女]|\p{N}+岁|\p{N}+年.*|\p{N}[\p{N} -]{5,}|.{1,3}族)$/u;
const HOW_MANY = /^(?:等|一?共|共?计|合计)?([\d一二两三四五六七八九十]+)[人名位]$/u;
const DIGITS = '一二三四五六七八九十';

const numberOf = (said: string): number =>
  /^\d+$/.test(said) ? Number(said) : said === '两' ? 2 : DIGITS.indexOf(said) + 1 || Number.POSITIVE_INFINITY;

/** What stands between signs and joining words. */
function listed(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(SIGNS)) {
    let one = '';
    const words = [...WORDS.segment(part)].map(({ segment }) => segment);
    for (const [at, word] of words.entries()) {
      const joins = JOINING.has(word.toLowerCase()) && words.slice(at + 1).some((next) => next.trim() !== '');
      if (joins) parts.push(one);
      one = joins ? '' : one + word;
    }
    parts.push(one);
  }
  return parts;
}

/** A list in brackets is read as one; other brackets speak of whoever stands before them. */
const withoutLists = (text: string): string =>
  text.replace(BRACKETS, (whole, inside: string) => (listed(` ${inside}`).length > 1 ? `,${inside},` : whole));

/** What spaces keep apart beside Chinese: not the letters of a name, nor an office and whoever bears it. */
function apart(part: string): string[] {
  const pieces: string[] = [];
  let last = '';
  for (const piece of part.split(GAP)) {
    const close = last === '' || [last, piece].some((one) => one !== KNOWN && [...one].length === 1);
    if (!close) pieces.push(last);
    last = close ? last + piece : piece;
  }
  pieces.push(last);
  return pieces.filter((piece, at) => {
    if (piece.includes(KNOWN) || !OFFICE.test(piece)) return true;
    const next = pieces.slice(at + 1).find((other) => other.includes(KNOWN) || !OFFICE.test(other));
    return !next?.includes(KNOWN);
  });
}

/**
 * What a text that lists people and units says of each, one after another, without signs, joining words and what describes them.
 * A part may hold more than a name: an office, what somebody did.
 */
export function partsOf(text: string): string[] {
  const read = lettersOf(text).join('').replaceAll(KNOWN, GAP);
  const quoted = [...read.matchAll(QUOTED)].map(([, inside = '']) => inside);
  return [...listed(read.replace(BRACKETS, ',$1,').replace(QUOTED, '$1')).flatMap(apart), ...quoted]
    .map((part) => part.trim())
    .filter((part) => part !== '' && !DESCRIBES.test(part) && !HOW_MANY.test(part));
}

/**
 * The parts of a text that name nobody known, where a text lists people and units as people write them: each between signs,
 * joining words or, in Chinese, spaces. A part is known by a known name in it, whatever else it says. Errs by asking.
 */
export function unnamedIn(text: string, known: readonly string[]): string[] {
  const letters = lettersOf(text);
  const shown = comparable(letters);
  const places = known.flatMap((name) => placesOf(shown, name)).sort(([a], [b]) => a - b);
  const between = (from: number, to?: number) => letters.slice(from, to).join('').replaceAll(KNOWN, GAP);
  let read = '';
  let end = 0;
  for (const [from, to] of places) {
    if (to <= end) continue;
    if (from >= end) read += between(end, from) + KNOWN;
    end = to;
  }
  read += between(end);

  const parts = listed(withoutLists(read))
    .flatMap(apart)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = parts.filter((part) => part.includes(KNOWN));
  const say = found.length > 0 ? (part: string) => !DESCRIBES.test(part) : () => true;
  const says = parts.filter((part) => /[\p{L}\p{N}]/u.test(part) && say(part) && !part.includes(KNOWN));
  const counted = (part: string) => HOW_MANY.exec(part)?.[1];
  const others = says.filter((part) => counted(part) === undefined || found.length === 0);
  const total = found.length + others.length;
  const unnamed = says.filter((part) => others.includes(part) || numberOf(counted(part) ?? '') > total);
  // 张三等五人: more than are named.
  for (const part of found) {
    const rest = part.slice(part.lastIndexOf(KNOWN) + 1).trim();
    const number = counted(rest);
    if (number === undefined ? rest.startsWith('等') : numberOf(number) > total) unnamed.push(rest);
  }
  const whole = letters.join('').trim();
  return unnamed.length === 0 && found.length === 0 && whole !== '' ? [whole] : [...new Set(unnamed)];
}
