import type { FormData } from '@caseway/form-schemas';
import { ApiProblem, OfflineError } from '../../api/client.ts';
import type { FiledBefore } from '../filed-before.ts';
import type { OnServer } from './device-copies.ts';
import { type DraftPlaceOnServer, DraftSync, type KeptWhere } from './draft-sync.ts';
import { mergeKeepingBoth, othersOf, type Written } from './merge-written.ts';

const of = (data: FormData): Written => ({ data, beside: {} });
const refusal = (status: number, type: string, more: object = {}) =>
  new ApiProblem({ type: `urn:caseway:problem:${type}`, title: type, status, ...more });

/** A server as it behaves: one row, counted revisions; `gone`: nothing comes through. */
class Server implements DraftPlaceOnServer {
  row: OnServer | null = null;
  gone = false;
  /** The next answer is lost after it was done. */
  loses = false;
  refuses: Error | null = null;
  saves = 0;
  before: () => void = () => undefined;

  async read(): Promise<OnServer | null> {
    if (this.gone) throw new OfflineError();
    return this.row;
  }

  async save(written: Written, over: number): Promise<{ revision: number; savedAt: string }> {
    this.saves++;
    await Promise.resolve();
    this.before();
    if (this.gone) throw new OfflineError();
    if (this.refuses) throw this.refuses;
    if (over !== (this.row?.revision ?? 0)) throw refusal(412, 'stale');
    this.row = { written, revision: over + 1 };
    if (this.loses) {
      this.loses = false;
      throw new OfflineError();
    }
    return { revision: over + 1, savedAt: '2026-03-02T02:32:00.000Z' };
  }
}

function page(server: Server, base: OnServer | null = null, found: Written = base?.written ?? of({})) {
  const seen = {
    device: null as { base: OnServer | null; written: Written } | null,
    shown: found,
    where: { is: 'nowhere' } as KeptWhere,
    filed: undefined as FiledBefore | undefined,
    timers: [] as (() => void)[],
  };
  const sync = new DraftSync(base, found, {
    server,
    keep: (unsent) => {
      seen.device = unsent;
    },
    onMerged: (written) => {
      seen.shown = written;
    },
    onWhere: (where) => {
      seen.where = where;
    },
    onFiled: (filed) => {
      seen.filed = filed;
    },
    later: (callback) => {
      seen.timers.push(callback);
      return () => {
        seen.timers = seen.timers.filter((one) => one !== callback);
      };
    },
  });
  const write = (data: FormData) => {
    seen.shown = of(data);
    sync.write(of(data));
  };
  return { seen, sync, write };
}

test('what is written is on the device at once, and on the server alone once it is there', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  write({ a: '一' });
  expect([seen.device?.written, seen.timers.length, server.saves]).toEqual([of({ a: '一' }), 1, 0]);
  expect(await sync.flush()).toBe(true);
  expect([server.row?.written, seen.device, seen.where.is]).toEqual([of({ a: '一' }), null, 'server']);
  write({ a: '一' });
  await sync.flush();
  expect(server.saves).toBe(1);
});

test('one request is under way at a time; what is typed meanwhile goes after it', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  let under = 0;
  server.before = () => {
    under++;
    expect(under).toBe(1);
    if (server.saves === 1) write({ a: '一二' });
    under--;
  };
  write({ a: '一' });
  const both = [sync.flush(), sync.flush()];
  await Promise.all(both);
  expect([server.row?.written, server.row?.revision, seen.device]).toEqual([of({ a: '一二' }), 2, null]);
});

test('without a connection it stays on the device, is said so, and is sent when it can be', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  server.gone = true;
  write({ a: '一' });
  expect(await sync.flush()).toBe(false);
  expect([seen.where, seen.device?.written, seen.timers.length]).toEqual([
    { is: 'device', why: null },
    of({ a: '一' }),
    1,
  ]);
  server.gone = false;
  seen.timers[0]?.();
  await sync.flush();
  expect([seen.where.is, seen.device]).toEqual(['server', null]);
});

test('an answer that was lost is no change of another: the same is brought together with itself', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  server.loses = true;
  write({ a: '一' });
  expect(await sync.flush()).toBe(false);
  write({ a: '一二' });
  expect(await sync.flush()).toBe(true);
  expect(server.row?.written).toEqual(of({ a: '一二' }));
  expect(seen.shown).toEqual(of({ a: '一二' }));
});

test('two that write come to the same on both sides, and both see what both wrote in one field', async () => {
  const server = new Server();
  server.row = { written: of({ a: '零' }), revision: 1 };
  const [one, two] = [page(server, server.row), page(server, server.row)];
  one.write({ a: '甲', b: '乙' });
  two.write({ a: '丙', c: '丁' });
  await one.sync.flush();
  await two.sync.flush();
  expect(two.seen.shown).toEqual(mergeKeepingBoth(of({ a: '零' }), of({ a: '丙', c: '丁' }), of({ a: '甲', b: '乙' })));
  await one.sync.refresh();
  expect(one.seen.shown).toEqual(two.seen.shown);
  expect(othersOf(one.seen.shown)).toEqual({ '/data/a': ['甲'] });
  expect(server.row?.written).toEqual(one.seen.shown);
});

test('a draft that was thrown away elsewhere while it was written on is begun again', async () => {
  const server = new Server();
  server.row = { written: of({ a: '零' }), revision: 4 };
  const { sync, write } = page(server, server.row);
  server.row = null;
  write({ a: '一' });
  expect(await sync.flush()).toBe(true);
  expect(server.row).toEqual({ written: of({ a: '一' }), revision: 1 });
});

test('what the server refuses is kept on the device with why, and not sent again by itself', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  server.refuses = refusal(413, 'too-large');
  write({ a: '一' });
  expect(await sync.flush()).toBe(false);
  expect([seen.where, seen.device?.written, seen.timers]).toEqual([
    { is: 'device', why: server.refuses },
    of({ a: '一' }),
    [],
  ]);
});

test('a draft that has become a case elsewhere says which', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  const earlier = { id: '1', number: '青石〔2026〕1号' };
  server.refuses = refusal(409, 'already-filed', { earlier });
  write({ a: '一' });
  expect([await sync.flush(), seen.filed, seen.device?.written]).toEqual([false, earlier, of({ a: '一' })]);
});

test('once it is over nothing is kept or sent, an answer under way neither', async () => {
  const server = new Server();
  const { seen, sync, write } = page(server);
  write({ a: '一' });
  const sent = sync.flush();
  sync.end();
  await sent;
  write({ a: '一二' });
  sync.keepUnsent();
  expect([seen.device, seen.timers, server.saves]).toEqual([null, [], 1]);
});
