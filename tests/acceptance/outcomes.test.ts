// What an outcome does to a case, whatever it comes from; answers that decide; work that is done, or is not; deliveries.
import type {
  CaseOut,
  DayOut,
  DaySectionOf,
  StatisticsOut,
  TaskOut,
  TimelineEntry,
  UnmaskOut,
} from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { readCase } from '../support/petitions.ts';
import { filePlot, leadOf, openAllotments } from '../support/plots.ts';

let office: Office;
let gardener: Client;
let plumber: Client;

beforeAll(async () => {
  office = await openOffice();
  await openAllotments(office);
  gardener = await office.as('gardener');
  plumber = await office.as('plumber');
});
afterAll(() => office.close());

const file = (size: number) => filePlot(office, size);
const lead = async (page: CaseOut) => office.as(await leadOf(office, page));

async function send(client: Client, id: string, action: string, body: object) {
  const { etag } = await readCase(client, id);
  return client.post<CaseOut & { errors: { pointer: string; message: string }[] }>(
    `/api/cases/${id}/actions/${action}`,
    body,
    { headers: { 'if-match': etag } },
  );
}

const open = (page: CaseOut) => page.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
const BASIS = { reasons: '面积合适', policyBasis: '菜园手册第3条' };
const OUTSTANDING = { outstanding: '水务部门电话答复无异议' };

test('a corrected kind is as if the case had been filed so: marks, supervision, work and urgency', async () => {
  const filed = await file(20);
  const hedge = await file(2);
  const hedger = await office.as('hedger');
  const { etag } = await readCase(hedger, hedge.id);
  const body = { category: 'plots', reasons: '写错了面积' };
  await hedger.ok(hedger.post(`/api/cases/${hedge.id}/reclassify`, body, { headers: { 'if-match': etag } }));
  const { page } = await readCase(await office.as('mayor.lianhua'), hedge.id);
  const seen = (it: CaseOut) => ({
    marks: it.marks,
    supervised: it.supervised,
    path: it.path,
    step: it.step,
    department: it.department,
    joint: it.jointDepartments,
    handler: it.handler,
    deadlines: it.deadlines.map(({ clock: key, dueOn, state }) => [key, dueOn, state]),
    tasks: open(it).map(({ kind, title, department }) => [kind, title, department]),
  });
  expect(seen(page)).toEqual(seen(filed));
  expect(page.marks.map(({ key }) => key)).toEqual(['green-mark']);
  // The hedger's task was not done: it was cancelled, by whom and why.
  const [left] = page.tasks.filter(({ cancelledAt }) => cancelledAt);
  expect([left?.title.en, left?.doneAt, left?.cancelledBy?.displayName]).toEqual(['Cut the hedge', null, 'hedger']);
  await office.beat();
  const { items } = await gardener.ok(
    gardener.get<{ items: { caseId: string; urgent: boolean }[] }>('/api/notifications'),
  );
  expect(items.filter(({ caseId, urgent }) => urgent && caseId === hedge.id)).toHaveLength(1);
});

test('a task that is a step has no done; others are done with a result and taken back', async () => {
  const { id } = await file(20);
  const [step] = open((await readCase(gardener, id)).page);
  expect([step?.kind, step?.may.finish]).toEqual(['step', false]);
  const done = (task: string, body: object) => gardener.post<TaskOut>(`/api/work/tasks/${task}/done`, body);
  expect((await done(step?.id ?? '', { result: '好了' })).status).toBe(409);
  const moved = await gardener.ok(send(gardener, id, 'propose', BASIS));
  const measure = open(moved).find(({ kind }) => kind === 'other');
  expect((await done(measure?.id ?? '', { result: ' ' })).status).toBe(422);
  const finished = await gardener.ok(done(measure?.id ?? '', { result: '二十平方米' }));
  expect([finished.doneBy?.displayName, finished.result?.en, finished.may.takeBack]).toEqual([
    'gardener',
    '二十平方米',
    true,
  ]);
  // What somebody says came of it is never dropped as if it had been taken.
  expect((await done(measure?.id ?? '', { result: '三十平方米' })).status).toBe(409);
  expect((await gardener.ok(done(measure?.id ?? '', { result: '二十平方米' }))).result?.en).toBe('二十平方米');
  expect((await plumber.post(`/api/work/tasks/${measure?.id}/take-back`)).status).toBe(403);
  const back = await gardener.ok(gardener.post<TaskOut>(`/api/work/tasks/${measure?.id}/take-back`));
  expect([back.doneAt, back.result]).toEqual([null, null]);
  const { sections } = await gardener.ok(gardener.get<DayOut>('/api/work/day'));
  const due = sections.find(({ key }) => key === 'due') as DaySectionOf<'waiting'>;
  expect(due.items.flatMap(({ tasks }) => tasks).map((task) => task.id)).toContain(measure?.id);
});

test('a joint task lives until the department answers; the decision says who has not, or why it does not wait', async () => {
  const filed = await file(20);
  const moved = await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  const joint = open(moved).find(({ kind }) => kind === 'joint');
  expect(joint?.department?.key).toBe('water');
  const boss = await lead(filed);
  const { page } = await readCase(boss, filed.id);
  const [grant] = page.actions;
  expect(grant?.waitsFor.map(({ key }) => key)).toEqual(['water']);
  // Who approves sees what the proposer wrote, and need not type it again.
  expect(grant?.proposal).toMatchObject({ by: { displayName: 'gardener' } });
  expect(grant?.known).toEqual({ reasons: BASIS.reasons, policyBasis: BASIS.policyBasis });
  const refused = await send(boss, filed.id, 'grant', { reasons: '同意' });
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/outstanding']);
  expect(refused.body.errors?.[0]?.message).toContain('water');
  const answered = await plumber.ok(plumber.post<TaskOut>(`/api/work/tasks/${joint?.id}/done`, { result: '管线无妨' }));
  expect([answered.kind, answered.result?.en]).toEqual(['joint', '管线无妨']);
  expect((await send(boss, filed.id, 'grant', { reasons: '同意' })).status).toBe(200);
});

test('who leads a case closes a joint task with a reason; nobody did it', async () => {
  const filed = await file(20);
  // A joint department reads the case; its steps are for the department that leads it.
  const { page: seen } = await readCase(plumber, filed.id);
  expect([seen.actions, (await send(plumber, filed.id, 'propose', BASIS)).status]).toEqual([[], 403]);
  const joint = open(filed).find(({ kind }) => kind === 'joint');
  const path = `/api/work/tasks/${joint?.id}/close`;
  expect((await plumber.post(path, { reason: '不需要' })).status).toBe(403);
  const closed = await gardener.ok(gardener.post<TaskOut>(path, { reason: '不涉及水管' }));
  expect([closed.doneAt, closed.cancelReason?.en, closed.cancelledBy?.displayName]).toEqual([
    null,
    '不涉及水管',
    'gardener',
  ]);
  await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  expect((await readCase(await lead(filed), filed.id)).page.actions[0]?.waitsFor).toEqual([]);
});

test('a decision that does not wait records why', async () => {
  const filed = await file(20);
  await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  const boss = await lead(filed);
  await boss.ok(send(boss, filed.id, 'grant', { reasons: '同意', ...OUTSTANDING }));
  const { items } = await boss.ok(boss.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`));
  const said = items.flatMap(({ details }) => details.map(({ text }) => text));
  expect(said).toContain(OUTSTANDING.outstanding);
});

test('what else was to be done at a step ends when the case leaves it, done by nobody', async () => {
  const filed = await file(20);
  const moved = await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  expect(open(moved).filter(({ kind }) => kind === 'other')).toHaveLength(1);
  const boss = await lead(filed);
  const page = await boss.ok(send(boss, filed.id, 'grant', { reasons: '同意', ...OUTSTANDING }));
  const measure = page.tasks.find(({ kind }) => kind === 'other');
  expect([measure?.doneAt, measure?.cancelReason?.en]).toEqual([null, 'The case has gone on (Grant)']);
});

/** A request granted and waiting for the visit. */
async function granted(size: number, delivery?: object) {
  const filed = await file(size);
  await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  const boss = await lead(filed);
  const body = { reasons: '同意', ...OUTSTANDING, ...(delivery && { delivery }) };
  return boss.ok(send(boss, filed.id, 'grant', body));
}

test('an answer that contradicts the outcome is refused in words at its place; another goes another way', async () => {
  const small = await granted(20);
  const denied = await send(gardener, small.id, 'visit', { data: { planted: false, snow: false } });
  const said = [{ pointer: '/data', message: 'Nothing is planted yet: go when it is.' }];
  expect([denied.status, denied.body.errors]).toEqual([422, said]);
  const snow = await send(gardener, small.id, 'visit', { data: { planted: true, snow: true } });
  expect([snow.status, snow.body.errors?.[0]?.message]).toEqual([
    422,
    'Nothing is seen under snow: go when it has melted.',
  ]);
  // The same answer about a large plot: the path has a way for it. What was told in writing stands until it is decided anew.
  const large = await granted(80);
  expect(large.outcome?.key).toBe('granted');
  const back = await gardener.ok(send(gardener, large.id, 'visit', { data: { planted: false, snow: false } }));
  expect([back.status, back.step.key, back.outcome?.key]).toEqual(['open', 'study', 'granted']);
  const closed = await gardener.ok(send(gardener, small.id, 'visit', { data: { planted: true, snow: false } }));
  // What it means for who asked goes with it: screens colour it by that.
  expect([closed.status, closed.outcome?.key, closed.outcome?.effect]).toEqual(['closed', 'granted', 'supported']);
  const mayor = await office.as('mayor.lianhua');
  const { byOutcome } = await mayor.ok(mayor.get<Pick<StatisticsOut, 'byOutcome'>>('/api/statistics'));
  const counted = byOutcome.filter(({ term }) => term.key === 'granted').reduce((sum, { count }) => sum + count, 0);
  expect(byOutcome.find(({ term }) => term.key === 'granted')?.term.effect).toBe('supported');
  const { items } = await mayor.ok(mayor.get<{ items: CaseOut[] }>('/api/cases?limit=100'));
  // Those that are still open have come to nothing yet.
  const came = items.filter(({ outcome, status }) => status === 'closed' && outcome?.key === 'granted');
  expect(counted).toBe(came.length);
});

test('what is told may be delivered at once, by the form that is asked before it is told', async () => {
  const filed = await file(20);
  await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  const boss = await lead(filed);
  const asked = (client: Client, query = '') =>
    client.get<{ form: { key: string } }>(`/api/cases/${filed.id}/deliveries/grant/form${query}`);
  const { form } = await boss.ok(asked(boss));
  expect(form.key).toBe((await readCase(boss, filed.id)).page.actions.find(({ key }) => key === 'grant')?.tells);
  // There is no letter yet for who may not make it, nor one by another time.
  expect((await asked(gardener)).status).toBe(404);
  const before = '2026-03-01T00:00:00.000Z';
  expect((await asked(boss, `?toldFrom=${before}`)).status).toBe(404);
  const delivery = { way: '当面送达', arrivedOn: '2026-03-02' };
  const page = await boss.ok(send(boss, filed.id, 'grant', { reasons: '同意', ...OUTSTANDING, delivery }));
  expect(page.tellings).toMatchObject([{ attempts: 1, deliveredOn: '2026-03-02' }]);
  expect((await asked(gardener, `?toldFrom=${page.tellings[0]?.toldFrom}`)).status).toBe(200);
  expect((await asked(gardener)).status).toBe(200);
});

test('personal data in the form of a step is masked in the history, and whole to whom says why they look', async () => {
  const filed = await file(20);
  await gardener.ok(send(gardener, filed.id, 'propose', BASIS));
  const boss = await lead(filed);
  const delivery = { way: '当面送达', arrivedOn: '2026-03-02', signedBy: '欧阳守信' };
  const page = await boss.ok(send(boss, filed.id, 'grant', { reasons: '同意', ...OUTSTANDING, delivery }));
  expect(page.mayUnmask).toBe(true);
  const headers = { 'accept-language': 'zh-CN' };
  const { items } = await boss.ok(boss.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`, { headers }));
  expect(JSON.stringify(items)).not.toContain('守信');
  const [entry] = items.filter(({ masked }) => masked);
  expect(entry?.details).toContainEqual({ label: '签收人', text: '欧***' });
  const { history } = await boss.ok(
    boss.post<UnmaskOut>(`/api/cases/${filed.id}/unmask`, { reason: '核对签收人' }, { headers }),
  );
  const whole = entry?.details.map((line) => (line.label === '签收人' ? { ...line, text: '欧阳守信' } : line));
  expect(history).toEqual([{ id: entry?.id, details: whole }]);
});

test('the forward action of a step comes first, and giving up stands aside', async () => {
  const { id } = await file(20);
  const { page } = await readCase(gardener, id);
  expect(page.actions.map(({ key, place }) => [key, place])).toEqual([
    ['give-up', 'aside'],
    ['propose', 'forward'],
  ]);
});

// Last: it lets days pass, and signs everybody out.
test('clocks go by the day of delivery and not by the button, also on a closed case', async () => {
  const page = await granted(20);
  const states = (it: CaseOut) =>
    Object.fromEntries(it.deadlines.map(({ clock: key, state, dueOn }) => [key, `${state} ${dueOn}`]));
  expect(states(page)['told-clock']).toBe('running 2026-04-01');
  expect(page.tellings).toMatchObject([{ action: 'grant', deliveredOn: null, attempts: 0 }]);
  await gardener.ok(send(gardener, page.id, 'visit', { data: { planted: true, snow: false } }));
  office.clock.advance({ days: 3 });
  const deliver = async (data: object) => {
    const worker = await office.as('gardener');
    const { etag } = await readCase(worker, page.id);
    const body = { action: 'grant', data };
    return worker.post<CaseOut & { errors: { pointer: string }[] }>(`/api/cases/${page.id}/deliveries`, body, {
      headers: { 'if-match': etag },
    });
  };
  const failed = await deliver({ way: '挂号信' });
  expect([failed.status, failed.body.tellings[0]?.attempts, failed.body.tellings[0]?.deliveredOn]).toEqual([
    200,
    1,
    null,
  ]);
  const ahead = await deliver({ way: '送达', arrivedOn: '2026-05-01' });
  expect([ahead.status, ahead.body.errors?.[0]?.pointer]).toEqual([422, '/data/arrivedOn']);
  const arrived = await deliver({ way: '当面送达', arrivedOn: '2026-03-04' });
  expect(arrived.body).toMatchObject({ status: 'closed', tellings: [{ deliveredOn: '2026-03-04', attempts: 2 }] });
  expect(states(arrived.body)).toMatchObject({
    'told-clock': 'met 2026-04-01',
    'objection-clock': 'running 2026-04-03',
  });
  expect((await deliver({ way: '再送', arrivedOn: '2026-03-04' })).status).toBe(409);
  const worker = await office.as('gardener');
  const { items } = await worker.ok(worker.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
  expect(items.filter(({ kind }) => kind === 'delivery').map(({ text }) => text)).toEqual([
    expect.stringContaining('could not'),
    expect.stringContaining('2026-03-04'),
  ]);
});
