import { findUnusable, givesNoReason, isBlank, isTooDeep, MAX_NESTING, saysNothing } from './usable.ts';

const nested = (levels: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

test('texts that no database keeps are found, with their place', () => {
  const data = { a: 'null \u0000', b: ['ok 😀', 'half \ud83d', '\ude00'], c: { 'k\u0000': 1 }, 'a/b': { d: '\udc00' } };
  expect(findUnusable(data)).toEqual([
    { pointer: '/a', why: 'characters' },
    { pointer: '/b/1', why: 'characters' },
    { pointer: '/b/2', why: 'characters' },
    { pointer: '/c', why: 'characters' },
    { pointer: '/a~1b/d', why: 'characters' },
  ]);
});

test.each([10, MAX_NESTING, MAX_NESTING + 1, 5_000, 100_000])('%i levels are counted without a fall', (levels) => {
  expect(isTooDeep(nested(levels))).toBe(levels > MAX_NESTING);
  expect(findUnusable(nested(levels)).map(({ why }) => why)).toEqual(levels > MAX_NESTING ? ['nesting'] : []);
});

test.each([
  '',
  ' ',
  '   ',
  '\t\n',
  '\u3000',
  '\u200b',
  '\ufeff \u00a0',
  '\u2060\u200d',
  '\u00ad',
  '\u3164',
  '\u2800',
  '\ufe0f',
])('%j says nothing', (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each(['a', ' a', '\u3000汉', '0', '.', '\u200b1', '😀', '　甲　', '-', '·'])('%j says something', (text) => {
  expect(isBlank(text)).toBe(false);
});

test.each(['', '　', '无', '“无”。', '……', '——', 'N/A', '同 上', ' None. ', '无\u200b'])(
  '%j gives no reason',
  (text) => {
    expect(saysNothing(text)).toBe(true);
  },
);

test.each(['重复', '不需要', '无房产', '同意', '1', 'why', '没有到场', '无正当理由未到场'])('%j gives one', (text) => {
  expect(saysNothing(text)).toBe(false);
});

test.each(['', '无', 'x', 'xxx', '1', '20260302', '啊', '啊啊啊', '…', 'ok', 'N/A', 'ＸＸＸ'])(
  '%j is no reason',
  (text) => {
    expect(givesNoReason(text)).toBe(true);
  },
);

test.each(['核查', '亲属', '同意', 'why', 'test', '12345热线', '补1件', 'a b c'])('%j is one', (text) => {
  expect(givesNoReason(text)).toBe(false);
});
