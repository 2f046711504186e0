// Another name for a field is given in everything that reads it, in one step, and over nobody's work.
import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { DraftOut, FieldUsesOut, RenamePreviewOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';

let office: Office;
let admin: Client;
const FORM = '/api/forms/dispute-register';
const FIELD = '/powerNeeded';

beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
}, 120_000);
afterAll(() => office.close());

const tagOf = async (at: string, client = admin) => (await client.get(`${at}/draft`)).headers.get('etag') ?? '';
const draft = async <Content>(at: string) =>
  (await admin.ok(admin.get<DraftOut>(`${at}/draft`))) as DraftOut & { content: Content };
const preview = (to: string, client = admin, pointer = FIELD) =>
  client.ok(client.post<RenamePreviewOut>(`${FORM}/draft/rename/preview`, { pointer, to }));
const others = ({ documents }: RenamePreviewOut) =>
  documents
    .filter(({ kind, key }) => kind !== 'forms' || key !== 'dispute-register')
    .map(({ kind, key, tag }) => ({ kind, key, tag }));
const rename = async (to: string, { pointer = FIELD, documents }: { pointer?: string; documents: unknown[] }) =>
  admin.post<DraftOut>(
    `${FORM}/draft/rename`,
    { pointer, to, documents },
    { headers: { 'if-match': await tagOf(FORM) } },
  );

test('who reads a field is told by name, with the place', async () => {
  const { uses } = await admin.ok(admin.get<FieldUsesOut>(`${FORM}/uses`));
  const rules = uses.filter(({ field, as }) => field === FIELD && as === 'rule');
  expect(new Set(rules.map(({ key }) => key))).toContain('dispute-routing');
  const [first] = rules;
  expect(first?.document).not.toBe('');
  expect(first?.part).not.toBe('');
  expect(first?.pointer).toMatch(/^\/rules\/\d+\/conditions/);
  expect(uses.some(({ as, kind }) => as === 'bound' && kind === 'forms')).toBe(true);
});

test('saved views that filter by what a field stands for are counted, whoever saved them', async () => {
  const clerk = await office.as('clerk.qingshi');
  const of = async () => (await admin.ok(admin.get<FieldUsesOut>(`${FORM}/uses`))).views;
  const before = (await of()).find(({ field }) => field === '/matterVillage')?.count ?? 0;
  await clerk.ok(clerk.post('/api/saved-views', { name: '东坡村', query: { place: 'qingshi-dongpo' } }));
  const { bindings } = (await draft<FormDefinition>(FORM)).content;
  expect((await of()).find(({ field }) => field === bindings?.place)?.count).toBe(before + 1);
});

test('everything that names it changes in one step, in drafts of their own or in those that are open, and back', async () => {
  const before = await draft<RuleSet>('/api/rule-sets/dispute-routing');
  // A colleague is at work on one of them.
  const colleague = {
    ...before.content,
    comment: undefined,
    title: { 'zh-CN': '同事改过的标题', en: 'As a colleague has it' },
  };
  await admin.ok(
    admin.put(
      '/api/rule-sets/dispute-routing/draft',
      { content: colleague },
      {
        headers: { 'if-match': await tagOf('/api/rule-sets/dispute-routing') },
      },
    ),
  );
  const seen = await preview('authorityNeeded');
  expect(seen.obstacles).toEqual([]);
  expect(seen.documents[0]).toMatchObject({ kind: 'forms', key: 'dispute-register' });
  const routing = seen.documents.find(({ key }) => key === 'dispute-routing');
  expect(routing?.draft?.updatedBy).not.toBeNull();
  expect(routing?.parts.length).toBeGreaterThan(0);
  const answer = await rename('authorityNeeded', { documents: others(seen) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).toBe(await tagOf(FORM));
  for (const { kind, key } of seen.documents) {
    const text = JSON.stringify((await draft(`/api/${kind}/${key}`)).content);
    expect(text).toContain('authorityNeeded');
    expect(text).not.toContain('"powerNeeded"');
  }
  const changed = await draft<RuleSet>('/api/rule-sets/dispute-routing');
  expect(changed.content.title).toEqual(colleague.title);
  const back = await preview('powerNeeded', admin, '/authorityNeeded');
  const returned = await rename('powerNeeded', { pointer: '/authorityNeeded', documents: others(back) });
  expect(returned.status).toBe(200);
  const { comment: _, ...plain } = colleague;
  expect((await draft<RuleSet>('/api/rule-sets/dispute-routing')).content).toEqual(plain);
});

test('none of them changes where one is another by now, or was not shown', async () => {
  const seen = await preview('authorityNeeded');
  const documents = others(seen);
  const late = await draft<RuleSet>('/api/rule-sets/dispute-routing');
  await admin.ok(
    admin.put(
      '/api/rule-sets/dispute-routing/draft',
      { content: { ...late.content, title: { 'zh-CN': '又改', en: 'Again' } } },
      {
        headers: { 'if-match': await tagOf('/api/rule-sets/dispute-routing') },
      },
    ),
  );
  const tags = await Promise.all(seen.documents.map(({ kind, key }) => tagOf(`/api/${kind}/${key}`)));
  expect((await rename('authorityNeeded', { documents })).status).toBe(412);
  expect(
    (await rename('authorityNeeded', { documents: others(await preview('authorityNeeded')).slice(1) })).status,
  ).toBe(412);
  expect(await Promise.all(seen.documents.map(({ kind, key }) => tagOf(`/api/${kind}/${key}`)))).toEqual(tags);
});

test('a name that means something already is refused in words, and so is what somebody may not change', async () => {
  const taken = await preview('matterField');
  expect(taken.documents).toEqual([]);
  expect(taken.obstacles.map(({ message }) => message).join()).toMatch(/already has a field called “matterField”/);
  expect((await rename('matterField', { documents: [] })).status).toBe(422);
  expect((await preview('a b')).obstacles).toHaveLength(1);
  const scope = await office.township('qingshi');
  const roles = [{ role: 'policy-admin', scopeId: scope.id }];
  await admin.ok(
    admin.post('/api/users', {
      username: 'rules.of.qingshi',
      displayName: '规则员',
      scopeId: scope.id,
      roles,
      password: 'a password of the tests',
    }),
  );
  const policy = await signIn(office.anyone, 'rules.of.qingshi', 'a password of the tests');
  const theirs = await preview('authorityNeeded', policy);
  expect(theirs.documents).toEqual([]);
  expect(theirs.obstacles.map(({ message }) => message).join()).toMatch(/may not change it/);
});
