// A person's day: what their roles have them look at, no more than they may see, and the same as the ledger shows.
import type { CaseSummary, DayOut, DaySection, DaySectionOf, FiledCase } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const PASSWORD = 'a password of the tests';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
  await office.beat();
}, 240_000);
afterAll(() => office.close());

const dayOf = async (username: string): Promise<DayOut> => {
  const client = await office.as(username);
  return client.ok(client.get<DayOut>('/api/work/day'));
};

type WithKey<Key, Section = DaySection> = Section extends { key: infer Keys }
  ? Key extends Keys
    ? Section
    : never
  : never;

async function section<Key extends DaySection['key']>(username: string, key: Key) {
  const found = (await dayOf(username)).sections.find((one) => one.key === key);
  if (!found) throw new Error(`${username} has no section ${key}.`);
  return found as WithKey<Key>;
}

const caseIds = ({ items }: DaySectionOf<'waiting'>): string[] =>
  items.flatMap((item) => item.case?.id ?? item.tasks[0]?.caseId ?? []);

test('everybody has the sections of their roles', async () => {
  const keys = async (username: string) => (await dayOf(username)).sections.map(({ key }) => key);
  expect(await keys('clerk.qingshi')).toEqual(['register', 'due', 'registered-today']);
  expect(await keys('labour.qingshi')).toEqual(['due', 'undelivered']);
  expect(await keys('lead.qingshi')).toEqual(['decisions', 'to-give', 'due', 'undelivered']);
  expect(await keys('mayor.qingshi')).toEqual([
    'urgent',
    'decisions',
    'to-give',
    'due',
    'overdue',
    'supervised',
    'months',
  ]);
  expect(await keys('centre.qingshi')).toEqual([
    'urgent',
    'register',
    'to-give',
    'due',
    'undelivered',
    'sessions',
    'handed-up',
  ]);
  expect(await keys('policy')).toEqual(['drafts', 'calendars']);
  expect(await keys('approver')).toEqual(['releases']);
  expect(await keys('auditor')).toEqual(['urgent', 'townships', 'overdue']);
});

test.each([
  'clerk.qingshi',
  'labour.qingshi',
  'lead.qingshi',
  'mayor.qingshi',
  'centre.qingshi',
  'auditor',
  'district',
])('of %s, the ledger filtered the same has as many cases as the section says, and these first', async (username) => {
  const client = await office.as(username);
  const ledger = (query: Record<string, string>) =>
    client.ok(client.get<{ items: CaseSummary[]; total: number }>(`/api/cases?${new URLSearchParams(query)}`));
  const { sections } = await dayOf(username);
  const urgent = sections.flatMap((one) => (one.key === 'urgent' ? one.cases.map(({ id }) => id) : []));
  for (const one of sections) {
    if (one.kind === 'cases') {
      const { items, total } = await ledger(one.query);
      expect([one.key, total]).toEqual([one.key, one.total]);
      expect(items.slice(0, one.cases.length).map(({ id }) => id)).toEqual(one.cases.map(({ id }) => id));
    }
    if (one.kind === 'waiting') {
      const found = await ledger({ ...one.query, limit: '200' });
      const elsewhere = found.items.filter(({ id }) => urgent.includes(id)).length;
      const alone = one.items.filter((item) => item.case === null).length;
      expect(found.total).toBe(one.total - alone + elsewhere);
    }
    if (one.kind === 'decisions') expect((await ledger(one.query)).total).toBe(one.total);
    if (one.kind === 'months') {
      for (const { query, now } of one.figures) expect((await ledger(query)).total).toBe(now);
    }
    if (one.kind === 'sessions') {
      for (const { query, total } of one.items) expect((await ledger(query)).total).toBe(total);
    }
    if (one.kind === 'townships') {
      for (const row of one.rows) {
        const query = { ...one.queries.overdue, township: row.township.key };
        expect((await ledger(query)).total).toBe(row.overdue);
      }
    }
  }
});

test('what is due stands in one order, no case twice, and none that waits for a decision', async () => {
  const due = await section('lead.qingshi', 'due');
  const decisions = await section('lead.qingshi', 'decisions');
  const ids = caseIds(due);
  expect(new Set(ids).size).toBe(ids.length);
  expect(decisions.items.length).toBeGreaterThan(0);
  for (const item of decisions.items) expect(ids).not.toContain(item.case.id);
  const firsts = due.items.map((item) =>
    [item.case?.nextDeadline?.dueAt, ...item.tasks.map(({ dueAt }) => dueAt)].filter(Boolean).sort().at(0),
  );
  const known = firsts.filter((at) => at !== undefined);
  expect(known).toEqual(known.toSorted());
});

test('a decision carries what the one before wrote', async () => {
  const { items } = await section('lead.qingshi', 'decisions');
  const told = items.filter(({ last }) => last?.reasons);
  expect(told.length).toBeGreaterThan(0);
  const lead = await office.as('lead.qingshi');
  for (const { case: item, last } of told) {
    const { items: history } = await lead.ok(
      lead.get<{ items: { kind: string; details: { text: string }[] }[] }>(`/api/cases/${item.id}/timeline`),
    );
    const acts = history.filter(({ kind }) => kind === 'action');
    expect(acts.some(({ details }) => details.some(({ text }) => text === last?.reasons))).toBe(true);
  }
});

test('the clerk sees what was registered today by nobody else, and the forms most used first', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition({}));
  const centre = await office.as('centre.qingshi');
  const body = { township: 'qingshi', form: 'petition-registration', data: petition({}) };
  const other = await centre.ok(centre.post<FiledCase>('/api/cases', body));
  const today = await section('clerk.qingshi', 'registered-today');
  expect(today.cases.map((item) => item.id)).toEqual([id]);
  expect(today.cases.map((item) => item.id)).not.toContain(other.id);
  const { forms, township } = await section('clerk.qingshi', 'register');
  expect(township).toBe('qingshi');
  const uses = await office.sql<{ form: string }>(
    `SELECT form_key AS form FROM case_file c JOIN scope s ON s.id = c.township_id
      WHERE s.key = 'qingshi' AND received_on >= '2025-09-03' GROUP BY 1 ORDER BY count(*) DESC, 1`,
  );
  expect(forms.slice(0, uses.length).map(({ key }) => key)).toEqual(uses.map(({ form }) => form));
  expect(forms.every(({ title }) => title['zh-CN'] !== '')).toBe(true);
});

test('an urgent matter stands first until somebody confirms it', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  const urgent = await section('mayor.qingshi', 'urgent');
  expect(urgent.cases.map((item) => item.id)).toContain(id);
  const centre = await office.as('centre.qingshi');
  expect((await act(centre, id, 'confirm-report')).status).toBe(200);
  expect((await section('mayor.qingshi', 'urgent')).cases.map((item) => item.id)).not.toContain(id);
});

describe('scope and recusal', () => {
  let both: Client;
  beforeAll(async () => {
    const admin = await office.as('admin');
    const [district, qingshi] = [await office.township('yunhe-district'), await office.township('qingshi')];
    const roles = [
      { role: 'policy-admin', scopeId: district.id },
      { role: 'township-lead', scopeId: qingshi.id },
    ];
    const body = { username: 'rules.and.lead', displayName: '某人', scopeId: district.id, roles, password: PASSWORD };
    await admin.ok(admin.post('/api/users', body));
    office.passwords['rules.and.lead'] = PASSWORD;
    both = await office.as('rules.and.lead');
  });

  test('roles add up, and each section shows what lies where its role was granted', async () => {
    const { sections } = await both.ok(both.get<DayOut>('/api/work/day'));
    const keys = sections.map(({ key }) => key);
    expect(keys).toContain('drafts');
    // One township alone: nothing to compare.
    expect(keys).not.toContain('townships');
    const overdue = sections.find(({ key }) => key === 'overdue') as DaySectionOf<'cases'>;
    const mayors = await section('mayor.qingshi', 'overdue');
    expect(overdue.total).toBe(mayors.total);
    expect(new Set(overdue.cases.map(({ township }) => township.key))).toEqual(new Set(['qingshi']));
  });

  test('who is recused from a case has it in no section', async () => {
    const before = await section('mayor.qingshi', 'overdue');
    const first = before.cases[0];
    const [mayor] = await office.sql<{ id: string }>("SELECT id FROM app_user WHERE username = 'mayor.qingshi'");
    const centre = await office.as('centre.qingshi');
    await centre.ok(centre.post(`/api/cases/${first?.id}/recusals`, { userId: mayor?.id, reason: '亲属' }));
    const after = await section('mayor.qingshi', 'overdue');
    expect(after.total).toBe(before.total - 1);
    expect(after.cases.map(({ id }) => id)).not.toContain(first?.id);
  });
});

test('who writes rules sees own drafts and those of others, what is found in them, and how far the calendar reaches', async () => {
  const [policy, admin] = [await office.as('policy'), await office.as('admin')];
  const change = async (client: Client, key: string, edit: (content: Record<string, unknown>) => void) => {
    const draft = await client.get<{ content: Record<string, unknown> }>(`/api/forms/${key}/draft`);
    edit(draft.body.content);
    const headers = { 'if-match': draft.headers.get('etag') ?? '' };
    await client.ok(client.put(`/api/forms/${key}/draft`, { content: draft.body.content }, { headers }));
  };
  await change(policy, 'petition-registration', (content) => Object.assign(content, { title: { 'zh-CN': '', en: 1 } }));
  await change(admin, 'suggestion-registration', (content) =>
    Object.assign(content, { description: { 'zh-CN': '改了', en: 'Changed' } }),
  );
  const { items, total } = await section('policy', 'drafts');
  expect(total).toBe(2);
  expect(items.map(({ document, own }) => [document.key, own])).toEqual([
    ['petition-registration', true],
    ['suggestion-registration', false],
  ]);
  expect(items[0]?.findings?.errors).toBeGreaterThan(0);
  expect(items[1]?.findings?.errors).toBe(0);
  const calendars = await section('policy', 'calendars');
  expect(calendars.items).toMatchObject([{ until: '2026-12-31', days: 304 }]);
});

test('a version that is published and not in force waits where it would be put in force', async () => {
  expect((await section('approver', 'releases')).total).toBe(0);
  const admin = await office.as('admin');
  await admin.ok(publishDraft(admin, '/api/forms/suggestion-registration', { note: '试发布' }));
  const { items } = await section('approver', 'releases');
  expect(items.map(({ document }) => document.key)).toEqual(['suggestion-registration']);
  expect(items[0]?.behind.length).toBe(3);
});
