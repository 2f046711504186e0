import type { FormDefinition } from '@caseway/form-schemas';
import { closeKept, keep, kept, openKept } from '../../common/kept.ts';
import { type DeviceCopy, deviceCopies, dropCopies, dropCopy, keepOnDevice, UNREADABLE } from './device-copies.ts';

const PATH = '/drafts/01890000-0000-7000-8000-000000000001';
const COPY: DeviceCopy = {
  path: PATH,
  head: { township: 'hill', form: 'repair', version: 1 },
  base: null,
  written: { data: { what: '水泵' }, beside: {} },
  savedAt: '2026-03-02T01:00:00.000Z',
  definition: { key: 'repair' } as FormDefinition,
};

beforeEach(async () => {
  const store = () => ({ removeItem: () => undefined, setItem: () => undefined, getItem: () => null });
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { value: store(), configurable: true });
  await openKept('one', '');
});
afterEach(() => closeKept());

const copies = (path?: string) => deviceCopies(path).map(({ copy }) => copy);

test('a copy is read as it was kept, by its draft and among all; another page of the same draft has its own', () => {
  expect(copies()).toEqual([]);
  keepOnDevice(PATH, COPY);
  keep(`unsent.${PATH}@another`, JSON.stringify({ ...COPY, base: { written: COPY.written, revision: 2 } }));
  expect([copies().length, copies(PATH).length, copies('/drafts/other').length]).toEqual([2, 2, 0]);
  expect(copies(PATH)[0]).toEqual(COPY);
  keepOnDevice(PATH, null);
  expect(copies(PATH)).toHaveLength(1);
  dropCopies(PATH);
  expect(copies()).toEqual([]);
});

test('a copy that was written on since it was sent stays', () => {
  keepOnDevice(PATH, COPY);
  const [sent] = deviceCopies(PATH);
  keepOnDevice(PATH, { ...COPY, written: { data: { what: '水泵漏水' }, beside: {} } });
  if (sent) dropCopy(sent);
  expect(copies(PATH)).toHaveLength(1);
});

test.each([
  ['half of one', '{"written": {"data": '],
  ['a number', '7'],
  ['one without what was written', JSON.stringify({ ...COPY, written: null })],
  ['one of another make', JSON.stringify({ text: 'x' })],
])('what is kept and no copy is said to be unreadable: %s', (_, text) => {
  keep(`unsent.${PATH}@x`, text);
  expect(copies()).toEqual([UNREADABLE]);
});

test('a draft of before there was a place for it on the server is a copy that was never sent', () => {
  const seen = { version: 3, form: { key: 'repair' } };
  const earlier = {
    data: { what: '水泵' },
    savedAt: COPY.savedAt,
    key: 'k',
    links: [['c', 'related']],
    taken: null,
    seen,
  };
  keep('draft.hill.repair#01890000-0000-7000-8000-000000000002', JSON.stringify(earlier));
  keep('draft.hill.repair/01890000-0000-7000-8000-00000000000a', JSON.stringify(earlier));
  const found = copies() as DeviceCopy[];
  expect(found.map(({ head }) => head.about ?? null).sort()).toEqual(['01890000-0000-7000-8000-00000000000a', null]);
  expect(found.find(({ head }) => !head.about)).toEqual({
    ...COPY,
    path: '/drafts/01890000-0000-7000-8000-000000000002',
    head: { township: 'hill', form: 'repair', version: 3 },
    written: { data: { what: '水泵' }, beside: { links: { c: 'related' } } },
  });
  expect(kept('draft.hill.repair#01890000-0000-7000-8000-000000000002')).toBeNull();
});
