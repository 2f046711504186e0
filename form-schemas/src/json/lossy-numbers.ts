import { fill } from '../model/fill.ts';
import type { Locale, LocalizedText } from '../model/text.ts';
import { type DuplicateMember, findDuplicateMembers } from './duplicate-members.ts';
import { escapeToken } from './pointer.ts';

/** A number of a JSON text that would not be written again as it was written, with its place. */
export interface LossyNumber {
  pointer: string;
  written: string;
  /** Offset in the text. */
  at: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;
/** What a number of JSON goes on with: digits, `.`, `+`, `-`, `e`. */
const isOfNumber = (code: number): boolean =>
  isDigit(code) || code === 0x2e || code === 0x2b || code === 0x2d || (code | 0x20) === 0x65;

/** Where a string that begins at a quotation mark ends: at its other mark. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    if (end === -1) return text.length;
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
  }
}

/** A decimal as its digits, without zeros at either end, and the power of ten of the last: every way to write it is one. */
function exactly(written: string): string {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  // By hand: the pattern /0+$/ would begin anew at each of many zeros.
  let [first, end] = [0, digits.length];
  while (first < end && digits.charCodeAt(first) === ZERO) first++;
  while (end > first && digits.charCodeAt(end - 1) === ZERO) end--;
  if (first === end) return '0';
  const power = Number(exponent) - fraction.length + (digits.length - end);
  return `${mantissa.startsWith('-') ? '-' : ''}${digits.slice(first, end)}e${power}`;
}

/** Every number with so few characters and no power of ten is held whole. */
const SHORT = 15;

function isLossy(written: string): boolean {
  if (written.length <= SHORT && !/e/i.test(written)) return false;
  const held = Number(written);
  if (!Number.isFinite(held)) return true;
  const again = String(held);
  // Programs write what JavaScript would write.
  return written !== again && exactly(written) !== exactly(again);
}

/** Where numbers that lose digits begin. Looks at each character once, at those of texts not even that. */
function lossyAt(text: string, most: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length && found.length < most; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isDigit(code) || code === 0x2d) {
      const start = at;
      while (isOfNumber(text.charCodeAt(at + 1))) at++;
      if (isLossy(text.slice(start, at + 1))) found.push(start);
    }
  }
  return found;
}

/** The text of the number that begins here. */
function numberAt(text: string, start: number): string {
  let end = start;
  while (isOfNumber(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** The pointers of values that begin at these places, which ascend. */
function pointersOf(text: string, places: readonly number[]): string[] {
  // Of each object or list that is open: the member or the entry that is at hand.
  const open: (string | number)[] = [];
  const pointers: string[] = [];
  const last = places.at(-1) ?? -1;
  for (let at = 0; at <= last; at++) {
    if (at === places[pointers.length]) pointers.push(open.map((step) => `/${escapeToken(String(step))}`).join(''));
    const sign = text[at];
    if (sign === '{') open.push('');
    else if (sign === '[') open.push(0);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',') {
      const step = open.pop() ?? 0;
      open.push(typeof step === 'number' ? step + 1 : '');
    } else if (sign === '"') {
      const end = endOfString(text, at);
      if (nextSign(text, end + 1) === ':') {
        open.pop();
        open.push(JSON.parse(text.slice(at, end + 1)));
      }
      at = end;
    }
  }
  return pointers;
}

function nextSign(text: string, from: number): string | undefined {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? '-')) at++;
  return text[at];
}

/**
 * The numbers of a valid JSON text that JavaScript cannot hold as they are written: what it would write for them is
 * another decimal. `1.0`, `1e3` and `-0` lose nothing that anybody means. Linear, whatever the text; no depth hurts it.
 */
export function findLossyNumbers(text: string, most = 20): LossyNumber[] {
  const places = lossyAt(text, most);
  if (places.length === 0) return [];
  const pointers = pointersOf(text, places);
  return places.map((at, index) => ({ pointer: pointers[index] ?? '', written: numberAt(text, at), at }));
}

const DIGITS: LocalizedText = {
  'zh-CN': '数字“{written}”无法原样保存（会变成“{held}”）：请加引号写成文本，或减少位数。',
  en: 'The number “{written}” cannot be kept as it is written (it would become “{held}”): write it as text, in quotation marks, or with fewer digits.',
};
const SIZE: LocalizedText = {
  'zh-CN': '数字“{written}”超出可保存的范围：请改小，或加引号写成文本。',
  en: 'The number “{written}” is beyond what can be kept: make it smaller, or write it as text, in quotation marks.',
};

const TWICE: LocalizedText = {
  'zh-CN': '“{name}”在同一处写了两次，只有后一个会被保存：请删去其中一个，或改名。',
  en: '“{name}” stands twice in one place, and only the second would be kept: take one of them out, or give it another name.',
};

const LONGEST = 60;
/** A number short enough to be read, cut in its middle. */
const cut = (written: string): string =>
  written.length <= LONGEST ? written : `${written.slice(0, LONGEST / 2)}…${written.slice(-LONGEST / 2)}`;

/** What reading a valid JSON text would change in silence: digits of a number, or a member whose name stands twice. */
export type Lost = LossyNumber | DuplicateMember;

/** All that reading the text would change in silence, in the order of the text. */
export const findLost = (text: string, most = 20): Lost[] =>
  [...findDuplicateMembers(text, most), ...findLossyNumbers(text, most)].toSorted((a, b) => a.at - b.at).slice(0, most);

/** What is wrong with it, and how it is mended. */
export function lossyNumberText(
  lost: Pick<LossyNumber, 'written'> | Pick<DuplicateMember, 'name'>,
  locale: Locale,
): string {
  if ('name' in lost) return fill(TWICE[locale], { name: cut(lost.name) });
  const { written } = lost;
  const held = Number(written);
  const words = Number.isFinite(held) ? DIGITS : SIZE;
  return fill(words[locale], { written: cut(written), held: String(held) });
}

/** JSON of which reading would change something in silence. */
export class LossyNumberError extends Error {
  readonly numbers: readonly Lost[];

  constructor(numbers: readonly Lost[]) {
    super(`JSON that would be changed by being read at ${numbers.map(({ pointer }) => pointer || '/').join(', ')}`);
    this.name = 'LossyNumberError';
    this.numbers = numbers;
  }
}

/**
 * Reads JSON that comes from outside. Throws SyntaxError where it is none, and LossyNumberError where a number would be
 * changed, or a member lost, in silence by being read.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const numbers = findLost(text);
  if (numbers.length > 0) throw new LossyNumberError(numbers);
  return value;
}
