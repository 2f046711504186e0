import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../backend/src/bootstrap.ts';
import { Clock } from '../../backend/src/clock/clock.ts';
import { readSettings } from '../../backend/src/config/settings.ts';
import type { CreatedUser, SessionOut, TokenOut } from '../../backend/src/contract/index.ts';
import { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { ADMIN_PASSWORD, copyOf, template } from '../support/template.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const login = (username: string, password: string, headers: Record<string, string> = {}) =>
  office.anyone.post<SessionOut>('/api/auth/login', { username, password }, { headers });

test('a session is a cookie that scripts cannot read and other sites cannot send', async () => {
  const { status, headers, body } = await login('admin', ADMIN_PASSWORD);
  expect(status).toBe(200);
  const cookie = headers.get('set-cookie') ?? '';
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
  expect(JSON.stringify(body)).not.toContain(cookie.split('=')[1]?.split(';')[0]);
  expect(body.user.username).toBe('admin');
});

test('a wrong password and an unknown name are told alike, in the language asked for', async () => {
  const wrong = await login('admin', 'not the password', { 'accept-language': 'zh-CN' });
  const unknown = await login('nobody.here', 'not the password', { 'accept-language': 'zh-CN' });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.body).toEqual(unknown.body);
  expect(JSON.stringify(wrong.body)).toMatch(/密码/);
});

test('passwords, sessions and tokens are stored as hashes only', async () => {
  const { headers } = await login('auditor', office.passwords.auditor ?? '');
  const secret = headers.get('set-cookie')?.split('=')[1]?.split(';')[0] ?? '';
  const client = await office.as('auditor');
  const { token } = await client.ok(
    client.post<{ token: string }>('/api/auth/tokens', { name: 'report', scopes: ['read'], expiresInDays: 1 }),
  );
  const [{ all = '' } = {}] = await office.sql<{ all: string }>(
    `SELECT (SELECT json_agg(s)::text FROM session s) || (SELECT json_agg(t)::text FROM access_token t)
         || (SELECT json_agg(u)::text FROM app_user u) AS all`,
  );
  for (const text of [secret, token, office.passwords.auditor ?? '']) expect(all).not.toContain(text);
  expect(all).toContain('$argon2id$');
});

test('a change without the CSRF token of the session is refused; reading needs none', async () => {
  const { headers } = await login('policy', office.passwords.policy ?? '');
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  for (const csrf of ['', 'forged']) {
    const forged = new Client(office.base, cookie, csrf);
    expect((await forged.get('/api/forms')).status).toBe(200);
    const reply = await forged.post<{ type: string }>('/api/auth/logout');
    expect([reply.status, reply.body.type]).toEqual([403, 'urn:caseway:problem:csrf']);
  }
});

test('a session ends after two idle hours, after twelve hours in all, and by signing out', async () => {
  const idle = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  office.clock.advance({ hours: 2, minutes: 1 });
  expect((await idle.get('/api/auth/session')).status).toBe(401);
  const busy = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  for (let hour = 0; hour < 11; hour++) {
    office.clock.advance({ hours: 1 });
    expect((await busy.get('/api/auth/session')).status).toBe(200);
  }
  office.clock.advance({ hours: 1, minutes: 1 });
  expect((await busy.get('/api/auth/session')).status).toBe(401);
  const short = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  expect((await short.post('/api/auth/logout')).status).toBeLessThan(300);
  expect((await short.get('/api/auth/session')).status).toBe(401);
});

test('guessing is slowed down for who guesses, and hardly for the colleague whose account it is', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt++) {
    statuses.push((await login('centre.qingshi', 'guess', from('203.0.113.9'))).status);
  }
  expect(statuses.slice(0, 6)).toEqual([401, 401, 401, 401, 401, 401]);
  expect(statuses.slice(6)).toEqual([429, 429, 429]);
  const refused = await login('centre.qingshi', office.passwords['centre.qingshi'] ?? '', from('203.0.113.9'));
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 1]);
  // From their own desk the colleague signs in at once.
  expect((await login('centre.qingshi', office.passwords['centre.qingshi'] ?? '', from('203.0.113.20'))).status).toBe(
    200,
  );
});

test('a whole night of guessing from many addresses costs the colleague no more than a quarter of a minute', async () => {
  for (let attempt = 0; attempt < 80; attempt++) {
    await login('mayor.qingshi', 'guess', { 'x-forwarded-for': `198.51.100.${attempt}` });
    office.clock.advance({ minutes: 0.05 });
  }
  office.clock.advance({ minutes: 0.26 });
  const { status } = await login('mayor.qingshi', office.passwords['mayor.qingshi'] ?? '', {
    'x-forwarded-for': '192.0.2.7',
  });
  expect(status).toBe(200);
});

describe('an access token', () => {
  let token = '';
  let made: TokenOut;
  beforeAll(async () => {
    const client = await signIn(office.anyone, 'clerk.qingshi', office.passwords['clerk.qingshi'] ?? '');
    const body = { name: 'nightly report', scopes: ['read'], expiresInDays: 30 };
    const created = await client.ok(client.post<{ token: string; access: TokenOut }>('/api/auth/tokens', body));
    token = created.token;
    made = created.access;
  });
  const bearer = () => ({ headers: { authorization: `Bearer ${token}` } });

  test('reads what its owner reads, without cookie or CSRF token', async () => {
    expect((await office.anyone.get('/api/cases', bearer())).status).toBe(200);
    expect((await office.anyone.get('/api/users', bearer())).status).toBe(403);
  });

  test('asks what only answers, though it is no GET, and looks at no personal data: that leaves a record', async () => {
    const body = { township: 'qingshi', form: 'petition-registration', data: petition() };
    expect((await office.anyone.post('/api/cases/preview', body, bearer())).status).toBe(200);
    const sought = { name: '王某某', reason: '核实' };
    expect((await office.anyone.post('/api/cases/search', sought, bearer())).status).toBe(403);
    expect((await office.anyone.post('/api/cases', body, bearer())).status).toBe(403);
  });

  test('gets no whole personal value by any way: no receipt, paper or look, while page, list and export are masked', async () => {
    const filed = await office.file('qingshi', 'petition-registration', petition());
    const owner = await office.as('clerk.qingshi');
    expect((await owner.ok(owner.get<{ petitioner: string }>(`/api/cases/${filed.id}/receipt`))).petitioner).toBe(
      '王某某',
    );
    const paper = `/api/cases/${filed.id}/attachments/${filed.id}`;
    expect((await owner.get(paper)).status).toBe(404);
    for (const path of [`/api/cases/${filed.id}/receipt`, paper])
      expect([path, (await office.anyone.get(path, bearer())).status]).toEqual([path, 403]);
    const look = await office.anyone.post(`/api/cases/${filed.id}/unmask`, { reason: '核实' }, bearer());
    expect(look.status).toBe(403);
    for (const path of ['', '/timeline', '/decisions', '/earlier', '/links']) {
      const reply = await office.anyone.get(`/api/cases/${filed.id}${path}`, bearer());
      expect([reply.status, JSON.stringify(reply.body).includes('王某某')]).toEqual([200, false]);
    }
  });

  test('changes nothing where it may only read', async () => {
    expect((await office.anyone.post('/api/saved-views', { name: 'x', query: {} }, bearer())).status).toBe(403);
  });

  test('makes no token, however much it may write, and ends with the password of its owner', async () => {
    const name = 'labour.qingshi';
    const owner = await signIn(office.anyone, name, office.passwords[name] ?? '');
    const body = { name: 'all', scopes: ['read', 'write'], expiresInDays: 30 };
    const { token: own } = await owner.ok(owner.post<{ token: string }>('/api/auth/tokens', body));
    const by = { headers: { authorization: `Bearer ${own}` } };
    for (const wanted of [body, { ...body, scopes: ['read'], expiresInDays: 1 }])
      expect((await office.anyone.post('/api/auth/tokens', wanted, by)).status).toBe(403);
    expect((await office.anyone.get('/api/cases', by)).status).toBe(200);
    const change = { currentPassword: office.passwords[name], newPassword: 'another password of mine' };
    await owner.ok(owner.post('/api/auth/password', change));
    expect((await office.anyone.get('/api/cases', by)).status).toBe(401);
    expect((await owner.ok(owner.get<{ items: unknown[] }>('/api/auth/tokens'))).items).toEqual([]);
  });

  test('ends where an admin resets the password of its owner, or disables them', async () => {
    const admin = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
    for (const [name, change] of [
      ['mayor.baiyun', { resetPassword: true }],
      ['centre.baiyun', { status: 'disabled' }],
    ] as const) {
      const owner = await signIn(office.anyone, name, office.passwords[name] ?? '');
      const { user } = await owner.ok(owner.get<SessionOut>('/api/auth/session'));
      const body = { name: 'all', scopes: ['read'], expiresInDays: 30 };
      const { token: own } = await owner.ok(owner.post<{ token: string }>('/api/auth/tokens', body));
      const edit = async (body: object) => {
        const { headers } = await admin.get(`/api/users/${user.id}`);
        await admin.ok(
          admin.patch(`/api/users/${user.id}`, body, { headers: { 'if-match': headers.get('etag') ?? '' } }),
        );
      };
      await edit(change);
      if ('status' in change) await edit({ status: 'active' });
      const by = { headers: { authorization: `Bearer ${own}` } };
      expect((await office.anyone.get('/api/cases', by)).status).toBe(401);
    }
  });

  test('ends on its day, and when it is revoked', async () => {
    const client = await signIn(office.anyone, 'clerk.qingshi', office.passwords['clerk.qingshi'] ?? '');
    office.clock.advance({ days: 31 });
    expect((await office.anyone.get('/api/cases', bearer())).status).toBe(401);
    office.clock.advance({ days: -31 });
    expect((await client.delete(`/api/auth/tokens/${made.id}`)).status).toBeLessThan(300);
    expect((await office.anyone.get('/api/cases', bearer())).status).toBe(401);
  });
});

test('a new password ends the other sessions; the old one is needed for it', async () => {
  const admin = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  const { id } = await office.township('baiyun');
  const body = { username: 'new.clerk', displayName: '新人', scopeId: id, roles: [{ role: 'clerk', scopeId: id }] };
  const created = await admin.ok(admin.post<{ oneTimePassword: string }>('/api/users', body));
  const [here, there] = [
    await signIn(office.anyone, 'new.clerk', created.oneTimePassword),
    await signIn(office.anyone, 'new.clerk', created.oneTimePassword),
  ];
  const next = 'my very own password';
  const wrong = await here.post('/api/auth/password', { currentPassword: 'no', newPassword: next });
  expect(wrong.status).toBe(422);
  const right = await here.post('/api/auth/password', { currentPassword: created.oneTimePassword, newPassword: next });
  expect(right.status).toBeLessThan(300);
  expect([(await here.get('/api/cases')).status, (await there.get('/api/cases')).status]).toEqual([200, 401]);
  expect((await login('new.clerk', next)).body.user.mustChangePassword).toBe(false);
});

test('who is disabled is out at once', async () => {
  const admin = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  const police = await signIn(office.anyone, 'police.baiyun', office.passwords['police.baiyun'] ?? '');
  const { body } = await police.get<SessionOut>('/api/auth/session');
  const seen = { headers: { 'if-match': `"${body.user.version}"` } };
  await admin.ok(admin.patch(`/api/users/${body.user.id}`, { status: 'disabled' }, seen));
  expect((await police.get('/api/cases')).status).toBe(401);
  expect((await login('police.baiyun', office.passwords['police.baiyun'] ?? '')).status).toBe(401);
});

test('an instance whose clock is ahead, or behind, signs nobody out and lets nobody in for longer', async () => {
  const { source, passwords } = await template('district');
  const { env, remove } = await copyOf(source, join(mkdtempSync(join(tmpdir(), 'caseway-clock-')), 'data'));
  const instance = async (aheadHours: number) => {
    class Machine extends Clock {
      override now = () => new Date(Date.now() + aheadHours * 3_600_000);
    }
    const { app, close } = await createApp(readSettings(env), { clock: new Machine() });
    await app.listen(0, '127.0.0.1');
    return { base: (await app.getUrl()).replace('[::1]', '127.0.0.1'), close };
  };
  const right = await instance(0);
  const signedIn = await signIn(new Client(right.base), 'auditor', passwords.auditor ?? '');
  const body = { name: 'nightly', scopes: ['read'], expiresInDays: 1 };
  const { token } = await signedIn.ok(signedIn.post<{ token: string }>('/api/auth/tokens', body));
  await right.close();
  for (const aheadHours of [30, -30]) {
    const wrong = await instance(aheadHours);
    const session = { headers: signedIn.session };
    expect((await new Client(wrong.base).get('/api/auth/session', session)).status).toBe(200);
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    expect((await new Client(wrong.base).get('/api/cases', bearer)).status).toBe(200);
    // Who signs in there is signed in, and for no longer than elsewhere.
    await signIn(new Client(wrong.base), 'auditor', passwords.auditor ?? '');
    await wrong.close();
  }
  await remove();
});

test('guessing at one’s own present password is slowed down, and no token changes a password or ends a session', async () => {
  const admin = await signIn(office.anyone, 'admin', ADMIN_PASSWORD);
  const { id } = await office.township('qingshi');
  const person = { username: 'guessed', displayName: '被猜', scopeId: id, roles: [{ role: 'clerk', scopeId: id }] };
  const made = await admin.ok(admin.post<CreatedUser>('/api/users', { ...person, password: 'a long password 1' }));
  expect(made.user.username).toBe('guessed');
  const mine = await signIn(office.anyone, 'guessed', 'a long password 1');
  const body = { name: 'script', scopes: ['read', 'write'], expiresInDays: 1 };
  const { token, access } = await mine.ok(
    mine.post<{ token: string; access: { id: string } }>('/api/auth/tokens', body),
  );
  const by = { headers: { authorization: `Bearer ${token}` } };
  const change = { currentPassword: 'a long password 1', newPassword: 'a long password 3' };
  expect((await office.anyone.post('/api/auth/password', change, by)).status).toBe(403);
  expect((await office.anyone.post('/api/auth/logout', undefined, by)).status).toBe(403);
  expect((await office.anyone.delete(`/api/auth/tokens/${access.id}`, by)).status).toBe(403);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const wrong = { currentPassword: `guess ${attempt}`, newPassword: 'a long password 3' };
    statuses.push((await mine.post('/api/auth/password', wrong)).status);
  }
  expect(statuses.slice(0, 6)).toEqual([422, 422, 422, 422, 422, 422]);
  expect(statuses.slice(6)).toContain(429);
  // Even the right one waits.
  expect((await mine.post('/api/auth/password', change)).status).toBe(429);
});
