// People come, move, are away and leave; places are renamed and closed. Open cases are never without somebody responsible.
import type {
  AuditEntryOut,
  CaseOut,
  CreatedUser,
  HandOverOut,
  Problem,
  ScopeOut,
  TermsOut,
  TimelineEntry,
  UserOut,
  WorkloadOut,
} from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
let admin: Client;
beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
}, 240_000);
afterAll(() => office.close());

const found = async (q: string, more = '') =>
  (await admin.ok(admin.get<{ items: UserOut[] }>(`/api/users?q=${encodeURIComponent(q)}${more}`))).items;

async function person(username: string): Promise<UserOut> {
  const user = (await found(username)).find((candidate) => candidate.username === username);
  if (!user) throw new Error(`Nobody is called ${username}.`);
  return user;
}

const change = (user: UserOut, body: object, version = user.version) =>
  admin.patch<CreatedUser>(`/api/users/${user.id}`, body, { headers: { 'if-match': `"${version}"` } });

async function caseIn(township: string, village: string): Promise<CaseOut> {
  return office.file(township, 'petition-registration', petition({ matterVillage: village }));
}

const shown = async (id: string, who = 'mayor.qingshi') => {
  const reader = await office.as(who);
  return reader.ok(reader.get<CaseOut>(`/api/cases/${id}`));
};

describe('people', () => {
  test('are found by part of a name, by role, place and status', async () => {
    expect((await found('CLERK.')).map(({ username }) => username).sort()).toEqual([
      'clerk.baiyun',
      'clerk.lianhua',
      'clerk.qingshi',
    ]);
    const { id } = await office.township('qingshi');
    const leads = await found('', `&role=case-lead&scope=${id}`);
    expect(leads.map(({ username }) => username)).toEqual(['lead.qingshi', 'lead2.qingshi']);
    expect(await found('clerk', '&status=disabled')).toEqual([]);
  });

  test('a change needs the version that was seen: the second of two is told, not written over', async () => {
    const user = await person('school.qingshi');
    expect((await admin.patch(`/api/users/${user.id}`, { displayName: '甲' })).status).toBe(428);
    expect((await change(user, { displayName: '甲' })).status).toBe(200);
    expect((await change(user, { displayName: '乙' })).status).toBe(412);
    expect((await person('school.qingshi')).displayName).toBe('甲');
  });

  test('belong to a department of the one list; a word of their own is refused and named', async () => {
    const terms = await admin.ok(admin.get<TermsOut>('/api/cases/terms'));
    const [department] = terms.departments;
    const user = await person('farm.qingshi');
    const refused = await change(user, { department: 'agriculture' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/department' }] } });
    expect((await change(user, { department: department?.key })).status).toBe(200);
  });

  test('who handles cases belongs to a department; who was added before that was asked can still be disabled', async () => {
    const { id } = await office.township('qingshi');
    const roles = [{ role: 'handler', scopeId: id }];
    const body = { username: 'of.none', displayName: '无部门', scopeId: id, roles };
    const none = await admin.post<Problem>('/api/users', body, { headers: { 'accept-language': 'zh-CN' } });
    expect(none).toMatchObject({ status: 422, body: { errors: [{ pointer: '/department' }] } });
    expect(JSON.stringify(none.body)).toContain('请选择部门');
    const made = await admin.ok(admin.post<CreatedUser>('/api/users', { ...body, department: 'agriculture-office' }));
    expect((await change(made.user, { department: null })).status).toBe(422);
    const [clerk, now] = [await person('clerk.qingshi'), await person('of.none')];
    expect((await change(clerk, { roles: [...clerk.roles, ...roles] })).status).toBe(422);
    await office.sql('UPDATE app_user SET department = NULL WHERE id = $1', [now.id]);
    expect((await change(now, { status: 'disabled' })).status).toBe(200);
  });

  test('are moved with roles that lie in the new place', async () => {
    const baiyun = await office.township('baiyun');
    const user = await person('traffic.lianhua');
    const refused = await change(user, { scopeId: baiyun.id });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/roles/0/scopeId' }] } });
    const roles = [{ role: 'handler', scopeId: baiyun.id }];
    const moved = await change(user, { scopeId: baiyun.id, roles });
    expect(moved.body.user).toMatchObject({ scopeId: baiyun.id, roles });
    expect(moved.headers.get('etag')).toBe(`"${moved.body.user.version}"`);
  });
});

describe('open cases', () => {
  test('go to others when somebody is disabled, with everything that was theirs to do', async () => {
    const item = await caseIn('qingshi', 'qingshi-dongpo');
    const handler = await person((await usernameOf(item.handler?.id)) ?? '');
    const before = await admin.ok(admin.get<WorkloadOut>(`/api/users/${handler.id}/workload`));
    expect(before.cases).toBeGreaterThan(0);
    expect(before.tasks).toBeGreaterThan(0);
    expect((await change(handler, { status: 'disabled' })).status).toBe(200);
    const after = await shown(item.id);
    expect(after.handler).not.toBeNull();
    expect(after.handler?.id).not.toBe(handler.id);
    expect(after.tasks.filter(({ doneAt }) => !doneAt).map(({ assignee }) => assignee?.id)).not.toContain(handler.id);
    expect(await admin.ok(admin.get<WorkloadOut>(`/api/users/${handler.id}/workload`))).toEqual({ cases: 0, tasks: 0 });
    const auditor = await office.as('auditor');
    const { items } = await auditor.ok(
      auditor.get<{ items: AuditEntryOut[] }>(`/api/audit?action=case.hand-over&objectId=${item.id}`),
    );
    expect(items).toMatchObject([{ before: { handlerId: handler.id }, after: { handlerId: after.handler?.id } }]);
  });

  test('of somebody who is away go to whom the lead names, with the reason on the case', async () => {
    const item = await caseIn('qingshi', 'qingshi-dongpo');
    const lead = item.caseLead?.id ?? '';
    const other = await person((await usernameOf(lead)) === 'lead.qingshi' ? 'lead2.qingshi' : 'lead.qingshi');
    const mayor = await office.as('mayor.qingshi');
    const themselves = await mayor.post(`/api/users/${lead}/hand-over`, { to: lead, reason: '病假两周' });
    expect(themselves).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
    const order = { to: other.id, reason: '病假两周' };
    const done = await mayor.ok(mayor.post<HandOverOut>(`/api/users/${lead}/hand-over`, order));
    expect(done.kept).toEqual([]);
    expect(done.moved).toBeGreaterThan(0);
    expect((await shown(item.id)).caseLead?.id).toBe(other.id);
    const { items } = await mayor.ok(mayor.get<{ items: TimelineEntry[] }>(`/api/cases/${item.id}/timeline`));
    const entry = items.filter(({ kind }) => kind === 'assignment').at(-1);
    expect(entry?.details.map(({ text }) => text)).toContain('病假两周');
  });

  test('never go to somebody who is recused from them', async () => {
    const item = await caseIn('baiyun', 'baiyun-zhulin');
    const lead = item.caseLead?.id ?? '';
    const other = await person((await usernameOf(lead)) === 'lead.baiyun' ? 'lead2.baiyun' : 'lead.baiyun');
    const mayor = await office.as('mayor.baiyun');
    await mayor.ok(mayor.post(`/api/cases/${item.id}/recusals`, { userId: other.id, reason: '亲属' }));
    await mayor.ok(mayor.post(`/api/users/${lead}/hand-over`, { to: other.id, reason: '外出' }));
    const after = await shown(item.id, 'mayor.baiyun');
    expect([lead, other.id, undefined]).not.toContain(after.caseLead?.id);
  });

  test('are not handed over by a lead of another township', async () => {
    const mayor = await office.as('mayor.baiyun');
    const clerk = await person('clerk.qingshi');
    expect((await mayor.post(`/api/users/${clerk.id}/hand-over`, { reason: '核对' })).status).toBe(404);
  });
});

describe('places', () => {
  const patch = (scope: ScopeOut, body: object, version = scope.version) =>
    admin.patch<ScopeOut>(`/api/townships/${scope.id}`, body, { headers: { 'if-match': `"${version}"` } });

  test('are renamed everywhere at once, keep their key, and a lost race is told', async () => {
    const scope = await office.township('lianhua-chaoyang');
    const title = { 'zh-CN': '朝阳社区', en: 'Chaoyang community' };
    expect((await patch(scope, { title })).body).toMatchObject({ title, key: scope.key, version: scope.version + 1 });
    expect((await patch(scope, { title: scope.title })).status).toBe(412);
    expect((await office.township('lianhua-chaoyang')).title).toEqual(title);
  });

  test('that are closed take no new cases and keep what they have; opened again they do', async () => {
    const scope = await office.township('lianhua-chaoyang');
    const old = await caseIn('lianhua', scope.key);
    const closed = (await patch(scope, { closed: true })).body;
    expect(closed.closed).toBe(true);
    const clerk = await office.as('clerk.lianhua');
    const body = { township: 'lianhua', form: 'petition-registration', data: petition({ matterVillage: scope.key }) };
    const refused = await clerk.post<{ errors: { pointer: string; message: string }[] }>('/api/cases', body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/data/matterVillage' }] } });
    expect(refused.body.errors[0]?.message).toContain('closed');
    expect((await shown(old.id, 'mayor.lianhua')).place?.key).toBe(scope.key);
    await patch(closed, { closed: false });
    expect((await clerk.post('/api/cases', body)).status).toBe(201);
  });
});

test('a one-time password opens nothing but the way to an own one', async () => {
  const { id } = await office.township('baiyun');
  const body = { username: 'fresh.clerk', displayName: '新人', scopeId: id, roles: [{ role: 'clerk', scopeId: id }] };
  const { oneTimePassword = '' } = await admin.ok(admin.post<CreatedUser>('/api/users', body));
  const fresh = await signIn(office.anyone, 'fresh.clerk', oneTimePassword);
  for (const path of ['/api/work/day', '/api/cases', '/api/townships', '/api/auth/tokens']) {
    expect(await fresh.get(path)).toMatchObject({ status: 403, body: { title: 'Change the one-time password first' } });
  }
  expect((await fresh.get('/api/auth/session')).status).toBe(200);
  expect(await fresh.post('/api/auth/password', { newPassword: oneTimePassword })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/newPassword' }] },
  });
  expect((await fresh.post('/api/auth/password', { newPassword: 'one of my own' })).status).toBe(204);
  expect((await fresh.get('/api/cases')).status).toBe(200);
  // From now on the present one is asked for.
  expect((await fresh.post('/api/auth/password', { newPassword: 'another of my own' })).status).toBe(422);
});

async function usernameOf(id: string | undefined): Promise<string | undefined> {
  if (!id) return undefined;
  return (await admin.ok(admin.get<UserOut>(`/api/users/${id}`))).username;
}
