// Answers kept for retries hold what was answered: identity numbers, one-time passwords, tokens.
import type { AuditOut, CreatedUser, FiledCase, Problem, UserOut } from '../../backend/src/contract/index.ts';
import { Housekeeping } from '../../backend/src/features/housekeeping/housekeeping.service.ts';
import type { Client } from '../support/client.ts';
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
  const filed = await clerk.ok(clerk.post<{ id: string }>('/api/cases', filing, keyed('filing')));
  expect((await clerk.ok(clerk.post<{ id: string }>('/api/cases', filing, keyed('filing')))).id).toBe(filed.id);
  const rows = await kept();
  expect(rows.map(({ key }) => key).sort()).toEqual(['filing', 'person', 'token']);
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

const filing = { township: 'qingshi', form: 'petition-registration', data: petition() };
const idOf = async (username: string): Promise<string> => {
  const admin = await office.as('admin');
  const { items } = await admin.ok(admin.get<{ items: UserOut[] }>(`/api/users?q=${username}`));
  return items.find((user) => user.username === username)?.id ?? '';
};
const patch = async (by: Client, id: string, body: object, extra: Record<string, string> = {}) => {
  const { items } = await by.ok(by.get<{ items: UserOut[] }>('/api/users?limit=100'));
  const version = items.find((user) => user.id === id)?.version;
  return by.patch<CreatedUser & Problem>(`/api/users/${id}`, body, {
    headers: { 'if-match': `"${version}"`, ...extra },
  });
};

describe('what only reads is asked anew', () => {
  test('each look at personal data is recorded, and over when access is', async () => {
    const mayor = await office.as('mayor.qingshi');
    const { id } = await office.file('qingshi', 'petition-registration', petition());
    const reading: [string, object][] = [
      [`/api/cases/${id}/unmask`, { reason: '核对' }],
      ['/api/cases/search', { phone: '13900000001', reason: '核对' }],
    ];
    const looks = async () => {
      const answers = [];
      for (const [path, body] of reading) answers.push(await mayor.post(path, body, keyed(path.slice(-6))));
      return answers;
    };
    for (const { status, headers } of [...(await looks()), ...(await looks())])
      expect([status, headers.get('idempotent-replayed')]).toEqual([200, null]);
    const auditor = await office.as('auditor');
    const { items } = await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${id}&action=case.unmask`));
    expect(items).toHaveLength(2);
    const centre = await office.as('centre.qingshi');
    const whom = { userId: await idOf('mayor.qingshi'), reason: '利害关系' };
    await centre.ok(centre.post(`/api/cases/${id}/recusals`, whom));
    expect((await mayor.get(`/api/cases/${id}`)).status).toBe(404);
    const [unmasked, found] = await looks();
    expect(unmasked?.status).toBe(404);
    expect(JSON.stringify([unmasked?.body, found?.body])).not.toMatch(new RegExp(`110101199003070011|"${id}"`));
  });

  test('nothing of a preview, a check or a trial decision is kept', async () => {
    const [clerk, admin] = [await office.as('clerk.qingshi'), await office.as('admin')];
    const before = (await kept()).length;
    for (const _ of [1, 2]) {
      await clerk.ok(clerk.post('/api/cases/preview', filing, keyed('looking')));
      const { content } = await admin.ok(admin.get<{ content: object }>('/api/forms/petition-registration/draft'));
      await admin.ok(admin.post('/api/forms/petition-registration/draft/check', { content }, keyed('looking')));
    }
    expect((await kept()).length).toBe(before);
  });
});

describe('what was done is answered again to whom it would be answered now', () => {
  test('not to who has been kept out of the case since', async () => {
    const centre = await office.as('centre.qingshi');
    const filed = await centre.ok(centre.post<FiledCase>('/api/cases', filing, keyed('kept-out')));
    const again = await centre.post<FiledCase>('/api/cases', filing, keyed('kept-out'));
    expect([again.status, again.body]).toEqual([201, filed]);
    const mayor = await office.as('mayor.qingshi');
    const whom = { userId: await idOf('centre.qingshi'), reason: '利害关系' };
    await mayor.ok(mayor.post(`/api/cases/${filed.id}/recusals`, whom));
    const refused = await centre.post<Problem>('/api/cases', filing, {
      headers: { ...keyed('kept-out').headers, 'accept-language': 'en' },
    });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:caseway:problem:answer-withheld']);
    expect(refused.body.detail).toMatch(/was done before and was not done again/);
    expect(JSON.stringify(refused.body)).not.toContain(filed.number);
    const changed = { ...filing, data: petition({ matterSummary: '改过的一句话' }) };
    const other = await centre.post<Problem>('/api/cases', changed, keyed('kept-out'));
    expect([other.status, other.body.type]).toEqual([422, 'urn:caseway:problem:idempotency-mismatch']);
    expect(JSON.stringify(other.body)).not.toMatch(new RegExp(`${filed.number}|${filed.id}`));
  });

  test('not to who has been moved to another township since', async () => {
    const baiyun = await office.township('baiyun');
    const admin = await office.as('admin');
    const home = await office.township('qingshi');
    const made = await admin.ok(
      admin.post<CreatedUser>('/api/users', {
        username: 'mover.qingshi',
        displayName: '调动',
        scopeId: home.id,
        roles: [{ role: 'clerk', scopeId: home.id }],
        password: 'a long password 1',
      }),
    );
    const mover = await signIn(office.anyone, 'mover.qingshi', 'a long password 1');
    const filed = await mover.ok(mover.post<FiledCase>('/api/cases', filing, keyed('moved')));
    const move = { scopeId: baiyun.id, roles: [{ role: 'clerk', scopeId: baiyun.id }] };
    expect((await patch(admin, made.user.id, move)).status).toBe(200);
    const refused = await mover.post('/api/cases', filing, keyed('moved'));
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).not.toContain(filed.number);
  });

  test('a one-time password not to who has the person no longer, and a token not to a token', async () => {
    const [home, baiyun] = [await office.township('qingshi'), await office.township('baiyun')];
    const admin = await office.as('admin');
    const make = (username: string, role: string) =>
      admin.ok(
        admin.post<CreatedUser>('/api/users', {
          username,
          displayName: username,
          scopeId: home.id,
          roles: [{ role, scopeId: home.id }],
          password: 'a long password 1',
        }),
      );
    await make('local.admin', 'platform-admin');
    const { user } = await make('reset.me', 'clerk');
    const local = await signIn(office.anyone, 'local.admin', 'a long password 1');
    const headers = { 'if-match': `"${user.version}"`, ...keyed('reset').headers };
    const reset = () => local.patch<CreatedUser>(`/api/users/${user.id}`, { resetPassword: true }, { headers });
    const first = await reset();
    expect([first.status, (await reset()).body]).toEqual([200, first.body]);
    const move = { scopeId: baiyun.id, roles: [{ role: 'clerk', scopeId: baiyun.id }] };
    expect((await patch(admin, user.id, move)).status).toBe(200);
    const refused = await reset();
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).not.toContain(first.body.oneTimePassword);
    const body = { name: 'script', scopes: ['read', 'write'], expiresInDays: 1 };
    const made = await local.ok(local.post<{ token: string }>('/api/auth/tokens', body, keyed('token-again')));
    const by = { headers: { authorization: `Bearer ${made.token}`, ...keyed('token-again').headers } };
    expect((await office.anyone.post('/api/auth/tokens', body, by)).status).toBe(403);
  });
});
