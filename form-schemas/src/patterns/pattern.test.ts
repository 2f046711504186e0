import fc from 'fast-check';
import { compilePattern, PatternError } from './pattern.ts';

/** Expressions of ECMA-262 that the engine would read otherwise, or not at all, as they stand. */
const EXPRESSIONS = [
  '^[\\u4e00-\\u9fa5]+$',
  '^[一-龥]{2,4}$',
  '^\\p{Script=Han}+$',
  '^\\p{sc=Hani}+$',
  '^[\\p{Script=Han}·]{2,20}$',
  '^\\p{L}\\p{Nd}*$',
  '^\\p{General_Category=Uppercase_Letter}$',
  '^\\P{Script=Han}$',
  'a$',
  '^a',
  '^.$',
  '^[^a]$',
  '^\\s*$',
  '^\\S+$',
  '^[\\s\\S]$',
  '^[^\\S]$',
  '^\\uD83D\\uDE00$',
  '^\\u{1F600}$',
  '^[😀-😎]$',
  '^[\\w-]+$',
  '^[a\\-z]$',
  '^[\\]\\[^]$',
  '[]',
  '[^]',
  '[&&a]',
  '\\bfoo\\b',
  '^\\w$',
  '\\cA',
  '\\/',
  '\\x41',
  '\\0',
  '[\\b]',
  '^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$',
  '^a{2}b{1,}c{0,2}?$',
  '^$',
  '',
];
const TEXTS = [
  ...[
    '汉字',
    '龥',
    '阿·乙',
    'A1',
    'a',
    'a\n',
    '\n',
    '\u2028',
    ' ',
    '\u3000',
    '\ufeff',
    '😀',
    '😃',
    'a-b',
    '-',
    ']',
    '^',
  ],
  ...[
    '',
    'foo',
    'a foo b',
    'éfoo',
    'é',
    '\u0001',
    '/',
    'A',
    '\b',
    '2026-03',
    '2026-13',
    'aabbbc',
    'x\u00a0y',
    '&',
    '1',
  ],
];

test.each(EXPRESSIONS)('%j means what ECMA-262 says', (expression) => {
  const theirs = new RegExp(expression, 'u');
  const ours = compilePattern(expression);
  expect(TEXTS.filter((text) => ours.test(text) !== theirs.test(text))).toEqual([]);
});

test('made-up expressions too', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '汉',
    '.',
    '\\d',
    '\\s',
    '\\W',
    '[ab]',
    '[^a-c]',
    '[\\s汉-]',
    '(?:ab|c)',
    '\\u6c49',
  );
  const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{0,1}', '*?')).map((parts) => parts.join(''));
  const expression = fc
    .tuple(fc.constantFrom('', '^'), fc.array(piece, { maxLength: 4 }), fc.constantFrom('', '$', '|b'))
    .map(([start, middle, end]) => `${start}${middle.join('')}${end}`);
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '汉', ' ', '\u3000', '1', '\n'), { maxLength: 6 });
  fc.assert(
    fc.property(expression, text, (pattern, letters) => {
      const value = letters.join('');
      expect(compilePattern(pattern).test(value)).toBe(new RegExp(pattern, 'u').test(value));
    }),
    { numRuns: 500 },
  );
});

test('a sign that needs no backslash may have one', () => {
  expect(compilePattern('^\\d{3}\\-\\d{4}$').test('022-6336')).toBe(true);
  expect(compilePattern('^\\"[\\-a]\\"$').test('"-"')).toBe(true);
});

test.each([
  '(?<=a)b',
  '(?=a)',
  '(a)\\1',
  '(?<x>a)\\k<x>',
  '\\p{Emoji}',
  '\\p{scx=Han}',
  '((a{1000}){1000})',
  '(',
  '[b-a]',
])('%j cannot be used, and is told so', (expression) => {
  expect(() => compilePattern(expression)).toThrow(PatternError);
});

test('a pattern that would hang other engines answers at once', () => {
  const start = performance.now();
  expect(compilePattern('^(a+)+$').test(`${'a'.repeat(50_000)}!`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
