import type { FormData } from '@caseway/form-schemas';
import { liveErrors, refusalStands } from './live-errors.ts';

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

describe('a refusal is said until it is mended', () => {
  const of = { phone: '12', from: '2026-03-09', until: '2026-03-02' };
  const one = { errors: [{ pointer: '/phone', message: '应为11位' }], of };

  test('it stands while what it named stands, whatever else is written', () => {
    expect(refusalStands(one, undefined, of)).toBe(true);
    expect(refusalStands(one, undefined, { ...of, until: '2026-03-03' })).toBe(true);
  });

  test('it goes with the last place that it named', () => {
    expect(refusalStands(one, undefined, { ...of, phone: '13900000001' })).toBe(false);
    const two = { of, errors: [...one.errors, { pointer: '/until', message: '早于起始日期' }] };
    expect(refusalStands(two, undefined, { ...of, phone: '13900000001' })).toBe(true);
    expect(refusalStands(two, undefined, { ...of, phone: '13900000001', until: '2026-03-10' })).toBe(false);
  });

  test('it goes when the place was mended from another one, as the newest look says', () => {
    const crossed = { of, errors: [{ pointer: '/until', message: '早于起始日期' }] };
    const mended = { ...of, from: '2026-03-01' };
    expect(refusalStands(crossed, { errors: [], data: mended }, mended)).toBe(false);
    expect(refusalStands(crossed, { errors: crossed.errors, data: mended }, mended)).toBe(true);
    // What only filing asks is not mended by a look that never asked it.
    expect(refusalStands(crossed, { errors: [], data: of }, of)).toBe(true);
  });

  test('one that named no place goes with any change', () => {
    const unnamed = { errors: [], of };
    expect(refusalStands(unnamed, undefined, of)).toBe(true);
    expect(refusalStands(unnamed, undefined, { ...of, phone: '1' })).toBe(false);
  });
});
