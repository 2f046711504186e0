import { closeKept, keep, openKept } from '../common/kept.ts';
import { type DraftPlace, draftsOf, readDraft, UNREADABLE } from './draft.ts';

const place: DraftPlace = { township: 'hill', form: 'repair', about: null, id: '1' };
const NAME = 'draft.hill.repair#1';
const DRAFT = { data: { what: '水泵' }, savedAt: '2026-03-02T01:00:00.000Z', key: 'k' };

beforeEach(async () => {
  const store = () => ({ removeItem: () => undefined, setItem: () => undefined, getItem: () => null });
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { value: store(), configurable: true });
  await openKept('one', '');
});
afterEach(() => closeKept());

test('a draft is read as it was kept; of a place where none is kept nothing is', () => {
  expect(readDraft(place)).toBeNull();
  keep(NAME, JSON.stringify(DRAFT));
  expect(readDraft(place)).toEqual(DRAFT);
  expect(draftsOf('hill')).toEqual([{ place, savedAt: DRAFT.savedAt, matter: null }]);
});

test.each([
  ['half of one', '{"data": {"what": '],
  ['a number', '7'],
  ['one without what was written', JSON.stringify({ ...DRAFT, data: null })],
  ['one of another make', JSON.stringify({ text: 'x' })],
])('what is kept and no draft is said to be unreadable, and stands in the list: %s', (_, text) => {
  keep(NAME, text);
  expect(readDraft(place)).toBe(UNREADABLE);
  expect(draftsOf('hill')).toEqual([{ place, savedAt: null, matter: null }]);
});
