import type { FormData, Json } from '@caseway/form-schemas';
import fc from 'fast-check';
import {
  mergeKeepingBoth,
  mergeWritten,
  NOTHING_WRITTEN,
  othersOf,
  sameWritten,
  type Written,
  withOthers,
} from './merge-written.ts';

const text = fc.stringMatching(/^[a-z王]{1,4}$/);
const leaf = fc.oneof(text, fc.integer(), fc.boolean());
const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const group = fc.dictionary(fc.constantFrom('x', 'y', 'z'), leaf, { minKeys: 1 });
const value: fc.Arbitrary<Json> = fc.oneof(leaf, group, fc.array(group, { minLength: 1, maxLength: 3 }));
const data: fc.Arbitrary<FormData> = fc.dictionary(fc.constantFrom(...NAMES), value);
const written: fc.Arbitrary<Written> = fc.record({ data, beside: data });

const same = (one: Written, other: Written) => sameWritten({ ...one }, { ...other });
const leaves = (of: Json | undefined, at = ''): [string, Json][] => {
  if (of === null || typeof of !== 'object') return of === undefined ? [] : [[at, of]];
  return Object.entries(of).flatMap(([name, part]) => leaves(part, `${at}/${name}`));
};

test('what only one has changed stands, whichever side it is on', () => {
  fc.assert(
    fc.property(written, written, (base, one) => {
      for (const merged of [
        mergeWritten(base, one, base),
        mergeWritten(base, base, one),
        mergeWritten(base, one, one),
      ]) {
        expect(merged.conflicts).toEqual([]);
        expect(same(merged.written, one)).toBe(true);
      }
    }),
  );
});

test('edits of different fields come to the same as one after the other, in either order', () => {
  const edits = fc.dictionary(fc.constantFrom(...NAMES), fc.tuple(fc.boolean(), fc.option(value, { nil: undefined })));
  fc.assert(
    fc.property(data, edits, (before, changes) => {
      const after = (who: boolean | 'both'): Written => {
        const done = Object.entries(changes).filter(([, [by]]) => who === 'both' || by === who);
        const next = { ...before, ...Object.fromEntries(done.map(([name, [, to]]) => [name, to])) };
        return { data: JSON.parse(JSON.stringify(next)), beside: {} };
      };
      const base = { data: before, beside: {} };
      for (const merged of [
        mergeWritten(base, after(true), after(false)),
        mergeWritten(base, after(false), after(true)),
      ]) {
        expect(merged.conflicts).toEqual([]);
        expect(same(merged.written, after('both'))).toBe(true);
      }
    }),
  );
});

test('seen from the other side it is the same, but for who stands first where both wrote', () => {
  fc.assert(
    fc.property(written, written, written, (base, mine, theirs) => {
      const [here, there] = [mergeWritten(base, mine, theirs), mergeWritten(base, theirs, mine)];
      const places = (merged: typeof here) => merged.conflicts.map(({ pointer }) => pointer).sort();
      expect(places(here)).toEqual(places(there));
      const at = (of: Written, pointer: string): Json | undefined =>
        pointer
          .split('/')
          .slice(1)
          .reduce<Json | undefined>((part, name) => (part as FormData | undefined)?.[name], { ...of });
      for (const { pointer, other } of here.conflicts)
        expect(sameWritten(at(there.written, pointer), other)).toBe(true);
      if (here.conflicts.length === 0) expect(same(here.written, there.written)).toBe(true);
    }),
  );
});

test('nothing that was typed is in neither the result nor what is shown beside it', () => {
  fc.assert(
    fc.property(written, written, written, (base, mine, theirs) => {
      const merged = mergeKeepingBoth(base, mine, theirs);
      const before = new Set(leaves({ ...base }).map((one) => JSON.stringify(one)));
      const shown = new Set(leaves({ ...merged }).map(([, typed]) => JSON.stringify(typed)));
      for (const side of [mine, theirs])
        for (const typed of leaves({ ...side })) {
          if (!before.has(JSON.stringify(typed)))
            expect([typed, shown.has(JSON.stringify(typed[1]))]).toEqual([typed, true]);
        }
    }),
  );
});

const of = (fields: FormData): Written => ({ data: fields, beside: {} });

test('where both wrote, here stands what was written here, and the other until somebody chooses, on either side', () => {
  const base = of({ name: '王', phone: '1' });
  const mine = of({ name: '王一', phone: '1' });
  const theirs = of({ name: '王二', phone: '2' });
  const merged = mergeKeepingBoth(base, mine, theirs);
  expect(merged.data).toEqual({ name: '王一', phone: '2' });
  expect(othersOf(merged)).toEqual({ '/data/name': ['王二'] });
  // The other machine takes what was saved, and sees both.
  const there = mergeKeepingBoth(theirs, theirs, merged);
  expect(there).toEqual(merged);
  // It is chosen there; here somebody writes on meanwhile.
  const chosen = withOthers({ ...there, data: { ...there.data, name: '王二' } }, {});
  const on = { ...merged, data: { ...merged.data, phone: '3' } };
  expect(mergeKeepingBoth(merged, on, chosen)).toEqual(of({ name: '王二', phone: '3' }));
});

test('rows of a list are brought together one by one; a list that grew on one side and changed on the other is shown twice', () => {
  const base = of({ people: [{ name: '甲' }, { name: '乙' }] });
  const mine = of({ people: [{ name: '甲一' }, { name: '乙' }] });
  const theirs = of({ people: [{ name: '甲' }, { name: '乙二' }] });
  expect(mergeWritten(base, mine, theirs)).toEqual({
    written: of({ people: [{ name: '甲一' }, { name: '乙二' }] }),
    conflicts: [],
  });
  const grown = of({ people: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] });
  expect(othersOf(mergeKeepingBoth(base, mine, grown))).toEqual({ '/data/people': [grown.data.people] });
});

test('what was emptied is no other than what was never filled in', () => {
  expect(mergeWritten(NOTHING_WRITTEN, of({ a: '', b: [], c: '  ' }), of({ a: 'x' }))).toMatchObject({
    written: { data: { a: 'x' } },
    conflicts: [],
  });
});
