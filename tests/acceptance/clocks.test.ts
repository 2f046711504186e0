// Clocks as an office meets them: which calendar counts, what a correction does, what stays late, what is caught up with.
import type {
  CaseOut,
  CaseSummary,
  ClockProposalsOut,
  DayOut,
  DaySectionOf,
  PreviewOut,
  StatisticsOut,
  TimelineEntry,
} from '../../backend/src/contract/index.ts';
import { DailyRound } from '../../backend/src/features/escalation/daily-round.service.ts';
import { type Calendar, holidays, putCalendar } from '../support/calendars.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase } from '../support/petitions.ts';
import { TestClock } from '../support/test-clock.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ clock: new TestClock() });
});
afterEach(() => office.close());

const notice2027 = (calendar: Calendar) => {
  calendar.coverage.toYear = 2027;
  holidays('2027-01-01', '2027-01-06')(calendar);
};

const clockOf = (page: CaseOut, key: string) => page.deadlines.filter(({ clock }) => clock === key).at(-1);
const timelineOf = async (id: string) => {
  const clerk = await office.as('clerk.qingshi');
  return (await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`))).items;
};
const read = async (id: string) => (await readCase(await office.as('clerk.qingshi'), id)).page;

test('a clock is counted with the calendar in force when it starts, whatever was in force at the counter', async () => {
  office.clock.set('2026-12-22T02:00:00Z');
  const filed = await office.file('qingshi', 'petition-registration', petition({ dayReceived: '2026-12-22' }));
  expect(clockOf(filed, 'acceptance-clock')).toMatchObject({ dueOn: '2027-01-06', provisional: true });
  await putCalendar(office, notice2027);
  office.clock.set('2026-12-28T02:00:00Z');
  const worker = await office.as('labour.qingshi');
  const accepted = await worker.ok(act(worker, filed.id, 'accept-matter'));
  // 60 days after 28 December is 26 February 2027, in a year that is known now.
  expect(clockOf(accepted, 'handling-clock')).toMatchObject({ dueOn: '2027-02-26', provisional: false });
});

test('a notice moves the clocks that waited for it, no other, and never one that was met', async () => {
  const early = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  await worker.ok(act(worker, early.id, 'accept-matter'));
  office.clock.set('2026-12-22T02:00:00Z');
  const late = await office.file(
    'qingshi',
    'petition-registration',
    petition({ dayReceived: '2026-12-22', matterSummary: '另一件事情' }),
  );
  const before = await read(early.id);
  await putCalendar(office, (calendar) => {
    notice2027(calendar);
    // In passing it makes the days off on which the first case was due.
    holidays('2026-03-17', '2026-04-30')(calendar);
  });
  expect(clockOf(await read(late.id), 'acceptance-clock')).toMatchObject({ dueOn: '2027-01-05', provisional: false });
  const after = await read(early.id);
  const days = (page: CaseOut) => page.deadlines.map(({ clock, epoch, dueOn, state }) => [clock, epoch, dueOn, state]);
  expect(days(after)).toEqual(days(before));
});

test('a corrected notice is a list of what becomes earlier and later; and a person confirms', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  // Due on Tuesday 17 March; three working days before, on the 12th, it calls.
  office.clock.set('2026-03-12T01:00:00Z');
  await office.beat();
  await putCalendar(office, holidays('2026-03-17'));
  expect(clockOf(await read(id), 'acceptance-clock')?.dueOn).toBe('2026-03-17');

  const centre = await office.as('centre.qingshi');
  const list = await centre.ok(centre.get<ClockProposalsOut>('/api/clock-proposals'));
  expect(list.items).toMatchObject([
    {
      caseId: id,
      fromDueOn: '2026-03-17',
      toDueOn: '2026-03-16',
      becomes: 'earlier',
      toldStaff: true,
      toldPetitioner: true,
    },
  ]);
  const ids = list.items.map((item) => item.id);
  // Not the handler's to confirm, nor another township's.
  const worker = await office.as('labour.qingshi');
  expect((await worker.post('/api/clock-proposals/decisions', { ids, adopt: true })).status).toBe(403);
  const other = await office.as('mayor.baiyun');
  expect((await other.post('/api/clock-proposals/decisions', { ids, adopt: true })).status).toBeGreaterThanOrEqual(403);
  expect((await centre.post('/api/clock-proposals/decisions', { ids, adopt: false })).status).toBe(422);

  const left = await centre.ok(centre.post<ClockProposalsOut>('/api/clock-proposals/decisions', { ids, adopt: true }));
  expect(left).toEqual({ items: [], total: 0 });
  expect((await centre.post('/api/clock-proposals/decisions', { ids, adopt: true })).status).toBe(409);
  const page = await read(id);
  expect(clockOf(page, 'acceptance-clock')?.dueOn).toBe('2026-03-16');
  expect(
    page.tasks.find(({ kind, doneAt, cancelledAt }) => kind === 'step' && !doneAt && !cancelledAt)?.dueAt?.slice(0, 10),
  ).toBe('2026-03-16');
  const said = (await timelineOf(id)).find(({ kind }) => kind === 'recomputed');
  expect([said?.text.includes('2026-03-16'), said?.actor?.displayName]).toEqual([true, expect.any(String)]);

  // The correction was wrong and is corrected: this time they keep the day that people have been told.
  await putCalendar(office, (calendar) => {
    calendar.days = calendar.days.filter(({ date }) => date !== '2026-03-17');
  });
  const again = await centre.ok(centre.get<ClockProposalsOut>('/api/clock-proposals'));
  expect(again.items).toMatchObject([{ caseId: id, toDueOn: '2026-03-17', becomes: 'later' }]);
  const kept = { ids: again.items.map((item) => item.id), adopt: false, reasons: '已按原日期通知' };
  await centre.ok(centre.post('/api/clock-proposals/decisions', kept));
  expect(clockOf(await read(id), 'acceptance-clock')?.dueOn).toBe('2026-03-16');
  expect((await timelineOf(id)).some(({ kind, text }) => kind === 'deadline-kept' && text.includes('2026-03-16'))).toBe(
    true,
  );
});

test('a day that moves after its call calls again on the new day', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  await putCalendar(office, holidays('2026-03-17'));
  const adopt = async () => {
    const centre = await office.as('centre.qingshi');
    const { items } = await centre.ok(centre.get<ClockProposalsOut>('/api/clock-proposals'));
    await centre.ok(centre.post('/api/clock-proposals/decisions', { ids: items.map((item) => item.id), adopt: true }));
  };
  await adopt();
  // Due on Monday 16 March now: it calls on the day.
  office.clock.set('2026-03-16T02:00:00Z');
  await office.beat();
  await putCalendar(office, (calendar) => {
    calendar.days = calendar.days.filter(({ date }) => date !== '2026-03-17');
  });
  await adopt();
  office.clock.set('2026-03-17T02:00:00Z');
  expect(await office.beat()).toBeGreaterThan(0);
  const due = await office.sql<{ round: number; day: string }>(
    `SELECT round, due_at::date::text AS day FROM deadline
      WHERE case_id = $1 AND clock_key = 'acceptance-clock' AND level = 0 AND fired_at IS NOT NULL ORDER BY round`,
    [id],
  );
  expect(due).toEqual([
    { round: 1, day: '2026-03-16' },
    { round: 2, day: '2026-03-17' },
  ]);
});

test('reminders that a later one has overtaken are written down and not sent', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  office.clock.set('2026-03-27T02:00:00Z');
  expect(await office.beat()).toBe(4);
  const told = await office.sql<{ message: Record<string, string> }>(
    'SELECT message FROM notification WHERE case_id = $1 AND created_at >= $2',
    [id, '2026-03-27T00:00:00Z'],
  );
  const reminders = told.filter(({ message }) => /2026-03-17/.test(message.en ?? ''));
  expect(new Set(reminders.map(({ message }) => message.en)).size).toBe(1);
  expect(reminders[0]?.message.en).toContain('overdue');
  const entries = (await timelineOf(id)).filter(({ kind }) => kind === 'deadline');
  expect(entries.map(({ text }) => /未提醒|nobody reminded/.test(text))).toEqual([true, true, true, false]);
});

test('a reminder that waits for the morning is not sent where the clock has been met at night', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  office.clock.set('2026-03-16T14:00:00Z'); // 22:00
  // The call of the 12th was missed and is made up for at night: its message waits for the morning.
  await office.beat();
  const worker = await office.as('labour.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  office.clock.set('2026-03-17T01:00:00Z');
  await office.beat();
  const told = await office.sql<{ message: Record<string, string> }>(
    'SELECT message FROM notification WHERE case_id = $1',
    [id],
  );
  expect(told.filter(({ message }) => /2026-03-17/.test(message.en ?? ''))).toEqual([]);
  const [kept] = await office.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM outbox WHERE superseded_at IS NOT NULL',
  );
  expect(kept?.count).toBeGreaterThan(0);
});

test('what was put aside by day is not delivered at night', async () => {
  await office.file('qingshi', 'petition-registration', petition());
  // Nothing beat since: the message of the new case is due, and it is 23:00.
  office.clock.set('2026-03-02T15:00:00Z');
  await office.beat();
  const count = async () => (await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM notification'))[0]?.n;
  expect(await count()).toBe(0);
  office.clock.set('2026-03-03T00:00:00Z'); // 8:00
  await office.beat();
  expect(await count()).toBeGreaterThan(0);
});

test('an extension after the due day hides no lateness: on the page, in the ledger and in the statistics', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  office.clock.set('2026-05-14T02:00:00Z');
  const before = await read(id);
  expect(clockOf(before, 'handling-clock')).toMatchObject({ dueOn: '2026-04-30', state: 'overdue' });
  await extend(id, before);
  const page = await read(id);
  expect(clockOf(page, 'handling-clock')).toMatchObject({ state: 'running', missedOn: '2026-04-30' });
  expect(clockOf(page, 'handling-clock')?.reasons.join(' ')).toMatch(/2026-04-30/);
  expect(page.late).toBe(true);
  const lead = await office.as('mayor.qingshi');
  const { items } = await lead.ok(lead.get<{ items: CaseSummary[] }>('/api/cases'));
  expect(items.find((item) => item.id === id)?.late).toBe(true);
  const figures = await lead.ok(lead.get<StatisticsOut>('/api/statistics?from=2026-03-01&to=2026-12-31'));
  expect([figures.onTime, figures.late]).toEqual([0, 1]);
});

test('open tasks follow their clock', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const accepted = await worker.ok(act(worker, id, 'accept-matter'));
  const dueDay = (page: CaseOut) =>
    page.tasks.find(({ kind, doneAt, cancelledAt }) => kind === 'step' && !doneAt && !cancelledAt)?.dueAt?.slice(0, 10);
  expect(dueDay(accepted)).toBe('2026-04-30');
  await extend(id, accepted);
  const page = await read(id);
  expect(dueDay(page)).toBe(clockOf(page, 'handling-clock')?.dueOn);
  expect(dueDay(page)).not.toBe('2026-04-30');
});

test('a task is due with the next clock that its work can meet: a letter on its way makes no step due', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const accepted = await worker.ok(act(worker, id, 'accept-matter', { delivery: undefined }));
  const open = accepted.tasks.find(({ kind, doneAt, cancelledAt }) => kind === 'step' && !doneAt && !cancelledAt);
  expect(clockOf(accepted, 'acceptance-clock')?.state).toBe('running');
  expect(open?.dueAt?.slice(0, 10)).toBe(clockOf(accepted, 'handling-clock')?.dueOn);
});

/** Extends handling by whatever actions the path has for it: proposed, then approved where that is another's. */
async function extend(id: string, page: CaseOut): Promise<void> {
  const lead = await office.as(page.caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  await lead.ok(act(lead, id, 'propose-extension'));
  const head = await office.as('mayor.qingshi');
  await head.ok(act(head, id, 'extend-handling'));
}

test('the daily round is caught up with when a server starts after its hour, once a day, and not before', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const round = office.app.get(DailyRound);
  const marks = async () => (await read(id)).marks.map(({ key }) => key);
  office.clock.set('2027-03-04T21:50:00Z'); // 5:50 in Shanghai, on the 5th
  await round.run();
  expect(await marks()).toEqual([]);
  office.clock.set('2027-03-04T22:50:00Z'); // 6:50
  await round.run();
  expect(await marks()).toEqual(['backlog-mark']);
  const [{ days } = { days: 0 }] = await office.sql<{ days: number }>(
    'SELECT count(*)::int AS days FROM daily_round WHERE finished_at IS NOT NULL',
  );
  expect(days).toBe(1);
});

test('one broken case stops neither the calls nor the daily round after it; it is recorded and tried later', async () => {
  const broken = await office.file('qingshi', 'petition-registration', petition());
  const sound = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '另一件事情' }));
  const [kept] = await office.sql<{ state: object }>('SELECT path_state AS state FROM case_file WHERE id = $1', [
    broken.id,
  ]);
  await office.sql(`UPDATE case_file SET path_state = '{}' WHERE id = $1`, [broken.id]);
  office.clock.set('2027-03-05T02:00:00Z');
  expect(await office.beat()).toBe(4);
  await office.app.get(DailyRound).run();
  const calls = async () =>
    office.sql<{ caseId: string; fired: boolean; error: string | null; attempts: number }>(
      `SELECT case_id AS "caseId", fired_at IS NOT NULL AS fired, last_error AS error, attempts FROM deadline WHERE cancelled_at IS NULL`,
    );
  const failed = (await calls()).filter(({ caseId }) => caseId === broken.id);
  expect(failed.every(({ fired, error, attempts }) => !fired && error !== null && attempts === 1)).toBe(true);
  expect((await calls()).filter(({ caseId }) => caseId === sound.id).every(({ fired }) => fired)).toBe(true);
  expect((await read(sound.id)).marks.map(({ key }) => key)).toContain('backlog-mark');

  // Mended: what had failed is made up for.
  await office.sql('UPDATE case_file SET path_state = $2 WHERE id = $1', [broken.id, JSON.stringify(kept?.state)]);
  expect(await office.beat()).toBe(0);
  office.clock.advance({ minutes: 2 });
  expect(await office.beat()).toBe(4);
  await office.app.get(DailyRound).run();
  expect((await read(broken.id)).marks.map(({ key }) => key)).toContain('backlog-mark');
});

test('a deadline in hours says the hour and the minutes left', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  office.clock.advance({ minutes: 18 });
  const page = await read(id);
  expect(clockOf(page, 'urgent-report-clock')).toMatchObject({ dueTime: '10:00', remainingMinutes: 42 });
  expect(page.nextDeadline).toMatchObject({ dueTime: '10:00', remainingMinutes: 42 });
  const handler = await office.as('centre.qingshi');
  const { sections } = await handler.ok(handler.get<DayOut>('/api/work/day'));
  const urgent = sections.find(({ key }) => key === 'urgent') as DaySectionOf<'cases'>;
  expect(urgent.cases.find((one) => one.id === id)?.nextDeadline).toMatchObject({ remainingMinutes: 42 });
  office.clock.advance({ minutes: 43 });
  await office.beat();
  const told = await office.sql<{ message: Record<string, string> }>(
    'SELECT message FROM notification WHERE case_id = $1',
    [id],
  );
  const reminder = told.find(({ message }) => /10:00/.test(message['zh-CN'] ?? ''));
  expect(reminder?.message['zh-CN']).toContain('2026-03-02 10:00，已超1分钟');
  expect(reminder?.message.en).toContain('2026-03-02 10:00, 1 minute ago');
});

describe('an urgent matter that came on an earlier day', () => {
  const FORM = 'petition-registration';
  const URGENT = { urgentSigns: ['life-in-danger'] };
  const report = (page: Pick<CaseOut, 'deadlines'>) =>
    page.deadlines.find(({ clock }) => clock === 'urgent-report-clock');
  beforeEach(() => office.clock.set('2026-03-03T01:26:00Z'));

  test('has its hours from the registration on, wherever they are shown, and is late nowhere', async () => {
    const clerk = await office.as('clerk.qingshi');
    const data = petition({ ...URGENT, dayReceived: '2026-03-02' });
    const preview = await clerk.ok(
      clerk.post<PreviewOut>('/api/cases/preview', { township: 'qingshi', form: FORM, data }),
    );
    expect(report(preview)).toMatchObject({ state: 'running', dueTime: '10:26', remainingMinutes: 60 });
    const { id } = await office.file('qingshi', FORM, data);
    office.clock.advance({ minutes: 18 });
    await office.beat();
    const page = await read(id);
    const left = { dueOn: '2026-03-03', dueTime: '10:26', remainingMinutes: 42, state: 'running' };
    expect(report(page)).toMatchObject({ ...left, fromRegistration: true, startedAt: '2026-03-03T01:26:00.000Z' });
    expect(report(page)?.reasons).toEqual(report(preview)?.reasons);
    expect(page.nextDeadline).toMatchObject(left);
    // What is counted in days counts from the day on which it came.
    expect(clockOf(page, 'acceptance-clock')).toMatchObject({ dueOn: '2026-03-17', fromRegistration: false });
    const centre = await office.as('centre.qingshi');
    const { sections } = await centre.ok(centre.get<DayOut>('/api/work/day'));
    const urgent = sections.find(({ key }) => key === 'urgent') as DaySectionOf<'cases'>;
    expect(urgent.cases.find((one) => one.id === id)?.nextDeadline).toMatchObject(left);
    const { items } = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases?late=true'));
    expect(items.map((one) => one.id)).not.toContain(id);
    const ledger = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases'));
    expect(ledger.items.find((one) => one.id === id)).toMatchObject({ nextDeadline: left, late: false, missed: [] });
    expect(page.tasks.find(({ kind }) => kind === 'step')).toMatchObject({ remainingMinutes: 42 });
    const lead = await office.as('mayor.qingshi');
    const figures = await lead.ok(lead.get<StatisticsOut>('/api/statistics?from=2026-03-01&to=2026-03-31'));
    expect(figures).toMatchObject({ total: 1, late: 0 });
    office.clock.advance({ minutes: 43 });
    expect((await read(id)).nextDeadline).toMatchObject({ state: 'overdue', remainingMinutes: -1 });
  });

  test('stands as one received today and corrected to that day, and as one that was first filed as no urgent one', async () => {
    const clerk = await office.as('clerk.qingshi');
    const clocks = async (id: string) => (await read(id)).deadlines.map(({ epoch: _, ...deadline }) => deadline);
    const correct = async (id: string, changes: Record<string, unknown>) => {
      const { etag, page } = await readCase(clerk, id);
      const body = { data: { ...page.data, ...changes }, reason: '登记有误' };
      return clerk.ok(clerk.post(`/api/cases/${id}/corrections`, body, { headers: { 'if-match': etag } }));
    };
    const yesterday = await office.file('qingshi', FORM, petition({ ...URGENT, dayReceived: '2026-03-02' }));
    const today = await office.file('qingshi', FORM, petition({ ...URGENT, dayReceived: '2026-03-03' }));
    const plain = await office.file('qingshi', FORM, petition({ dayReceived: '2026-03-03' }));
    expect(report(await read(today.id))).toMatchObject({ dueTime: '10:26', remainingMinutes: 60 });
    office.clock.advance({ minutes: 30 });
    await correct(today.id, { dayReceived: '2026-03-02' });
    await correct(plain.id, { ...URGENT, dayReceived: '2026-03-02' });
    const asFiled = await clocks(yesterday.id);
    expect(asFiled.find(({ clock }) => clock === 'urgent-report-clock')).toMatchObject({ remainingMinutes: 30 });
    expect(await clocks(today.id)).toEqual(asFiled);
    expect(await clocks(plain.id)).toEqual(asFiled);
    // And back: days move with the receipt, the hour stays.
    await correct(yesterday.id, { dayReceived: '2026-03-03' });
    expect(report(await read(yesterday.id))).toMatchObject({ dueTime: '10:26', remainingMinutes: 30 });
    expect(clockOf(await read(yesterday.id), 'acceptance-clock')?.dueOn).toBe('2026-03-18');
  });
});
