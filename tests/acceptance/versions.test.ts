// The history of a document: what differs in words, coming back to an old version, and two people on one draft.
import type { HandlingPath } from '@caseway/rule-sets';
import type { AuditOut, DiffOut, DraftOut, VersionFull, VersionOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { discardDraft } from '../support/versions.ts';

const AT = '/api/rule-sets/dispute-routing';

interface Routing {
  key: string;
  tests?: unknown[];
  rules: { name: string; priority?: number; title: { 'zh-CN': string; en: string }; conditions: object }[];
}

let office: Office;
let policy: Client;
let first: Routing;
let title: { 'zh-CN': string; en: string };

const read = async (client = policy) => {
  const reply = await client.get<DraftOut>(`${AT}/draft`);
  return {
    etag: reply.headers.get('etag') ?? '',
    draft: reply.body,
    content: reply.body.content as unknown as Routing,
  };
};
const put = (content: unknown, etag: string, client = policy) =>
  client.put<DraftOut>(`${AT}/draft`, { content }, { headers: { 'if-match': etag } });
const restore = (version: number, etag: string, client = policy) =>
  client.post<DraftOut>(`${AT}/draft/restore`, { version }, { headers: { 'if-match': etag } });

/** The routing with its first rule decided on something else besides, and its last rule and its tests gone. */
const changed = (content: Routing): Routing => {
  const repeated = { fact: 'repeatCount', operator: 'greaterThan', value: 3 };
  const rules = content.rules.slice(0, -1);
  const [first, ...others] = rules;
  if (!first) return content;
  return { ...content, tests: [], rules: [{ ...first, conditions: { all: [first.conditions, repeated] } }, ...others] };
};

beforeAll(async () => {
  office = await openOffice();
  policy = await office.as('policy');
  first = (await read()).content;
  title = first.rules[0]?.title ?? { 'zh-CN': '', en: '' };
});
afterAll(() => office.close());

test('what differs between a version and the draft is said in the language of the reader, with what it was and is', async () => {
  const { etag } = await read();
  await policy.ok(put(changed(first), etag));
  const diff = await policy.ok(policy.get<DiffOut>(`${AT}/draft/diff/1`));
  expect(diff.changes.map(({ class: of, code }) => `${of} ${code}`)).toEqual(
    expect.arrayContaining(['meaning condition-tightened', 'meaning rule-removed']),
  );
  const tightened = diff.changes.find(({ code }) => code === 'condition-tightened');
  expect(tightened).toMatchObject({
    pointer: '/rules/0/conditions',
    rule: { name: first.rules[0]?.name, title: title.en },
    part: 'Condition',
    message: `Rule “${title.en}”: condition tightened: “Earlier cases of the same matter is more than 3” is required as well`,
    after: expect.stringContaining('Earlier cases of the same matter is more than 3'),
  });
  const chinese = policy.speaking('zh-CN');
  const zh = await chinese.ok(chinese.get<DiffOut>(`${AT}/draft/diff/1`));
  expect(zh.changes.find(({ code }) => code === 'condition-tightened')?.message).toBe(
    `规则“${title['zh-CN']}”的条件收紧：另须满足“〔同一事项此前登记件数〕超过3”`,
  );
});

test('a draft that is no rule set at all can still be compared', async () => {
  const { etag, content } = await read();
  const broken = { ...content, rules: [null, 7, { name: 'x' }], outcomes: [], conditions: 'no' };
  await policy.ok(put(broken, etag));
  const diff = await policy.ok(policy.get<DiffOut>(`${AT}/draft/diff/1`));
  expect(diff.changes.map(({ code }) => code)).toContain('lists-changed');
  await policy.ok(put(changed(first), (await read()).etag));
});

test('a draft that has not changed is answered with 304 and nothing more', async () => {
  const { etag } = await read();
  const known = await policy.get(`${AT}/draft`, { headers: { 'if-none-match': etag } });
  expect([known.status, known.body]).toEqual([304, '']);
  expect(known.headers.get('etag')).toBe(etag);
  await policy.ok(put({ ...changed(first), note: 1 }, etag));
  const now = await policy.get<DraftOut>(`${AT}/draft`, { headers: { 'if-none-match': `"other", ${etag}` } });
  expect([now.status, (now.body.content as { note?: number }).note]).toEqual([200, 1]);
  await policy.ok(put(changed(first), (await read()).etag));
});

test('coming back to a version makes it the draft, over the one that was read, and publishes nothing', async () => {
  const { etag, draft } = await read();
  expect((await restore(1, '"0-nothing"')).status).toBe(412);
  expect((await restore(99, etag)).status).toBe(404);
  const restored = await policy.ok(restore(1, etag));
  expect(restored).toMatchObject({ revision: draft.revision + 1, content: first });
  const versions = await policy.ok(policy.get<{ items: VersionOut[] }>(`${AT}/versions`));
  expect(versions.items.map(({ number }) => number)).toEqual([1]);
  const admin = await office.as('admin');
  const audit = await admin.ok(admin.get<AuditOut>('/api/audit?limit=20'));
  expect(audit.items.find(({ action }) => action === 'draft.restore')).toMatchObject({
    objectType: 'rule-sets',
    objectId: 'dispute-routing',
    after: { version: 1, revision: draft.revision + 1 },
  });
});

test('what was read before a publication is not written over what came after it', async () => {
  // Revision 0 before and after: the tag tells them apart all the same.
  const before = await read();
  const content = changed(first);
  await policy.ok(put(content, before.etag));
  const admin = await office.as('admin');
  const seen = await read(admin);
  await policy.ok(
    policy.post(
      `${AT}/versions`,
      { note: '收紧', openFindings: { reason: '测试用' } },
      { headers: { 'if-match': seen.etag } },
    ),
  );
  const zero = await read();
  expect(zero.draft.revision).toBe(0);
  expect((await put({ ...first, note: 'late' }, seen.etag, admin)).status).toBe(412);
  await policy.ok(put({ ...content, note: 'x' }, zero.etag));
  await policy.ok(discardDraft(policy, AT));
  expect((await put({ ...first, note: 'late' }, before.etag, admin)).status).toBe(412);
});

test('publishing what somebody else changed since it was read is refused', async () => {
  const { etag, content } = await read();
  await policy.ok(put({ ...content, rules: content.rules.slice(0, -1) }, etag));
  const reply = await policy.post(
    `${AT}/versions`,
    { note: '过时', openFindings: { reason: '测试用' } },
    { headers: { 'if-match': etag } },
  );
  expect(reply.status).toBe(412);
  await policy.ok(discardDraft(policy, AT));
});

test('the history tells who published what and why, and where it is and was in force', async () => {
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  const versions = [{ kind: 'rule-sets', key: 'dispute-routing', version: 2 }];
  await activate(admin, id, { versions, reason: '试行' });
  const { items } = await policy.ok(policy.get<{ items: VersionOut[] }>(`${AT}/versions`));
  const [second, one] = items;
  expect(second).toMatchObject({ number: 2, publishedBy: { displayName: expect.any(String) } });
  // With why it went out although its findings were open.
  expect(second?.note).toMatch(/^收紧 .*测试用/);
  expect(second?.inForce).toMatchObject([{ townshipId: id, to: null, reason: '试行', by: { id: expect.any(String) } }]);
  const ended = one?.inForce.find(({ townshipId }) => townshipId === id);
  expect(ended?.to).toBe(second?.inForce[0]?.from);
  expect(one?.inForce.filter(({ to }) => to === null).length).toBe(2);
  const full = await policy.ok(policy.get<VersionFull>(`${AT}/versions/2`));
  expect(full.inForce).toEqual(second?.inForce);
});

test('two versions are compared in either direction', async () => {
  const codes = async (from: number, to: number) =>
    (await policy.ok(policy.get<DiffOut>(`${AT}/versions/${from}/diff/${to}`))).changes.map(({ code }) => code);
  expect(await codes(1, 2)).toEqual(expect.arrayContaining(['condition-tightened', 'rule-removed']));
  expect(await codes(2, 1)).toEqual(expect.arrayContaining(['condition-loosened', 'rule-added']));
  expect(await codes(2, 2)).toEqual([]);
});

test('a path is compared in words, by what it means for cases; what changes their way is never safe', async () => {
  const at = '/api/paths/dispute-mediation-path';
  const reply = await policy.get<DraftOut>(`${at}/draft`);
  const content = structuredClone(reply.body.content) as object as HandlingPath;
  const [step] = content.steps;
  const gone = step?.actions.at(-1);
  if (!step || !gone) throw new Error('The shipped path has a first step with actions.');
  step.title = { ...step.title, en: 'A new name' };
  step.actions.pop();
  content.clocks[0]?.stopsOn.splice(0);
  const headers = { 'if-match': reply.headers.get('etag') ?? '' };
  await policy.ok(policy.put(`${at}/draft`, { content }, { headers }));
  const { changes } = await policy.ok(policy.get<DiffOut>(`${at}/draft/diff/1`));
  const about = { name: `step ${step.key}`, title: 'Step “A new name”' };
  expect(changes[0]).toMatchObject({
    class: 'words',
    code: 'title-changed',
    rule: about,
    part: 'title',
    after: 'A new name',
  });
  expect(changes).toContainEqual(
    expect.objectContaining({
      class: 'needs-migration',
      code: 'action-removed',
      rule: about,
      message: `Step “A new name”, action “${gone.title.en}” removed`,
    }),
  );
  expect(changes.filter(({ code }) => code === 'stop-removed').map((change) => change.class)).toContain(
    'needs-migration',
  );
});

test('a draft that differs in nothing, saved or not, is no version: the refusal says from which it does not differ', async () => {
  const { items } = await policy.ok(policy.get<{ items: { key: string }[] }>('/api/calendars'));
  const at = `/api/calendars/${items[0]?.key}`;
  const publish = (etag: string) =>
    policy.post<{ detail: string }>(
      `${at}/versions`,
      { note: '无改动' },
      { headers: { 'if-match': etag, 'accept-language': 'zh-CN' } },
    );
  const told = [409, '与第1版没有任何差别：请先修改并保存，再发布。'];
  const { headers, body } = await policy.get<DraftOut>(`${at}/draft`);
  const etag = headers.get('etag') ?? '';
  const unsaved = await publish(etag);
  expect([unsaved.status, unsaved.body.detail]).toEqual(told);
  const saved = await policy.put<DraftOut>(`${at}/draft`, { content: body.content }, { headers: { 'if-match': etag } });
  const unchanged = await publish(saved.headers.get('etag') ?? '');
  expect([unchanged.status, unchanged.body.detail]).toEqual(told);
});
