import type { Principal } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { FactFeed, idSince, type Wanted } from './fact-feed.ts';
import { type DecisionRef, ImpactStore, type SectionOf, type TableOf } from './impact-store.ts';
import { ImpactWorker } from './impact-worker.ts';
import type { FactRow, ToWorker } from './worker/protocol.ts';

type Message = Exclude<ToWorker, { type: 'ask' }>;

const NEVER = undefined as never;

/** Runs work at once and keeps in mind what it could have seen. */
class FakeTransactions extends Transactions {
  readonly scopes: string[] = [];
  scope = '';
  constructor() {
    super(NEVER, NEVER);
  }
  override async run<T>(principal: Principal, work: () => Promise<T>): Promise<T> {
    this.scopes.push(principal.scopePath);
    this.scope = principal.scopePath;
    return work();
  }
}

/** Decisions of townships, shown only where the scope of the transaction is the township's. */
class FakeStore extends ImpactStore {
  readonly byTownship = new Map<string, string[]>();
  /** How many news each look found. */
  readonly told: number[] = [];
  fails = false;
  private readonly running: FakeTransactions;
  constructor(transactions: FakeTransactions) {
    super(transactions);
    this.running = transactions;
  }
  private seen(): string[] {
    return this.byTownship.get(this.running.scope) ?? [];
  }
  override async decisions(): Promise<DecisionRef[]> {
    return this.seen().map((id) => ({ id, madeUp: false }));
  }
  override async among(ids: readonly string[]): Promise<DecisionRef[]> {
    return this.seen()
      .filter((id) => ids.includes(id))
      .map((id) => ({ id, madeUp: false }));
  }
  override async personsAmong(): Promise<string[]> {
    return [];
  }
  override async news(since: string, seen: readonly string[]) {
    const all = [...this.byTownship].flatMap(([path, ids]) => ids.map((id) => ({ id, townshipId: path, form: 'f' })));
    const found = all.filter(({ id }) => id >= since && !seen.includes(id));
    this.told.push(found.length);
    return found;
  }
  override async facts(ids: readonly string[], _: TableOf, { townshipId }: SectionOf): Promise<FactRow[]> {
    if (this.fails) throw new Error('the database is away');
    return ids.map((id) => ({
      id,
      caseId: id,
      subject: id,
      decidedAt: 0,
      day: 0,
      scopePath: townshipId,
      formVersion: '',
      person: false,
      madeUp: false,
      facts: '{}',
      fill: '{}',
    }));
  }
}

class FakeWorker extends ImpactWorker {
  readonly messages: Message[] = [];
  held = 0;
  private told: () => void = () => undefined;
  override onLost(callback: () => void): void {
    this.told = callback;
  }
  override post(message: Message): void {
    this.messages.push(message);
  }
  override get bytes(): number {
    return this.held;
  }
  die(): void {
    this.told();
  }
  get sent(): FactRow[] {
    return this.messages.flatMap((message) => (message.type === 'append' ? message.rows : []));
  }
}

const section = (townshipId: string): SectionOf => ({
  form: 'f',
  townshipId,
  townshipKey: townshipId,
  townshipPath: townshipId,
});
const TABLE: TableOf = { kind: 'routing', document: '' };
const A = '/d/a/';
const B = '/d/b/';
const both = (keep = ['n']): Wanted => ({ table: TABLE, sections: [section(A), section(B)], keep: new Set(keep) });

const HOUR_MS = 3_600_000;
/** Ids of decisions made long ago, and one made now. */
const old = (count: number, mark: string) =>
  Array.from({ length: count }, (_, index) => `${idSince(Date.now() - HOUR_MS).slice(0, 24)}${mark}${index}`);
const fresh = (mark: string) => `${idSince(Date.now()).slice(0, 24)}${mark}`;

let transactions: FakeTransactions;
let store: FakeStore;
let worker: FakeWorker;
let feed: FactFeed;
beforeEach(() => {
  transactions = new FakeTransactions();
  store = new FakeStore(transactions);
  worker = new FakeWorker();
  feed = new FactFeed(store, worker, transactions);
});
afterEach(() => feed.onApplicationShutdown());

async function complete(wanted: Wanted): Promise<void> {
  while (!feed.progress(wanted).complete) await new Promise((resolve) => setImmediate(resolve));
}

test('a first answer comes from a sample of all townships alike; then everything is there, each decision once', async () => {
  store.byTownship.set(A, old(9_000, 'a')).set(B, old(1_000, 'b'));
  await feed.ensure(both());
  const first = feed.progress(both());
  expect(first).toMatchObject({ complete: false, total: 10_000 });
  expect(first.loaded).toBeLessThan(6_000);
  const ofB = worker.sent.filter(({ scopePath }) => scopePath === B).length;
  expect(ofB).toBeGreaterThan(0);
  await complete(both());
  expect(worker.sent).toHaveLength(10_000);
  expect(new Set(worker.sent.map(({ id }) => id)).size).toBe(10_000);
});

test('facts are read under the scope of one township at a time, never under more', async () => {
  store.byTownship.set(A, old(10, 'a')).set(B, old(10, 'b'));
  await feed.ensure(both());
  await complete(both());
  expect(new Set(transactions.scopes)).toEqual(new Set([A, B]));
});

test('few decisions are exact at once, and nothing at all too', async () => {
  store.byTownship.set(A, old(300, 'a'));
  await feed.ensure(both());
  expect(feed.progress(both())).toMatchObject({ complete: true, loaded: 300, total: 300 });
});

test('what is decided since is sent with the next question, once', async () => {
  store.byTownship.set(A, old(3, 'a')).set(B, []);
  await feed.ensure(both());
  await feed.refresh(both());
  expect(worker.sent).toHaveLength(3);
  const [news, other] = [fresh('a9'), fresh('c9')];
  store.byTownship.get(A)?.push(news);
  // Of a township that nobody asked about: it stays where it is.
  store.byTownship.set('/d/c/', [other]);
  await feed.refresh(both());
  await feed.refresh(both());
  expect(worker.sent.map(({ id }) => id).filter((id) => id === news)).toHaveLength(1);
  expect(worker.sent.map(({ id }) => id)).not.toContain(other);
  // Not told again either: after an import there are thousands, and every key asks.
  expect(store.told).toEqual([0, 2, 0]);
});

test('a decision whose transaction ended late is found all the same', async () => {
  store.byTownship.set(A, []).set(B, []);
  await feed.ensure(both());
  await feed.refresh(both());
  // Made five minutes before the last look, seen only now.
  const late = `${idSince(Date.now() - 5 * 60_000).slice(0, 24)}a1`;
  store.byTownship.get(A)?.push(late);
  await feed.refresh(both());
  expect(worker.sent.map(({ id }) => id)).toEqual([late]);
});

test('a table opened without a fact that is needed now is read anew, with all that was held before', async () => {
  store.byTownship.set(A, old(5, 'a'));
  await feed.ensure(both(['n']));
  await feed.ensure(both(['m']));
  const opened = worker.messages.flatMap((message) => (message.type === 'open' ? [message.keep] : []));
  expect(opened).toEqual([['n'], ['n', 'm']]);
  expect(worker.sent).toHaveLength(10);
  await feed.ensure(both(['n']));
  expect(worker.sent).toHaveLength(10);
});

test('after the worker is gone everything is read again', async () => {
  store.byTownship.set(A, old(5, 'a'));
  await feed.ensure(both());
  worker.die();
  expect(feed.progress(both()).complete).toBe(false);
  await feed.ensure(both());
  expect(worker.sent).toHaveLength(10);
});

test('a database that is away fails the question, and not the next one', async () => {
  store.byTownship.set(A, old(5, 'a'));
  store.fails = true;
  await expect(feed.ensure(both())).rejects.toThrow('the database is away');
  store.fails = false;
  await feed.ensure(both());
  expect(feed.progress(both())).toMatchObject({ complete: true, loaded: 5 });
});

test('more than there is room for stays a sample, and says so', async () => {
  store.byTownship.set(A, old(9_000, 'a')).set(B, old(1_000, 'b'));
  worker.held = 1024 ** 3;
  await feed.ensure(both());
  await new Promise((resolve) => setImmediate(resolve));
  const progress = feed.progress(both());
  expect(progress).toMatchObject({ complete: false, limited: true });
  expect(progress.loaded).toBe(worker.sent.length);
  expect(progress.loaded).toBeLessThan(6_000);
});

test('the smallest id of a moment sorts before every id made from then on', () => {
  expect(idSince(0)).toBe('00000000-0000-0000-0000-000000000000');
  expect(idSince(0x0190_1234_5678)).toBe('01901234-5678-0000-0000-000000000000');
});
