// Nothing is overwritten that one has not seen: every edit takes If-Match, says so, and refuses without it and with another.
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[];
  responses: Record<string, { headers?: Record<string, unknown> }>;
}

let office: Office;
let document: { paths: Record<string, Record<string, Operation>> };
beforeAll(async () => {
  office = await openOffice();
  document = (await office.anyone.get<typeof document>('/api/openapi.json')).body;
});
afterAll(() => office.close());

const KINDS = ['calendars', 'forms', 'paths', 'rule-sets'];
const ofKinds = (...routes: string[]) => KINDS.flatMap((kind) => routes.map((route) => route.replace('{kind}', kind)));

/** Writes over, or decides by, what somebody read: what another changed in between would be lost, or decided unseen. */
const WITH_TAG = [
  'DELETE /api/drafts/{id}',
  'DELETE /api/cases/{id}/actions/{action}/draft',
  'PUT /api/cases/{id}/actions/{action}/draft',
  'PUT /api/drafts/{id}',
  'PATCH /api/townships/{id}',
  'PATCH /api/users/{id}',
  'POST /api/cases/{id}/actions/{action}',
  'POST /api/cases/{id}/assign',
  'POST /api/cases/{id}/corrections',
  'POST /api/cases/{id}/corrections/preview',
  'POST /api/cases/{id}/deliveries',
  'POST /api/cases/{id}/deliveries/give-up',
  'POST /api/cases/{id}/reclassify',
  'POST /api/forms/{key}/draft/rename',
  'POST /api/townships/{id}/configuration',
  ...ofKinds(
    'DELETE /api/{kind}/{key}/draft',
    'POST /api/{kind}/{key}/draft/restore',
    'POST /api/{kind}/{key}/versions',
    'PUT /api/{kind}/{key}/draft',
  ),
];

/** Every other write, and why nothing that another did can be lost by it. */
const WITHOUT: Record<'adds' | 'answers' | 'own' | 'transition', Record<string, string>> = {
  adds: {
    'POST /api/cases': 'a new case',
    'POST /api/cases/{id}/attachments': 'one more paper; none is replaced',
    'POST /api/cases/{id}/links': 'a link and of which kind; the history of both cases keeps each that was ever made',
    'POST /api/cases/{id}/recusals':
      'one more who is kept out; nobody comes back in, and the history keeps every reason',
    'POST /api/townships': 'a new place; a key that is taken is refused',
    'POST /api/users': 'a new person; a name that is taken is refused',
    ...Object.fromEntries(
      ofKinds('POST /api/{kind}').map((route) => [route, 'a new document; a taken key is refused']),
    ),
  },
  answers: {
    'POST /api/cases/preview': 'stores nothing',
    'POST /api/cases/search': 'stores nothing but that it was asked',
    'POST /api/cases/{id}/unmask': 'stores nothing but that it was asked',
    'POST /api/forms/import': 'stores nothing',
    'POST /api/forms/{key}/draft/rename/preview': 'stores nothing, and answers the tags by which it may be taken',
    'POST /api/rule-sets/{key}/draft/analyse': 'stores nothing',
    'POST /api/rule-sets/{key}/draft/decide': 'stores nothing',
    'POST /api/rule-sets/{key}/draft/impact': 'stores nothing',
    'POST /api/townships/{id}/configuration/check': 'stores nothing',
    ...Object.fromEntries(ofKinds('POST /api/{kind}/{key}/draft/check').map((route) => [route, 'stores nothing'])),
  },
  own: {
    'POST /api/auth/login': 'a session of their own',
    'POST /api/auth/logout': 'the session that asks',
    'POST /api/auth/password': 'their own, and the password before is told',
    'POST /api/auth/tokens': 'one more of their own',
    'DELETE /api/auth/tokens/{id}': 'their own; taken back for good',
    'POST /api/notifications/acknowledge': 'their own, told until a moment; the first time stays',
    'POST /api/notifications/{id}/acknowledge': 'their own; the first time stays',
    'POST /api/saved-views': 'their own, under a name that they write themselves',
    'DELETE /api/saved-views/{id}': 'their own',
  },
  transition: {
    'POST /api/clock-proposals/decisions':
      'open, and the clock still due as proposed, under the lock of its case; else 409',
    'POST /api/users/{id}/hand-over': 'moves what is theirs at that moment, case by case under its lock',
    'POST /api/work/tasks/{id}/close': 'open under its lock; else 409',
    'POST /api/work/tasks/{id}/done': 'open under its lock; else 409, unless it is the same said again',
    'POST /api/work/tasks/{id}/give': "nobody's under its lock; else 409",
    'POST /api/work/tasks/{id}/take-back': 'done, by who takes it back, under its lock; else 409 or 403',
    'DELETE /api/cases/{id}/links/{other}': 'the link is there, under the lock of its case; else 404',
  },
};

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
const takes = ({ parameters = [] }: Operation) =>
  parameters.some(({ in: where, name, required }) => where === 'header' && name === 'If-Match' && required);

test('every write takes If-Match, and answers 412 and 428, or says here why it needs none', () => {
  const writes = operations().filter(({ method }) => method !== 'get');
  const named = (list: typeof writes) => list.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
  expect(named(writes)).toEqual([...WITH_TAG, ...Object.values(WITHOUT).flatMap(Object.keys)].sort());
  const tagged = writes.filter(({ operation }) => takes(operation));
  expect(named(tagged)).toEqual(WITH_TAG.toSorted());
  for (const { operation } of tagged) {
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['412', '428']));
  }
});

test('what a draft is replaced, thrown away or published by is its whole tag: a revision alone names none', async () => {
  const policy = await office.as('policy');
  for (const kind of KINDS) {
    const { items } = await policy.ok(policy.get<{ items: { key: string }[] }>(`/api/${kind}`));
    const at = `/api/${kind}/${items[0]?.key}`;
    const read = await policy.get<{ content: object; revision: number }>(`${at}/draft`);
    const seen = read.headers.get('etag') ?? '';
    const save = (etag: string) =>
      policy.put(`${at}/draft`, { content: read.body.content }, { headers: { 'if-match': etag } });
    expect((await save(`"${read.body.revision}"`)).status).toBe(412);
    const now = (await save(seen)).headers.get('etag') ?? '';
    const tags = [undefined, '"1"', '"0"', seen, `"${now.split('-')[1]}`];
    for (const tag of tags) {
      const headers = { ...(tag !== undefined && { 'if-match': tag }) };
      const refused = tag === undefined ? 428 : 412;
      expect([at, tag, (await policy.delete(`${at}/draft`, { headers })).status]).toEqual([at, tag, refused]);
      const body = { note: '测试', openFindings: { reason: '测试用' } };
      expect([at, tag, (await policy.post(`${at}/versions`, body, { headers })).status]).toEqual([at, tag, refused]);
    }
    expect((await policy.get(`${at}/draft`)).headers.get('etag')).toBe(now);
    expect((await policy.delete(`${at}/draft`, { headers: { 'if-match': now } })).status).toBe(204);
  }
});

test('what can be edited is read with an ETag', () => {
  const tagged = operations().flatMap(({ path, method, operation }) =>
    method === 'get' && operation.responses['200']?.headers?.ETag ? [path] : [],
  );
  expect(tagged.toSorted()).toEqual([
    '/api/calendars/{key}/draft',
    '/api/cases/{id}',
    '/api/cases/{id}/actions/{action}/draft',
    '/api/drafts/{id}',
    '/api/forms/{key}/draft',
    '/api/paths/{key}/draft',
    '/api/rule-sets/{key}/draft',
    '/api/townships/{id}/configuration',
    '/api/users/{id}',
  ]);
});

test('without it 428 in words, with another one 412, whoever may edit it', async () => {
  const filed = await office.file('qingshi', 'petition-registration', petition());
  const township = await office.township('qingshi');
  const admin = await office.as('admin');
  const policy = await office.as('policy');
  const lead = await office.as('mayor.qingshi');
  const centre = await office.as('centre.qingshi');
  const { items } = await admin.ok(admin.get<{ items: { id: string }[] }>('/api/users?q=clerk.qingshi'));
  const reasons = '测试用的理由';
  const key = 'petition-routing';
  const put = [{ kind: 'rule-sets', key, version: 1 }];
  const edits = [
    [lead, 'POST', `/api/cases/${filed.id}/reclassify`, { category: 'hardship', reasons }],
    [centre, 'POST', `/api/cases/${filed.id}/assign`, { handlerId: filed.handler?.id }],
    [centre, 'POST', `/api/cases/${filed.id}/corrections`, { data: petition(), reason: reasons }],
    [centre, 'POST', `/api/cases/${filed.id}/actions/${filed.actions[0]?.key}`, { reasons }],
    [admin, 'PATCH', `/api/users/${items[0]?.id}`, { displayName: '改名' }],
    [admin, 'PATCH', `/api/townships/${township.id}`, { title: { 'zh-CN': '改名', en: 'Renamed' } }],
    [policy, 'PUT', `/api/rule-sets/${key}/draft`, { content: { key } }],
    [policy, 'POST', `/api/rule-sets/${key}/draft/restore`, { version: 1 }],
    [policy, 'DELETE', `/api/rule-sets/${key}/draft`, undefined],
    [policy, 'POST', `/api/rule-sets/${key}/versions`, { note: reasons }],
    [admin, 'POST', `/api/townships/${township.id}/configuration`, { versions: put, reason: reasons }],
  ] as const;
  for (const [client, method, path, body] of edits) {
    const without = await client.send<{ detail: string }>(method, path, body);
    expect([path, without.status]).toEqual([path, 428]);
    expect(without.body.detail).toContain('If-Match');
    const other = await client.send(method, path, body, { headers: { 'if-match': '"another"' } });
    // Who may not act on it at all is told that first.
    expect([path, other.status]).toEqual([path, path.includes('/actions/') ? expect.any(Number) : 412]);
    if (path.includes('/actions/')) expect([403, 412]).toContain(other.status);
  }
});
