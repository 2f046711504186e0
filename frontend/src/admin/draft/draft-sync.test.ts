// A draft, a server that behaves as ours does, and other people.
import { mergeJson, type Side } from '@caseway/rule-sets';
import { type Content, type DraftPorts, DraftSync, type Stored } from './draft-sync.ts';
import type { KeptDraft } from './kept-draft.ts';

const LI = { id: 'li', displayName: '李建国' };

class Server {
  stored: Stored;
  reachable = true;
  saves = 0;
  /** Done once, right before the next save arrives. */
  meanwhile: (() => void) | null = null;

  constructor(content: Content) {
    this.stored = { key: 'k', content, revision: 1, basedOn: null, updatedAt: null, updatedBy: null, etag: '1' };
  }

  put(content: Content, by = LI): void {
    const revision = this.stored.revision + 1;
    this.stored = { ...this.stored, content, revision, etag: String(revision), updatedBy: by };
  }
}

interface Page {
  sync: DraftSync;
  kept: () => KeptDraft | null;
  /** Contents put before the person, and whose changes they were of. */
  shown: { content: Content; by: string | undefined }[];
  write: (content: Content | null, text?: string) => void;
}

function open(server: Server, start: Stored = server.stored): Page {
  let kept: KeptDraft | null = null;
  const shown: Page['shown'] = [];
  const ports: DraftPorts = {
    save: async (content, etag) => {
      const { meanwhile } = server;
      server.meanwhile = null;
      meanwhile?.();
      if (!server.reachable) return { failed: 'offline' };
      if (etag !== server.stored.etag) return { failed: 'lost' };
      server.saves++;
      server.put(content, { id: 'me', displayName: '我' });
      return { stored: server.stored };
    },
    load: async (etag) => {
      if (!server.reachable) return { failed: 'offline' };
      return { stored: etag === server.stored.etag ? null : server.stored };
    },
    keep: (next) => {
      kept = next;
      return true;
    },
    merge: (base, mine, theirs, choose) => mergeJson(base, mine, theirs, choose ? { choose } : {}),
    merged: (content, theirs) => shown.push({ content, by: theirs.updatedBy?.displayName }),
    now: () => new Date('2026-03-02T00:00:00Z'),
  };
  const sync = new DraftSync(start, ports);
  const write = (content: Content | null, text = JSON.stringify(content)) => sync.edit(content, text);
  return { sync, kept: () => kept, shown, write };
}

const BASE = { a: 1, b: 1, c: 1 };

test('what was written is saved, and nothing is kept in the browser after that', async () => {
  const server = new Server(BASE);
  const { sync, write, kept } = open(server);
  write({ ...BASE, a: 2 });
  expect([sync.getState().phase, kept()?.etag]).toEqual(['waiting', '1']);
  expect(await sync.flush()).toBe(true);
  expect([server.stored.content, sync.getState().phase, kept()]).toEqual([{ ...BASE, a: 2 }, 'saved', null]);
  expect(await sync.flush()).toBe(true);
  expect(server.saves).toBe(1);
});

test('while the text is no JSON nothing is saved, and the text itself is kept', async () => {
  const server = new Server(BASE);
  const { sync, write, kept } = open(server);
  write(null, '{ "a": ');
  expect(await sync.flush()).toBe(false);
  expect([server.saves, kept()?.text, sync.getState().phase]).toEqual([0, '{ "a": ', 'unreadable']);
  write({ a: 5 }, '{ "a": 5 }');
  expect(await sync.flush()).toBe(true);
});

test('without a connection the changes are kept, and saved when it is back', async () => {
  const server = new Server(BASE);
  const { sync, write, kept } = open(server);
  server.reachable = false;
  write({ ...BASE, a: 2 });
  expect(await sync.flush()).toBe(false);
  expect([sync.getState().phase, JSON.parse(kept()?.text ?? '')]).toEqual(['offline', { ...BASE, a: 2 }]);
  server.reachable = true;
  expect(await sync.flush()).toBe(true);
  expect([server.stored.content, kept()]).toEqual([{ ...BASE, a: 2 }, null]);
});

test('changes kept by a closed page are brought together with what others saved since', async () => {
  const server = new Server(BASE);
  const before = open(server);
  before.write({ ...BASE, a: 2 });
  const kept = before.kept();
  server.put({ ...BASE, b: 2 });
  const { sync, write } = open(server, { ...server.stored, content: kept?.base ?? {}, etag: kept?.etag ?? '' });
  write(JSON.parse(kept?.text ?? ''), kept?.text);
  expect(await sync.flush()).toBe(true);
  expect(server.stored.content).toEqual({ a: 2, b: 2, c: 1 });
});

test('a race that was lost is merged and saved again', async () => {
  const server = new Server(BASE);
  const { sync, write, shown } = open(server);
  write({ ...BASE, a: 2 });
  server.meanwhile = () => server.put({ ...BASE, b: 2 });
  expect(await sync.flush()).toBe(true);
  expect(server.stored.content).toEqual({ a: 2, b: 2, c: 1 });
  expect(shown).toEqual([{ content: { a: 2, b: 2, c: 1 }, by: '李建国' }]);
});

test('others’ changes come by themselves, without losing what is being written', async () => {
  const server = new Server(BASE);
  const { sync, write, shown } = open(server);
  write({ ...BASE, a: 2 });
  server.put({ ...BASE, b: 2 });
  await sync.poll();
  expect(shown.at(-1)?.content).toEqual({ a: 2, b: 2, c: 1 });
  expect([server.saves, sync.getState().phase]).toEqual([0, 'waiting']);
});

test('what is written while a save is under way is not lost to its answer', async () => {
  const server = new Server(BASE);
  const { sync, write } = open(server);
  write({ ...BASE, a: 2 });
  server.meanwhile = () => write({ ...BASE, a: 3 });
  expect(await sync.flush()).toBe(false);
  expect(sync.getState().phase).toBe('waiting');
  expect(await sync.flush()).toBe(true);
  expect(server.stored.content).toEqual({ ...BASE, a: 3 });
});

describe('where both changed one place', () => {
  const clash = async () => {
    const server = new Server(BASE);
    const page = open(server);
    page.write({ ...BASE, a: 2, c: 2 });
    server.put({ ...BASE, a: 3, b: 3 });
    expect(await page.sync.flush()).toBe(false);
    expect([page.sync.getState().phase, server.stored.content]).toEqual(['conflict', { ...BASE, a: 3, b: 3 }]);
    return { server, ...page };
  };

  test.each<[Side, number]>([
    ['mine', 2],
    ['theirs', 3],
  ])('nothing is written until a person has chosen %s', async (side, a) => {
    const { server, sync } = await clash();
    expect(await sync.flush()).toBe(false);
    await sync.poll();
    expect(await sync.resolve(new Map([['/a', side]]))).toBe(true);
    expect(server.stored.content).toEqual({ a, b: 3, c: 2 });
  });

  test('a conflict that came with later writing is not decided by an earlier choice', async () => {
    const { server, sync, write } = await clash();
    write({ ...BASE, a: 2, b: 9, c: 2 });
    expect(await sync.resolve(new Map([['/a', 'theirs' as const]]))).toBe(false);
    expect(sync.getState().conflict?.conflicts.map(({ place }) => place)).toEqual(['/a', '/b']);
    expect(server.stored.content).toEqual({ ...BASE, a: 3, b: 3 });
  });

  test('who saves once more while it is being decided is not overwritten either', async () => {
    const { server, sync } = await clash();
    server.put({ ...BASE, a: 4, b: 3 });
    expect(await sync.resolve(new Map([['/a', 'mine' as const]]))).toBe(false);
    expect([sync.getState().phase, server.stored.content]).toEqual(['conflict', { ...BASE, a: 4, b: 3 }]);
  });

  test('changes that can’t be read yet are not merged, only told of', async () => {
    const server = new Server(BASE);
    const { sync, write, shown } = open(server);
    write(null, '{');
    server.put({ ...BASE, b: 3 });
    await sync.poll();
    expect([sync.getState().behind, shown]).toEqual([true, []]);
    write({ ...BASE, a: 2 });
    expect(await sync.flush()).toBe(true);
    expect([server.stored.content, sync.getState().behind]).toEqual([{ a: 2, b: 3, c: 1 }, false]);
  });
});

test('a version that was restored is what is here, and is not saved over by what was', async () => {
  const server = new Server(BASE);
  const { sync, shown } = open(server);
  server.put({ a: 9 });
  sync.adopt(server.stored);
  expect([shown.at(-1)?.content, sync.dirty, sync.getState().phase]).toEqual([{ a: 9 }, false, 'saved']);
});
