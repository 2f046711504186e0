// What is in force in a township: one change after the other, by the time that all instances have in common.
import type { ConfigurationOut, DraftOut, Problem, VersionOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { discardDraft, publishChanged, publishDraft } from '../support/versions.ts';

const KEY = 'dispute-routing';
const RULES = `/api/rule-sets/${KEY}`;

let office: Office;
let admin: Client;
let at: string;

const read = () => admin.get<ConfigurationOut>(at);
const put = async (body: object, headers?: Record<string, string>) => {
  const seen = headers ?? { 'if-match': (await read()).headers.get('etag') ?? '' };
  return admin.post<ConfigurationOut & Problem>(at, { reason: '试行', ...body }, { headers: seen });
};
const version = async (key = KEY) => (await read()).body.items.find((item) => item.key === key)?.version;
const of = (number: number, key = KEY) => ({ versions: [{ kind: 'rule-sets', key, version: number }] });

beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
  at = `/api/townships/${(await office.township('qingshi')).id}/configuration`;
  const draft = await admin.get<DraftOut>(`${RULES}/draft`);
  const content = { ...draft.body.content, description: { 'zh-CN': '第二版', en: 'Second' } };
  const headers = { 'if-match': draft.headers.get('etag') ?? '' };
  await admin.ok(admin.put(`${RULES}/draft`, { content }, { headers }));
  await admin.ok(publishDraft(admin, RULES, { note: '二', openFindings: { reason: '测试用' } }));
});
afterAll(() => office.close());

test('a version is in force from the moment that it was put there, whatever this process takes for the time', async () => {
  await admin.ok(put(of(2)));
  expect(await version()).toBe(2);
  // This instance's clock is a minute behind the one that put version 2 there.
  office.clock.advance({ minutes: -1 });
  const back = await admin.ok(put(of(1)));
  expect(back.items.find(({ key }) => key === KEY)?.version).toBe(1);
  expect(await version()).toBe(1);
  const { items } = await admin.ok(admin.get<{ items: VersionOut[] }>(`${RULES}/versions`));
  const inForce = items.flatMap(({ number, inForce: places }) =>
    places.filter(({ to, township }) => to === null && township.en === 'Qingshi Town').map(() => number),
  );
  expect(inForce).toEqual([1]);
  office.clock.advance({ minutes: 1 });
});

test('twelve people at once: one is first, and the others are told so instead of overwriting', async () => {
  const etag = (await read()).headers.get('etag') ?? '';
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) => put({ ...of(2), reason: `第${index}次` }, { 'if-match': etag })),
  );
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array(11).fill(412)]);
  expect(await version()).toBe(2);
  const now = (await read()).headers.get('etag') ?? '';
  expect(now).not.toBe(etag);
  expect((await put(of(1), { 'if-match': now })).status).toBe(200);
});

test('without saying what one has seen, nothing is put in force: one is told what to send', async () => {
  const before = await version();
  const replies = await Promise.all(Array.from({ length: 4 }, () => put(of(2), {})));
  expect(replies.map(({ status }) => status)).toEqual([428, 428, 428, 428]);
  expect(replies[0]?.body.detail).toContain('ETag');
  expect(await version()).toBe(before);
});

test('twelve drafts at once: one is saved', async () => {
  const etag = (await admin.get(`${RULES}/draft`)).headers.get('etag') ?? '';
  const { content } = (await admin.get<DraftOut>(`${RULES}/draft`)).body;
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      admin.put(`${RULES}/draft`, { content: { ...content, comment: index } }, { headers: { 'if-match': etag } }),
    ),
  );
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array(11).fill(412)]);
  await admin.ok(discardDraft(admin, RULES));
});

test('twelve new documents of one key at once: one is made', async () => {
  const content = { key: 'a-new-calendar', title: { 'zh-CN': '新', en: 'New' } };
  const replies = await Promise.all(Array.from({ length: 12 }, () => admin.post('/api/calendars', { content })));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(11).fill(409)]);
  await admin.ok(discardDraft(admin, '/api/calendars/a-new-calendar'));
});

test('what nobody reads is refused: a day in the future is not put in force today', async () => {
  const reply = await put({ ...of(2), liveFrom: '2027-03-01' });
  expect(reply.status).toBe(422);
  expect(reply.body.errors).toMatchObject([{ pointer: '/liveFrom', message: expect.stringContaining('liveFrom') }]);
  expect(await version()).toBe(1);
  const inside = await put({ versions: [{ kind: 'rule-sets', key: KEY, version: 2, liveFrom: '2027-03-01' }] });
  expect([inside.status, inside.body.errors?.[0]?.pointer]).toEqual([422, '/versions/0/liveFrom']);
  expect((await put({})).status).toBe(422);
});

test('a draft that was never published is thrown away, and its key is free again', async () => {
  const content = { key: 'tried-once', title: { 'zh-CN': '试', en: 'Try' } };
  const made = await admin.post<DraftOut>('/api/paths', { content });
  expect(made.status).toBe(201);
  const stale = await admin.delete('/api/paths/tried-once/draft', { headers: { 'if-match': '"9-x"' } });
  expect(stale.status).toBe(412);
  const headers = { 'if-match': made.headers.get('etag') ?? '' };
  expect((await admin.delete('/api/paths/tried-once/draft', { headers })).status).toBe(204);
  expect((await admin.get('/api/paths/tried-once/draft')).status).toBe(404);
  expect((await admin.post('/api/paths', { content })).status).toBe(201);
});

test('a document is taken out of force where the rest holds together without it', async () => {
  const etag = (await read()).headers.get('etag') ?? '';
  const needed = await put({ removals: [{ kind: 'rule-sets', key: KEY }] });
  expect([needed.status, needed.body.type]).toEqual([422, 'urn:caseway:problem:findings']);
  const one = { removals: [{ kind: 'rule-sets', key: 'escalation-policy' }] };
  expect((await put(one, { 'if-match': '"other"' })).status).toBe(412);
  const reply = await put(one, { 'if-match': etag });
  expect(reply.status).toBe(200);
  // Whoever takes it out is told which clocks nobody hears of any more.
  const { findings = [] } = reply.body;
  const unattended = findings.filter(({ code }) => code === 'clock-unattended');
  // However many paths have such clocks: it is one policy.
  expect(unattended).toHaveLength(1);
  expect(unattended[0]?.places?.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['hardship-assistance-path', 'escalation-policy']),
  );
  expect(await version('escalation-policy')).toBeUndefined();
  expect((await put(one)).status).toBe(404);
  const before = await admin.ok(admin.get<ConfigurationOut>(`${at}?at=2026-03-02T01:00:00.000Z`));
  expect(before.items.some(({ key }) => key === 'escalation-policy')).toBe(true);
  await admin.ok(put(of(1, 'escalation-policy')));
  expect(await version('escalation-policy')).toBe(1);
});

test('a document is named once in a change: twice, or to be put and taken out, is refused at its place', async () => {
  const before = await version();
  const both = await put({ ...of(2), removals: [{ kind: 'rule-sets', key: KEY }] });
  expect([both.status, both.body.errors?.[0]?.pointer]).toEqual([422, '/removals/0']);
  const twice = await put({ versions: [...of(1).versions, ...of(2).versions] });
  expect([twice.status, twice.body.errors?.[0]?.pointer]).toEqual([422, '/versions/1']);
  expect(await version()).toBe(before);
});

test('a case keeps the forms of its steps, as they were proven with the path that it goes', async () => {
  const centre = await office.as('centre.qingshi');
  const file = () => office.file('qingshi', 'petition-registration', petition({ demandJustified: 'not-yet-clear' }));
  const asked = async ({ id }: { id: string }) => {
    const at = `/api/cases/${id}/actions/record-policy-lookup/form`;
    const { form } = await centre.ok(centre.get<{ form: { schema: { properties: object } } }>(at));
    return Object.keys(form.schema.properties)[0];
  };
  const before = await file();
  expect(await asked(before)).toBe('lookupResult');
  // The question has another name, in the form and in the path that goes by it, from now on.
  const rename = (content: Record<string, unknown>) => {
    Object.assign(content, JSON.parse(JSON.stringify(content).replaceAll('lookupResult', 'lookupFound')));
  };
  const form = await publishChanged(admin, 'forms', 'policy-lookup-form', rename);
  const path = await publishChanged(admin, 'paths', 'first-assessment-path', rename);
  const versions = [
    { kind: 'forms', key: 'policy-lookup-form', version: form },
    { kind: 'paths', key: 'first-assessment-path', version: path },
  ];
  await activate(admin, (await office.township('qingshi')).id, { versions, reason: '改名' });
  expect(await asked(await file())).toBe('lookupFound');
  expect(await asked(before)).toBe('lookupResult');
});
