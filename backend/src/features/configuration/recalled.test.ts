import { nameOf, Recalled } from './recalled.ts';

test('an answer is worked out once for the same, and again once it was forgotten', () => {
  const recalled = new Recalled<number[]>(2);
  let asked = 0;
  const ask = (...from: string[]) => recalled.of(from, () => [++asked]);
  expect(ask('a', 'b')).toBe(ask('a', 'b'));
  expect(ask('b', 'a')).not.toBe(ask('a', 'b'));
  expect(asked).toBe(2);
  ask('c');
  expect(asked).toBe(3);
  expect(ask('a', 'b')).toEqual([4]);
});

test('contents that mean the same have one name, in whatever order their keys stand', () => {
  expect(nameOf({ a: 1, b: [2] })).toBe(nameOf({ b: [2], a: 1 }));
  expect(nameOf({ a: 1, b: [2] })).not.toBe(nameOf({ a: 1, b: [3] }));
  expect(nameOf(null)).toBe(nameOf(null));
});
