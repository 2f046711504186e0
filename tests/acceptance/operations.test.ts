// The product as its operator meets it: processes, settings, the plug pulled. What runs is the build (npm test makes it).
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FiledCase } from '../../backend/src/contract/index.ts';
import { Client } from '../support/client.ts';
import { signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { run, serve, temporaryFolder } from '../support/process.ts';
import { onServer, SERVER, urlOf } from '../support/server-database.ts';
import { copyOf, SECRET, template } from '../support/template.ts';

const MAIN = 'backend/dist/main.js';
const removals: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removals) await remove();
});

async function copy(): Promise<{ env: Record<string, string>; passwords: Record<string, string> }> {
  const { source, passwords } = await template('district');
  const { env, remove } = await copyOf(source, join(temporaryFolder(), 'data'));
  removals.push(remove);
  return { env, passwords };
}

describe('a wrong setting stops the start with one line that names it and the mend', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a port that is none', { PORT: 'many' }, /^PORT="many" .*3000/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL="loud" .*info/],
    ['another kind of database', { DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL .*postgres:\/\//],
    ['a server without a secret', { DATABASE_URL: 'postgres://x/y' }, /^CASEWAY_SECRET is missing/],
    ['a short secret', { CASEWAY_SECRET: 'short' }, /^CASEWAY_SECRET is too short/],
    ['a short password', { CASEWAY_ADMIN_PASSWORD: 'short' }, /^CASEWAY_ADMIN_PASSWORD is too short/],
    ['a time that is none', { DATABASE_LOCK_SECONDS: 'soon' }, /^DATABASE_LOCK_SECONDS="soon" .*10/],
    ['an address of another machine', { HOST: '192.0.2.1', FILL: 'yes' }, /^HOST=192\.0\.2\.1 .*127\.0\.0\.1/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://caseway:hidden@127.0.0.1:9/caseway', CASEWAY_SECRET: SECRET },
      /^DATABASE_URL: the database caseway at 127\.0\.0\.1:9 cannot be reached/,
    ],
  ])('%s', async (_, { FILL, ...env }, line) => {
    const filled = FILL ? (await copy()).env : { DATA_DIR: join(temporaryFolder(), 'data') };
    const { code, stdout, stderr } = await run(MAIN, [], { ...filled, ...env });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(stdout + stderr).not.toMatch(/hidden|ready/);
  });

  test('a folder that cannot be written', async () => {
    const folder = temporaryFolder();
    // Root may write anywhere: a file where the folder should be stops everybody.
    writeFileSync(join(folder, 'data'), 'a file');
    const { code, stderr } = await run(MAIN, [], { DATA_DIR: join(folder, 'data') });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^DATA_DIR=.* cannot be written .*another folder\.\n$/)]);
    if (process.getuid?.() === 0) return;
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    expect((await run(MAIN, [], { DATA_DIR: closed })).stderr).toMatch(/cannot be written/);
  });

  test('a port in use', async () => {
    const { env } = await copy();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run(MAIN, [], { ...env, PORT: String(port) });
    other.close();
    expect([code, stderr]).toEqual([1, `PORT=${port} is in use: stop what uses it, or set PORT to another one.\n`]);
  });

  test('another secret than the one that sealed the data', async () => {
    const { env } = await copy();
    const { code, stderr } = await run(MAIN, [], { ...env, CASEWAY_SECRET: `${SECRET} changed` });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^CASEWAY_SECRET is not the one .*\n$/)]);
  });
});

const onEmbedded = SERVER ? test.skip : test;

onEmbedded('a second process on the same data folder is turned away, and the first one goes on', async () => {
  const { env } = await copy();
  const first = await serve(env);
  const second = await run(MAIN, [], env);
  expect([second.code, second.stderr]).toEqual([
    1,
    expect.stringMatching(/^Process \d+ is already using DATA_DIR=.*\n$/),
  ]);
  expect((await fetch(`${first.base}/api/health/ready`)).status).toBe(200);
  first.child.kill('SIGTERM');
  expect((await first.gone).code).toBe(0);
  // The folder is free again.
  const third = await serve(env);
  third.child.kill('SIGTERM');
  expect((await third.gone).code).toBe(0);
});

onEmbedded('a data folder whose secret is gone is not opened with a new one', async () => {
  const { env } = await copy();
  const { CASEWAY_SECRET: _, ...without } = env;
  const { code, stderr } = await run(MAIN, [], without);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/secret is gone, but there is a database/)]);
});

test('an empty database server is founded: a district, an admin, the shipped configuration, and no invented people', async () => {
  if (!SERVER) return;
  const database = `caseway_founding_${process.pid}`;
  await onServer(`CREATE DATABASE ${database}`);
  const env = { DATABASE_URL: urlOf(database), CASEWAY_SECRET: SECRET, DATA_DIR: join(temporaryFolder(), 'data') };
  const refused = await run(MAIN, [], env);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^CASEWAY_ADMIN_PASSWORD is missing/)]);
  const server = await serve({ ...env, CASEWAY_ADMIN_PASSWORD: 'a founding password', CASEWAY_DISTRICT: '青山区' });
  const admin = await signIn(new Client(server.base), 'admin', 'a founding password');
  const users = await admin.ok(admin.get<{ items: unknown[] }>('/api/users'));
  const scopes = await admin.ok(admin.get<{ items: { title: Record<string, string> }[] }>('/api/townships'));
  const forms = await admin.ok(admin.get<{ items: { latest: number }[] }>('/api/forms'));
  const shipped = readdirSync('form-schemas/library').filter((name) => name.endsWith('.json'));
  expect([users.items.length, scopes.items.map(({ title }) => title['zh-CN']), forms.items.length]).toEqual([
    1,
    ['青山区'],
    shipped.length,
  ]);
  server.child.kill('SIGTERM');
  await server.gone;
  await onServer(`DROP DATABASE ${database} WITH (FORCE)`);
});

test('a request that was taken is finished before the server goes', async () => {
  const { env, passwords } = await copy();
  const server = await serve(env);
  const clerk = await signIn(new Client(server.base), 'clerk.qingshi', passwords['clerk.qingshi'] ?? '');
  const body = JSON.stringify({ township: 'qingshi', form: 'petition-registration', data: petition() });
  const headers = { ...clerk.session, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const filing = request(`${server.base}/api/cases`, {
    method: 'POST',
    headers: { ...headers, expect: '100-continue' },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    filing.on('response', (response) => resolve(response.resume().statusCode));
    filing.on('error', reject);
  });
  // The server says itself that it has taken the request and waits for the rest of it.
  await new Promise<void>((resolve) => {
    filing.on('continue', resolve);
    filing.flushHeaders();
  });
  server.child.kill('SIGTERM');
  filing.end(body);
  expect(await status).toBe(201);
  expect((await server.gone).code).toBe(0);
});

test('a request that is never sent whole holds up nobody who ends the server', async () => {
  const { env } = await copy();
  const server = await serve(env);
  const { port } = new URL(server.base);
  const head = 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n';
  const half = [
    // In the middle of the head, and in the middle of the body.
    head,
    `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"username":`,
  ].map((text) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    return new Promise<void>((resolve) => socket.write(text, () => resolve()));
  });
  await Promise.all(half);
  // The server has seen what came before.
  expect((await fetch(`${server.base}/api/health/live`)).status).toBe(200);
  const before = Date.now();
  server.child.kill('SIGTERM');
  expect((await server.gone).code).toBe(0);
  expect(Date.now() - before).toBeLessThan(15_000);
});

describe('npm start', () => {
  /** The children of a process, and theirs: what `npm start` is made of. */
  function treeOf(pid: number): number[] {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
  }
  const isThere = (pid: number): boolean => {
    try {
      // A process that has ended and was not waited for is still listed.
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };

  test.each<[string, NodeJS.Signals, (tree: number[]) => number | undefined]>([
    ['asked to end', 'SIGTERM', (tree) => tree[0]],
    ['killed without a word', 'SIGKILL', (tree) => tree[0]],
    ['ended at its innermost process', 'SIGTERM', (tree) => tree.at(-1)],
  ])('%s leaves no server behind', async (_, signal, chosen) => {
    if (!existsSync('/proc/self/task')) return;
    const { env } = await copy();
    const npm = await serve(env, ['npm', 'start']);
    const tree = treeOf(npm.child.pid ?? 0);
    process.kill(chosen(tree) ?? 0, signal);
    while (tree.some(isThere)) await wait(50);
    await expect(fetch(`${npm.base}/api/health/live`)).rejects.toThrow();
    // Port and data folder are free.
    const again = await serve({ ...env, PORT: new URL(npm.base).port });
    again.child.kill('SIGTERM');
    expect((await again.gone).code).toBe(0);
  });
});

test('the plug pulled in the middle of filing leaves every case whole, and none that was told is lost', async () => {
  const { env, passwords } = await copy();
  const server = await serve(env);
  const clerk = await signIn(new Client(server.base), 'clerk.qingshi', passwords['clerk.qingshi'] ?? '');
  const told: string[] = [];
  let enough: () => void = () => undefined;
  const some = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const filers = Array.from({ length: 4 }, async (_, filer) => {
    for (let turn = 0; turn < 200; turn++) {
      const body = { township: 'qingshi', form: 'petition-registration', data: petition() };
      const extra = { headers: { 'idempotency-key': `kill-${filer}-${turn}` } };
      const reply = await clerk.post<FiledCase>('/api/cases', body, extra).catch(() => null);
      if (!reply) return;
      if (reply.status === 201) told.push(reply.body.number);
      if (told.length === 12) enough();
    }
  });
  await some;
  server.child.kill('SIGKILL');
  await Promise.all(filers);
  await server.gone;

  const again = await serve(env);
  const auditor = await signIn(new Client(again.base), 'auditor', passwords.auditor ?? '');
  const numbers: string[] = [];
  const ids: string[] = [];
  let cursor = '';
  do {
    const page = await auditor.ok(
      auditor.get<{ items: { id: string; number: string; nextDeadline: unknown }[]; nextCursor: string | null }>(
        `/api/cases?limit=100&sort=number${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      ),
    );
    numbers.push(...page.items.map(({ number }) => number));
    ids.push(...page.items.map(({ id }) => id));
    expect(page.items.filter(({ nextDeadline }) => nextDeadline === null)).toEqual([]);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  for (const number of told) expect(numbers).toContain(number);
  // No number was skipped, and none given twice.
  expect(numbers.map((number) => Number(number.slice(-6)))).toEqual(numbers.map((_, index) => index + 1));
  for (const id of ids) {
    const [decisions, timeline, page, trail] = await Promise.all([
      auditor.ok(auditor.get<{ items: unknown[] }>(`/api/cases/${id}/decisions`)),
      auditor.ok(auditor.get<{ items: { kind: string }[] }>(`/api/cases/${id}/timeline`)),
      auditor.ok(auditor.get<{ tasks: unknown[] }>(`/api/cases/${id}`)),
      auditor.ok(auditor.get<{ items: unknown[] }>(`/api/audit?objectId=${id}`)),
    ]);
    expect(decisions.items.length).toBeGreaterThanOrEqual(2);
    expect(timeline.items.map(({ kind }) => kind)).toContain('filed');
    expect([page.tasks.length > 0, trail.items.length]).toEqual([true, 1]);
  }
  const audit = await auditor.ok(auditor.get<{ verification: { intact: boolean }[] }>('/api/audit'));
  expect(audit.verification.every(({ intact }) => intact)).toBe(true);
  again.child.kill('SIGTERM');
  await again.gone;
});

test('a backup restores the whole of it into an empty place, and a broken one restores nothing', async () => {
  const { env, passwords } = await copy();
  // Received today, so that no deadline passes while the server runs on the machine's own clock.
  const today = new Date().toISOString().slice(0, 10);
  const server = await serve(env);
  const clerk = await signIn(new Client(server.base), 'clerk.qingshi', passwords['clerk.qingshi'] ?? '');
  const body = { township: 'qingshi', form: 'petition-registration', data: petition({ dayReceived: today }) };
  const filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  const [begun, sent] = ['01890000-0000-7000-8000-00000000000b', '01890000-0000-7000-8000-00000000000c'];
  const draft = { township: 'qingshi', form: 'petition-registration', version: 1, data: { matterSummary: '写了一半' } };
  const none = { headers: { 'if-match': '"0"' } };
  await clerk.ok(clerk.put(`/api/drafts/${begun}`, draft, none));
  await clerk.ok(clerk.post('/api/cases', { ...body, draft: sent }));
  await clerk.ok(clerk.put(`/api/cases/${filed.id}/actions/any/draft`, { data: { word: '写了一半' } }, none));
  const about = { ...petition({ dayReceived: today }), matterSummary: '另一件相关的事' };
  const other = await clerk.ok(clerk.post<FiledCase>('/api/cases', { ...body, data: about }));
  await clerk.ok(clerk.post(`/api/cases/${filed.id}/links`, { case: other.id, kind: 'related' }));
  const ofPerson = async (client: Client) => {
    const found = await client.ok(
      client.post<{ items: { number: string }[] }>('/api/cases/search', { name: '王某某', reason: '核对备份' }),
    );
    return found.items.map(({ number }) => number).toSorted();
  };
  const linked = (client: Client) => client.ok(client.get<object>(`/api/cases/${filed.id}/links`));
  const [people, links] = [await ofPerson(clerk), await linked(clerk)];
  const before = await clerk.ok(clerk.get(`/api/cases/${filed.id}`));
  expect([people.includes(filed.number), JSON.stringify(links).includes(other.number)]).toEqual([true, true]);
  server.child.kill('SIGTERM');
  await server.gone;

  const folder = temporaryFolder();
  const file = join(folder, 'caseway.backup');
  const CLI = 'backend/dist/cli/main.js';
  const made = await run(CLI, ['backup', file], env);
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect((await run(CLI, ['backup', file], env)).stderr).toMatch(/there is a file already/);

  const empty = await emptyPlace();
  const occupied = await run(CLI, ['restore', file], env);
  expect([occupied.code, occupied.stderr]).toEqual([2, expect.stringMatching(/^The database is not empty.*\n$/)]);
  const cut = join(folder, 'cut.backup');
  writeFileSync(cut, readFileSync(file).subarray(0, -2000));
  expect((await run(CLI, ['restore', cut], empty)).stderr).toMatch(/no whole Caseway backup|cut short/);
  const foreign = await run(CLI, ['restore', file], { ...empty, CASEWAY_SECRET: `${SECRET} of another office` });
  expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringMatching(/^CASEWAY_SECRET is not the one/)]);

  const restored = await run(CLI, ['restore', file], empty);
  expect([restored.code, restored.stderr]).toEqual([0, '']);
  const second = await serve(empty);
  const again = await signIn(new Client(second.base), 'clerk.qingshi', passwords['clerk.qingshi'] ?? '');
  expect(await again.ok(again.get(`/api/cases/${filed.id}`))).toEqual(before);
  expect([await ofPerson(again), await linked(again)]).toEqual([people, links]);
  const look = await again.ok(
    again.post<{ data: Record<string, string> }>(`/api/cases/${filed.id}/unmask`, { reason: '核对备份' }),
  );
  expect(look.data.visitorFullName).toBe('王某某');
  expect(await again.ok(again.get(`/api/drafts/${begun}`))).toMatchObject({ title: '写了一半', data: draft.data });
  expect((await again.get(`/api/drafts/${sent}`)).status).toBe(409);
  const step = await again.ok(again.get(`/api/cases/${filed.id}/actions/any/draft`));
  expect(step).toMatchObject({ data: { word: '写了一半' } });
  second.child.kill('SIGTERM');
  await second.gone;
}, 120_000);

async function emptyPlace(): Promise<Record<string, string>> {
  const folder = join(temporaryFolder(), 'data');
  removals.push(async () => rmSync(folder, { recursive: true, force: true }));
  if (!SERVER) return { DATA_DIR: folder, CASEWAY_SECRET: SECRET };
  const database = `caseway_restore_${process.pid}`;
  await onServer(`CREATE DATABASE ${database}`);
  removals.push(async () => {
    await onServer(`DROP DATABASE ${database} WITH (FORCE)`);
  });
  return { DATA_DIR: folder, CASEWAY_SECRET: SECRET, DATABASE_URL: urlOf(database) };
}
