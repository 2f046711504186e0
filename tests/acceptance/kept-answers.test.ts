// Answers kept for retries hold what was answered: identity numbers, one-time passwords, tokens.
import { Housekeeping } from '../../backend/src/features/housekeeping/housekeeping.service.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { ADMIN_PASSWORD } from '../support/template.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });
const kept = async (): Promise<{ key: string; row: string }[]> =>
  office.sql<{ key: string; row: string }>('SELECT key, k::text AS row FROM idempotency_key k');

test('are sealed: neither what was asked nor what was answered can be read, and a retry reads it all the same', async () => {
  const admin = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  const { id } = await office.township('baiyun');
  const person = { username: 'kept.clerk', displayName: '新人', scopeId: id, roles: [{ role: 'clerk', scopeId: id }] };
  const made = await admin.ok(admin.post<{ oneTimePassword: string }>('/api/users', person, keyed('person')));
  const again = await admin.ok(admin.post<{ oneTimePassword: string }>('/api/users', person, keyed('person')));
  expect(again).toEqual(made);
  const body = { name: 'nightly', scopes: ['read'], expiresInDays: 1 };
  const { token } = await admin.ok(admin.post<{ token: string }>('/api/auth/tokens', body, keyed('token')));
  const clerk = await office.as('clerk.qingshi');
  const filing = { township: 'qingshi', form: 'petition-registration', data: petition() };
  const preview = await clerk.ok(clerk.post('/api/cases/preview', filing, keyed('preview')));
  expect(await clerk.ok(clerk.post('/api/cases/preview', filing, keyed('preview')))).toEqual(preview);
  const filed = await clerk.ok(clerk.post<{ id: string }>('/api/cases', filing, keyed('filing')));
  await clerk.ok(clerk.post(`/api/cases/${filed.id}/unmask`, { reason: '核对' }, keyed('unmask')));
  const rows = await kept();
  expect(rows.map(({ key }) => key).sort()).toEqual(['filing', 'person', 'preview', 'token', 'unmask']);
  const text = JSON.stringify(rows.map(({ row }) => row));
  for (const secret of [made.oneTimePassword, token, '110101199003070011', '13900000001', '王某某', 'kept.clerk'])
    expect([text.includes(secret), text.includes(Buffer.from(secret).toString('hex'))]).toEqual([false, false]);
});

test('are gone after a day, whatever the clock of the machine says', async () => {
  const clerk = await office.as('clerk.qingshi');
  const view = (name: string) => ({ name, query: {} });
  await clerk.ok(clerk.post('/api/saved-views', view('young'), keyed('young')));
  await clerk.ok(clerk.post('/api/saved-views', view('old'), keyed('old')));
  await office.sql(`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = 'old'`);
  // Before anybody has swept, a key that is so old counts as a new one already.
  const other = await clerk.post('/api/saved-views', view('another'), keyed('old'));
  expect([other.status, other.headers.get('idempotent-replayed')]).toEqual([201, null]);
  await office.sql(`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = 'old'`);
  await office.app.get(Housekeeping).sweep();
  const keys = (await kept()).map(({ key }) => key);
  expect([keys.includes('young'), keys.includes('old')]).toEqual([true, false]);
});
