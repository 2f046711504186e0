import { RE2JS } from 're2js';
import type { LocalizedText } from '../model/text.ts';
import { linearProperty } from './properties.ts';

/** A pattern that cannot be used: what of it, in words of an expression's author. */
export class PatternError extends Error {
  readonly words: LocalizedText;

  constructor(words: LocalizedText) {
    super(words.en);
    this.name = 'PatternError';
    this.words = words;
  }
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What an engine may find in an expression, by a word that engines use for it; the first that fits. */
const FAULTS: [RegExp, LocalizedText][] = [
  [
    /unterminated character class|missing closing \]|missing terminating \]/i,
    text('左方括号没有配对', 'a bracket "[" has no end'),
  ],
  [/unterminated group|missing closing \)|missing \)/i, text('左圆括号没有配对', 'a bracket "(" has no end')],
  [/unmatched '?\)|unexpected \)/i, text('右圆括号没有配对', 'a bracket ")" has no beginning')],
  [/property name/i, text('\\p{…} 中的名称不认识', 'the name in \\p{…} is none')],
  [/group name|named (reference|capture)|named group/i, text('分组的名称无效', 'the name of a group is none')],
  [
    /out of order in character class|character class range|invalid range|bad character range/i,
    text('方括号中的范围前后颠倒', 'a range in brackets goes backwards'),
  ],
  [/out of order in \{\}/i, text('花括号中的次数前后颠倒', 'the numbers in braces go backwards')],
  [/repeat (count|size|argument)|repetition size/i, text('重复的次数过多', 'it repeats too often')],
  [
    /nothing to repeat|repetition operator|quantifier/i,
    text(
      '表示重复的符号（星号、加号、问号、花括号）位置不对',
      'a sign that repeats (*, +, ?, {…}) stands where nothing can be repeated',
    ),
  ],
  [/escape|\\ at end/i, text('反斜杠“\\”后面的字符不对', 'what follows a backslash means nothing')],
  [/invalid group|invalid or unsupported perl/i, text('“(?”后面的写法不对', 'what follows "(?" means nothing')],
];

const NO_EXPRESSION = text('不是正则表达式', 'it is no regular expression');

/** An engine says it in words of its own, and in English: they are no words of the product. */
function faultOf(error: unknown): PatternError {
  // What it quotes of the expression says nothing about the fault.
  const said =
    error instanceof Error ? error.message.replace(/^.*\/[a-z]*: (?=[^/]*$)/s, '').replace(/: `.*`$/s, '') : '';
  return new PatternError(FAULTS.find(([words]) => words.test(said))?.[1] ?? NO_EXPRESSION);
}

/** What no linear-time engine can do. */
const beyond = (part: string): PatternError => new PatternError(text(`不支持“${part}”`, `"${part}" is not supported`));

// As ECMA-262 has them; the linear-time engine knows only those of ASCII.
const SPACES = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const NO_SPACES = String.raw`\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;
const ANY = String.raw`\x{0}-\x{10ffff}`;
const LINE = String.raw`[^\n\r\x{2028}\x{2029}]`;

const point = (code: number): string => `\\x{${code.toString(16)}}`;

/** Reads an expression of ECMA-262 (flag u) and writes it for RE2. */
class Translation {
  private at = 0;

  constructor(private readonly source: string) {}

  private peek(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private take(): string {
    const character = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    this.at += character.length;
    return character;
  }

  private hex(length: number): number {
    const code = Number.parseInt(this.source.slice(this.at, this.at + length), 16);
    this.at += length;
    return code;
  }

  /** After `\u`: four digits, a pair of them, or digits in braces. */
  private unicode(): number {
    if (this.peek('{')) {
      const end = this.source.indexOf('}', this.at);
      const code = Number.parseInt(this.source.slice(this.at + 1, end), 16);
      this.at = end + 1;
      return code;
    }
    const high = this.hex(4);
    if (high < 0xd800 || high > 0xdbff || !/^\\u[dD][c-fC-F]/.test(this.source.slice(this.at))) return high;
    this.at += 2;
    return (high - 0xd800) * 0x400 + (this.hex(4) - 0xdc00) + 0x10000;
  }

  private property(negated: boolean): string {
    const end = this.source.indexOf('}', this.at);
    const name = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    const linear = linearProperty(name);
    if (linear === undefined) throw beyond(`\\p{${name}}`);
    return `\\${negated ? 'P' : 'p'}{${linear}}`;
  }

  /** After a backslash. */
  private escape(inClass: boolean): string {
    const character = this.take();
    if (character === 's') return inClass ? SPACES : `[${SPACES}]`;
    if (character === 'S') return inClass ? NO_SPACES : `[${NO_SPACES}]`;
    if (character === 'p' || character === 'P') return this.property(character === 'P');
    if (character === 'u') return point(this.unicode());
    if (character === 'x') return point(this.hex(2));
    if (character === 'c') return point((this.take().codePointAt(0) ?? 0) % 32);
    if (character === '0') return point(0);
    if (character === 'b' && inClass) return point(8);
    if (/[1-9k]/.test(character)) throw beyond(`\\${character}`);
    return `\\${character}`;
  }

  private group(): string {
    for (const look of ['?=', '?!', '?<=', '?<!']) if (this.peek(look)) throw beyond(`(${look}`);
    if (this.peek('?<')) this.at = this.source.indexOf('>', this.at) + 1;
    return '(';
  }

  private characterClass(): string {
    const negated = this.peek('^');
    if (negated) this.at++;
    let inside = '';
    while (!this.peek(']')) {
      const character = this.take();
      if (character === '\\') inside += this.escape(true);
      else inside += /[[&~^|]/.test(character) ? `\\${character}` : character;
    }
    this.at++;
    // The linear-time engine has no class of nothing, and none of everything.
    if (inside === '') return negated ? `[${ANY}]` : `[^${ANY}]`;
    return `[${negated ? '^' : ''}${inside}]`;
  }

  write(): string {
    let written = '';
    while (this.at < this.source.length) {
      const character = this.take();
      if (character === '\\') written += this.escape(false);
      else if (character === '[') written += this.characterClass();
      else if (character === '(') written += this.group();
      else if (character === '.') written += LINE;
      else if (character === '^') written += '\\A';
      else if (character === '$') written += '\\z';
      else written += character;
    }
    return written;
  }
}

/** Signs that people put a backslash before though there is no need; ECMA-262 refuses it, and nothing else can be meant. */
const NEEDLESS = /\\(?:([\\^$.*+?()[\]{}|/\w])|([-"'#%&,:;<=>@`~! ]))/g;

/** Puts every sign that is one in no need of a backslash without it, but for a hyphen, which means a range in a class. */
const plainer = (pattern: string): string =>
  pattern.replace(NEEDLESS, (whole, _, sign: string | undefined) =>
    sign === undefined ? whole : sign === '-' ? '\\x2d' : sign,
  );

/** A pattern of JSON Schema (ECMA-262, flag u), ready to be asked; it takes time in proportion to the text. */
export interface Pattern {
  test: (text: string) => boolean;
}

/** Throws PatternError for what is no expression, and for what no linear-time engine can do: looking around, repeating a group. */
export function compilePattern(pattern: string): Pattern {
  const source = plainer(pattern);
  try {
    // Only read, never run.
    new RegExp(source, 'u');
  } catch (error) {
    throw faultOf(error);
  }
  const translated = new Translation(source).write();
  try {
    const compiled = RE2JS.compile(translated);
    return { test: (text) => compiled.matcher(text).find() };
  } catch (error) {
    throw faultOf(error);
  }
}

const REMEMBERED = 500;
const patterns = new Map<string, Pattern | undefined>();

/** The same, remembered; undefined where it cannot be used, of which `checkForm` tells. */
export function patternOf(pattern: string): Pattern | undefined {
  if (patterns.has(pattern)) return patterns.get(pattern);
  let compiled: Pattern | undefined;
  try {
    compiled = compilePattern(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
  }
  if (patterns.size >= REMEMBERED) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}
