// What was registered can be put right: with a reason, the old value kept, the rules asked anew, the difference shown before.
import type {
  CaseOut,
  CorrectionOut,
  DecisionView,
  PersonSearchOut,
  TimelineEntry,
} from '../../backend/src/contract/index.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase } from '../support/petitions.ts';

let office: Office;
let clerk: Client;
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('clerk.qingshi');
});
afterAll(() => office.close());

const FORM = 'petition-registration';
const REASON = '登记时选错了问题领域';
const LAND = { matterField: 'land-and-demolition', matterSummary: '承包地被占' };
type Refused = { errors: { pointer: string; message: string }[] };

async function correct<T = CorrectionOut>(
  client: Client,
  id: string,
  over: Record<string, unknown>,
  { preview = false, reason = REASON, since }: { preview?: boolean; reason?: string; since?: 'start' | 'now' } = {},
): Promise<Reply<T>> {
  const { etag, page } = await readCase(client, id);
  const data = { ...page.data, ...over };
  for (const [name, value] of Object.entries(data)) if (value === undefined) delete data[name];
  const path = `/api/cases/${id}/corrections${preview ? '/preview' : ''}`;
  return client.post<T>(path, { data, reason, ...(since && { since }) }, { headers: { 'if-match': etag } });
}
/** What is stored of a case, but for times and ids that differ by chance. */
async function trace(id: string): Promise<unknown> {
  const rows = [];
  for (const table of [
    'case_file',
    'timeline',
    'task',
    'decision',
    'case_clock',
    'recusal',
    'case_person',
    'case_correction',
  ]) {
    const key = table === 'case_file' ? 'id' : 'case_id';
    rows.push(await office.sql(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1 ORDER BY 1`, [id]));
  }
  return rows;
}
/** What a correction must make the same as if the case had been filed so. */
const decidedOf = ({
  category,
  path,
  step,
  department,
  jointDepartments,
  level,
  marks,
  supervised,
  deadlines,
  place,
  tasks,
}: CaseOut) => ({
  ...{ category, path, step, department, jointDepartments, level, marks, supervised, place },
  deadlines: deadlines.map(({ clock, dueOn, provisional, state }) => ({ clock, dueOn, provisional, state })),
  tasks: tasks
    .filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt)
    .map(({ title, department: whose, dueAt }) => ({ title, whose, dueAt }))
    .sort((a, b) => a.title.en.localeCompare(b.title.en)),
});

test('the difference is shown before it is taken, exactly as it then is, and nothing of the look is left', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const before = await trace(page.id);
  const over = { ...LAND, policyFound: 'policy-none', policyDocument: undefined, policyArticle: undefined };
  const shown = await correct(clerk, page.id, over, { preview: true });
  expect(shown.status).toBe(200);
  expect(await trace(page.id)).toEqual(before);
  const { changes, after, startsAnew } = shown.body;
  expect(changes.map(({ pointer }) => pointer).sort()).toEqual(
    ['/matterField', '/matterSummary', '/policyArticle', '/policyDocument', '/policyFound'].sort(),
  );
  expect(changes.find(({ pointer }) => pointer === '/matterSummary')).toMatchObject({
    before: '某装修队拖欠三个月工资',
    after: '承包地被占',
  });
  expect([shown.body.before?.department?.key, after?.department?.key]).toEqual([
    'human-resources-office',
    'natural-resources-office',
  ]);
  expect([shown.body.before?.category?.key, after?.category?.key, startsAnew]).toEqual([
    'reasonable-with-policy',
    'reasonable-without-policy',
    true,
  ]);
  const taken = await correct(clerk, page.id, over);
  expect(taken.status).toBe(200);
  const plain = (out: CorrectionOut) => JSON.stringify(out.after, (name, value) => (name === 'id' ? undefined : value));
  expect(plain(taken.body)).toBe(plain(shown.body));
  const { page: now } = await readCase(clerk, page.id);
  expect(taken.headers.get('etag')).toBe((await readCase(clerk, page.id)).etag);
  const fresh = await office.file('qingshi', FORM, {
    ...petition(LAND),
    policyFound: 'policy-none',
    policyDocument: undefined,
    policyArticle: undefined,
    visitorIdNumber: undefined,
    visitorMobile: '13911112222',
  });
  expect(decidedOf(now)).toEqual(decidedOf(fresh));
});

test('the old value is kept with who, when and why; personal ones sealed and shown as masks alone', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const reply = await correct(clerk, page.id, { visitorFullName: '汪某某', matterSummary: '某装修队拖欠四个月工资' });
  expect(reply.body.changes).toEqual([
    expect.objectContaining({ pointer: '/visitorFullName', before: '王**', after: '汪**', sensitive: true }),
    expect.objectContaining({ pointer: '/matterSummary', sensitive: false }),
  ]);
  const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
  const entry = items.find(({ kind }) => kind === 'corrected');
  expect(entry?.actor?.displayName).toBeTruthy();
  expect(entry?.details.map(({ text }) => text)).toEqual([
    REASON,
    '王** → 汪**',
    '某装修队拖欠三个月工资 → 某装修队拖欠四个月工资',
  ]);
  const kept = await office.sql<{ data: Record<string, unknown>; sensitive: Buffer | null }>(
    'SELECT data, sensitive FROM case_correction WHERE case_id = $1',
    [page.id],
  );
  expect(kept[0]?.data).toMatchObject({ matterSummary: '某装修队拖欠三个月工资' });
  expect(kept[0]?.data).not.toHaveProperty('visitorFullName');
  expect(kept[0]?.sensitive).toBeTruthy();
  for (const statement of ['DELETE FROM case_correction', "UPDATE case_correction SET reason = ''"]) {
    await expect(office.sql(`${statement} WHERE case_id = $1`, [page.id])).rejects.toThrow();
  }
  const clear = await clerk.ok(clerk.post<{ data: object }>(`/api/cases/${page.id}/unmask`, { reason: '核对' }));
  // What was left masked is what it was.
  expect(clear.data).toMatchObject({
    visitorFullName: '汪某某',
    visitorMobile: '13900000001',
    visitorIdNumber: '110101199003070011',
  });
  const search = (name: string) => clerk.ok(clerk.post<PersonSearchOut>('/api/cases/search', { name, reason: '核对' }));
  expect((await search('汪某某')).items.map(({ id }) => id)).toEqual([page.id]);
});

test('a correction says why, differs, fits the form it was filed in, and never stores a mask', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const pointers = async (over: Record<string, unknown>, reason = REASON) => {
    const reply = await correct<Refused>(clerk, page.id, over, { reason });
    return [reply.status, ...(reply.body.errors ?? []).map(({ pointer }) => pointer)];
  };
  expect(await pointers({ matterSummary: '改了' }, '')).toEqual([422, '/reason']);
  expect(await pointers({})).toEqual([422, '/data']);
  expect(await pointers({ matterFacts: '短' })).toEqual([422, '/data/matterFacts']);
  expect(await pointers({ visitorFullName: '李**' })).toEqual([422, '/data/visitorFullName']);
  expect(await pointers({ dayReceived: '2026-03-03' })).toEqual([422, '/data/dayReceived']);
  const shown = await correct(clerk, page.id, { matterFacts: '短' }, { preview: true });
  expect([shown.status, shown.body.errors.map(({ pointer }) => pointer), shown.body.after]).toEqual([
    200,
    ['/matterFacts'],
    null,
  ]);
});

test('a lost race is told, and without the version nothing is corrected', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const body = { data: { ...page.data, ...LAND }, reason: REASON };
  const path = `/api/cases/${page.id}/corrections`;
  expect((await clerk.post(path, body)).status).toBe(428);
  expect((await clerk.post(path, body, { headers: { 'if-match': '"999"' } })).status).toBe(412);
});

test('an earlier day of receipt makes every deadline earlier: as if it had been filed so', async () => {
  const who = (phone: string) => ({ visitorMobile: phone, visitorIdNumber: undefined });
  const page = await office.file('qingshi', FORM, petition(who('13911112224')));
  const reply = await correct(clerk, page.id, { dayReceived: '2026-02-20' });
  expect(reply.status).toBe(200);
  const due = (side: CorrectionOut['after']) => side?.deadlines.map(({ dueOn }) => dueOn ?? '') ?? [];
  for (const [at, day] of due(reply.body.after).entries()) expect(day < (due(reply.body.before)[at] ?? '')).toBe(true);
  const { page: now } = await readCase(clerk, page.id);
  const fresh = await office.file('qingshi', FORM, petition({ ...who('13911112223'), dayReceived: '2026-02-20' }));
  expect(decidedOf(now)).toEqual(decidedOf(fresh));
  expect(now.receivedOn).toBe('2026-02-20');
});

describe('what followed only from what was registered wrongly goes with it', () => {
  let phone = 13922220000;
  const somebody = (over: Record<string, unknown> = {}) => {
    phone += 1;
    return petition({ visitorMobile: String(phone), visitorIdNumber: undefined, ...over });
  };
  const seen = async (id: string) => {
    const { page } = await readCase(clerk, id);
    const { sessions, marks } = page;
    return { ...decidedOf(page), marks: [...marks].sort((a, b) => a.key.localeCompare(b.key)), sessions };
  };
  const late = async () => {
    const { items } = await clerk.ok(clerk.get<{ items: CaseOut[] }>('/api/cases?late=true&limit=100'));
    return items.map(({ id }) => id);
  };

  test('lateness, supervision and marks by a wrong day of receipt; a clock that is late by the right one stays late', async () => {
    const file = (dayReceived: string) => office.file('qingshi', FORM, somebody({ dayReceived }));
    const [wrong, really] = [await file('2026-01-05'), await file('2026-01-05')];
    await office.beat();
    expect((await readCase(clerk, wrong.id)).page.supervised).toBe(true);
    expect(await late()).toEqual(expect.arrayContaining([wrong.id, really.id]));
    expect((await correct(clerk, wrong.id, { dayReceived: '2026-03-02' })).status).toBe(200);
    expect((await correct(clerk, really.id, { dayReceived: '2026-01-06' })).status).toBe(200);
    const [fresh, stale] = [await file('2026-03-02'), await file('2026-01-06')];
    await office.beat();
    expect(await seen(wrong.id)).toEqual(await seen(fresh.id));
    expect(await seen(really.id)).toEqual(await seen(stale.id));
    expect((await readCase(clerk, really.id)).page.supervised).toBe(true);
    const now = await late();
    expect([wrong.id, fresh.id, really.id, stale.id].map((id) => now.includes(id))).toEqual([false, false, true, true]);
  });

  test('the report of an urgency that never was, is neither owed nor missed, and lifts the case to no level', async () => {
    const page = await office.file('qingshi', FORM, somebody({ urgentSigns: ['life-in-danger'] }));
    office.clock.advance({ minutes: 90 });
    clerk = await office.as('clerk.qingshi');
    await office.beat();
    expect((await readCase(clerk, page.id)).page.deadlines).toContainEqual(
      expect.objectContaining({ clock: 'urgent-report-clock', state: 'overdue' }),
    );
    expect((await correct(clerk, page.id, { urgentSigns: undefined })).status).toBe(200);
    const fresh = await office.file('qingshi', FORM, somebody());
    await office.beat();
    expect(await seen(page.id)).toEqual(await seen(fresh.id));
    expect(await late()).not.toContain(page.id);
  });
});

test('what became urgent only now is due from now, and not late at once; a day of receipt does not become another', async () => {
  const page = await office.file('qingshi', FORM, petition());
  office.clock.advance({ minutes: 90 });
  clerk = await office.as('clerk.qingshi');
  const urgent = { urgentSigns: ['life-in-danger'] };
  const shown = async (since: 'start' | 'now') =>
    (await correct(clerk, page.id, urgent, { preview: true, since })).body.after?.deadlines ?? [];
  const report = { clock: 'urgent-report-clock' };
  expect(await shown('start')).toContainEqual(expect.objectContaining({ ...report, state: 'overdue' }));
  expect(await shown('now')).toContainEqual(
    expect.objectContaining({ ...report, state: 'running', remainingMinutes: 60 }),
  );
  const other = { ...urgent, dayReceived: '2026-03-01' };
  const { body } = await correct(clerk, page.id, other, { preview: true, since: 'now' });
  expect(body.errors).toEqual([expect.objectContaining({ pointer: '/dayReceived', keyword: 'since' })]);
  const before = (await readCase(clerk, page.id)).page.deadlines;
  expect((await correct(clerk, page.id, urgent, { since: 'now' })).status).toBe(200);
  const after = (await readCase(clerk, page.id)).page.deadlines;
  const dueOf = (of: typeof before, clock: string) => of.findLast((one) => one.clock === clock)?.dueOn;
  expect(dueOf(after, 'acceptance-clock')).toBe(dueOf(before, 'acceptance-clock'));
  const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
  expect(items.find(({ kind }) => kind === 'corrected')?.text).toBe('What is registered has changed, from now on');
});

test('whoever the corrected data names is kept out, and another takes over', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const handler = page.handler?.id ?? '';
  const [named] = await office.sql<{ username: string }>('SELECT username FROM app_user WHERE id = $1', [handler]);
  const reply = await correct(clerk, page.id, { namedStaff: [handler] });
  expect(reply.body.recused.map(({ id }) => id)).toEqual([handler]);
  expect(reply.body.after?.handler?.id).not.toBe(handler);
  expect(reply.body.after?.handler).toBeTruthy();
  const kept = await office.as(named?.username ?? '');
  expect((await kept.get(`/api/cases/${page.id}`)).status).toBe(404);
});

test('a case in the wrong village moves with everything of it: who is there sees it, who is not does not', async () => {
  const page = await office.file('qingshi', FORM, petition({ matterVillage: 'qingshi-liuxi' }));
  const liaison = await office.as('liaison.qingshi-dongpo');
  expect((await liaison.get(`/api/cases/${page.id}`)).status).toBe(404);
  expect((await correct(clerk, page.id, { matterVillage: 'qingshi-dongpo' })).status).toBe(200);
  const { page: seen } = await readCase(liaison, page.id);
  expect(seen.tasks.length).toBeGreaterThan(0);
  for (const part of ['timeline', 'decisions']) {
    const { items } = await liaison.ok(
      liaison.get<{ items: (TimelineEntry | DecisionView)[] }>(`/api/cases/${page.id}/${part}`),
    );
    expect(items.length).toBeGreaterThan(1);
  }
  const [left] = await office.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM timeline t JOIN case_file c ON c.id = t.case_id WHERE c.id = $1 AND t.scope_path <> c.scope_path`,
    [page.id],
  );
  expect(left?.count).toBe(0);
});

test('only who registered it in their own place, who handles it, its lead and the centre correct a case', async () => {
  const page = await office.file('qingshi', FORM, petition({ matterVillage: 'qingshi-dongpo' }));
  const status = async (username: string, over: Record<string, unknown> = LAND) =>
    (await correct(await office.as(username), page.id, over, { preview: true })).status;
  expect(await status('clerk.qingshi')).toBe(200);
  expect(await status('centre.qingshi')).toBe(200);
  expect(await status('liaison.qingshi-dongpo')).toBe(403);
  expect(await status('mayor.qingshi')).toBe(403);
  expect(await status('auditor')).toBe(403);
  const liaison = await office.as('liaison.qingshi-dongpo');
  const own = await liaison.ok(
    liaison.post<CaseOut>('/api/cases', {
      township: 'qingshi',
      form: FORM,
      data: petition({ matterVillage: 'qingshi-dongpo' }),
    }),
  );
  const away = await correct(liaison, own.id, { matterVillage: 'qingshi-liuxi' }, { preview: true });
  expect([away.status, away.body.errors.map(({ keyword }) => keyword)]).toEqual([200, ['place']]);
});

test('of a closed case what was registered is put right, and its decision stays', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const centre = await office.as('centre.qingshi');
  await office.sql("UPDATE case_file SET status = 'closed', closed_at = now() WHERE id = $1", [page.id]);
  const shown = await correct(centre, page.id, LAND, { preview: true });
  expect([shown.status, shown.body.decided, shown.body.startsAnew]).toEqual([200, false, false]);
  const taken = await correct(centre, page.id, LAND);
  expect(taken.status).toBe(200);
  const { page: now } = await readCase(centre, page.id);
  expect([now.title, now.department, now.category, now.status]).toEqual([
    LAND.matterSummary,
    page.department,
    page.category,
    'closed',
  ]);
  const day = await correct<Refused>(centre, page.id, { dayReceived: '2026-02-20' });
  expect([day.status, day.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/data/dayReceived']]);
});

test('the kind that a person has given stands when what was registered is corrected', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const centre = await office.as('centre.qingshi');
  const { etag } = await readCase(centre, page.id);
  const reclassified = await centre.post(
    `/api/cases/${page.id}/reclassify`,
    { category: 'hardship', reasons: '经核实生活困难' },
    { headers: { 'if-match': etag } },
  );
  expect(reclassified.status).toBe(200);
  const reply = await correct(centre, page.id, LAND);
  expect(reply.body.after?.category?.key).toBe('hardship');
});

test('a step that was done is done again only where the path is another', async () => {
  const page = await office.file('qingshi', FORM, petition());
  const centre = await office.as('centre.qingshi');
  const { page: seen } = await readCase(centre, page.id);
  const handler = await office.sql<{ username: string }>('SELECT username FROM app_user WHERE id = $1', [
    seen.handler?.id,
  ]);
  const accepted = await act(await office.as(handler[0]?.username ?? ''), page.id, 'accept-matter');
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  const reply = await correct(centre, page.id, { matterSummary: '某装修队拖欠四个月工资' });
  expect([reply.body.startsAnew, reply.body.after?.step.key]).toEqual([false, accepted.body.step.key]);
});
