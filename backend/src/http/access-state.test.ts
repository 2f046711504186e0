import { SYSTEM } from '../database/principal.ts';
import type { Transactions } from '../database/transactions.ts';
import { CallerAccess, idsIn } from './access-state.ts';
import { mayHaveAgain } from './transaction.interceptor.ts';

const [A, B] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d-ac96-774b-bcce-b302099a8058'];

test('every id counts, in the address, the body and the answer, each once', () => {
  expect(idsIn(`/api/cases/${B.toUpperCase()}/links`, { case: A, other: [1, null] }, { items: [{ id: B }] })).toEqual([
    A,
    B,
  ]);
  expect(idsIn(`/api/cases/${A}/links/${B}`)).toEqual([A, B]);
  expect(idsIn({ items: [{ id: B }, { id: A, about: `${B}, ${A}` }] })).toEqual([A, B]);
  expect(idsIn(undefined, null, { reason: 'none' })).toEqual([]);
});

test('an answer is given again where access is the same and nothing of it is closed to them', () => {
  expect(mayHaveAgain({ access: 'x' }, { state: 'x', keptOut: false })).toBe(true);
  expect(mayHaveAgain({ access: 'x' }, { state: 'x', keptOut: true })).toBe(false);
  expect(mayHaveAgain({ access: 'x' }, { state: 'y', keptOut: false })).toBe(false);
});

test('access is the same for the same person, place and rows alone, and never for a session and a token', async () => {
  const now = async (way: 'session' | 'token', principal = SYSTEM, state = '[]') => {
    // What the database says of the rows; the rest is the caller's own.
    const transactions = { principal, query: async () => [{ state, keptOut: false }] };
    return (await new CallerAccess(transactions as unknown as Transactions).now([A], way)).state;
  };
  expect(await now('session')).toBe(await now('session'));
  const others = [
    now('token'),
    now('session', { ...SYSTEM, scopePath: '/other/' }),
    now('session', { ...SYSTEM, department: 'land' }),
    now('session', { ...SYSTEM, grants: [{ role: 'clerk', scopeId: A, scopePath: '/d/' }] }),
    now('session', SYSTEM, '["kept out"]'),
  ];
  expect(new Set([await now('session'), ...(await Promise.all(others))]).size).toBe(others.length + 1);
});
