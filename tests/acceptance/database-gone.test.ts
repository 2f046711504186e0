// A database that is gone, and one that says nothing any more: told as what it is, in time, and over when it is back.
import { join } from 'node:path';
import { createApp, type RunningApp } from '../../backend/src/bootstrap.ts';
import { readSettings } from '../../backend/src/config/settings.ts';
import { Client } from '../support/client.ts';
import { type DatabaseProxy, databaseProxy } from '../support/database-proxy.ts';
import { signIn } from '../support/office.ts';
import { temporaryFolder } from '../support/process.ts';
import { ADMIN_PASSWORD, copyOf, template } from '../support/template.ts';

let line: DatabaseProxy;
let running: RunningApp;
let admin: Client;
let remove: () => Promise<void>;

beforeAll(async () => {
  const { source } = await template('district');
  const copied = await copyOf(source, join(temporaryFolder(), 'data'));
  remove = copied.remove;
  line = await databaseProxy(readSettings(copied.env));
  running = await createApp(
    readSettings({
      ...copied.env,
      DATABASE_URL: line.url,
      DATA_DIR: join(temporaryFolder(), 'data'),
      DATABASE_CONNECT_SECONDS: '2',
      // What takes its time keeps its minute: nobody waits that long at the screen.
      DATABASE_REQUEST_SECONDS: '1',
    }),
  );
  await running.app.listen(0, '127.0.0.1');
  admin = await signIn(new Client((await running.app.getUrl()).replace('[::1]', '127.0.0.1')), 'admin', ADMIN_PASSWORD);
});
afterAll(async () => {
  await line.restore();
  await running.close();
  await line.close();
  await remove();
});
afterEach(() => line.restore());

const within = async (most: number, path: string): Promise<{ status: number; type: string; retry: string | null }> => {
  const before = performance.now();
  const { status, body, headers } = await admin.get<{ type: string }>(path);
  expect(performance.now() - before).toBeLessThan(most);
  return { status, type: body.type, retry: headers.get('retry-after') };
};
const UNAVAILABLE = { status: 503, type: 'urn:caseway:problem:unavailable', retry: '5' };

/** Asks until it is answered well again: connections that broke are replaced as they are met. */
async function comesBack(): Promise<void> {
  for (;;) {
    if ((await admin.get('/api/users')).status === 200 && (await admin.get('/api/health/ready')).status === 200) return;
  }
}

test('that is gone is 503 and is asked again later; alive is alive; once it is back all is well', async () => {
  expect((await admin.get('/api/users')).status).toBe(200);
  await line.cut();
  expect(await within(2000, '/api/health/ready')).toEqual(UNAVAILABLE);
  expect(await within(10_000, '/api/users')).toEqual(UNAVAILABLE);
  expect((await admin.get('/api/health/live')).status).toBe(200);
  const login = await new Client(admin.base).post('/api/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
  expect(login.status).toBe(503);
  await line.restore();
  await comesBack();
});

test('that says nothing is 503 after the time it is given, and is not ready within two seconds', async () => {
  await comesBack();
  line.silence();
  const asked = Array.from({ length: 4 }, () => within(20_000, '/api/users'));
  expect(await within(2000, '/api/health/ready')).toEqual(UNAVAILABLE);
  expect(await Promise.all(asked)).toEqual(Array(4).fill(UNAVAILABLE));
  await line.cut();
  await line.restore();
  await comesBack();
});
