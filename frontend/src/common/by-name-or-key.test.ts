import { byNameOrKey } from './by-name-or-key.ts';

const village = { label: '东坡村', value: 'qingshi-dongpo' };

test.each([
  ['东坡', true],
  ['dongpo', true],
  [' DongPo ', true],
  ['柳溪', false],
  ['liuxi', false],
])('%s finds the village: %s', (typed, found) => {
  expect(byNameOrKey(typed, village)).toBe(found);
});
