import { shapeWords } from './shape-words.ts';

test.each([
  ['minItems', 1, 'it needs at least 1 entry', '至少要有1项'],
  ['minItems', 2, 'it needs at least 2 entries', '至少要有2项'],
  ['maxItems', 1, 'it has room for 1 entry', '最多1项'],
  ['minProperties', 1, 'it needs at least 1 member', '至少要有1项'],
  ['maxProperties', 0, 'it has room for 0 members', '最多0项'],
  ['minLength', 1, 'it needs at least 1 character', '至少要有1个字'],
  ['maxLength', 80, 'it has room for 80 characters', '最多80个字'],
])('%s %d: one is not several', (keyword, limit, en, zh) => {
  expect(shapeWords({ keyword, params: { limit } })).toEqual({ en, 'zh-CN': zh });
});
