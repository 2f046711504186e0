import fc from 'fast-check';
import { findLossyNumbers, LossyNumberError, lossyNumberText, parseJson } from './lossy-numbers.ts';
import { escapeToken } from './pointer.ts';

const foundIn = (text: string): [string, string][] =>
  findLossyNumbers(text).map(({ pointer, written }) => [pointer, written]);

test.each([
  '12345678901234567890',
  '0.1234567890123456789',
  '1e999',
  '-1e999',
  '1e-999',
  '9007199254740993',
  '123456789012345678.5',
  // Held whole in twos, and written again as 1152921504606847000.
  '1152921504606846976',
  '0.1000000000000000055511151231257827',
  '1.7976931348623159e308',
  '4.9e-324',
  `1${'0'.repeat(400)}`,
])('%s loses digits', (written) => {
  expect(foundIn(written)).toEqual([['', written]]);
  expect(foundIn(`{"a":[true,{"b/c":${written} }]}`)).toEqual([['/a/1/b~1c', written]]);
});

test.each([
  '0',
  '-0',
  '1.0',
  '1e3',
  '1E+3',
  '-1.50e-7',
  '0.30000000000000004',
  '9007199254740992',
  '9007199254740991.000',
  '12345678901234567000',
  '1.7976931348623157e308',
  '5e-324',
  '0e999999999999999999999',
  '0.000e-400',
  `1${'0'.repeat(300)}`,
  `0.${'0'.repeat(300)}1`,
])('%s is kept', (written) => expect(foundIn(`[${written}]`)).toEqual([]));

/** A decimal as two whole numbers, by another way than the module takes. */
function rational(written: string): [bigint, bigint] {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const top = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? [top * 10n ** BigInt(power), 1n] : [top, 10n ** BigInt(-power)];
}

function differs(written: string): boolean {
  const held = Number(written);
  if (!Number.isFinite(held)) return true;
  const [[a, b], [c, d]] = [rational(written), rational(String(held))];
  return a * d !== b * c;
}

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));
const number = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: digits(1, 24).map((text) => text.replace(/^0+(?=\d)/, '')),
    zeros: fc.nat(20),
    fraction: fc.option(digits(1, 24), { nil: '' }),
    exponent: fc.option(
      fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.nat(340)).map((it) => it.join('')),
      { nil: '' },
    ),
  })
  .map(({ sign, whole, zeros, fraction, exponent }) => {
    const more = whole === '0' ? '' : '0'.repeat(zeros);
    return `${sign}${whole}${more}${fraction && `.${fraction}`}${exponent}`;
  });
const written = fc.oneof(number, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String));

test('a number is told exactly where its decimal is not the one that would be written', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(findLossyNumbers(text).length > 0).toBe(differs(text));
    }),
    { numRuns: 3000 },
  );
});

/** A JSON text with all that texts can hold, and the places of its numbers, in their order. */
interface Made {
  text: string;
  numbers: { pointer: string; written: string }[];
}
const SPACES = fc.constantFrom('', ' ', '\n', '\t\r\n ');
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom('\\', '\\\\', '"', '\\"', '12345678901234567890', '{"a":1e999}', ',', ':', ']', '诉求', '\u2028'),
);
const { value: made } = fc.letrec<{ value: Made }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    written.map((text): Made => ({ text, numbers: [{ pointer: '', written: text }] })),
    texts.map((text): Made => ({ text: JSON.stringify(text), numbers: [] })),
    fc.constantFrom('true', 'false', 'null').map((text): Made => ({ text, numbers: [] })),
    fc.tuple(fc.array(tie('value'), { maxLength: 4 }), SPACES).map(
      ([items, space]): Made => ({
        text: `[${space}${items.map(({ text }) => text).join(`${space},${space}`)}${space}]`,
        numbers: items.flatMap(({ numbers }, index) =>
          numbers.map((it) => ({ ...it, pointer: `/${index}${it.pointer}` })),
        ),
      }),
    ),
    fc.tuple(fc.array(fc.tuple(texts, tie('value')), { maxLength: 4 }), SPACES).map(
      ([members, space]): Made => ({
        text: `{${space}${members
          .map(([name, { text }]) => `${JSON.stringify(name)}${space}:${space}${text}`)
          .join(`${space},${space}`)}${space}}`,
        numbers: members.flatMap(([name, { numbers }]) =>
          numbers.map((it) => ({ ...it, pointer: `/${escapeToken(name)}${it.pointer}` })),
        ),
      }),
    ),
  ),
}));

test('each is told at its place, whatever stands around it', () => {
  fc.assert(
    fc.property(made, ({ text, numbers }) => {
      JSON.parse(text);
      const found = findLossyNumbers(text, Number.POSITIVE_INFINITY);
      expect(found.map(({ at: _, ...it }) => it)).toEqual(numbers.filter((it) => differs(it.written)));
      expect(found.every(({ at, written: it }) => text.startsWith(it, at))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['deep', `${'['.repeat(200_000)}1e999${']'.repeat(200_000)}`],
  ['many digits', `[${'1'.repeat(2_000_000)}]`],
  ['many zeros', `[0.${'0'.repeat(1_000_000)}1${'0'.repeat(1_000_000)}]`],
  ['runs of zeros', `[1${`${'0'.repeat(1000)}1`.repeat(1000)}]`],
  ['backslashes', `["${'\\\\'.repeat(500_000)}",1e999]`],
  ['marks', `["${'\\"'.repeat(500_000)}",1e999]`],
])('a text of 2 MB made to be slow is not: %s', (_, text) => {
  expect(findLossyNumbers(text)).toHaveLength(1);
});

test('as many as are asked for are told, and the reader throws them', () => {
  const text = `[${Array(50).fill('1e999').join(',')}]`;
  expect(findLossyNumbers(text, 3).map(({ pointer }) => pointer)).toEqual(['/0', '/1', '/2']);
  expect(() => parseJson(text)).toThrow(LossyNumberError);
  expect(() => parseJson('[1')).toThrow(SyntaxError);
  expect(parseJson('{"a":[1.0,"1e999"]}')).toEqual({ a: [1, '1e999'] });
});

test('the mend is said, and no number is longer than can be read', () => {
  const said = (written: string) => lossyNumberText({ written }, 'zh-CN');
  expect(said('12345678901234567890')).toBe(
    '数字“12345678901234567890”无法原样保存（会变成“12345678901234567000”）：请加引号写成文本，或减少位数。',
  );
  expect(said('1e999')).toBe('数字“1e999”超出可保存的范围：请改小，或加引号写成文本。');
  expect(said('1'.repeat(1_000)).length).toBeLessThan(120);
});
