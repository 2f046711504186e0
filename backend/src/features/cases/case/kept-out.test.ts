import { everybody, type KeptOut, NOBODY, newIn, together, writtenNames } from './kept-out.ts';

const one: KeptOut = { people: ['a', 'b'], departments: ['land'], members: ['c'] };
const other: KeptOut = { people: ['b', 'd'], departments: ['land', 'farm'], members: ['c', 'e'] };

test('who is kept out by one or the other is named once', () => {
  expect(together(one, other)).toEqual({ people: ['a', 'b', 'd'], departments: ['land', 'farm'], members: ['c', 'e'] });
  expect(everybody({ people: ['a', 'c'], members: ['c', 'e'] })).toEqual(['a', 'c', 'e']);
});

test('what is new keeps out whoever belongs to it; where no department is new, nobody is', () => {
  expect(newIn(other, one)).toEqual({ people: ['d'], departments: ['farm'], members: ['c', 'e'] });
  expect(newIn(one, other)).toEqual({ ...NOBODY, people: ['a'] });
});

test.each([
  ['张三', ['张三']],
  ['科员 张三', ['科员 张三', '张三']],
  ['张 三', ['张 三']],
  ['Zhang San', ['Zhang San']],
  ['', ['']],
])('%s is written as %j', (name, written) => {
  expect(writtenNames(name)).toEqual(written);
});
