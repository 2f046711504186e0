// Every route of the interface's own description, called as it should be and as nobody should: nothing fails by itself.
// FUZZ_CALLS and FUZZ_SEED make it longer and other; `npm run fuzz` makes 5,000 calls.

import { Client } from '../support/client.ts';
import { type Call, Fuzzer, type Json, type OpenApi, type Pool, randomFrom } from '../support/fuzz.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const CALLS = Number(process.env.FUZZ_CALLS || 500);
const SEED = Number(process.env.FUZZ_SEED || 20_261_126);
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

async function poolOf(document: OpenApi): Promise<Pool> {
  const data = petition() as { [name: string]: Json };
  const filing: Json = { township: 'qingshi', form: 'petition-registration', data };
  const pool: Pool = { ids: [], words: ['qingshi', 'petition-registration'], cursors: [], objects: [data], bodies: {} };
  const cases = [];
  for (let filed = 0; filed < 3; filed++) cases.push(await office.file('qingshi', 'petition-registration', data));
  for (const call of ['POST /api/cases', 'POST /api/cases/preview']) pool.bodies[call] = [filing];
  const admin = await office.as('admin');
  const clerk = await office.as('clerk.qingshi');
  for (const [route, methods] of Object.entries(document.paths)) {
    if (!methods.get || route.includes('{') || route.includes('.')) continue;
    for (const client of [admin, clerk]) {
      const { status, body } = await client.get<Json>(
        `${route}${route === '/api/audit' || route === '/api/cases' ? '?limit=2' : ''}`,
      );
      if (status === 200) gather(pool, body);
    }
  }
  // A case's own ids and actions; twice as often as all the others together.
  for (const page of cases) for (let often = 0; often < 20; often++) gather(pool, page as unknown as Json);
  for (const [kind, key] of [
    ['forms', 'petition-registration'],
    ['rule-sets', 'demand-classification'],
    ['rule-sets', 'dispute-routing'],
    ['paths', 'general-petition-path'],
    ['calendars', 'china-2026'],
  ] as const) {
    const { status, body } = await admin.get<{ content: { [name: string]: Json } }>(`/api/${kind}/${key}/versions/1`);
    if (status !== 200) continue;
    pool.objects.push(body.content);
    for (const [call, content] of [
      [`PUT /api/${kind}/{key}/draft`, body.content],
      [`POST /api/${kind}/{key}/draft/check`, body.content],
      [`POST /api/${kind}`, { ...body.content, key: `fuzz-${key}` }],
    ] as const)
      pool.bodies[call] = [...(pool.bodies[call] ?? []), { content }];
  }
  return pool;
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
    const fuzzer = new Fuzzer(random, await poolOf(document));
    const heal = await healer();
    const clients = new Map<string, Client>();
    const clientOf = async (name: string): Promise<Client> => {
      const known = clients.get(name);
      if (known && (await known.get('/api/auth/session')).status === 200) return known;
      await heal();
      const client = await signIn(office.anyone, name, office.passwords[name] ?? '');
      clients.set(name, client);
      return client;
    };
    const failures: { status: number; call: Call; body: unknown }[] = [];
    const statuses: Record<string, number> = {};
    for (let count = 0; count < CALLS; count++) {
      const name = PEOPLE[Math.floor(random() * PEOPLE.length)] ?? 'admin';
      const call = fuzzer.call(document);
      const client = await clientOf(name);
      const { status, body, headers } = await client.send<unknown>(call.method, call.path, call.body, call);
      const family = `${Math.floor(status / 100)}xx`;
      statuses[family] = (statuses[family] ?? 0) + 1;
      const told = status < 400 || (headers.get('content-type') ?? '').startsWith('application/problem+json');
      if (status >= 500 || !told)
        failures.push({ status, call: { ...call, ...(call.body && { body: call.body.slice(0, 600) }) }, body });
    }
    expect(failures).toEqual([]);
    // Neither is everything refused before it is looked at, nor nothing.
    expect(statuses['2xx']).toBeGreaterThan(CALLS / 10);
    expect(statuses['4xx']).toBeGreaterThan(CALLS / 10);
  },
  CALLS * 1000,
);
