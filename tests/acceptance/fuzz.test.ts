// Every route of the interface's own description, called as it should be and as nobody should: nothing fails by itself.
// As many calls as fit into a minute of one core; FUZZ_CALLS and FUZZ_SEED make it longer and other, `npm run fuzz` makes 5,000.

import { Client } from '../support/client.ts';
import {
  type Call,
  Fuzzer,
  type Json,
  type OpenApi,
  type Pool,
  type Route,
  randomFrom,
  routesOf,
} from '../support/fuzz.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const CALLS = Number(process.env.FUZZ_CALLS || 1500);
const SEED = Number(process.env.FUZZ_SEED || 20_261_126);
/** So many come at once. */
const AT_ONCE = 8;
const KINDS = ['forms', 'rule-sets', 'paths', 'calendars'];
const PEOPLE = [
  'admin',
  'admin',
  'policy',
  'clerk.qingshi',
  'centre.qingshi',
  'mayor.qingshi',
  'labour.qingshi',
  'auditor',
];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What can be named, of whatever can be read. */
function gather(pool: Pool, value: Json, name = ''): void {
  if (typeof value === 'string') {
    if (UUID.test(value)) pool.ids.push(value);
    else if (name === 'nextCursor') pool.cursors.push(value);
    else if (['key', 'number', 'action', 'form', 'username', 'category', 'path'].includes(name)) pool.words.push(value);
  } else if (value !== null && typeof value === 'object') {
    for (const [member, inner] of Object.entries(value)) gather(pool, inner, Array.isArray(value) ? name : member);
  }
}

/** What each part of an address names, of what is listed and of what stands in a case. */
function named(pool: Pool, of: string, value: Json): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  const name = typeof value.id === 'string' ? value.id : value.key;
  if (typeof name === 'string') pool.of[of] = [...(pool.of[of] ?? []), name];
}

async function poolOf(document: OpenApi): Promise<Pool> {
  const data = petition() as { [name: string]: Json };
  const filing: Json = { township: 'qingshi', form: 'petition-registration', data };
  const pool: Pool = {
    ids: [],
    of: {},
    words: ['qingshi', 'petition-registration'],
    cursors: [],
    objects: [data],
    bodies: {},
  };
  const cases = [];
  for (let filed = 0; filed < 3; filed++) cases.push(await office.file('qingshi', 'petition-registration', data));
  for (const call of ['POST /api/cases', 'POST /api/cases/preview']) pool.bodies[call] = [filing];
  pool.bodies['PUT /api/drafts/{id}'] = [{ township: 'qingshi', form: 'petition-registration', version: 1, data }];
  const admin = await office.as('admin');
  const clerk = await office.as('clerk.qingshi');
  for (const [route, methods] of Object.entries(document.paths)) {
    if (!methods.get || route.includes('{') || route.includes('.')) continue;
    for (const client of [admin, clerk]) {
      const { status, body } = await client.get<{ items?: Json[] }>(
        `${route}${route === '/api/audit' || route === '/api/cases' ? '?limit=2' : ''}`,
      );
      if (status !== 200) continue;
      gather(pool, body as Json);
      for (const item of body.items ?? []) named(pool, route.split('/').at(-1) ?? '', item);
    }
  }
  // A case's own ids and actions; twice as often as all the others together.
  for (const page of cases) {
    for (let often = 0; often < 20; often++) gather(pool, page as unknown as Json);
    for (const [of, items] of [
      ['cases', [page]],
      ['actions', page.actions],
      ['tasks', page.tasks],
    ] as const)
      for (const item of items) named(pool, of, item as unknown as Json);
  }
  for (const kind of KINDS) {
    const keys = (pool.of[kind] ?? []).slice(0, 3);
    // Nothing is fuzzed by a document that is not there.
    expect([kind, keys.length > 0]).toEqual([kind, true]);
    for (const key of keys) {
      const { content } = await admin.ok(
        admin.get<{ content: { [name: string]: Json } }>(`/api/${kind}/${key}/versions/1`),
      );
      pool.objects.push(content);
      for (const [call, body] of [
        [`PUT /api/${kind}/{key}/draft`, content],
        [`POST /api/${kind}/{key}/draft/check`, content],
        [`POST /api/${kind}`, { ...content, key: `fuzz-${key}` }],
      ] as const)
        pool.bodies[call] = [...(pool.bodies[call] ?? []), { content: body }];
    }
  }
  return pool;
}

/** Where the ETag of what a call changes is read: the tagged answer below the same thing. */
function whereRead(document: OpenApi, { route, path }: Call): string | null {
  const depth = 4;
  const thing = route.split('/').slice(0, depth).join('/');
  const tagged = routesOf(document).find(
    (other) =>
      other.method === 'GET' && other.route.startsWith(thing) && other.operation.responses['200']?.headers?.ETag,
  );
  if (!tagged) return null;
  const here = path.split('?')[0]?.split('/').slice(0, depth).join('/') ?? '';
  return here + tagged.route.slice(thing.length);
}

/** People as they were at first: calls may have disabled them or reset their passwords. */
async function healer(): Promise<() => Promise<void>> {
  const people = await office.sql<{ id: string; hash: string }>('SELECT id, password_hash AS hash FROM app_user');
  return async () => {
    for (const { id, hash } of people) {
      const set = `UPDATE app_user SET status = 'active', password_hash = $2, must_change_password = false WHERE id = $1`;
      await office.sql(set, [id, hash]);
    }
    await office.sql('DELETE FROM login_throttle');
  };
}

test(
  `of ${CALLS} calls made from the description none is a 500, and every refusal is a problem document`,
  async () => {
    const { body: document } = await office.anyone.get<OpenApi>('/api/openapi.json');
    const random = randomFrom(SEED);
    const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const fuzzer = new Fuzzer(random, await poolOf(document));
    const heal = await healer();
    const clients = new Map<string, Promise<Client>>();
    const clientOf = (name: string): Promise<Client> => {
      const fresh = async () => {
        await heal();
        return signIn(office.anyone, name, office.passwords[name] ?? '');
      };
      const client = clients.get(name) ?? fresh();
      clients.set(name, client);
      return client;
    };
    const failures: { status: number; call: Call; body: unknown }[] = [];
    const statuses: Record<string, number> = {};
    const edits = { asRead: 0, taken: 0 };
    const answered = new Set<string>();
    const send = async (name: string, call: Call): Promise<void> => {
      const client = await clientOf(name);
      const at = call.asRead ? whereRead(document, call) : null;
      const etag = at && (await client.get(at)).headers.get('etag');
      const headers = { ...call.headers, ...(etag && { 'if-match': etag }) };
      const {
        status,
        body,
        headers: told,
      } = await client.send<unknown>(call.method, call.path, call.body, { headers });
      if (status === 401 || (status === 403 && call.route.startsWith('/api/auth'))) clients.delete(name);
      const family = `${Math.floor(status / 100)}xx`;
      statuses[family] = (statuses[family] ?? 0) + 1;
      answered.add(`${call.method} ${call.route}`);
      if (etag && ![401, 403, 404].includes(status)) {
        edits.asRead++;
        if (![412, 428].includes(status)) edits.taken++;
      }
      const problem = (told.get('content-type') ?? '').startsWith('application/problem+json');
      if (status >= 500 || (status >= 400 && !problem))
        failures.push({ status, call: { ...call, ...(call.body && { body: call.body.slice(0, 600) }) }, body });
    };
    const routes = routesOf(document);
    for (let count = 0; count < CALLS; count += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, CALLS - count) }, (_, index) => {
        // Every route first, then any.
        const route: Route = routes[count + index] ?? one(routes);
        return { name: one(PEOPLE), call: fuzzer.call(route) };
      });
      await Promise.all(batch.map(({ name, call }) => send(name, call)));
    }
    expect(failures).toEqual([]);
    expect([...answered].sort()).toEqual(routes.map(({ method, route }) => `${method} ${route}`).sort());
    // Neither is everything refused before it is looked at, nor nothing.
    expect(statuses['2xx']).toBeGreaterThan(CALLS / 10);
    expect(statuses['4xx']).toBeGreaterThan(CALLS / 10);
    // Most edits with the tag that was read come to their body.
    expect(edits.asRead).toBeGreaterThan(CALLS / 25);
    expect(edits.taken / edits.asRead).toBeGreaterThan(0.6);
  },
  CALLS * 1000,
);
