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

/** Edits that are a POST: of a case, of a draft, of what is in force in a township. */
const EDITING_POSTS = [
  '/api/cases/{id}/actions/{action}',
  '/api/cases/{id}/assign',
  '/api/cases/{id}/corrections',
  '/api/cases/{id}/corrections/preview',
  '/api/cases/{id}/deliveries',
  '/api/cases/{id}/deliveries/give-up',
  '/api/cases/{id}/reclassify',
  '/api/forms/{key}/draft/restore',
  '/api/rule-sets/{key}/draft/restore',
  '/api/paths/{key}/draft/restore',
  '/api/calendars/{key}/draft/restore',
  '/api/townships/{id}/configuration',
];

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
const takes = ({ parameters = [] }: Operation) =>
  parameters.some(({ in: where, name, required }) => where === 'header' && name === 'If-Match' && required);

test('every PUT and PATCH, and every POST that edits, says that it takes If-Match and answers 412 and 428', () => {
  const editing = operations().filter(
    ({ path, method }) => ['put', 'patch'].includes(method) || (method === 'post' && EDITING_POSTS.includes(path)),
  );
  const named = (list: typeof editing) => list.map(({ path, method }) => `${method} ${path}`);
  expect(editing.length).toBe(EDITING_POSTS.length + 6);
  expect(named(editing.filter(({ operation }) => !takes(operation)))).toEqual([]);
  expect(named(operations().filter(({ operation }) => takes(operation)))).toEqual(named(editing));
  for (const { operation } of editing) {
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['412', '428']));
  }
});

test('what can be edited is read with an ETag', () => {
  const tagged = operations().flatMap(({ path, method, operation }) =>
    method === 'get' && operation.responses['200']?.headers?.ETag ? [path] : [],
  );
  expect(tagged.toSorted()).toEqual([
    '/api/calendars/{key}/draft',
    '/api/cases/{id}',
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
