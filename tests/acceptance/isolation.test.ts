import type { AuditOut, CaseSummary, SessionOut } from '../../backend/src/contract/index.ts';
import { type Principal, SYSTEM } from '../../backend/src/database/principal.ts';
import { Transactions } from '../../backend/src/database/transactions.ts';
import { newId } from '../../backend/src/new-id.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase, WORDS } from '../support/petitions.ts';

let office: Office;
let mine = '';
let theirs = '';
beforeAll(async () => {
  office = await openOffice();
  mine = (await office.file('qingshi', 'petition-registration', petition())).id;
  theirs = (await office.file('baiyun', 'petition-registration', petition({ matterVillage: 'baiyun-zhulin' }))).id;
});
afterAll(() => office.close());

async function principalOf(username: string): Promise<Principal> {
  const client = await office.as(username);
  const { user } = await client.ok(client.get<SessionOut>('/api/auth/session'));
  const [row] = await office.sql<{ scopePath: string }>(
    'SELECT scope_path AS "scopePath" FROM app_user WHERE id = $1',
    [user.id],
  );
  if (!row) throw new Error(`No ${username}.`);
  return { userId: user.id, displayName: username, scopePath: row.scopePath, grants: [], department: null };
}

/** Tables with rows of a place, read without any condition: what a forgotten `where` would show. */
const TABLES = ['case_file', 'decision', 'case_clock', 'deadline', 'task', 'timeline', 'audit_entry'];

test.each(TABLES)(
  'a forgotten condition on %s shows a township nothing of another, and the district both',
  async (table) => {
    const paths = async (username: string) => {
      const rows = await office.sql<{ path: string }>(
        `SELECT DISTINCT scope_path AS path FROM ${table}`,
        [],
        await principalOf(username),
      );
      return rows.map(({ path }) => path);
    };
    const own = (await principalOf('mayor.qingshi')).scopePath;
    const seen = await paths('mayor.qingshi');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((path) => !path.startsWith(own))).toEqual([]);
    expect((await paths('auditor')).length).toBeGreaterThan(seen.length);
  },
);

test('what is known in a transaction is known to those who see the same, until it is asked anew', async () => {
  const transactions = office.app.get(Transactions);
  const townships = await transactions.run(SYSTEM, () =>
    transactions.query<{ path: string }>('SELECT DISTINCT scope_path AS path FROM case_file ORDER BY 1'),
  );
  const own = (await principalOf('mayor.qingshi')).scopePath;
  const asked: number[] = [];
  const count = () =>
    transactions.known('cases', async () => {
      const rows = await transactions.query('SELECT id FROM case_file');
      asked.push(rows.length);
      return rows.length;
    });
  const known = await transactions.run(SYSTEM, async () => {
    const all = await count();
    const inside = await transactions.seeing(own, count);
    const again = await count();
    const failed = await transactions.attempt(async () => {
      transactions.forget();
      await transactions.query(`UPDATE case_file SET scope_path = $1`, [own]);
      await transactions.seeing(own, async () => {
        await count();
        throw new Error('undone');
      });
    });
    return { all, inside, again, failed: Boolean(failed), after: await count() };
  });
  expect(townships.length).toBeGreaterThan(1);
  expect(known).toEqual({ all: 2, inside: 1, again: 2, failed: true, after: 2 });
  // Everything, what lies in the place, all of it moved there, and again once that was undone.
  expect(asked).toEqual([2, 1, 2, 2]);
});

test('rows of another township can be neither changed nor planted', async () => {
  const principal = await principalOf('mayor.qingshi');
  await office.sql(`UPDATE case_file SET title = 'taken over'`, [], principal);
  const auditor = await office.as('auditor');
  expect((await readCase(auditor, theirs)).page.title).not.toBe('taken over');
  const [{ path = '' } = {}] = await office.sql<{ path: string }>(
    'SELECT scope_path AS path FROM case_file WHERE id = $1',
    [theirs],
  );
  const planted = `INSERT INTO timeline (id, case_id, scope_path, at, kind, details)
     VALUES (gen_random_uuid(), $1, $2, now(), 'action', '{}')`;
  await expect(office.sql(planted, [theirs, path], principal)).rejects.toThrow(/row-level security/);
});

test('without a scope nothing at all is seen', async () => {
  const nobody = { userId: null, displayName: '', scopePath: '', grants: [], department: null };
  for (const table of [...TABLES, 'scope', 'app_user', 'config_document', 'notification']) {
    expect(await office.sql(`SELECT 1 FROM ${table} LIMIT 1`, [], nobody)).toEqual([]);
  }
});

test('a colleague of another township finds a case neither by list, by number, by id nor by statistics', async () => {
  const clerk = await office.as('clerk.baiyun');
  const { number } = (await readCase(await office.as('clerk.qingshi'), mine)).page;
  const list = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases'));
  expect(list.items.map(({ id }) => id)).toEqual([theirs]);
  expect((await clerk.ok(clerk.get<{ total: number }>(`/api/cases?q=${number}`))).total).toBe(0);
  expect((await clerk.get(`/api/cases/${mine}`)).status).toBe(404);
  const lead = await office.as('mayor.baiyun');
  expect((await lead.ok(lead.get<{ total: number }>('/api/statistics'))).total).toBe(1);
});

test('a village liaison registers for their village, and sees that village only', async () => {
  const liaison = await office.as('liaison.qingshi-dongpo');
  const body = { township: 'qingshi', form: 'petition-registration', data: petition() };
  const filed = await liaison.ok(liaison.post<{ id: string; number: string }>('/api/cases', body));
  expect(filed.number).toMatch(/^QINGSHI-2026-0/);
  const elsewhere = { ...body, data: petition({ matterVillage: 'qingshi-liuxi' }) };
  expect((await liaison.post('/api/cases', elsewhere)).status).toBe(403);
  const other = await office.file('qingshi', 'petition-registration', petition({ matterVillage: 'qingshi-liuxi' }));
  expect((await liaison.get(`/api/cases/${other.id}`)).status).toBe(404);
  expect((await liaison.get(`/api/cases/${filed.id}`)).status).toBe(200);
});

describe('a person named in a complaint', () => {
  test('neither handles nor reads the case, not even in lists, tasks or messages', async () => {
    const lead = await office.as('lead.qingshi');
    const { user } = await lead.ok(lead.get<SessionOut>('/api/auth/session'));
    const page = await office.file('qingshi', 'petition-registration', petition({ namedStaff: [user.id] }));
    expect([page.handler?.id, page.caseLead?.id]).not.toContain(user.id);
    expect((await lead.get(`/api/cases/${page.id}`)).status).toBe(404);
    const { items } = await lead.ok(lead.get<{ items: CaseSummary[] }>('/api/cases?limit=100'));
    expect(items.map(({ id }) => id)).not.toContain(page.id);
    await office.beat();
    const messages = await lead.ok(lead.get<{ items: { caseId: string }[] }>('/api/notifications'));
    expect(messages.items.map(({ caseId }) => caseId)).not.toContain(page.id);
    const assign = { headers: { 'if-match': (await readCase(await office.as('centre.qingshi'), page.id)).etag } };
    const centre = await office.as('centre.qingshi');
    expect((await centre.post(`/api/cases/${page.id}/assign`, { caseLeadId: user.id }, assign)).status).toBe(409);
  });

  test('who filed the case and is named in it loses sight of it with the filing', async () => {
    const clerk = await office.as('clerk.qingshi');
    const { user } = await clerk.ok(clerk.get<SessionOut>('/api/auth/session'));
    const data = petition({ namedStaff: [user.id] });
    const filed = await clerk.post<{ id: string }>('/api/cases', {
      township: 'qingshi',
      form: 'petition-registration',
      data,
    });
    expect(filed.status).toBe(201);
    expect((await clerk.get(`/api/cases/${filed.body.id}`)).status).toBe(404);
  });

  test('who steps aside later hands their part to somebody else, for good', async () => {
    const page = await office.file('qingshi', 'petition-registration', petition());
    const worker = await office.as('labour.qingshi');
    const { user } = await worker.ok(worker.get<SessionOut>('/api/auth/session'));
    expect(page.handler?.id).toBe(user.id);
    expect(
      (await worker.post(`/api/cases/${page.id}/recusals`, { userId: user.id, reason: '与当事人是亲属' })).status,
    ).toBe(204);
    expect((await worker.get(`/api/cases/${page.id}`)).status).toBe(404);
    const centre = await office.as('centre.qingshi');
    const after = (await readCase(centre, page.id)).page;
    expect(after.handler).not.toBeNull();
    expect(after.handler?.id).not.toBe(user.id);
    expect((await act(worker, page.id, 'accept-matter').catch(() => ({ status: 404 }))).status).toBe(404);
  });
});

describe('who is recused from a case later', () => {
  test('finds nothing of it in the audit or among messages that came before; the audit is no less whole for it', async () => {
    const page = await office.file('qingshi', 'petition-registration', petition());
    const other = await office.file('qingshi', 'petition-registration', petition());
    const mayor = await office.as('mayor.qingshi');
    const { user } = await mayor.ok(mayor.get<SessionOut>('/api/auth/session'));
    const message = { 'zh-CN': `案件${page.number}`, en: `Case ${page.number}` };
    const payload = { scopePath: '/', userIds: [user.id], caseId: page.id, urgent: true, message };
    await office.sql(`INSERT INTO outbox (id, topic, payload, not_before) VALUES ($1, 'notification', $2, $3)`, [
      newId(),
      JSON.stringify(payload),
      office.clock.now(),
    ]);
    await office.beat();
    const messages = async () =>
      (await mayor.ok(mayor.get<{ items: { id: string; caseId: string }[] }>('/api/notifications'))).items.filter(
        ({ caseId }) => caseId === page.id,
      );
    const trail = async (query = '') => mayor.ok(mayor.get<AuditOut>(`/api/audit?limit=200${query}`));
    const [before] = await messages();
    expect(before).toBeDefined();
    expect((await trail(`&objectId=${page.id}`)).items.length).toBeGreaterThan(0);
    await mayor.ok(mayor.post(`/api/cases/${page.id}/recusals`, { userId: user.id, reason: '与当事人是亲属' }));
    expect(await messages()).toEqual([]);
    expect((await mayor.post(`/api/notifications/${before?.id}/acknowledge`)).status).toBe(404);
    const whole = await trail();
    expect(JSON.stringify(whole.items)).not.toContain(page.id);
    expect((await trail(`&objectId=${page.id}`)).items).toEqual([]);
    expect(JSON.stringify(whole.items)).toContain(other.id);
    expect(whole.verification).toEqual([{ chain: expect.any(String), intact: true }]);
    const auditor = await office.as('auditor');
    const full = await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${page.id}`));
    expect(full.items.map(({ action }) => action)).toContain('case.recuse');
  });
});

describe('personal data', () => {
  test('is masked for everybody, in page, list, export and trail; one look is one entry with its reason', async () => {
    const { id, number } = await office.file('qingshi', 'petition-registration', petition());
    const clerk = await office.as('clerk.qingshi');
    for (const path of [`/api/cases/${id}`, `/api/cases?q=${number}`, `/api/cases/${id}/timeline`]) {
      const text = JSON.stringify((await clerk.get(path)).body);
      for (const secret of ['110101199003070011', '13900000001', '王某某', '示例路1号'])
        expect(text).not.toContain(secret);
    }
    const look = await clerk.ok(
      clerk.post<{ data: Record<string, string> }>(`/api/cases/${id}/unmask`, { reason: WORDS.reasons }),
    );
    expect(look.data.visitorIdNumber).toBe('110101199003070011');
    const { items } = await clerk.ok(clerk.get<{ items: { kind: string }[] }>(`/api/cases/${id}/timeline`));
    expect(items.filter(({ kind }) => kind === 'unmasked')).toHaveLength(1);
    const auditor = await office.as('auditor');
    const trail = await auditor.ok(auditor.get<{ items: { action: string }[] }>(`/api/audit?objectId=${id}`));
    expect(trail.items.map(({ action }) => action)).toContain('case.unmask');
    expect(JSON.stringify(trail)).not.toContain('110101199003070011');
  });

  test('is open, each look recorded, to the department of a step while the step is theirs, and not after', async () => {
    const { id } = await office.file('qingshi', 'petition-registration', petition());
    const justice = await office.as('justice.qingshi');
    const look = () => justice.post(`/api/cases/${id}/unmask`, { reason: WORDS.reasons });
    const shown = async () => (await readCase(justice, id)).page;
    expect([(await look()).status, (await shown()).mayUnmask]).toEqual([403, false]);
    const was = 'path_version_id = $2, step = $3';
    const [before] = await office.sql<{ path: string; step: string }>(
      'SELECT path_version_id AS path, step FROM case_file WHERE id = $1',
      [id],
    );
    const [other] = await office.sql<{ id: string }>(
      `SELECT v.id FROM config_version v JOIN config_document d ON d.id = v.document_id WHERE d.key = 'legal-channel-path'`,
    );
    await office.sql(`UPDATE case_file SET ${was} WHERE id = $1`, [id, other?.id, 'acceptance-step']);
    expect([(await look()).status, (await shown()).mayUnmask]).toEqual([200, true]);
    const school = await office.as('school.qingshi');
    expect((await school.post(`/api/cases/${id}/unmask`, { reason: WORDS.reasons })).status).toBe(403);
    await office.sql(`UPDATE case_file SET ${was} WHERE id = $1`, [id, before?.path, before?.step]);
    expect((await look()).status).toBe(403);
  });

  test('is closed to a handler of no department, whatever the case is at, until they are named on it', async () => {
    const { id } = await office.file('qingshi', 'petition-registration', petition());
    const farm = await office.as('farm.qingshi');
    await office.sql(`UPDATE app_user SET department = NULL WHERE username = 'farm.qingshi'`);
    const look = async () => (await farm.post(`/api/cases/${id}/unmask`, { reason: WORDS.reasons })).status;
    const { page } = await readCase(farm, id);
    expect([await look(), page.mayUnmask, page.mayAddPapers, page.actions]).toEqual([403, false, false, []]);
    await office.sql('UPDATE case_file SET department = NULL WHERE id = $1', [id]);
    expect([await look(), (await readCase(await office.as('land.qingshi'), id)).page.mayUnmask]).toEqual([403, false]);
    await office.sql(
      `UPDATE case_file SET handler_id = u.id FROM app_user u
      WHERE u.username = 'farm.qingshi' AND case_file.id = $1`,
      [id],
    );
    expect([await look(), (await readCase(farm, id)).page.mayUnmask]).toEqual([200, true]);
    await office.sql(`UPDATE app_user SET department = 'agriculture-office' WHERE username = 'farm.qingshi'`);
  });

  test('lies encrypted in the database', async () => {
    const rows = await office.sql<{ row: string }>('SELECT c::text AS row FROM case_file c');
    const decisions = await office.sql<{ row: string }>('SELECT d::text AS row FROM decision d');
    for (const { row } of [...rows, ...decisions]) {
      for (const secret of ['110101199003070011', '13900000001', '王某某', '示例路1号'])
        expect(row).not.toContain(secret);
    }
  });
});
