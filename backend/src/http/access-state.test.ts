import { idsIn } from './access-state.ts';
import { mayHaveAgain } from './transaction.interceptor.ts';

const [A, B] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d-ac96-774b-bcce-b302099a8058'];

test('every id counts, in the address, the body and the answer, each once', () => {
  expect(idsIn(`/api/cases/${B.toUpperCase()}/links`, { case: A, other: [1, null] }, { items: [{ id: B }] })).toEqual([
    A,
    B,
  ]);
  expect(idsIn(undefined, null, { reason: 'none' })).toEqual([]);
});

test('an answer is given again where access is the same and nothing of it is closed to them', () => {
  expect(mayHaveAgain({ access: 'x' }, { state: 'x', keptOut: false })).toBe(true);
  expect(mayHaveAgain({ access: 'x' }, { state: 'x', keptOut: true })).toBe(false);
  expect(mayHaveAgain({ access: 'x' }, { state: 'y', keptOut: false })).toBe(false);
});
