// What is written of a registration and not filed is its writer's alone, wherever they sit, and becomes one case.
import type {
  CreatedUser,
  DraftsOut,
  DraftWhole,
  FiledCase,
  Problem,
  SavedDraft,
  SessionOut,
  UserOut,
} from '../../backend/src/contract/index.ts';
import type { Principal } from '../../backend/src/database/principal.ts';
import { Housekeeping } from '../../backend/src/features/housekeeping/housekeeping.service.ts';
import { newId } from '../../backend/src/new-id.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { act, petition } from '../support/petitions.ts';

let office: Office;
let clerk: Client;
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('clerk.qingshi');
});
afterAll(() => office.close());

const AT = '/api/drafts';
const bodyOf = (data: object = petition(), more: object = {}) => ({
  ...{ township: 'qingshi', form: 'petition-registration', version: 1, data },
  ...more,
});
const save = <T = SavedDraft>(by: Client, id: string, revision: number | string, body: object = bodyOf()) =>
  by.put<T>(`${AT}/${id}`, body, { headers: { 'if-match': `"${revision}"` } });
async function begun(by: Client = clerk, body: object = bodyOf()): Promise<string> {
  const id = newId();
  await by.ok(save(by, id, 0, body));
  return id;
}
const listed = async (by: Client, query = '') => (await by.ok(by.get<DraftsOut>(`${AT}${query}`))).items;
const kind = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).type];
const filing = (draft: string, data: object = petition()) => ({
  ...{ township: 'qingshi', form: 'petition-registration', data, draft },
});

test('is listed by the name of its matter and opened on another machine as it was left', async () => {
  const id = newId();
  const beside = { links: [[newId(), 'related']], onBehalf: '受托' };
  const half = { matterSummary: '路灯不亮', petitionerName: '王某某' };
  const saved = await save(clerk, id, 0, bodyOf(half, { beside }));
  expect([saved.status, saved.body.revision, saved.headers.get('etag')]).toEqual([200, 1, '"1"']);
  const elsewhere = await signIn(office.anyone, 'clerk.qingshi', office.passwords['clerk.qingshi'] ?? '');
  const found = (await listed(elsewhere, '?township=qingshi')).find((draft) => draft.id === id);
  expect(found).toMatchObject({ title: '路灯不亮', township: 'qingshi', about: null, revision: 1 });
  const days = (Date.parse(found?.keptUntil ?? '') - Date.parse(found?.savedAt ?? '')) / 86_400_000;
  expect(Math.round(days)).toBe(90);
  const read = await elsewhere.get<DraftWhole>(`${AT}/${id}`);
  expect(read.headers.get('etag')).toBe('"1"');
  expect(read.body).toMatchObject({ data: half, beside, definition: { key: 'petition-registration' } });
  expect(await listed(elsewhere, '?township=qingshi-dongpo')).toEqual([]);
});

test('is never written over unseen: neither changed, begun nor thrown away', async () => {
  const id = await begun();
  expect((await save(clerk, id, 1, bodyOf({ matterSummary: '甲' }))).body.revision).toBe(2);
  for (const old of [0, 1, 3, 'x'])
    expect(kind(await save(clerk, id, old))).toEqual([412, 'urn:caseway:problem:stale']);
  expect((await clerk.put(`${AT}/${id}`, bodyOf())).status).toBe(428);
  const discard = (revision: number) => clerk.delete(`${AT}/${id}`, { headers: { 'if-match': `"${revision}"` } });
  expect((await discard(1)).status).toBe(412);
  expect((await clerk.ok(clerk.get<DraftWhole>(`${AT}/${id}`))).data).toEqual({ matterSummary: '甲' });
  // Gone, and asked for once more after an answer that was lost.
  expect([(await discard(2)).status, (await discard(2)).status]).toEqual([204, 204]);
  expect((await clerk.get(`${AT}/${id}`)).status).toBe(404);
  expect((await save(clerk, id, 2)).status).toBe(412);
});

test('stands nowhere in clear', async () => {
  await begun(clerk, bodyOf(petition(), { beside: { onBehalf: '受王某某委托' } }));
  const rows = await office.app
    .get((await import('typeorm')).DataSource)
    .query('SELECT d::text AS row FROM registration_draft d');
  const text = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(0);
  for (const secret of ['110101199003070011', '13900000001', '王某某', String(petition().matterSummary)])
    expect([secret, text.includes(secret), text.includes(Buffer.from(secret).toString('hex'))]).toEqual([
      secret,
      false,
      false,
    ]);
});

test('is nobody else’s: not a colleague’s, not the lead’s of the township, whatever a query forgets', async () => {
  const id = await begun();
  expect((await (await office.as('centre.qingshi')).get(`${AT}/${id}`)).status).toBe(404);
  expect(await listed(await office.as('centre.qingshi'))).toEqual([]);
  for (const other of ['mayor.qingshi', 'auditor', 'admin', 'labour.qingshi'])
    expect([other, (await (await office.as(other)).get(`${AT}/${id}`)).status]).toEqual([other, 403]);
  for (const other of ['mayor.qingshi', 'centre.qingshi', 'admin', 'clerk.qingshi']) {
    const client = await office.as(other);
    const { user } = await client.ok(client.get<SessionOut>('/api/auth/session'));
    const [row] = await office.sql<{ path: string }>('SELECT scope_path AS path FROM app_user WHERE id = $1', [
      user.id,
    ]);
    const principal = { userId: user.id, displayName: other, scopePath: row?.path ?? '', grants: [], department: null };
    const rows = await office.sql('SELECT id FROM registration_draft', [], principal satisfies Principal);
    expect([other, rows.length > 0]).toEqual([other, other === 'clerk.qingshi']);
  }
  // The same id is another draft with another person.
  const centre = await office.as('centre.qingshi');
  expect((await save(centre, id, 0, bodyOf({ matterSummary: '中心的' }))).status).toBe(200);
  expect((await clerk.ok(clerk.get<DraftWhole>(`${AT}/${id}`))).title).toBe(petition().matterSummary);
});

describe('becomes one case', () => {
  test('with which it ends, and which it is told by whenever it is sent again', async () => {
    const id = await begun();
    const filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', filing(id)));
    expect((await listed(clerk)).map((draft) => draft.id)).not.toContain(id);
    // No key of any request is known any more.
    await office.sql(`UPDATE idempotency_key SET created_at = now() - interval '40 days'`);
    await office.app.get(Housekeeping).sweep();
    const again = [
      await clerk.post<Problem>('/api/cases', filing(id)),
      await clerk.post<Problem>('/api/cases', filing(id, petition({ matterSummary: '改过的' }))),
      await save<Problem>(clerk, id, 0),
      await clerk.get<Problem>(`${AT}/${id}`),
    ];
    for (const answer of again) {
      expect(kind(answer)).toEqual([409, 'urn:caseway:problem:already-filed']);
      expect(answer.body.earlier).toEqual({ id: filed.id, number: filed.number });
    }
  });

  test('also where it never was on the server, and where two windows send it at once', async () => {
    const id = newId();
    const both = await Promise.all([1, 2].map(() => clerk.post<FiledCase & Problem>('/api/cases', filing(id))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [done, refused] = both[0]?.status === 201 ? both : both.toReversed();
    expect(refused?.body.earlier?.id).toBe(done?.body.id);
  });

  test('not by a filing that was refused: it stays as it was', async () => {
    const id = await begun();
    expect((await clerk.post('/api/cases', filing(id, {}))).status).toBe(422);
    expect((await clerk.get(`${AT}/${id}`)).status).toBe(200);
    expect((await clerk.post('/api/cases', filing(id))).status).toBe(201);
  });

  test('whose number is not told to who is kept out of it since', async () => {
    const centre = await office.as('centre.qingshi');
    const id = await begun(centre);
    const filed = await centre.ok(centre.post<FiledCase>('/api/cases', filing(id)));
    const { user } = await centre.ok(centre.get<SessionOut>('/api/auth/session'));
    const mayor = await office.as('mayor.qingshi');
    await mayor.ok(mayor.post(`/api/cases/${filed.id}/recusals`, { userId: user.id, reason: '利害关系' }));
    const refused = await centre.post<Problem>('/api/cases', filing(id));
    expect(kind(refused)).toEqual([409, 'urn:caseway:problem:already-filed']);
    expect(JSON.stringify(refused.body)).not.toMatch(new RegExp(`${filed.number}|${filed.id}`));
  });
});

describe('is open only as long as its writer may', () => {
  async function person(username: string): Promise<{ user: UserOut; client: Client }> {
    const admin = await office.as('admin');
    const { id } = await office.township('qingshi');
    const roles = [{ role: 'clerk', scopeId: id }];
    const body = { username, displayName: username, scopeId: id, roles, password: 'a long password 1' };
    const { user } = await admin.ok(admin.post<CreatedUser>('/api/users', body));
    return { user, client: await signIn(office.anyone, username, 'a long password 1') };
  }

  test('who is moved finds it no more, and finds it again when they come back', async () => {
    const { user, client } = await person('moved.clerk');
    const id = await begun(client);
    const admin = await office.as('admin');
    const move = async (key: string) => {
      const scopeId = (await office.township(key)).id;
      const { headers } = await admin.get<UserOut>(`/api/users/${user.id}`);
      const { version } = (await admin.ok(admin.get<UserOut>(`/api/users/${user.id}`))) as UserOut;
      const tag = headers.get('etag') ?? `"${version}"`;
      const body = { scopeId, roles: [{ role: 'clerk', scopeId }] };
      await admin.ok(admin.patch(`/api/users/${user.id}`, body, { headers: { 'if-match': tag } }));
    };
    await move('baiyun');
    expect([await listed(client), (await client.get(`${AT}/${id}`)).status]).toEqual([[], 404]);
    expect([403, 404]).toContain((await save(client, id, 1)).status);
    await move('qingshi');
    expect((await listed(client)).map((draft) => draft.id)).toEqual([id]);
  });

  test('who is kept out of the case that it asks about finds it no more', async () => {
    const { user, client } = await person('recused.clerk');
    const { id: about } = await office.file('qingshi', 'petition-registration', petition());
    const id = await begun(client, bodyOf({ matterSummary: '复查' }, { about }));
    const mayor = await office.as('mayor.qingshi');
    await mayor.ok(mayor.post(`/api/cases/${about}/recusals`, { userId: user.id, reason: '利害关系' }));
    expect([await listed(client), (await client.get(`${AT}/${id}`)).status]).toEqual([[], 404]);
    expect((await save(client, id, 1, bodyOf({}, { about }))).status).toBe(404);
    expect((await save(client, newId(), 0, bodyOf({}, { about }))).status).toBe(404);
  });

  test('nobody keeps one in a township where they register nothing, or by a form that is none', async () => {
    expect([403, 404]).toContain((await save(clerk, newId(), 0, bodyOf({}, { township: 'baiyun' }))).status);
    expect((await save(clerk, newId(), 0, bodyOf({}, { version: 999 }))).status).toBe(404);
    expect((await save(clerk, newId(), 0, bodyOf({}, { form: 'nothing' }))).status).toBe(404);
  });
});

describe('has its limits', () => {
  test('of size, said in words', async () => {
    const id = newId();
    const refused = await save<Problem>(clerk, id, 0, bodyOf({ matterSummary: '长'.repeat(200_000) }));
    expect([refused.status, refused.body.detail]).toEqual([413, expect.stringContaining('512 KB')]);
    expect((await clerk.get(`${AT}/${id}`)).status).toBe(404);
  });

  test('of number, and a list is paged to its end without one twice', async () => {
    const centre = await office.as('clerk.baiyun');
    const body = bodyOf({}, { township: 'baiyun' });
    const ids = [];
    for (let count = 0; count < 100; count++) ids.push(await begun(centre, body));
    const refused = await save<Problem>(centre, newId(), 0, body);
    expect(kind(refused)).toEqual([409, 'urn:caseway:problem:too-many-drafts']);
    const seen: string[] = [];
    let query = '?limit=33';
    for (let pages = 0; pages < 4; pages++) {
      const page = await centre.ok(centre.get<DraftsOut>(`${AT}${query}`));
      seen.push(...page.items.map((draft) => draft.id));
      if (!page.nextCursor) break;
      query = `?limit=33&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('of age: what nobody touched for as long is taken away, and nothing else', async () => {
    const [old, young] = [await begun(), await begun()];
    await office.app
      .get((await import('typeorm')).DataSource)
      .query(`UPDATE registration_draft SET updated_at = now() - interval '91 days' WHERE id = $1`, [old]);
    await office.app.get(Housekeeping).sweep();
    expect((await clerk.get(`${AT}/${old}`)).status).toBe(404);
    expect((await clerk.get(`${AT}/${young}`)).status).toBe(200);
  });
});

describe('what is written with an action', () => {
  const HANDLER = 'labour.qingshi';
  const place = (id: string, action: string) => `/api/cases/${id}/actions/${action}/draft`;
  const put = <T = SavedDraft>(by: Client, at: string, revision: number, words = '刚写下的理由') =>
    by.put<T>(at, { data: {}, beside: { reasons: words } }, { headers: { 'if-match': `"${revision}"` } });

  test('is their own of this case and action, sealed, never written over unseen, and over once it is done', async () => {
    const page = await office.file('qingshi', 'petition-registration', petition());
    const handler = await office.as(HANDLER);
    const { actions } = await handler.ok(handler.get<{ actions: { key: string }[] }>(`/api/cases/${page.id}`));
    const [action = '', other = 'another'] = actions.map(({ key }) => key);
    const at = place(page.id, action);
    expect((await handler.get(at)).status).toBe(404);
    const saved = await put(handler, at, 0);
    expect([saved.status, saved.body.revision]).toEqual([200, 1]);
    expect((await put(handler, at, 0)).status).toBe(412);
    expect((await put(handler, at, 1, '再写')).body.revision).toBe(2);
    const elsewhere = await signIn(office.anyone, HANDLER, office.passwords[HANDLER] ?? '');
    const read = await elsewhere.get<{ beside: object }>(at);
    expect([read.body.beside, read.headers.get('etag')]).toEqual([{ reasons: '再写' }, '"2"']);
    expect((await elsewhere.get(place(page.id, other))).status).toBe(404);
    for (const colleague of ['centre.qingshi', 'mayor.qingshi'])
      expect([colleague, (await (await office.as(colleague)).get(at)).status]).toEqual([colleague, 404]);
    const rows = JSON.stringify(
      await office.app.get((await import('typeorm')).DataSource).query('SELECT d::text AS row FROM step_draft d'),
    );
    expect([rows.includes('再写'), rows.includes(Buffer.from('再写').toString('hex'))]).toEqual([false, false]);
    expect((await handler.delete(at, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await act(handler, page.id, action)).status).toBe(200);
    expect((await handler.get(at)).status).toBe(404);
  });

  test('is closed with the case to who is kept out of it, and taken away when nobody touched it', async () => {
    const page = await office.file('qingshi', 'petition-registration', petition());
    const handler = await office.as(HANDLER);
    await handler.ok(put(handler, place(page.id, 'one'), 0));
    const other = await office.file('qingshi', 'petition-registration', petition());
    await handler.ok(put(handler, place(other.id, 'one'), 0));
    const { user } = await handler.ok(handler.get<SessionOut>('/api/auth/session'));
    const mayor = await office.as('mayor.qingshi');
    await mayor.ok(mayor.post(`/api/cases/${page.id}/recusals`, { userId: user.id, reason: '利害关系' }));
    expect((await handler.get(place(page.id, 'one'))).status).toBe(404);
    expect((await put(handler, place(page.id, 'one'), 1)).status).toBe(404);
    await office.app
      .get((await import('typeorm')).DataSource)
      .query(`UPDATE step_draft SET updated_at = now() - interval '91 days'`);
    await office.app.get(Housekeeping).sweep();
    expect((await handler.get(place(other.id, 'one'))).status).toBe(404);
  });
});
