import type { FormData } from '@caseway/form-schemas';
import { liveErrors } from './live-errors.ts';

const BLANK = { pointer: '/name', message: 'Fill in "Name"' };

test('an error stays as long as its field holds what was checked', () => {
  expect(liveErrors([BLANK], {}, { other: 1 }).get('/name')).toBe(BLANK.message);
});

test('a field filled in since is not called blank any more', () => {
  expect(liveErrors([BLANK], {}, { name: '王某某' }).size).toBe(0);
});

test('an entry of a list is told apart from its neighbours', () => {
  const errors = [0, 1].map((index) => ({ pointer: `/members/${index}/name`, message: `${index}` }));
  const checked = { members: [{}, {}] };
  const now: FormData = { members: [{ name: '甲' }, {}] };
  expect([...liveErrors(errors, checked, now).keys()]).toEqual(['/members/1/name']);
});
