import type { Stood } from './configuration-tag.ts';
import { stoodWith } from './stood-with.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const stood = (versionId: string, from: number, to: number | null = null): Stood => ({
  versionId,
  from: day(from),
  to: to === null ? null : day(to),
});

test('beside what has gone stands what stood there just before it went, at the last time', () => {
  const history = [
    stood('path-1', 1, 5),
    stood('path-2', 5, 8),
    stood('path-1', 8, 9),
    stood('path-3', 9),
    stood('form-1', 1, 5),
    stood('form-2', 5, 9),
    stood('form-3', 9),
    stood('calendar-1', 1),
  ];
  expect(stoodWith('path-1', history)?.toSorted()).toEqual(['calendar-1', 'form-2', 'path-1']);
  expect(stoodWith('path-2', history)?.toSorted()).toEqual(['calendar-1', 'form-2', 'path-2']);
});

test('what still stands goes by what is in force, and so does what never stood there', () => {
  expect(stoodWith('path-1', [stood('path-1', 1), stood('form-1', 1)])).toBeNull();
  expect(stoodWith('path-1', [stood('form-1', 1)])).toBeNull();
});
