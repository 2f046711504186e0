import type { CaseOut, DraftOut, NotificationOut, TimelineEntry } from '../../backend/src/contract/index.ts';
import { DailyRound } from '../../backend/src/features/escalation/daily-round.service.ts';
import { Escalation } from '../../backend/src/features/escalation/escalation.service.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase } from '../support/petitions.ts';
import { TestClock } from '../support/test-clock.ts';
import { publishDraft } from '../support/versions.ts';

interface Row {
  id: string;
  caseId: string;
  clockKey: string;
  level: number;
  epoch: number;
  urgent: boolean;
  dueAt: Date;
  fireAt: Date;
  firedAt: Date | null;
}

const ROWS = `SELECT id, case_id AS "caseId", clock_key AS "clockKey", level, epoch, urgent, due_at AS "dueAt",
  fire_at AS "fireAt", fired_at AS "firedAt" FROM deadline WHERE cancelled_at IS NULL ORDER BY due_at, level, id`;

let office: Office;
beforeEach(async () => {
  office = await openOffice({ clock: new TestClock() });
});
afterEach(() => office.close());

const rows = () => office.sql<Row>(ROWS);
const notifications = () =>
  office.sql<{ caseId: string; message: Record<string, string>; at: Date; urgent: boolean; userId: string }>(
    `SELECT case_id AS "caseId", message, created_at AS at, urgent, user_id AS "userId" FROM notification ORDER BY created_at, id`,
  );
const hourInShanghai = (at: Date) => (at.getUTCHours() + 8) % 24;

test('a year passes: every call comes once, never early, never at night unless urgent', async () => {
  const office1 = office;
  for (let index = 0; index < 6; index++) {
    await office1.file('qingshi', 'petition-registration', petition({ matterSummary: `第${index}件事情` }));
  }
  await office1.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  const accepted = await office1.file('baiyun', 'petition-registration', petition({ matterVillage: 'baiyun-zhulin' }));
  const worker = await office1.as('labour.baiyun');
  await worker.ok(act(worker, accepted.id, 'accept-matter'));

  let fired = 0;
  // Every eight hours for a year: mornings, afternoons and nights.
  for (let turn = 0; turn < 365 * 3; turn++) {
    office1.clock.advance({ hours: 8 });
    fired += await office1.beat();
  }
  const after = await rows();
  const called = after.filter(({ firedAt }) => firedAt !== null);
  expect(called.length).toBe(fired);
  expect(fired).toBeGreaterThan(20);
  for (const { firedAt, fireAt, dueAt, urgent } of called) {
    expect(firedAt?.getTime()).toBeGreaterThanOrEqual(fireAt.getTime());
    expect(fireAt.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
    if (!urgent) expect([hourInShanghai(fireAt) >= 8, hourInShanghai(fireAt) < 21]).toEqual([true, true]);
  }
  // Nothing is left that should have called.
  expect(after.filter(({ firedAt, fireAt }) => firedAt === null && fireAt <= office1.clock.now())).toEqual([]);
  // Nobody was told at night, but of what is urgent.
  const told = await notifications();
  expect(told.length).toBeGreaterThan(fired);
  for (const { at, urgent } of told) {
    if (!urgent) expect([hourInShanghai(at) >= 8, hourInShanghai(at) < 21]).toEqual([true, true]);
  }
});

test('after a standstill what was missed is caught up with in order, and due and fired times are both kept', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  // The acceptance clock calls three working days before 17 March, on it, and one and five working days after.
  office.clock.set('2026-03-27T02:00:00Z');
  expect(await office.beat()).toBe(4);
  const called = (await rows()).filter(({ caseId, firedAt }) => caseId === id && firedAt !== null);
  expect(called.map(({ dueAt }) => dueAt.toISOString().slice(0, 10))).toEqual([
    '2026-03-12',
    '2026-03-17',
    '2026-03-18',
    '2026-03-24',
  ]);
  expect(new Set(called.map(({ firedAt }) => firedAt?.toISOString()))).toEqual(new Set(['2026-03-27T02:00:00.000Z']));
  const clerk = await office.as('clerk.qingshi');
  const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
  const entries = items.filter(({ kind }) => kind === 'deadline').map(({ text }) => text);
  expect(entries).toHaveLength(4);
  expect(entries.every((text) => text.includes('2026-03-17'))).toBe(true);
  // Five working days late: the rule set takes it to the weekly meeting, under supervision.
  const { page } = await readCase(clerk, id);
  expect([page.supervised, page.sessions.map(({ key }) => key)]).toEqual([
    true,
    expect.arrayContaining(['weekly-study-meeting']),
  ]);
  expect(await office.beat()).toBe(0);
});

test('many instances at once fire each call once', async () => {
  for (let index = 0; index < 8; index++) {
    await office.file('qingshi', 'petition-registration', petition({ matterSummary: `第${index}件事情` }));
  }
  office.clock.advance({ days: 40 });
  const escalation = office.app.get(Escalation);
  const counts = await Promise.all(Array.from({ length: 6 }, () => escalation.runDue()));
  await office.beat();
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8 * 4);
  const entries = await office.sql<{ caseId: string; count: number }>(
    `SELECT case_id AS "caseId", count(*)::int AS count FROM timeline WHERE kind = 'deadline' GROUP BY case_id`,
  );
  expect(entries.map(({ count }) => count)).toEqual(Array(8).fill(4));
});

test('what falls due at night waits for the morning; what is urgent does not', async () => {
  office.clock.set('2026-03-02T14:30:00Z'); // 22:30 in Shanghai
  const page = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  const plain = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '另外一件事情' }));
  await office.beat();
  expect((await notifications()).filter(({ caseId }) => caseId === plain.id)).toEqual([]);
  const atOnce = (await notifications()).filter(({ caseId }) => caseId === page.id);
  expect(atOnce.length).toBeGreaterThan(0);
  expect(atOnce.every(({ urgent }) => urgent)).toBe(true);
  office.clock.set('2026-03-02T15:31:00Z');
  expect(await office.beat()).toBe(1); // the hour for the report has passed, in the middle of the night
  office.clock.set('2026-03-03T00:30:00Z'); // 8:30
  await office.beat();
  expect((await notifications()).filter(({ caseId }) => caseId === plain.id).length).toBeGreaterThan(0);
});

test('a report that nobody confirms within the hour goes up to the township lead and the district', async () => {
  const page = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  office.clock.advance({ hours: 1, minutes: 1 });
  await office.beat();
  const mayor = await office.as('mayor.qingshi');
  const { items } = await mayor.ok(mayor.get<{ items: NotificationOut[] }>('/api/notifications'));
  expect(items.some(({ caseId, urgent }) => caseId === page.id && urgent)).toBe(true);
  const after = (await readCase(mayor, page.id)).page;
  expect([after.level?.key, after.supervised]).toEqual(['district-level', true]);
});

test('a clock that was met calls no more, and an accepted case is not chased for its acceptance', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  office.clock.advance({ days: 30 });
  await office.beat();
  expect((await rows()).filter(({ clockKey }) => clockKey === 'acceptance-clock')).toEqual([]);
});

test('a case older than a year is marked by the daily round, once', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const round = office.app.get(DailyRound);
  office.clock.advance({ days: 366 });
  await round.run();
  office.clock.advance({ days: 1 });
  await round.run();
  const mayor = await office.as('mayor.qingshi');
  const { page } = await readCase(mayor, id);
  expect(page.marks.map(({ key }) => key)).toContain('backlog-mark');
  const { items } = await mayor.ok(mayor.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
  expect(items.filter(({ kind, text }) => kind === 'escalation' && /一年|backlog|year/i.test(text))).toHaveLength(1);
});

test('a deadline in a year without holiday notice is provisional, and worked out again when the notice is in force', async () => {
  office.clock.set('2026-12-22T02:00:00Z');
  const filed = await office.file('qingshi', 'petition-registration', petition({ dayReceived: '2026-12-22' }));
  const acceptance = (page: CaseOut) => page.deadlines.find(({ clock }) => clock === 'acceptance-clock');
  // 2026-12-22 + 15 days is Wednesday 6 January 2027.
  expect([acceptance(filed)?.dueOn, acceptance(filed)?.provisional]).toEqual(['2027-01-06', true]);
  expect(JSON.stringify(acceptance(filed)?.reasons)).toMatch(/2027/);

  const policy = await office.as('policy');
  const at = '/api/calendars/china-official';
  const draft = await policy.get<DraftOut>(`${at}/draft`);
  const content = structuredClone(draft.body.content) as unknown as {
    coverage: { toYear: number };
    days: { date: string; kind: string }[];
  };
  content.coverage.toYear = 2027;
  const holiday = content.days.find(({ kind }) => kind !== 'working') ?? content.days[0];
  for (const day of ['2027-01-01', '2027-01-06', '2027-01-07']) content.days.push({ ...holiday, date: day } as never);
  content.days.sort((a, b) => (a.date < b.date ? -1 : 1));
  const put = await policy.put<DraftOut>(
    `${at}/draft`,
    { content },
    { headers: { 'if-match': draft.headers.get('etag') ?? '' } },
  );
  expect(put.status).toBe(200);
  const version = await policy.ok(publishDraft(policy, at, { note: '2027年放假安排' }));
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  await activate(admin, id, {
    versions: [{ kind: 'calendars', key: 'china-official', version: version.number }],
    reason: '国务院办公厅通知',
  });
  const clerk = await office.as('clerk.qingshi');
  const { page } = await readCase(clerk, filed.id);
  expect([acceptance(page)?.dueOn, acceptance(page)?.provisional]).toEqual(['2027-01-05', false]);
  const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`));
  const entry = items.find(({ kind }) => kind === 'recomputed');
  expect(entry?.text).toMatch(/2027-01-06.*2027-01-05/);
  await office.beat();
  const told = (await notifications()).filter(({ message }) => /2027-01-05/.test(message['zh-CN'] ?? ''));
  expect(told.map(({ userId }) => userId)).toEqual([page.handler?.id]);
});
