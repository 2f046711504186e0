// A department that has no people at a place: nobody else does its work in its name, and everybody who must know does.
import type {
  CaseOut,
  DayOut,
  DaySectionOf,
  NotificationOut,
  Person,
  TaskOut,
  TimelineEntry,
  UserOut,
} from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { readCase } from '../support/petitions.ts';
import { filePlot, leadOf, openAllotments } from '../support/plots.ts';

let office: Office;
let admin: Client;
let gardener: Client;
let centre: Client;

/** Moves somebody into another department, so that the one they leave has nobody. */
async function move(username: string, department: string) {
  const { items } = await admin.ok(admin.get<{ items: UserOut[] }>(`/api/users?q=${username}`));
  const user = items[0];
  if (!user) throw new Error(`No user ${username}.`);
  const match = { headers: { 'if-match': `"${user.version}"` } };
  await admin.ok(admin.patch(`/api/users/${user.id}`, { department }, match));
  return user.id;
}

beforeAll(async () => {
  office = await openOffice();
  await openAllotments(office);
  admin = await office.as('admin');
  await move('plumber', 'hedges');
  gardener = await office.as('gardener');
  centre = await office.as('centre.lianhua');
});
afterAll(() => office.close());

const open = (page: CaseOut) => page.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
const jointOf = (page: CaseOut) => open(page).find(({ kind }) => kind === 'joint');
const work = async (client: Client) => {
  const { sections } = await client.ok(client.get<DayOut>('/api/work/day'));
  const found = sections.find(({ key }) => key === 'to-give') as DaySectionOf<'tasks'> | undefined;
  const due = sections.find(({ key }) => key === 'due') as DaySectionOf<'waiting'> | undefined;
  return { toGive: found?.tasks ?? [], tasks: due?.items.flatMap(({ tasks }) => tasks) ?? [] };
};
const messages = async (client: Client, id: string) => {
  await office.beat();
  const { items } = await client.ok(client.get<{ items: NotificationOut[] }>('/api/notifications?limit=100'));
  return items.filter(({ caseId }) => caseId === id).map(({ message }) => message.en);
};

test('the task stands on the department; the centre is told, and gives it to somebody of the department alone', async () => {
  const filed = await filePlot(office, 20);
  const joint = jointOf(filed);
  expect([joint?.department?.key, joint?.assignee]).toEqual(['water', null]);
  expect((await messages(centre, filed.id)).join()).toContain('"Joint handling"');
  const { toGive } = await work(centre);
  const mine = toGive.find(({ id }) => id === joint?.id);
  expect(mine?.may).toMatchObject({ give: true, finish: false });
  expect((await work(gardener)).toGive).toEqual([]);
  const at = `/api/work/tasks/${joint?.id}`;
  expect((await centre.ok(centre.get<{ items: Person[] }>(`${at}/takers`))).items).toEqual([]);
  const plumber = await office.as('plumber');
  const self = (await plumber.ok(plumber.get<{ user: UserOut }>('/api/auth/session'))).user.id;
  const refused = await centre.post<{ errors: { pointer: string; message: string }[] }>(`${at}/give`, { to: self });
  expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/to']);
  expect((await plumber.post(`${at}/done`, { result: '好了' })).status).toBe(403);
  expect((await gardener.post(`${at}/give`, { to: self })).status).toBe(403);
  // The decision says that the answer is outstanding.
  const { etag } = await readCase(gardener, filed.id);
  const body = { reasons: '面积合适', policyBasis: '菜园手册第3条' };
  await gardener.ok(gardener.post(`/api/cases/${filed.id}/actions/propose`, body, { headers: { 'if-match': etag } }));
  const boss = await office.as(await leadOf(office, filed));
  const { page } = await readCase(boss, filed.id);
  expect(page.actions[0]?.waitsFor.map(({ key }) => key)).toEqual(['water']);
  // Somebody of the department comes: they see it as theirs, and can be given it.
  await move('plumber', 'water');
  const back = await office.as('plumber');
  expect((await work(back)).tasks.map(({ id }) => id)).toContain(joint?.id);
  const given = await centre.ok(centre.post<TaskOut>(`${at}/give`, { to: self }));
  expect(given.assignee?.displayName).toBe('plumber');
  expect((await messages(back, filed.id)).join()).toContain('was given to you');
  const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`));
  expect(items.map(({ text }) => text)).toContain('"Joint handling" was given to plumber (water)');
  expect((await centre.post(`${at}/give`, { to: self })).status).toBe(409);
  await move('plumber', 'hedges');
  // Who moves away leaves it to the department, and not to whoever else there is.
  const { page: after } = await readCase(centre, filed.id);
  expect(jointOf(after)?.assignee).toMatchObject({ displayName: 'plumber' });
});

test('a case whose own department has nobody is handled by somebody else, and says so', async () => {
  await move('gardener', 'hedges');
  const filed = await filePlot(office, 20);
  const { page } = await readCase(centre, filed.id);
  expect(page.handler).not.toBeNull();
  expect(page.standsIn).toBe(true);
  expect((await messages(centre, filed.id)).join()).toContain('gardens, which leads case');
  const { items } = await centre.ok(centre.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`));
  expect(items.map(({ text }) => text).join()).toContain('gardens has nobody at the place');
  await move('gardener', 'gardens');
  expect((await readCase(centre, filed.id)).page.standsIn).toBe(false);
});

test('who leaves hands work of another department to that department alone', async () => {
  await move('plumber', 'water');
  const filed = await filePlot(office, 20);
  expect(jointOf(filed)?.assignee?.displayName).toBe('plumber');
  const { items } = await admin.ok(admin.get<{ items: UserOut[] }>('/api/users?q=plumber'));
  const body = { reason: '调离' };
  await admin.ok(admin.post(`/api/users/${items[0]?.id}/hand-over`, body));
  const { page } = await readCase(centre, filed.id);
  expect(jointOf(page)).toMatchObject({ assignee: null, department: { key: 'water' } });
  expect((await work(centre)).toGive.map(({ caseId }) => caseId)).toContain(filed.id);
});
