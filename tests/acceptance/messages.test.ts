// The bell: what is told twice in the same words is told once, and all that is not urgent is read at once. And a case by its number.
import type { CaseOut, NotificationOut } from '../../backend/src/contract/index.ts';
import { SYSTEM } from '../../backend/src/database/principal.ts';
import { Transactions } from '../../backend/src/database/transactions.ts';
import { NotificationsStore } from '../../backend/src/features/notifications/notifications-store.ts';
import { newId } from '../../backend/src/new-id.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 480_000);
afterAll(() => office.close());

const AT = new Date('2026-03-02T02:00:00Z');
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);

async function tell(caseId: string, userId: string, words: string, { urgent = false, at = AT } = {}): Promise<void> {
  const message = { 'zh-CN': words, en: words };
  await office.app
    .get(Transactions)
    .run(SYSTEM, () =>
      office.app.get(NotificationsStore).add({ outboxId: newId(), userId, caseId, urgent, message, at }),
    );
}

test('the same of one case within a day is told once; what is not urgent is read at once', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const [{ userId } = { userId: '' }] = await office.sql<{ userId: string }>(
    `SELECT id AS "userId" FROM app_user WHERE username = 'lead2.qingshi'`,
  );
  const lead = await office.as('lead2.qingshi');
  const told = async (unread = false) => {
    const { items } = await lead.ok(lead.get<{ items: NotificationOut[] }>(`/api/notifications?unread=${unread}`));
    return items.filter(({ message }) => /^[一二三]/.test(message['zh-CN'])).map(({ message }) => message['zh-CN']);
  };
  await tell(id, userId, '一');
  await tell(id, userId, '一', { at: later(2) });
  expect(await told()).toEqual(['一']);
  await tell(id, userId, '二', { at: later(3) });
  await tell(id, userId, '一', { at: later(25) });
  await tell(id, userId, '三', { urgent: true, at: later(26) });
  expect(await told()).toEqual(['三', '一', '二', '一']);
  // What came after the reader looked stays.
  expect((await lead.post('/api/notifications/acknowledge', { until: later(24).toISOString() })).status).toBe(204);
  expect(await told(true)).toEqual(['三', '一']);
  // What is urgent is confirmed for itself.
  expect((await lead.post('/api/notifications/acknowledge', { until: later(48).toISOString() })).status).toBe(204);
  expect(await told(true)).toEqual(['三']);
});

test('a case is found by its number, by whoever may see it; what is neither number nor id is not there', async () => {
  const { id, number } = await office.file('qingshi', 'petition-registration', petition());
  const centre = await office.as('centre.qingshi');
  expect((await centre.ok(centre.get<CaseOut>(`/api/cases/${number}`))).id).toBe(id);
  expect((await (await office.as('labour.baiyun')).get(`/api/cases/${number}`)).status).toBe(404);
  expect((await centre.get('/api/cases/nope')).status).toBe(404);
});
