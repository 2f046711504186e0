// What is written down of what went wrong: everything that the process prints, read for what people sent.
import { join } from 'node:path';
import { readSettings } from '../../backend/src/config/settings.ts';
import { openDataSource } from '../../backend/src/database/data-source.ts';
import { openDatabase } from '../../backend/src/database/open-database.ts';
import { Client } from '../support/client.ts';
import { signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { serve, temporaryFolder } from '../support/process.ts';
import { ADMIN_PASSWORD, copyOf, template } from '../support/template.ts';

const MARK = 'MARKED11010519491231002X';

/** Breaks tables behind the product's back, so that statements fail which nothing that is sent could make fail. */
async function broken(env: Record<string, string>): Promise<void> {
  const database = await openDatabase(readSettings(env));
  const source = await openDataSource(database.connection);
  await source.query(`ALTER TABLE case_file ADD CONSTRAINT never CHECK (title NOT LIKE '%${MARK}%')`);
  await source.query('ALTER TABLE saved_view RENAME COLUMN query TO query_before');
  await source.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused: %', NEW.display_name; END $$`);
  await source.query('CREATE TRIGGER refuse BEFORE INSERT ON app_user FOR EACH ROW EXECUTE FUNCTION refuse()');
  await source.destroy();
  await database.close();
}

test('errors of every kind leave nothing of a statement, a parameter, a body, an address or a secret in the log', async () => {
  const { source, passwords } = await template('district');
  const { env, remove } = await copyOf(source, join(temporaryFolder(), 'data'));
  await broken(env);
  const server = await serve({ ...env, LOG_LEVEL: 'trace' });
  const anyone = new Client(server.base);
  const clerk = await signIn(anyone, 'clerk.qingshi', passwords['clerk.qingshi'] ?? '');
  const admin = await signIn(anyone, 'admin', ADMIN_PASSWORD);
  const { body: session } = await admin.get<{ scopes: { id: string }[] }>('/api/auth/session');
  const scopeId = session.scopes[0]?.id;
  const data = (over: object) => ({ township: 'qingshi', form: 'petition-registration', data: petition({ ...over }) });
  const json = { 'content-type': 'application/json' };
  const person = { username: 'x.y', displayName: MARK, scopeId, roles: [{ role: 'clerk', scopeId }] };
  const calls: [number, Promise<{ status: number }>][] = [
    // A constraint, a column that is gone, an exception that quotes what it was given.
    [500, clerk.post('/api/cases', data({ matterSummary: MARK }))],
    [500, clerk.post('/api/saved-views', { name: MARK, query: { q: MARK } })],
    [500, admin.post('/api/users', person)],
    // What is refused: by forms, by the contract, by the guard of the input, by the parser, by the framework.
    [422, clerk.post('/api/cases', data({ visitorMobile: MARK }))],
    [422, clerk.get(`/api/cases?limit=${MARK}`)],
    [422, clerk.post('/api/cases', data({ matterFacts: `${MARK}\u0000` }))],
    [400, clerk.send('POST', '/api/cases', `{"township": ${MARK}`, { headers: json })],
    [415, clerk.send('POST', '/api/cases', MARK, { headers: { 'content-type': `text/${MARK}` } })],
    [413, clerk.post('/api/cases', data({ matterFacts: MARK.repeat(100_000) }))],
    [404, clerk.get(`/api/cases/${MARK}`)],
    [404, clerk.get(`/api/${MARK}?name=${MARK}`)],
    [404, clerk.post(`/api/${MARK}?name=${MARK}`)],
    [400, clerk.get(`/api/cases?cursor=${MARK}`)],
    [400, clerk.get(`/api/forms/${MARK}%ED%A0%80/draft`)],
    [401, anyone.post('/api/auth/login', { username: MARK, password: MARK })],
    [
      401,
      anyone.get('/api/cases', { headers: { authorization: `Bearer ${MARK}`, cookie: `caseway_session=${MARK}` } }),
    ],
    [403, clerk.post('/api/saved-views', {}, { headers: { 'x-csrf-token': MARK } })],
    [
      422,
      clerk.post('/api/saved-views', { name: 'x', query: {} }, { headers: { 'idempotency-key': `${MARK} ${MARK}` } }),
    ],
  ];
  for (const [status, sent] of calls) expect((await sent).status).toBe(status);
  const unmasked = await clerk.get(`/api/cases?q=${MARK}`);
  expect(unmasked.status).toBe(200);
  server.child.kill('SIGTERM');
  const { stdout, stderr } = await server.gone;
  const log = stdout + stderr;
  // It does log: each failure once, with what it was and where.
  const errors = log.split('\n').filter((line) => line.includes('"unexpected error"'));
  expect(errors).toHaveLength(3);
  for (const line of errors)
    expect(JSON.parse(line).err).toMatchObject({ type: 'QueryFailedError', code: expect.any(String) });
  expect(log).toContain('"path":"/api/cases/:id"');
  const secrets = [MARK, ADMIN_PASSWORD, passwords['clerk.qingshi'] ?? '', ...Object.values(clerk.session).slice(1)];
  for (const secret of [...secrets, '110101199003070011', '王某某', 'INSERT INTO', 'SELECT '])
    expect([secret, log.includes(secret)]).toEqual([secret, false]);
  await remove();
});
