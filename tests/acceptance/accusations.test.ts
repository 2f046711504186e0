// An accusation never reaches the person or the unit accused (Regulations on Petition Work, articles 30 ¶3 and 46(5)): walked on the
// running server, from each place where somebody could learn of it.

import type { RuleSet } from '@caseway/rule-sets';
import { Client as Connection } from 'pg';
import { DataSource } from 'typeorm';
import type {
  AuditOut,
  CaseOut,
  CaseSummary,
  CorrectionOut,
  CreatedUser,
  DecisionView,
  HandOverOut,
  PreviewOut,
  Problem,
  TermsOut,
  TimelineEntry,
  UserOut,
  WorkloadOut,
} from '../../backend/src/contract/index.ts';
import { LiesAtTownship1765001400000 } from '../../backend/src/database/migrations/1765001400000-lies-at-township.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition, readCase } from '../support/petitions.ts';
import { onServer, SERVER, urlOf } from '../support/server-database.ts';
import { publishChanged } from '../support/versions.ts';
import { workbookText } from '../support/workbook.ts';

const FORM = 'accusation-registration';
const ACCUSED = 'civil-affairs-office';
const OLD_NAME = '民政办';

let office: Office;
let admin: Client;
let centre: Client;
beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
  centre = await office.as('centre.qingshi');
}, 240_000);
afterAll(() => office.close());

async function routingThatNames(client: Client, department: string): Promise<string> {
  const { items } = await client.ok(client.get<{ items: { key: string }[] }>('/api/rule-sets?limit=100'));
  for (const { key } of items) {
    const { body } = await client.get<{ content: RuleSet }>(`/api/rule-sets/${key}/versions/1`);
    if (body.content.outcomes?.department?.values.some((value) => value.key === department)) return key;
  }
  throw new Error(`No rule set names ${department}.`);
}

/** Every case is told apart by its title. */
let filed = 0;

/** An accusation as a clerk fills it in; whoever is accused is invented. */
const accusation = (over: object = {}) => ({
  accuserNaming: 'anonymous-report',
  arrivalChannel: 'by-letter',
  matterSummary: `检举控告事项第${++filed}件`,
  accusedNames: '某科室工作人员',
  accusedPosition: 'township-unit',
  accusedDepartment: ACCUSED,
  accusationFacts: '救助款发放时要求困难户请客送礼，有转账记录。',
  matterVillage: 'qingshi-dongpo',
  dayReceived: '2026-03-02',
  ...over,
});

/** Filed; who is asked says that nobody else of the staff is meant. */
const file = (over: object = {}, more: object = { nobodyMeant: true }) =>
  office.file('qingshi', FORM, accusation(over), more);
const idOf = async (username: string): Promise<string> => (await user(username)).id;

async function user(username: string): Promise<UserOut> {
  const { items } = await admin.ok(admin.get<{ items: UserOut[] }>(`/api/users?q=${username}`));
  const found = items.find((one) => one.username === username);
  if (!found) throw new Error(`Nobody is called ${username}.`);
  return found;
}

/** Somebody new in a township with every role in which one could learn of a case. */
async function newcomer(username: string, more: { department?: string; displayName?: string } = {}, scope = 'qingshi') {
  const { id: scopeId } = await office.township(scope);
  const roles = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor'].map((role) => ({
    role,
    scopeId,
  }));
  const password = 'a password of the test';
  const department = 'housing-construction-office';
  const body = { username, displayName: '新来的同事', password, scopeId, department, roles, ...more };
  const created = await admin.ok(admin.post<CreatedUser>('/api/users', body));
  return { created: created.user, client: await signIn(office.anyone, username, password) };
}

const change = async (username: string, body: object) => {
  const { id, version } = await user(username);
  await admin.ok(admin.patch(`/api/users/${id}`, body, { headers: { 'if-match': `"${version}"` } }));
};

/** Where somebody finds a case: the ways that are open to them. */
async function waysTo(client: Client, { id, number, title }: CaseOut): Promise<string[]> {
  const pages = {
    page: `/api/cases/${id}`,
    timeline: `/api/cases/${id}/timeline`,
    decisions: `/api/cases/${id}/decisions`,
    links: `/api/cases/${id}/links`,
    receipt: `/api/cases/${id}/receipt`,
  };
  const lists = {
    ledger: '/api/cases?limit=100',
    search: `/api/cases?q=${number}`,
    work: '/api/work/day',
    messages: '/api/notifications?limit=100',
    audit: `/api/audit?limit=200`,
    'audit of it': `/api/audit?objectId=${id}`,
    export: '/api/cases/export.xlsx',
  };
  const ways: string[] = [];
  for (const [name, path] of Object.entries(pages)) if ((await client.get(path)).status !== 404) ways.push(name);
  for (const [name, path] of Object.entries(lists)) {
    const text = path.endsWith('.xlsx')
      ? await workbookText(client, path)
      : JSON.stringify((await client.get(path)).body);
    if ([id, number, title].some((word) => text.includes(word))) ways.push(name);
  }
  return ways;
}

const total = async (client: Client) => (await client.ok(client.get<{ total: number }>('/api/statistics'))).total;

/** Rows of a case that the database itself shows to somebody, by table: what a forgotten condition would give. */
async function rowsFor(userId: string, caseId: string): Promise<Record<string, number>> {
  const [found] = await office.sql<{ scopePath: string }>(
    'SELECT scope_path AS "scopePath" FROM app_user WHERE id = $1',
    [userId],
  );
  const principal = { userId, displayName: '', scopePath: found?.scopePath ?? '', grants: [], department: null };
  const tables = await office.sql<{ name: string }>(`SELECT DISTINCT tablename AS name FROM pg_policies p
    WHERE EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_name = p.tablename AND c.column_name = 'case_id')`);
  const counts: Record<string, number> = {};
  for (const { name } of [...tables, { name: 'case_file' }]) {
    const column = name === 'case_file' ? 'id' : 'case_id';
    const [row] = await office.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} WHERE ${column} = $1`,
      [caseId],
      principal,
    );
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

test('every table with rows of a case asks one place who is kept out of it', async () => {
  const policies = await office.sql<{ name: string; using: string }>(
    `SELECT p.tablename AS name, p.qual AS "using" FROM pg_policies p WHERE p.cmd = 'SELECT' AND (p.tablename = 'case_file'
       OR EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_name = p.tablename AND c.column_name = 'case_id'))`,
  );
  expect(policies.length).toBeGreaterThan(10);
  // One that asks whether the case itself is seen goes by the policy of cases.
  const asks = /caseway_recused\(caseway_user\(\)\)|FROM case_file/;
  // The platform itself, which sweeps and backs up, is kept out of nothing.
  const platform = /^\(\(caseway_user\(\) IS NULL\) AND \(caseway_scope\(\) = '\/'::text\)\)$/;
  expect(policies.filter(({ using }) => !asks.test(using) && !platform.test(using)).map(({ name }) => name)).toEqual(
    [],
  );
});

describe('a department accused', () => {
  let page: CaseOut;
  beforeAll(async () => {
    page = await file();
    await office.beat();
  });

  test('finds nothing of it anywhere, whoever works there; others do', async () => {
    const [seen, unseen] = ['land.qingshi', 'civil.qingshi'];
    expect(await waysTo(await office.as(seen), page)).toEqual(
      expect.arrayContaining(['page', 'timeline', 'ledger', 'export']),
    );
    expect(await waysTo(await office.as(unseen), page)).toEqual([]);
    const rows = await rowsFor(await idOf(unseen), page.id);
    expect(Object.entries(rows).filter(([, count]) => count > 0)).toEqual([]);
    expect((await rowsFor(await idOf(seen), page.id)).timeline).toBeGreaterThan(0);
  });

  test('is shown to those who work on the case, each look recorded; others who may open it see that something is kept back', async () => {
    const land = await office.as('land.qingshi');
    const { page: theirs } = await readCase(land, page.id);
    expect([theirs.data.accusedDepartment, theirs.masked.includes('/accusedDepartment'), theirs.mayUnmask]).toEqual([
      '****',
      true,
      false,
    ]);
    const routed = async (client: Client) => {
      const { items } = await client.ok(client.get<{ items: DecisionView[] }>(`/api/cases/${page.id}/decisions`));
      return items.filter(({ kind }) => kind === 'routing');
    };
    const [kept] = await routed(land);
    expect([kept?.rules, kept?.fired]).toEqual([[], []]);
    expect((await routed(centre))[0]?.rules.length).toBeGreaterThan(0);
    expect((await land.get(`/api/cases/${page.id}/decisions/${kept?.id}/differences`)).status).toBe(403);
    const { items: sets } = await (await office.as('policy')).ok(
      (await office.as('policy')).get<{ items: { key: string }[] }>('/api/rule-sets?limit=1'),
    );
    expect((await land.get(`/api/cases/${page.id}/facts?ruleSet=${sets[0]?.key}`)).status).toBe(403);
    const { data } = await centre.ok(
      centre.post<{ data: Record<string, unknown> }>(`/api/cases/${page.id}/unmask`, { reason: '核查' }),
    );
    expect(data.accusedDepartment).toBe(ACCUSED);
    // What is kept out by hand later is told by history and trail to the same people.
    await centre.post(`/api/cases/${page.id}/recusals`, { department: 'agriculture-office', reason: '利害关系' });
    const told = async (client: Client) => {
      const headers = { 'accept-language': 'zh-CN' };
      const path = `/api/cases/${page.id}/timeline`;
      const { items } = await client.ok(client.get<{ items: TimelineEntry[] }>(path, { headers }));
      return items.flatMap(({ kind, text }) => (kind === 'recusal' ? [text] : []));
    };
    expect(await told(land)).toEqual(['回避：不予显示']);
    expect(await told(centre)).toEqual([expect.stringMatching(/（整个部门）$/)]);
  });

  test('is told on the page to whoever works on the case, and to no auditor', async () => {
    expect(page.keptOut.map(({ key }) => key)).toEqual([ACCUSED]);
    expect((await readCase(await office.as('auditor'), page.id)).page.keptOut).toEqual([]);
  });

  test('takes with it whoever joins it later: all that they saw is gone, the counts too', async () => {
    const { created, client } = await newcomer('joins.later');
    const before = await total(client);
    expect(await waysTo(client, page)).toEqual(
      expect.arrayContaining(['page', 'timeline', 'decisions', 'ledger', 'search', 'audit', 'audit of it']),
    );
    await change('joins.later', { department: ACCUSED });
    expect(await waysTo(client, page)).toEqual([]);
    expect(await total(client)).toBe(before - 1);
    const rows = await rowsFor(created.id, page.id);
    expect(Object.entries(rows).filter(([, count]) => count > 0)).toEqual([]);
    // Who has once belonged to it does not learn of it by leaving.
    await change('joins.later', { department: 'agriculture-office' });
    expect(await waysTo(client, page)).toEqual([]);
  });

  test('is its township’s: the district’s of the same name manages it, and stays able', async () => {
    const { client } = await newcomer('civil.district', { department: ACCUSED }, 'yunhe-district');
    expect(await waysTo(client, page)).toEqual(expect.arrayContaining(['page', 'ledger']));
  });

  test('is given nothing of it: not by assigning, not by handing over', async () => {
    const { etag } = await readCase(centre, page.id);
    const handlerId = await idOf('civil.qingshi');
    const refused = await centre.post(
      `/api/cases/${page.id}/assign`,
      { handlerId },
      { headers: { 'if-match': etag, 'accept-language': 'en' } },
    );
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ pointer: '/handlerId' }] } });
    expect(JSON.stringify(refused.body)).toContain('choose somebody else');
    await centre.ok(centre.post(`/api/users/${page.handler?.id}/hand-over`, { to: handlerId, reason: '外出学习' }));
    const after = (await readCase(centre, page.id)).page;
    expect([null, page.handler?.id, handlerId]).not.toContain(after.handler?.id);
  });

  test('gets none of its messages, also where they were sent to its members', async () => {
    const userId = await idOf('civil.qingshi');
    const message = { 'zh-CN': page.title, en: page.title };
    const payload = { scopePath: '/', userIds: [userId], caseId: page.id, urgent: true, message };
    await office.sql(
      `INSERT INTO outbox (id, topic, payload, not_before) VALUES (gen_random_uuid(), 'notification', $1, $2)`,
      [JSON.stringify(payload), office.clock.now()],
    );
    await office.beat();
    const kept = await office.sql('SELECT 1 FROM notification WHERE user_id = $1 AND case_id = $2', [userId, page.id]);
    expect(kept).toEqual([]);
  });
});

describe('by name, is for those who work on this case, and for no role that holds of all', () => {
  const named = {
    ...{ accuserNaming: 'real-name-report', visitorFullName: '欧阳守义', visitorMobile: '13900004321' },
    ...{ accusedNames: '无名氏甲', accusedPosition: 'township-staff', accusedDepartment: 'no-department-here' },
  };
  const REASON = '核对无名氏甲的转账记录';
  let page: CaseOut;
  beforeAll(async () => {
    page = await file(named);
    await newcomer('other.clerk', { displayName: '另一登记员' });
    await change('other.clerk', { roles: [{ role: 'clerk', scopeId: (await office.township('qingshi')).id }] });
    office.passwords['other.clerk'] = 'a password of the test';
  });
  /** The leader named on the case, or the one who is not. */
  const leadOf = async ({ caseLead }: CaseOut, other = false) => {
    const named = (await idOf('lead.qingshi')) === caseLead?.id;
    return named !== other ? 'lead.qingshi' : 'lead2.qingshi';
  };
  const look = async (username: string) =>
    (await office.as(username)).post<Problem>(
      `/api/cases/${page.id}/unmask`,
      { reason: REASON },
      { headers: { 'accept-language': 'zh-CN' } },
    );

  test('unmasked by who registered it, handler, lead, department, centre and leader of the place; refused to others in words', async () => {
    const lead = await leadOf(page);
    for (const username of ['clerk.qingshi', 'discipline.qingshi', 'centre.qingshi', 'mayor.qingshi', lead])
      expect([username, (await look(username)).status]).toEqual([username, 200]);
    const others = ['other.clerk', 'review.district', 'reception.district', 'land.qingshi', await leadOf(page, true)];
    for (const username of [...others, 'auditor']) {
      const refused = await look(username);
      expect([username, refused.status]).toEqual([username, 403]);
      if (username !== 'auditor') expect(refused.body.detail).toContain('《信访工作条例》第三十条');
    }
  });

  test('is acted on by nobody who may not know it, and offers them nothing to do', async () => {
    const filed = await file(named);
    const { page: theirs, etag } = await readCase(await office.as('clerk.qingshi'), filed.id);
    const [withdraw] = theirs.actions;
    expect(withdraw).toBeDefined();
    const body = { reasons: '来人要求撤回', data: {} };
    const headers = { 'if-match': etag, 'accept-language': 'zh-CN' };
    for (const username of ['other.clerk', await leadOf(filed, true)]) {
      const client = await office.as(username);
      expect((await readCase(client, filed.id)).page.actions).toEqual([]);
      const refused = await client.post<Problem>(`/api/cases/${filed.id}/actions/${withdraw?.key}`, body, { headers });
      expect([username, refused.status]).toEqual([username, 403]);
      expect(refused.body.detail).toContain('《信访工作条例》第三十条');
    }
  });

  test('shows others nothing of who accuses, who is accused, where, and why it was looked at', async () => {
    await look('clerk.qingshi');
    const words = ['欧', '*4321', '139*', '无名氏', 'township-staff', 'qingshi-dongpo', '东坡', REASON];
    for (const username of ['other.clerk', await leadOf(page, true), 'land.qingshi', 'auditor']) {
      const client = await office.as(username);
      const { body } = await client.get<CaseOut>(`/api/cases/${page.id}`);
      const seen = { ...body, formDefinition: null, pathDefinition: null };
      expect([body.data.visitorFullName, body.data.accusedPosition, body.data.matterVillage, body.place]).toEqual([
        ...['****', '****', '****', null],
      ]);
      const parts = [
        seen,
        ...(await Promise.all(
          [`timeline`, `decisions`, `receipt`].map(
            async (part) => (await client.get(`/api/cases/${page.id}/${part}`)).body,
          ),
        )),
        (await client.get<object>(`/api/cases?q=${page.number}`)).body,
        (await client.get<object>(`/api/audit?objectId=${page.id}`)).body,
      ];
      const text = JSON.stringify(parts);
      expect([username, words.filter((word) => text.includes(word))]).toEqual([username, []]);
      const { items } = (await client.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`)).body;
      expect(items.filter(({ kind }) => kind === 'unmasked').map(({ actor }) => actor !== null)).toContain(true);
    }
    const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
    expect(JSON.stringify(items)).toContain(REASON);
  });
});

describe('a village that it is about', () => {
  test('finds nothing of it anywhere, nor unmasks it: who is accused may be of the village', async () => {
    const liaison = await office.as('liaison.qingshi-dongpo');
    const page = await file({ accusedPosition: 'village-cadre', accusedDepartment: 'no-department-here' });
    await office.beat();
    expect(await waysTo(liaison, page)).toEqual([]);
    const unmasked = await liaison.post(`/api/cases/${page.id}/unmask`, { reason: '了解情况' });
    expect(unmasked.status).toBe(404);
    const rows = await rowsFor(await idOf('liaison.qingshi-dongpo'), page.id);
    expect(Object.entries(rows).filter(([, count]) => count > 0)).toEqual([]);
    // What else is about the village is still its own, and what the accusation is about stays on it for who may know.
    const other = await office.file('qingshi', 'petition-registration', petition({ matterVillage: 'qingshi-dongpo' }));
    expect(await waysTo(liaison, other)).toEqual(expect.arrayContaining(['page', 'ledger']));
    expect(page.place?.key).toBe('qingshi-dongpo');
    expect(await waysTo(await office.as('discipline.qingshi'), page)).toEqual(expect.arrayContaining(['page']));
  });

  test('nor is told that there is one of the person who comes with something else', async () => {
    const who = { accuserNaming: 'real-name-report', visitorFullName: '钱守正', visitorMobile: '13900000055' };
    const page = await file({ ...who, accusedPosition: 'village-cadre', accusedDepartment: 'no-department-here' });
    const ask = async (client: Client) => {
      const person = { visitorFullName: '钱守正', visitorMobile: '13900000055', visitorIdNumber: undefined };
      const data = petition({ ...person, matterVillage: 'qingshi-dongpo' });
      const body = { township: 'qingshi', form: 'petition-registration', data };
      const { earlier, earlierHidden } = await client.ok(client.post<PreviewOut>('/api/cases/preview', body));
      return [earlier.map((one) => one.case.number), earlierHidden];
    };
    const [shown, hidden] = await ask(await office.as('liaison.qingshi-dongpo'));
    expect([hidden, shown]).toEqual([0, expect.not.arrayContaining([page.number])]);
    expect((await ask(await office.as('clerk.qingshi')))[0]).toContain(page.number);
  });

  test('takes none in: it is for the township', async () => {
    const liaison = await office.as('liaison.qingshi-dongpo');
    const body = { township: 'qingshi', form: FORM, data: accusation(), nobodyMeant: true };
    expect((await liaison.post('/api/cases', body)).status).toBe(403);
  });
});

describe('what turns out to be a matter for the township', () => {
  const VILLAGE = 'qingshi-dongpo';
  const about = (over: object = {}) =>
    petition({ matterVillage: VILLAGE, matterSummary: `反映村务事项第${++filed}件`, ...over });
  const kinds = async (client: Client, id: string) => {
    const { items } = await client.ok(client.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
    return items.map(({ kind }) => kind).filter((kind) => kind === 'laid');
  };
  const rowsOfLiaison = async (id: string) =>
    Object.entries(await rowsFor(await idOf(`liaison.${VILLAGE}`), id)).filter(([, count]) => count > 0);
  const reclassified = async (client: Client, id: string, category: string) => {
    const { etag } = await readCase(centre, id);
    const body = { category, reasons: '经核实更正诉求类别。' };
    return client.post<Problem>(`/api/cases/${id}/reclassify`, body, { headers: { 'if-match': etag } });
  };

  test('a petition about officials is no less hidden from the village than an accusation, whatever form it came in', async () => {
    const liaison = await office.as(`liaison.${VILLAGE}`);
    const page = await office.file('qingshi', 'petition-registration', about({ matterField: 'official-conduct' }));
    await office.beat();
    expect(await waysTo(liaison, page)).toEqual([]);
    expect(await rowsOfLiaison(page.id)).toEqual([]);
    const data = about({ matterField: 'official-conduct' });
    const refused = await liaison.post<Problem>(
      '/api/cases',
      { township: 'qingshi', form: 'petition-registration', data },
      { headers: { 'accept-language': 'zh-CN' } },
    );
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([403, expect.stringContaining('由镇街接收')]);
    // Corrected to be about something else, it is for the village again, and the other way round.
    await correct(page, { matterField: 'rural-affairs' });
    expect(await waysTo(liaison, page)).toContain('page');
    await correct(page, { matterField: 'official-conduct' });
    expect(await waysTo(liaison, page)).toEqual([]);
  });

  test('once a person says so, whoever knew of it in the village finds nothing any more, nor keeps any work of it', async () => {
    const liaison = await office.as(`liaison.${VILLAGE}`);
    const me = await idOf(`liaison.${VILLAGE}`);
    const filed = await liaison.ok(
      liaison.post<{ id: string }>('/api/cases', { township: 'qingshi', form: 'petition-registration', data: about() }),
    );
    const { page, etag } = await readCase(centre, filed.id);
    await centre.ok(centre.post(`/api/cases/${page.id}/assign`, { handlerId: me }, { headers: { 'if-match': etag } }));
    await office.beat();
    expect(await waysTo(liaison, page)).toEqual(expect.arrayContaining(['page', 'messages', 'ledger']));
    // Nobody of the village says so themselves: they would decide it out of their own sight.
    const own = await reclassified(liaison, page.id, 'accusation-matter');
    expect(own.status).toBe(403);
    expect((await reclassified(centre, page.id, 'accusation-matter')).status).toBe(200);
    await office.beat();
    expect(await waysTo(liaison, page)).toEqual([]);
    expect(await rowsOfLiaison(page.id)).toEqual([]);
    const after = (await readCase(centre, page.id)).page;
    expect([null, me]).not.toContain(after.handler?.id ?? null);
    expect(
      after.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt).map(({ assignee }) => assignee?.id),
    ).not.toContain(me);
    expect(await kinds(centre, page.id)).toEqual(['laid']);
    expect((await reclassified(centre, page.id, 'hardship')).status).toBe(200);
    expect(await waysTo(liaison, page)).toEqual(expect.arrayContaining(['page', 'timeline', 'messages']));
    expect(await kinds(centre, page.id)).toEqual(['laid', 'laid']);
  });

  test('one filed before that lies at the village is laid at the township with all of it, and its history says so', async () => {
    const page = await file({ accusedPosition: 'village-cadre', accusedDepartment: 'no-department-here' });
    const liaison = await office.as(`liaison.${VILLAGE}`);
    const me = await idOf(`liaison.${VILLAGE}`);
    const [place] = await office.sql<{ path: string }>('SELECT scope_path AS path FROM scope WHERE key = $1', [
      VILLAGE,
    ]);
    for (const table of ['decision', 'case_clock', 'deadline', 'task', 'timeline'])
      await office.sql(`UPDATE ${table} SET scope_path = $2 WHERE case_id = $1`, [page.id, place?.path]);
    await office.sql('UPDATE task SET assignee_id = $2 WHERE case_id = $1', [page.id, me]);
    await office.sql('UPDATE case_file SET scope_path = $2, handler_id = $3 WHERE id = $1', [page.id, place?.path, me]);
    expect(await waysTo(liaison, page)).toEqual(expect.arrayContaining(['page', 'work']));
    const runner = office.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await new LiesAtTownship1765001400000().up(runner);
    await runner.commitTransaction();
    await runner.release();
    expect(await waysTo(liaison, page)).toEqual([]);
    expect(await rowsOfLiaison(page.id)).toEqual([]);
    const after = (await readCase(centre, page.id)).page;
    expect([null, me]).not.toContain(after.handler?.id ?? null);
    const open = after.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
    expect(open.map(({ assignee }) => assignee?.id)).toEqual([after.handler?.id]);
    expect(await kinds(centre, page.id)).toEqual(['laid']);
  });
});

describe('where rules would give it to the department accused', () => {
  test('somebody else is responsible, the history says so and names nobody', async () => {
    // The text names the office that the shipped rules give accusations to; the choice does not.
    const page = await file({ accusedDepartment: 'no-department-here', accusedNames: '该镇纪检监察办负责人' });
    expect(page.keptOut.map(({ key }) => key)).toEqual(['discipline-office']);
    expect(page.handler).not.toBeNull();
    expect(page.handler?.id).not.toBe(await idOf('discipline.qingshi'));
    expect(page.department?.key).not.toBe('discipline-office');
    expect(await waysTo(await office.as('discipline.qingshi'), page)).toEqual([]);
    const open = page.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
    expect(open.map(({ assignee }) => assignee?.id)).toEqual([page.handler?.id]);
    const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
    const words = items.filter(({ kind }) => kind === 'passed-over').map(({ text }) => text);
    expect(words).toHaveLength(1);
    expect(words.join()).not.toMatch(/纪检|iscipline/);
  });

  test('the district’s of the same name goes before a stranger to the matter', async () => {
    const { created } = await newcomer('discipline.district', { department: 'discipline-office' }, 'yunhe-district');
    const page = await file({ accusedDepartment: 'no-department-here', accusedNames: '该镇纪检监察办负责人' });
    expect([page.handler?.id, page.department?.key]).toEqual([created.id, 'discipline-office']);
  });
});

describe('a person whom the text names', () => {
  test('by the whole of a name, is kept out as if chosen, and nobody else is', async () => {
    const { client } = await newcomer('named', { displayName: '科员 柳如是' });
    const { client: other } = await newcomer('namesake', { displayName: '柳如' });
    const page = await file({ accusedNames: '民政助理柳 如是（女）', accusedDepartment: 'no-department-here' });
    expect(await waysTo(client, page)).toEqual([]);
    expect(await waysTo(other, page)).toEqual([]);
    expect(await waysTo(await office.as('land.qingshi'), page)).toContain('page');
  });

  test('is kept out also where they come, or come to be called so, after it was filed: the history says it, to others', async () => {
    const page = await file({ accusedNames: '即将到任的范少伯', accusedDepartment: 'no-department-here' });
    const { client: renamed } = await newcomer('renamed.later');
    expect(await waysTo(renamed, page)).toContain('page');
    const { client: comes } = await newcomer('comes.later', { displayName: '科员 范少伯' });
    expect(await waysTo(comes, page)).toEqual([]);
    await change('renamed.later', { displayName: '范少伯' });
    expect(await waysTo(renamed, page)).toEqual([]);
    const path = `/api/cases/${page.id}/timeline`;
    const { items } = await centre.ok(
      centre.get<{ items: TimelineEntry[] }>(path, { headers: { 'accept-language': 'zh-CN' } }),
    );
    expect(items.filter(({ kind }) => kind === 'recusal').map(({ text }) => text)).toEqual([
      '回避：科员 范少伯',
      '回避：范少伯',
    ]);
    expect(await waysTo(await office.as('land.qingshi'), page)).toContain('page');
  });

  test('who registers it and is named loses sight of it with the filing', async () => {
    const { client } = await newcomer('registers', { displayName: '苏小小' });
    const body = { township: 'qingshi', form: FORM, data: accusation({ accusedNames: '信访窗口苏小小' }) };
    const { id } = await client.ok(client.post<{ id: string }>('/api/cases', body));
    expect((await client.get(`/api/cases/${id}`)).status).toBe(404);
    expect((await readCase(centre, id)).page.handler).not.toBeNull();
  });

  test('who orders a hand-over learns neither number nor count of a case that they are kept out of', async () => {
    const { client } = await newcomer('orders', { displayName: '董小宛' });
    const page = await file({ accusedNames: '镇领导董小宛' });
    const handler = page.handler?.id ?? '';
    const load = async (who: Client) => (await who.ok(who.get<WorkloadOut>(`/api/users/${handler}/workload`))).cases;
    const all = await load(centre);
    const theirs = await load(client);
    expect(theirs).toBeLessThan(all);
    const done = await client.ok(client.post<HandOverOut>(`/api/users/${handler}/hand-over`, { reason: '病假' }));
    expect(done).toEqual({ moved: theirs, kept: [] });
    expect((await readCase(centre, page.id)).page.handler?.id).not.toBe(handler);
  });
});

const rename = async (title: string) => {
  const policy = await office.as('policy');
  const set = await routingThatNames(policy, ACCUSED);
  await publishChanged<RuleSet>(policy, 'rule-sets', set, ({ outcomes }) => {
    const named = outcomes?.department?.values.find(({ key }) => key === ACCUSED);
    if (named) named.title['zh-CN'] = title;
  });
};

describe('a department that is renamed', () => {
  test('is found by its new name in what was filed before, and by its old name in what is filed after', async () => {
    const civil = await office.as('civil.qingshi');
    const named = (words: string) => file({ accusedDepartment: 'no-department-here', accusedNames: words });
    const early = await named('即将挂牌的民生服务中心');
    const other = await named('即将挂牌的便民中心');
    expect(await waysTo(civil, early)).toContain('page');
    await rename('民生服务中心');
    expect(await waysTo(civil, early)).toEqual([]);
    expect(await waysTo(civil, other)).toContain('page');
    expect((await readCase(centre, early.id)).page.keptOut.map(({ key }) => key)).toEqual([ACCUSED]);
    const path = `/api/cases/${early.id}/timeline`;
    const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(path));
    expect(items.filter(({ kind }) => kind === 'recusal')).toHaveLength(1);
    // Renamed once more, and in the words that everybody still uses.
    await rename('民生保障办公室');
    for (const words of ['民生服务中心主任', OLD_NAME, '民生保障办公室'])
      expect([words, (await named(words)).keptOut.map(({ key }) => key)]).toEqual([words, [ACCUSED]]);
    await rename(OLD_NAME);
  });
});

async function corrected(page: CaseOut, over: object, more: object = {}, preview = '') {
  const { etag, page: now } = await readCase(centre, page.id);
  const body = { data: { ...now.data, ...over }, reason: '来信补充', ...more };
  const headers = { 'if-match': etag, 'accept-language': 'zh-CN' };
  return centre.post<CorrectionOut & Problem>(`/api/cases/${page.id}/corrections${preview}`, body, { headers });
}
const correct = (page: CaseOut, over: object) => centre.ok(corrected(page, over));

describe('a text that names nobody known: an office, a nickname', () => {
  const OFFICE = { accusedNames: '青石镇镇长', accusedDepartment: 'no-department-here' };
  const UNCLEAR = { status: 409, body: { type: 'urn:caseway:problem:recusal-unclear' } };
  const body = (over: object, more: object = {}) => ({
    township: 'qingshi',
    form: FORM,
    data: accusation(over),
    ...more,
  });
  const history = async (page: CaseOut) => {
    const path = `/api/cases/${page.id}/timeline`;
    const headers = { 'accept-language': 'zh-CN' };
    const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(path, { headers }));
    return items.filter(({ kind }) => kind === 'recusal' || kind === 'nobody-meant');
  };

  test('before it is filed: whoever is found is told, and what names nobody is asked about', async () => {
    const clerk = await office.as('clerk.qingshi');
    const seen = async (over: object) => {
      const out = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body(over)));
      const { people, departments } = out.keptOut;
      return {
        people: people.map(({ displayName }) => displayName),
        departments: departments.map(({ key }) => key),
        asked: out.nobodyFound.map(({ pointer }) => pointer),
      };
    };
    expect(await seen(OFFICE)).toEqual({ people: [], departments: [], asked: ['/accusedNames'] });
    // A department that is chosen does not answer for the person whom the text means.
    const more = { ...OFFICE, accusedDepartment: ACCUSED };
    expect(await seen(more)).toEqual({ people: [], departments: [ACCUSED], asked: ['/accusedNames'] });
    const chosen = { ...OFFICE, accusedStaff: [await idOf('lead.qingshi')] };
    expect(await seen(chosen)).toEqual({ people: ['罗悦'], departments: [], asked: [] });
    const named = { ...OFFICE, accusedNames: '镇长江宁' };
    expect(await seen(named)).toEqual({ people: ['江宁'], departments: [], asked: [] });
  });

  test('is not filed before somebody says who is meant, or that nobody is', async () => {
    const clerk = await office.as('clerk.qingshi');
    const before = await total(centre);
    const post = (more: object) =>
      clerk.post<Problem>('/api/cases', body(OFFICE, more), { headers: { 'accept-language': 'zh-CN' } });
    for (const more of [{}, { keepOut: [] }, { nobodyMeant: false }]) {
      const reply = await post(more);
      expect(reply).toMatchObject({ ...UNCLEAR, body: { errors: [{ pointer: '/data/accusedNames' }] } });
      expect(JSON.stringify(reply.body.errors)).toContain('没有找到本系统的工作人员或部门');
    }
    const wrong = [{ userId: '0197aaaa-0000-7000-8000-000000000000' }, { department: 'nothing' }, {}];
    const places = [];
    for (const one of wrong) {
      const reply = await post({ keepOut: [one] });
      places.push([reply.status, reply.body.errors?.[0]?.pointer]);
    }
    expect(places).toEqual([
      [422, '/keepOut/0/userId'],
      [422, '/keepOut/0/department'],
      [422, '/keepOut/0'],
    ]);
    expect(await total(centre)).toBe(before);
  });

  test('whoever is chosen finds nothing of it anywhere, is given none of it, and the history says who was chosen', async () => {
    const mayor = await office.as('mayor.qingshi');
    const keepOut = [{ userId: await idOf('mayor.qingshi') }, { department: 'agriculture-office' }];
    const page = await file(OFFICE, { keepOut });
    await office.beat();
    expect(await waysTo(mayor, page)).toEqual([]);
    expect(await waysTo(await office.as('farm.qingshi'), page)).toEqual([]);
    const rows = await rowsFor(await idOf('mayor.qingshi'), page.id);
    expect(Object.entries(rows).filter(([, count]) => count > 0)).toEqual([]);
    expect((await history(page)).map(({ text }) => text)).toEqual([
      '回避：江宁',
      expect.stringMatching(/（整个部门）$/),
    ]);
    expect(page.keptOut.map(({ key }) => key)).toEqual(['agriculture-office']);
  });

  test('that nobody is meant is kept with the case, in its history and in the audit', async () => {
    const page = await file({ ...OFFICE, accusedNames: '邻村某厂厂长' });
    expect((await history(page)).map(({ text }) => text)).toEqual([
      '登记人确认：“被检举控告的人员或单位”不涉及本系统的工作人员和部门',
    ]);
    const auditor = await office.as('auditor');
    const trail = await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${page.id}&action=case.nobody-meant`));
    expect(trail.items.map(({ actorName, after }) => [actorName, after])).toEqual([
      ['方林', { field: '/accusedNames' }],
    ]);
  });

  test('also beside somebody known: the part is asked about, not the whole, and the history says of whom', async () => {
    const clerk = await office.as('clerk.qingshi');
    const over = { ...OFFICE, accusedNames: '镇长江宁和外号“大炮”的人' };
    const preview = (data: object) => clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body(data)));
    const shown = await preview(over);
    expect(shown.keptOut.people.map(({ displayName }) => displayName)).toEqual(['江宁']);
    expect(shown.nobodyFound).toMatchObject([{ pointer: '/accusedNames', words: ['外号“大炮”的人'] }]);
    // Choosing whom the text names already says nothing of the other; choosing another does.
    const mayor = await idOf('mayor.qingshi');
    expect((await preview({ ...over, accusedStaff: [mayor] })).nobodyFound).toHaveLength(1);
    expect((await preview({ ...over, accusedStaff: [await idOf('lead.qingshi')] })).nobodyFound).toEqual([]);
    const refused = await clerk.post<Problem>('/api/cases', body(over), { headers: { 'accept-language': 'zh-CN' } });
    expect(refused).toMatchObject(UNCLEAR);
    expect(JSON.stringify(refused.body.errors)).toContain('中的“外号“大炮”的人”不是本系统已知的工作人员或部门');
    const page = await file(over);
    expect((await history(page)).map(({ text }) => text)).toEqual([
      '登记人确认：“被检举控告的人员或单位”中未查到的其他人员或单位，不涉及本系统的工作人员和部门',
    ]);
    expect(await waysTo(await office.as('mayor.qingshi'), page)).toEqual([]);
    // What was answered once is not asked again, what is added to it is.
    const asked = async (accusedNames: string) =>
      (await corrected(page, { accusedNames }, {}, '/preview')).body.nobodyFound.map(({ words }) => words);
    expect(await asked('江宁、外号“大炮”的人')).toEqual([]);
    expect(await asked('江宁、外号“大炮”的人以及会计')).toEqual([['会计']]);
  });

  test('a correction asks about words that were not there before, and about no others', async () => {
    const page = await file(OFFICE);
    expect((await corrected(page, { accusationFacts: '补充：另有两笔转账记录。' }, {}, '/preview')).body).toMatchObject(
      {
        nobodyFound: [],
      },
    );
    const over = { accusedNames: '外号“大炮”的镇领导' };
    const shown = await corrected(page, over, {}, '/preview');
    expect(shown).toMatchObject({ status: 200, body: { nobodyFound: [{ pointer: '/accusedNames' }] } });
    expect(await corrected(page, over)).toMatchObject(UNCLEAR);
    const userId = await idOf('mayor.qingshi');
    const done = await centre.ok(corrected(page, over, { keepOut: [{ userId }] }));
    expect(done.recused.map(({ id }) => id)).toEqual([userId]);
    expect(await waysTo(await office.as('mayor.qingshi'), page)).toEqual([]);
    expect(await waysTo(await office.as('lead.qingshi'), page)).toContain('page');
  });
});

describe('kept out later', () => {
  test('by a correction that names the department: it loses what it had, and others take over', async () => {
    const page = await file({ accusedDepartment: 'no-department-here' });
    expect(page.department?.key).toBe('discipline-office');
    const discipline = await office.as('discipline.qingshi');
    expect(await waysTo(discipline, page)).toEqual(expect.arrayContaining(['page', 'work']));
    const reply = await correct(page, { accusedDepartment: 'discipline-office' });
    expect(reply.recusedDepartments.map(({ key }) => key)).toEqual(['discipline-office']);
    expect(reply.after?.handler).toBeTruthy();
    expect(reply.after?.department?.key).not.toBe('discipline-office');
    expect(await waysTo(discipline, page)).toEqual([]);
  });

  test('by hand: a whole department, with its part in the work; it is said on the case, and to nobody of it', async () => {
    const page = await file();
    const handler = (await user('discipline.qingshi')).id;
    const path = `/api/cases/${page.id}/recusals`;
    const { departments } = await centre.ok(centre.get<TermsOut>('/api/cases/terms'));
    const title = departments.find(({ key }) => key === page.department?.key)?.title['zh-CN'] ?? '';
    expect((await centre.post(path, { reason: '利害关系' })).status).toBe(422);
    expect((await centre.post(path, { userId: handler, department: ACCUSED, reason: '利害关系' })).status).toBe(422);
    expect(await centre.post(path, { department: 'nothing', reason: '利害关系' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/department' }] },
    });
    const land = await office.as('land.qingshi');
    expect((await land.post(path, { department: 'discipline-office', reason: '利害关系' })).status).toBe(403);
    expect((await centre.post(path, { department: page.department?.key, reason: '利害关系' })).status).toBe(204);
    const after = (await readCase(centre, page.id)).page;
    expect(after.handler).not.toBeNull();
    expect(after.handler?.id).not.toBe(page.handler?.id);
    expect(after.keptOut.map(({ key }) => key)).toEqual([ACCUSED, page.department?.key]);
    const open = after.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
    expect(open.map(({ assignee }) => assignee?.id)).toEqual([after.handler?.id]);
    const { items } = await centre.ok(
      centre.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`, {
        headers: { 'accept-language': 'zh-CN' },
      }),
    );
    expect(items.filter(({ kind }) => kind === 'recusal').map(({ text }) => text)).toEqual([
      `回避：${title}（整个部门）`,
    ]);
    const trail = await (await office.as('auditor')).ok(
      (await office.as('auditor')).get<AuditOut>(`/api/audit?objectId=${page.id}&action=case.recuse`),
    );
    // The trail says that somebody was kept out and who did it; whom, the case says to who works on it.
    expect(trail.items.map(({ after: said }) => said)).toEqual([{ withheld: true }]);
  });

  test('who comes into the department hands over what they had of the case', async () => {
    const page = await file({ accusedDepartment: 'traffic-office' });
    const { created, client } = await newcomer('moves.in');
    const { etag } = await readCase(centre, page.id);
    const assign = { headers: { 'if-match': etag } };
    await centre.ok(centre.post(`/api/cases/${page.id}/assign`, { handlerId: created.id }, assign));
    expect(await waysTo(client, page)).toContain('work');
    await change('moves.in', { department: 'traffic-office' });
    expect(await waysTo(client, page)).toEqual([]);
    const after = (await readCase(centre, page.id)).page;
    expect([null, undefined, created.id]).not.toContain(after.handler?.id);
  });
});

test('a colleague of the department in another township is not concerned: they see nothing of it anyway', async () => {
  const page = await file();
  const baiyun = await office.as('civil.baiyun');
  const list = await baiyun.ok(baiyun.get<{ items: CaseSummary[] }>('/api/cases'));
  expect(list.items.map(({ id }) => id)).not.toContain(page.id);
});

describe('who is kept out of one case and sees another', () => {
  test('is not offered for the one, and a member of staff that nobody is, is refused at its place', async () => {
    const page = await file();
    const out = await user('civil.qingshi');
    const offered = async (role: string) => {
      const { items } = await centre.ok(
        centre.get<{ items: { id: string }[] }>(`/api/cases/${page.id}/takers?role=${role}`),
      );
      return items.map(({ id }) => id);
    };
    const handlers = await offered('handler');
    expect(handlers).toContain(page.handler?.id);
    expect(handlers).not.toContain(out.id);
    expect((await offered('case-lead')).length).toBeGreaterThan(0);
    const clerk = await office.as('clerk.qingshi');
    const nobody = '0197aaaa-0000-7000-8000-000000000000';
    const data = petition({ namedStaff: [out.id, nobody] });
    for (const path of ['/api/cases', '/api/cases/preview']) {
      const reply = await clerk.post<{ errors: { pointer: string }[] }>(path, {
        township: 'qingshi',
        form: 'petition-registration',
        data,
      });
      const places = JSON.stringify(reply.body.errors);
      expect([path, reply.status < 500, places.includes('/namedStaff/1')]).toEqual([path, true, true]);
    }
  });

  test('finds no hint in the other: no link, no entry of its history or of the audit', async () => {
    const hidden = await file();
    const shown = await office.file('qingshi', 'petition-registration', petition());
    const clerk = await office.as('clerk.qingshi');
    await clerk.ok(clerk.post(`/api/cases/${shown.id}/links`, { case: hidden.number, kind: 'related' }));
    const { client } = await newcomer('linked', { department: ACCUSED });
    expect((await client.get(`/api/cases/${shown.id}`)).status).toBe(200);
    const pages = ['', '/timeline', '/links', '/earlier'].map((part) => `/api/cases/${shown.id}${part}`);
    for (const path of [...pages, `/api/audit?objectId=${shown.id}`]) {
      const text = JSON.stringify((await client.get(path)).body);
      const hints = [hidden.id, hidden.number, hidden.title, '另一件', 'another case'].filter((it) =>
        text.includes(it),
      );
      expect([path, hints]).toEqual([path, []]);
      expect([path, /Linked with|"case\.link"/.test(text)]).toEqual([path, false]);
    }
    // Nor in what others searched for: its number among what was found, and for whom they looked.
    const name = String(shown.data.visitorFullName ?? '王某某');
    const sought = { name: '端木独有', reason: '核实端木独有的来访' };
    const sealed = await file({
      accuserNaming: 'real-name-report',
      visitorFullName: '端木独有',
      visitorAddress: '示例路9号',
    });
    await centre.ok(centre.post('/api/cases/search', sought));
    await centre.ok(centre.post('/api/cases/search', { name, reason: '另一次查找' }));
    // Whoever has the database, and no key, reads no name in it either.
    for (const [table, column] of [
      ['audit_entry', 'after'],
      ['timeline', 'details'],
    ])
      expect(await office.sql(`SELECT id FROM ${table} WHERE ${column}::text LIKE '%端木独有%'`)).toEqual([]);
    const { client: kept } = await newcomer('searching', { department: ACCUSED });
    const trail = JSON.stringify((await kept.get('/api/audit?limit=200')).body);
    expect([sealed.number, '端木独有'].filter((it) => trail.includes(it))).toEqual([]);
    expect(trail).toContain('另一次查找');
    const whole = JSON.stringify((await (await office.as('auditor')).get('/api/audit?limit=200')).body);
    expect(whole).toContain(sealed.number);
    // Who is not kept out reads of it on both.
    const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${shown.id}/timeline`));
    expect(items.filter(({ kind }) => kind === 'linked')).toHaveLength(1);
  });
});

test('an auditor who is kept out of a case reads no numbers of the trail: none is missing from what they see', async () => {
  const auditor = await office.as('auditor');
  const numbered = async () => {
    const { items, verification } = await auditor.ok(auditor.get<AuditOut>('/api/audit?limit=200'));
    const names = ['seq', 'hash', 'prevHash', 'entries', 'headHash', 'brokenAt'];
    expect(verification.every(({ intact }) => intact)).toBe(true);
    return [...items, ...verification].some((entry) => names.some((name) => name in entry));
  };
  expect(await numbered()).toBe(true);
  const page = await file({ accusedNames: '区里派来的季清' });
  expect(await numbered()).toBe(false);
  expect(await waysTo(auditor, page)).toEqual([]);
});

test('is no example for the tests of a rule: nobody who writes or approves rules reads its facts', async () => {
  const page = await file();
  const policy = await office.as('policy');
  const at = `/api/cases/${page.id}/facts?ruleSet=`;
  const { items } = await policy.ok(policy.get<{ items: { key: string }[] }>('/api/rule-sets?limit=1'));
  const reply = await policy.get<{ detail: string }>(`${at}${items[0]?.key}`, { headers: { 'accept-language': 'en' } });
  expect([reply.status, reply.body.detail]).toEqual([403, expect.stringMatching(/choose another case/)]);
});

// The embedded database runs one transaction at a time.
(SERVER ? describe : describe.skip)('whoever comes in the very moment in which it is filed', () => {
  /** Holds a filing before it stores its case, until the other has gone as far as it can. */
  async function inTheMoment(over: object, meanwhile: () => Promise<unknown>): Promise<CaseOut> {
    const database = new URL(office.env.DATABASE_URL ?? '').pathname.slice(1);
    const waiting = (lock: string) =>
      onServer(
        `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE d.datname = '${database}' AND NOT l.granted AND ${lock}`,
      );
    const holder = new Connection({ connectionString: urlOf(database) });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE case_file IN SHARE MODE');
      const filing = file(over);
      while ((await waiting("l.locktype = 'relation'")).length === 0);
      let done = false;
      const coming = meanwhile().finally(() => {
        done = true;
      });
      while (!done && (await waiting("l.locktype = 'advisory'")).length === 0);
      await holder.query('COMMIT');
      const page = await filing;
      await coming;
      return page;
    } finally {
      await holder.end();
    }
  }

  test('is kept out, where the text names them', async () => {
    const over = { accusedNames: '新任会计荀慧生', accusedDepartment: 'no-department-here' };
    const password = 'a password of the test';
    const page = await inTheMoment(over, () => newcomer('moment.new', { displayName: '荀慧生' }));
    const person = await signIn(office.anyone, 'moment.new', password);
    expect(await waysTo(person, page)).toEqual([]);
  });

  test('is kept out, where the text calls their department as it is named then', async () => {
    const over = { accusedNames: '即将挂牌的惠民服务站', accusedDepartment: 'no-department-here' };
    const page = await inTheMoment(over, () => rename('惠民服务站'));
    expect(await waysTo(await office.as('civil.qingshi'), page)).toEqual([]);
    await rename(OLD_NAME);
  });

  test('is kept out, and has nothing of it, where they come into the department', async () => {
    const { handler } = await file();
    const [found] = await office.sql<{ username: string }>('SELECT username FROM app_user WHERE id = $1', [
      handler?.id,
    ]);
    const username = found?.username ?? '';
    const page = await inTheMoment({}, () => change(username, { department: ACCUSED }));
    expect(await waysTo(await office.as(username), page)).toEqual([]);
    const [row] = await office.sql<{ handler: string }>('SELECT handler_id AS handler FROM case_file WHERE id = $1', [
      page.id,
    ]);
    expect(row?.handler).toBeTruthy();
    expect(row?.handler).not.toBe(handler?.id);
  });
});
