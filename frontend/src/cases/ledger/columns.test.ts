import { COLUMNS, columnsOf, FIXED, USUAL } from './columns.ts';

test('columns stand in the order of the ledger, whatever the order in which they were chosen', () => {
  expect(columnsOf(['due', 'place'])).toEqual(['matter', 'place', 'due']);
});

test('what is known no more is left out; where nothing is left, the usual ones', () => {
  expect(columnsOf(['gone', 'closed'])).toEqual([FIXED, 'closed']);
  expect(columnsOf(['gone'])).toEqual(USUAL);
  expect(columnsOf(null)).toEqual(USUAL);
  expect(columnsOf([])).toEqual(USUAL);
});

test('the usual columns stand side by side where the window is 1280 px wide', () => {
  // 1280 less the menu and the margins of the page.
  expect(USUAL.reduce((sum, key) => sum + COLUMNS[key], 0)).toBeLessThanOrEqual(1280 - 224 - 2 * 38.4);
});
