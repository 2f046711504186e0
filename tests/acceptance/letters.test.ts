// A letter is somebody's until it was delivered, or somebody said why it cannot be: also after its case is closed.
import type { CaseOut, DayOut, DaySectionOf, NotificationOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { readCase } from '../support/petitions.ts';
import { closedUndelivered, openAllotments } from '../support/plots.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await openAllotments(office);
});
afterAll(() => office.close());

const closed = () => closedUndelivered(office);

async function lettersOf(username: string): Promise<DaySectionOf<'cases'> | undefined> {
  const client = await office.as(username);
  const { sections } = await client.ok(client.get<DayOut>('/api/work/day'));
  return sections.find(({ key }) => key === 'undelivered') as DaySectionOf<'cases'> | undefined;
}
const waitsFor = async (username: string, { id }: CaseOut) =>
  (await lettersOf(username))?.cases.some((item) => item.id === id) ?? false;

async function post(username: string, id: string, path: string, body: object) {
  const client = await office.as(username);
  const { etag } = await readCase(client, id);
  return client.post<CaseOut>(`/api/cases/${id}/${path}`, body, { headers: { 'if-match': etag } });
}
const giveUp = (id: string, over: object = {}, username = 'gardener') =>
  post(username, id, 'deliveries/give-up', { action: 'grant', reasons: '查无此人，信件退回', ...over });

test('on a closed case it waits for handler and centre, and the ledger finds it, until it is delivered', async () => {
  const page = await closed();
  expect(await waitsFor('gardener', page)).toBe(true);
  expect(await waitsFor('centre.lianhua', page)).toBe(true);
  expect(await waitsFor('plumber', page)).toBe(false);
  const gardener = await office.as('gardener');
  const found = async (undelivered: boolean) => {
    const { items } = await gardener.ok(
      gardener.get<{ items: CaseOut[] }>(`/api/cases?limit=200&undelivered=${undelivered}`),
    );
    return items.some(({ id }) => id === page.id);
  };
  expect([await found(true), await found(false)]).toEqual([true, false]);
  // The authority's time to tell runs on, and says so in the list.
  expect((await lettersOf('gardener'))?.cases.find(({ id }) => id === page.id)?.nextDeadline).toMatchObject({
    clock: 'told-clock',
  });
  const data = { way: '当面送达', arrivedOn: '2026-03-02' };
  expect((await post('gardener', page.id, 'deliveries', { action: 'grant', data })).status).toBe(200);
  expect(await waitsFor('gardener', page)).toBe(false);
  expect(await waitsFor('centre.lianhua', page)).toBe(false);
  expect([await found(true), await found(false)]).toEqual([false, true]);
});

test('who says why it cannot be delivered ends that; the history says why', async () => {
  const page = await closed();
  expect((await giveUp(page.id, { reasons: ' ' })).status).toBe(422);
  expect((await giveUp(page.id, {}, 'hedger')).status).toBe(403);
  const given = (await giveUp(page.id)).body;
  expect(given.tellings).toMatchObject([{ deliveredOn: null, mayRecord: true, mayGiveUp: false }]);
  expect(given.tellings[0]?.givenUpAt).toMatch(/^2026-03-02T/);
  // Nobody was told in time, and nobody's time runs any more.
  expect(given.deadlines.find(({ clock }) => clock === 'told-clock')?.stoppedAt).not.toBeNull();
  expect(await waitsFor('gardener', page)).toBe(false);
  expect((await giveUp(page.id)).status).toBe(409);
  const gardener = await office.as('gardener');
  const { items } = await gardener.ok(
    gardener.get<{ items: { kind: string; details: { text: string }[] }[] }>(`/api/cases/${page.id}/timeline`),
  );
  const said = items
    .filter(({ kind }) => kind === 'undeliverable')
    .map(({ details }) => details.map(({ text }) => text));
  expect(said).toEqual([['查无此人，信件退回']]);
});

test('one that was given up may arrive after all, and then the time of who asked begins', async () => {
  const page = await closed();
  await giveUp(page.id);
  const data = { way: '前来领取', arrivedOn: '2026-03-02' };
  const { toldFrom } = (await readCase(await office.as('gardener'), page.id)).page.tellings[0] ?? {};
  const arrived = await post('gardener', page.id, 'deliveries', { action: 'grant', toldFrom, data });
  expect(arrived.body).toMatchObject({ tellings: [{ deliveredOn: '2026-03-02', givenUpAt: null, mayRecord: false }] });
  expect(arrived.body.deadlines.map(({ clock }) => clock)).toContain('objection-clock');
});

test('a letter is named by when it was written: another one is not delivered in its stead', async () => {
  const page = await closed();
  const data = { way: '当面送达', arrivedOn: '2026-03-02' };
  const toldFrom = '2026-03-01T00:00:00.000Z';
  expect((await post('gardener', page.id, 'deliveries', { action: 'grant', toldFrom, data })).status).toBe(409);
});

test('who leaves hands over the letters of closed cases, too', async () => {
  const page = await closed();
  const admin = await office.as('admin');
  const { items } = await admin.ok(admin.get<{ items: { id: string }[] }>('/api/users?q=gardener'));
  const [{ id: gardenerId } = { id: '' }] = items;
  const { id: clerkId } = await (async () => {
    const found = await admin.ok(admin.get<{ items: { id: string }[] }>('/api/users?q=hedger'));
    return found.items[0] ?? { id: '' };
  })();
  const mayor = await office.as('mayor.lianhua');
  const body = { to: clerkId, reason: '调离' };
  const done = await mayor.ok(mayor.post<{ moved: number }>(`/api/users/${gardenerId}/hand-over`, body));
  expect(done.moved).toBeGreaterThan(0);
  expect((await readCase(mayor, page.id)).page.handler?.id).toBe(clerkId);
  expect(await waitsFor('hedger', page)).toBe(true);
});

// Last: it lets days pass, and signs everybody out.
test('what runs on after closing calls: who answers for the letter is told that it is late', async () => {
  const page = await closed();
  const handler = page.handler?.id;
  office.clock.advance({ days: 31 });
  await office.beat();
  const admin = await office.as('admin');
  const { items: users } = await admin.ok(
    admin.get<{ items: { id: string; username: string }[] }>('/api/users?limit=100'),
  );
  const client = await office.as(users.find(({ id }) => id === handler)?.username ?? '');
  const { items } = await client.ok(client.get<{ items: NotificationOut[] }>('/api/notifications?limit=100'));
  expect(
    items
      .filter(({ caseId }) => caseId === page.id)
      .map(({ message }) => message.en)
      .join(),
  ).toContain('told-clock');
  expect((await readCase(client, page.id)).page).toMatchObject({ status: 'closed', late: true });
});
