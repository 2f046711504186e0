import { isMistyped, shownValue, typedValue } from './typed-value.ts';

test.each([
  ['number', '10', 10],
  ['number', '１０', 10],
  ['number', ' １，０００ ', 1000],
  ['number', '1.5万', 15_000],
  ['number', '5.5', 5.5],
  // Nobody can tell: kept as typed, so that the check tells it, and never emptied.
  ['number', '十', '十'],
  ['number', '5.', '5.'],
  ['number', '99999999999999999999', '99999999999999999999'],
  ['number', '  ', ''],
  ['amount', '１００', '100'],
  ['amount', '2万元', '20000'],
  ['amount', '一百', '一百'],
  ['amount', '', ''],
  ['date', '2026-03-09', '2026-03-09'],
  ['date', '２０２６年３月９日', '2026-03-09'],
  // No such day, or only half of one: kept as typed, and told.
  ['date', '2026-02-30', '2026-02-30'],
  ['date', '2026-3', '2026-3'],
  ['date', '下月初', '下月初'],
  ['date', ' ', ''],
] as const)('%s “%s” stands in the draft as %j', (kind, text, value) => {
  expect(typedValue(kind, text)).toBe(value);
  // Typed again as it is shown, it stays.
  expect(typedValue(kind, shownValue(value))).toBe(value);
});

test.each([
  ['number', 10, false],
  ['number', '', false],
  ['number', '十', true],
  // A text in place of a number: no operator takes it for one.
  ['number', '10', true],
  ['amount', '100', false],
  ['amount', '１００', true],
  ['amount', '一百', true],
  ['date', '2026-03-09', false],
  ['date', '2026-03-09T10:00:00+08:00', false],
  ['date', '2026-02-30', true],
  ['date', '2026-3-9', true],
  ['date', '', false],
] as const)('%s %j is mistyped: %s', (kind, value, wrong) => expect(isMistyped(kind, value)).toBe(wrong));
