import { closeKept, keep, kept, keptNames, openKept } from './kept.ts';

class Store implements Storage {
  [place: string]: unknown;
  get length() {
    return Object.keys(this).length;
  }
  clear() {
    for (const place of Object.keys(this)) delete this[place];
  }
  getItem(place: string): string | null {
    return Object.hasOwn(this, place) ? String(this[place]) : null;
  }
  key(index: number) {
    return Object.keys(this)[index] ?? null;
  }
  removeItem(place: string) {
    delete this[place];
  }
  setItem(place: string, text: string) {
    this[place] = text;
  }
}

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const SECRET = '王某某 110101199003070011';
const all = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
/** What was kept is sealed. */
async function sealed(name: string): Promise<void> {
  while (!Object.keys(localStorage).some((place) => place.endsWith(name))) await new Promise(setImmediate);
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'localStorage', { value: new Store(), configurable: true });
  Object.defineProperty(globalThis, 'sessionStorage', { value: new Store(), configurable: true });
});
afterEach(() => closeKept());

test('after signing out nothing that was typed can be read, by the next person neither; its writer has it again', async () => {
  await openKept('one', keyOf(1));
  expect(keep('draft.a.b', SECRET)).toBe(true);
  // At once, and not when it is sealed.
  expect([kept('draft.a.b'), keptNames('draft.a.')]).toEqual([SECRET, ['draft.a.b']]);
  await sealed('draft.a.b');
  closeKept();
  expect([kept('draft.a.b'), keep('draft.a.b', SECRET)]).toEqual([null, false]);
  expect(all()).not.toContain('王某某');
  await openKept('two', keyOf(2));
  expect([kept('draft.a.b'), keptNames('')]).toEqual([null, []]);
  closeKept();
  // Under the same name, with another person's key.
  await openKept('one', keyOf(2));
  expect(keptNames('')).toEqual([]);
  closeKept();
  await openKept('one', keyOf(1));
  expect(kept('draft.a.b')).toBe(SECRET);
});

test('typed last and signed out at once: sealed all the same; dropped at once: not kept', async () => {
  await openKept('one', keyOf(1));
  keep('draft.a.b', 'before');
  keep('draft.a.b', SECRET);
  keep('draft.a.c', SECRET);
  keep('draft.a.c', null);
  closeKept();
  await sealed('draft.a.b');
  await openKept('one', keyOf(1));
  expect([kept('draft.a.b'), kept('draft.a.c'), all().includes('draft.a.c')]).toEqual([SECRET, null, false]);
});

test('what older versions kept in clear is taken away, whoever signs in or nobody', async () => {
  const old = () => {
    localStorage.setItem('caseway.draft.one.a.b', SECRET);
    localStorage.setItem('caseway.document.one.forms.x', SECRET);
    localStorage.setItem('caseway.locale', 'en');
  };
  old();
  closeKept();
  expect({ ...localStorage }).toEqual({ 'caseway.locale': 'en' });
  old();
  await openKept('two', keyOf(2));
  expect({ ...localStorage }).toEqual({ 'caseway.locale': 'en' });
});

test('a browser that seals nothing keeps it for this tab alone, until they sign out', async () => {
  await openKept('one', '');
  keep('draft.a.b', SECRET);
  expect([{ ...localStorage }, Object.values({ ...sessionStorage })]).toEqual([{}, [SECRET]]);
  closeKept();
  expect(all()).not.toContain('王某某');
});
