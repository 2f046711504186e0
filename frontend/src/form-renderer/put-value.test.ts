import type { FormData } from '@caseway/form-schemas';
import { putValue } from './put-value.ts';

test.each<[FormData, string, FormData[string] | undefined, FormData]>([
  [{}, '/a', 'x', { a: 'x' }],
  [{ a: 'x', b: 1 }, '/a', 'y', { a: 'y', b: 1 }],
  [{ a: 'x', b: 1 }, '/a', undefined, { b: 1 }],
  [{}, '/group/a', 'x', { group: { a: 'x' } }],
  // The second row first: the first stays, empty.
  [{}, '/rows/1/a', 'x', { rows: [{}, { a: 'x' }] }],
  [{ rows: [{}, { a: 'x' }] }, '/rows/0/a', 'y', { rows: [{ a: 'y' }, { a: 'x' }] }],
  [{ rows: [{ a: 'y' }, { a: 'x' }] }, '/rows/0/a', undefined, { rows: [{}, { a: 'x' }] }],
  // Rows of single values.
  [{}, '/texts/1', 'x', { texts: [null, 'x'] }],
  [{ texts: ['w', 'x'] }, '/texts/0', undefined, { texts: [null, 'x'] }],
  // Names with signs of pointers, and names that every object has.
  [{}, '/a~1b', 1, { 'a/b': 1 }],
  [{}, '/constructor', 'x', { constructor: 'x' } as object as FormData],
  [{ g: { 1: 'a' } }, '/g/1', 'b', { g: { 1: 'b' } }],
])('%j at %s', (data, pointer, value, expected) => {
  const before = structuredClone(data);
  expect(putValue(data, pointer, value)).toEqual(expected);
  expect(data).toEqual(before);
});

test('what is not touched is the same as before, and the order of fields stays', () => {
  const data: FormData = { a: [{ x: 1 }], b: 'x', c: { y: 2 } };
  const next = putValue(data, '/b', 'y');
  expect(next.a).toBe(data.a);
  expect(Object.keys(next)).toEqual(['a', 'b', 'c']);
});
