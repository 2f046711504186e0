import { decodeCursor, encodeCursor } from './cursor.ts';
import { DEEPEST, shortPlace, unusablePlace } from './input-guard.ts';
import { IdPipe, isDay, isInstantText, WholePipe } from './params.ts';

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

test.each<[unknown, string, string]>([
  ['a\u0000', '', 'nul'],
  [{ data: { name: 'x\ud800' } }, '/data/name', 'surrogate'],
  [{ list: ['fine', '\udfff\ud800'] }, '/list/1', 'surrogate'],
  // A name is text, too; in the answer it stands with a sign in its place.
  [{ 'a/b\u0000~': 1 }, '/a~1b\uFFFD~0', 'nul'],
  [JSON.parse('{"deep":{"amount":1e400}}'), '/deep/amount', 'number'],
  [{ content: nested(5000) }, `/content${'/0'.repeat(DEEPEST - 1)}`, 'depth'],
  [nested(500_000), '/0'.repeat(DEEPEST), 'depth'],
])('what cannot be kept is told with its place: %#', (value, pointer, fault) => {
  expect(unusablePlace(value)).toEqual({ pointer, fault });
});

test.each<[unknown]>([
  // Whole pairs, every kind of line and space, and anything that is only unusual.
  ['𠮷野家 👩‍👩‍👧 \u3000\u200b\u202e\r\n\t\u0001'],
  [nested(DEEPEST)],
  [{ a: [null, true, 1e308, -5e-324, { '': '' }] }],
  [undefined],
])('what is only unusual passes: %#', (value) => expect(unusablePlace(value)).toBeNull());

const ID = '0198c0de-0000-7000-8000-000000000001';

test('a cursor comes back as it was made', () => {
  const at = '2026-03-02T01:00:00.000Z';
  expect(decodeCursor(encodeCursor([at, ID]), ['instant', 'id'])).toEqual([at, ID]);
  expect(decodeCursor(encodeCursor(['2026-03-02', ID]), ['day', 'id'])).toEqual(['2026-03-02', ID]);
  for (const moment of ['2026-03-02 01:00:00+00', '2026-03-02 06:30:00.123456+05:30', 'infinity'])
    expect(decodeCursor(encodeCursor([moment, ID]), ['moment', 'id'])).toEqual([moment, ID]);
});

test.each([
  ['no base64 of ours', 'garbage'],
  ['a list of another length', encodeCursor([ID])],
  ['no list', Buffer.from('{"a":1}').toString('base64url')],
  ['no moment', encodeCursor(['2026-13-45 00:00:00+00', ID])],
  ['a moment of a zone that is none', encodeCursor(['2026-02-20 10:00:00+18', ID])],
  ['one further off still', encodeCursor(['2026-02-20 10:00:00-23:59', ID])],
  ['a moment of nowhen', encodeCursor(['99999-01-01 00:00:00+00', ID])],
  ['no id', encodeCursor(['infinity', 'x'])],
  ['numbers', encodeCursor([1, 2])],
  ['nothing', encodeCursor([null, null])],
])('a forged cursor is refused: %s', (_, cursor) => {
  expect(() => decodeCursor(cursor, ['moment', 'id'])).toThrow('invalid-cursor');
});

test('a forged text and a forged number of a cursor are refused', () => {
  expect(() => decodeCursor(encodeCursor(['\u0000']), ['text'])).toThrow('invalid-cursor');
  for (const number of [-1, 1.5, 1e300, 2 ** 31])
    expect(() => decodeCursor(encodeCursor([number]), ['whole'])).toThrow('invalid-cursor');
});

test('a part of an address that is no id or no number is told by its name', () => {
  const metadata = { type: 'param', data: 'id' } as const;
  expect(new IdPipe().transform(ID, metadata)).toBe(ID);
  expect(new WholePipe().transform('2147483647', metadata)).toBe(2_147_483_647);
  for (const text of ['x', `urn:uuid:${ID}`, `${ID}\n`, ''])
    expect(() => new IdPipe().transform(text, metadata)).toThrow(expect.objectContaining({ code: 'malformed' }));
  for (const text of ['0', '-1', '1.5', '1e3', '2147483648', '99999999999', ' 1', ''])
    expect(() => new WholePipe().transform(text, metadata)).toThrow(
      expect.objectContaining({ items: [expect.objectContaining({ pointer: '/id' })] }),
    );
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['0000-01-01', false],
  ['26-01-01', false],
])('%s is a day: %s', (text, is) => expect([isDay(text), isInstantText(`${text}T23:59:59.5+08:00`)]).toEqual([is, is]));

test.each([
  '2026-03-02T10:00:00+18:00',
  '2026-03-02T10:00:00-23:59',
  '2026-03-02T23:59:60Z',
  '2026-03-02T25:00:00Z',
  '2026-03-02T00:00:00',
  '2026-03-02',
])('%s is no instant', (text) => expect(isInstantText(text)).toBe(false));

test('a place that is told is cut in its middle, between characters', () => {
  expect(shortPlace('/a/b')).toBe('/a/b');
  const long = shortPlace(`/begin${'/𠮷'.repeat(5000)}/end`);
  expect([long.startsWith('/begin/𠮷'), long.endsWith('/𠮷/end'), [...long].length]).toEqual([true, true, 201]);
  expect(long).not.toMatch(/\p{Surrogate}/u);
});
