import type { FormData } from '@caseway/form-schemas';
import { leftToCase, type Offer, standings, type Taken, takeOne, takeOver } from './take-over.ts';

const FIRST: Offer = {
  case: { id: 'c1', number: 'A-1' },
  fields: [
    { pointer: '/line', value: '水渠', personal: false },
    { pointer: '/where', value: 'north', personal: false },
    { pointer: '/person/name', value: '王*', personal: true },
    { pointer: '/phone', value: '139****0001', personal: true },
  ],
};
const SECOND: Offer = {
  case: { id: 'c2', number: 'A-2' },
  fields: [{ pointer: '/line', value: '道路', personal: false }],
};
const about = (id: string, more: FormData = {}): FormData => ({ case: id, ...more });
const TAKEN: Taken = {
  case: FIRST.case,
  open: { '/line': '水渠', '/where': 'north' },
  personal: ['/person/name', '/phone'],
};

test('what is empty is filled, personal values never with their masks, and what was typed stays', () => {
  expect(takeOver(about('c1'), null, 'c1', FIRST)).toEqual({
    values: about('c1', { line: '水渠', where: 'north' }),
    taken: TAKEN,
  });
  const typed = about('c1', { line: '我的', phone: '13800000000', where: ' ' });
  expect(takeOver(typed, null, 'c1', FIRST)).toEqual({
    values: { ...typed, where: 'north' },
    taken: { case: FIRST.case, open: { '/where': 'north' }, personal: ['/person/name'] },
  });
});

test('it is done once: what is emptied afterwards stays empty', () => {
  const emptied = about('c1', { where: 'north' });
  expect(takeOver(emptied, TAKEN, 'c1', FIRST)).toEqual({ values: emptied, taken: TAKEN });
});

test('an answer about another case than the one that stands there fills nothing in', () => {
  expect(takeOver(about('c2'), null, 'c2', FIRST)).toEqual({ values: about('c2'), taken: null });
  expect(takeOver({}, null, undefined, FIRST)).toEqual({ values: {}, taken: null });
});

test('with another case, or none, what the first had put there goes; what was changed since stays', () => {
  const changed = about('c2', { line: '水渠', where: 'south' });
  expect(takeOver(changed, TAKEN, 'c2', SECOND)).toEqual({
    values: about('c2', { where: 'south', line: '道路' }),
    taken: { case: SECOND.case, open: { '/line': '道路' }, personal: [] },
  });
  expect(takeOver({ line: '水渠', where: 'north' }, TAKEN, undefined, FIRST)).toEqual({ values: {}, taken: null });
});

test('what the case offers no longer is not left to it', () => {
  const fewer: Offer = { ...FIRST, fields: FIRST.fields.filter(({ pointer }) => pointer !== '/phone') };
  expect(takeOver(about('c1'), TAKEN, 'c1', fewer).taken?.personal).toEqual(['/person/name']);
});

test('only the case that the data asks about is left anything to', () => {
  expect(leftToCase(TAKEN, 'c1')).toEqual({ asInCase: ['/person/name', '/phone'] });
  expect(leftToCase(TAKEN, 'c2')).toEqual({});
  expect(leftToCase({ ...TAKEN, personal: [] }, 'c1')).toEqual({});
});

test('each field says how it stands to the case, and takes it back one by one', () => {
  const values = about('c1', { line: '水渠', where: 'south' });
  const taken: Taken = { ...TAKEN, personal: ['/phone'] };
  expect([...standings({ values, taken }, FIRST, '/case')]).toEqual([
    ['/line', { is: 'same' }],
    ['/person/name', { is: 'offered', shown: '王*' }],
    ['/phone', { is: 'unseen', shown: '139****0001' }],
    ['/case', { is: 'source', count: 2 }],
  ]);
  const back = takeOne({ values, taken }, FIRST, '/person/name');
  expect(back.taken?.personal).toEqual(['/phone', '/person/name']);
  expect(takeOne({ values: about('c1'), taken }, FIRST, '/line').values).toEqual(about('c1', { line: '水渠' }));
  expect(standings({ values: about('c2'), taken }, FIRST, '/case').size).toBe(0);
});
