import fc from 'fast-check';
import { fenOf, yuanOf, yuanText } from './amount.ts';
import { FORMATS } from './formats.ts';
import { checkCharacter, isDay, isIdNumber } from './id-number.ts';

const accepts = (format: string, value: string): boolean => FORMATS[format]?.test(value) === true;

describe('an identity number', () => {
  test.each([
    ['11010519491231002X', true], // the example of GB 11643-1999
    ['440524188001010014', true], // the other example: born 1880
    ['110105194912310021', false], // wrong check character
    ['11010519491331002X', false], // there is no month 13
    ['110105491231002', false], // the old form of 15 digits is no longer issued
    ['11010519491231002x', true], // as many people write it
  ])('%s: %s', (text, valid) => {
    expect(isIdNumber(text)).toBe(valid);
  });

  const numbers = fc
    .tuple(
      fc.integer({ min: 110000, max: 659999 }),
      fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([division, born, order]) => {
      const digits = `${division}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
      return digits + checkCharacter(digits);
    });

  test('with its own check character is valid', () => {
    fc.assert(fc.property(numbers, (text) => isIdNumber(text)));
  });

  test('with one wrong digit is never valid', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const digit = String((Number(text[at]) + by) % 10);
        return !isIdNumber(text.slice(0, at) + digit + text.slice(at + 1));
      }),
    );
  });
});

test.each([
  ['cn-mobile', ['13800000000', '19900000000'], ['12800000000', '1380000000', '138000000000', '+8613800000000']],
  ['cn-phone', ['13800000000', '0531-12345678', '010-12345678-8001', '053112345678'], ['12345678', '531-12345678']],
  ['cn-postal-code', ['250000', '000000'], ['25000', '2500000', '950000', '25000a']],
  ['cn-division-code', ['370102', '370102001', '370102001001'], ['3701', '37010', '3701020010']],
  ['cny-amount', ['0', '12', '12.5', '12.50', '1280000.00'], ['1,280', '12.505', '¥12', '-1', '012', '.5', '1e3']],
  ['date', ['2024-02-29', '2026-03-01'], ['2026-02-29', '2026-3-1', '2026/03/01', '2026-13-01']],
  ['time', ['09:30', '23:59'], ['9:30', '24:00', '09:60']],
])('%s takes what people write rightly, and nothing else', (format, right, wrong) => {
  expect(right.filter((value) => !accepts(format, value))).toEqual([]);
  expect(wrong.filter((value) => accepts(format, value))).toEqual([]);
});

test('every day of the calendar is a day, and none besides', () => {
  for (let at = Date.UTC(2019, 11, 25); at < Date.UTC(2021, 0, 5); at += 86_400_000) {
    expect(isDay(new Date(at).toISOString().slice(0, 10))).toBe(true);
  }
  expect(['2021-02-29', '2021-04-31', '2021-00-10', '2021-01-00'].filter(isDay)).toEqual([]);
});

test('an amount goes to whole fen and back without loss, whatever its size', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (fen) => fenOf(yuanOf(fen)) === fen));
  expect(yuanText('1234567.5')).toMatch(/1,234,567\.50/);
  expect(fenOf('12.505')).toBeUndefined();
});

test.each([
  ['2024-02-29T23:59:60Z', true],
  ['1998-12-31T15:59:60.123-08:00', true],
  ['2024-06-30t12:00:00z', true],
  ['2026-03-01T09:30', false],
  ['2026-03-01T09:30+08:00', true],
  // No leap second stands within a day of UTC, and no day is the 30th of February.
  ['1998-12-31T22:59:60Z', false],
  ['1998-12-31T23:59:60+08:00', false],
  ['2024-02-30T00:00:00Z', false],
  ['2024-02-29T23:59:61Z', false],
])('a moment by RFC 3339: %s is one: %s', (value, right) => {
  expect(FORMATS['date-time']?.test(value)).toBe(right);
});

test.each([
  [
    'email',
    ['a@example.com', 'a.b+c@mail.example.com'],
    ['a@b', 'a b@example.com', '@example.com', 'a@example.com,b@example.com'],
  ],
  [
    'uri',
    ['https://example.com', 'http://例子.中国/路径?a=1#b', 'HTTPS://example.com:8443/', 'http://10.0.0.1/a'],
    [
      'javascript:alert(1)',
      'data:text/html,x',
      'https:example.com',
      '//example.com',
      'https://bank.example.com@evil.example/',
      'https://example.com/a b',
      'https://example.com\njavascript:1',
      'https://exa\u202emple.com',
      'ftp://example.com',
    ],
  ],
])('%s: %j are taken, %j are not', (format, right, wrong) => {
  expect(right.filter((value) => !accepts(format, value))).toEqual([]);
  expect(wrong.filter((value) => accepts(format, value))).toEqual([]);
});
