// A test made from a real case: what rules read, nothing that somebody wrote or is.
import type { Json } from '@caseway/form-schemas';
import type { CaseFactsOut, DraftOut, FiledCase } from '../../backend/src/contract/index.ts';
import { decide, factsNamed, type RuleSet } from '../../rule-sets/src/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { discardDraft } from '../support/versions.ts';

const KEY = 'demand-classification';
const SECRETS = [
  '110101199003070011',
  '13900000001',
  '王某某',
  '示例路1号',
  '某装修队',
  '考勤记录',
  '保障农民工',
  '第十一条',
];

let office: Office;
let filed: FiledCase;
let ruleSet: RuleSet;
beforeAll(async () => {
  office = await openOffice();
  const clerk = await office.as('clerk.qingshi');
  filed = await clerk.ok(
    clerk.post<FiledCase>('/api/cases', { township: 'qingshi', form: 'petition-registration', data: petition() }),
  );
  const admin = await office.as('admin');
  const draft = await admin.ok(admin.get<DraftOut>(`/api/rule-sets/${KEY}/draft`));
  ruleSet = draft.content as object as RuleSet;
}, 120_000);
afterAll(() => office.close());

const factsFor = async (username: string, key = KEY, id = filed.id) =>
  (await office.as(username)).get<CaseFactsOut>(`/api/cases/${id}/facts?ruleSet=${key}`);

test('the facts recorded with the decision are given: what the rule set reads and the form, nothing else', async () => {
  const { status, body } = await factsFor('clerk.qingshi');
  expect(status).toBe(200);
  expect(body).toMatchObject({ ruleSet: KEY, source: 'recorded', facts: { form: 'petition-registration' } });
  const read = new Set([...factsNamed(ruleSet), 'form']);
  expect(Object.keys(body.facts).filter((fact) => !read.has(fact))).toEqual([]);
  expect((await decide(ruleSet, body.facts as Record<string, Json>)).outcome.category).toBe(filed.category);
});

test.each([KEY, 'petition-routing'])('nothing personal and nothing written freely is among them: %s', async (key) => {
  const { status, body } = await factsFor('clerk.qingshi', key);
  expect(status).toBe(200);
  expect(Object.keys(body.facts).length).toBeGreaterThan(1);
  for (const secret of SECRETS) expect(JSON.stringify(body)).not.toContain(secret);
});

test('a draft that reads personal data or free text is told that they were left out', async () => {
  const admin = await office.as('admin');
  const at = `/api/rule-sets/${KEY}/draft`;
  const { body, headers } = await admin.get<DraftOut>(at);
  const all = ['visitorFullName', 'visitorIdNumber', 'matterSummary', 'matterFacts'].map((fact) => ({
    fact,
    operator: 'isPresent',
    value: true,
  }));
  const [first, ...rules] = ruleSet.rules;
  const content = { ...body.content, rules: [{ ...first, conditions: { all } }, ...rules] };
  await admin.ok(admin.send('PUT', at, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
  const reply = await factsFor('clerk.qingshi');
  expect(reply.body.leftOut).toEqual(
    expect.arrayContaining(['visitorFullName', 'visitorIdNumber', 'matterSummary', 'matterFacts']),
  );
  for (const secret of SECRETS) expect(JSON.stringify(reply.body)).not.toContain(secret);
  await admin.ok(discardDraft(admin, `/api/rule-sets/${KEY}`));
});

test('a rule set that was never asked about the case is given its facts of now', async () => {
  const admin = await office.as('admin');
  const { items } = await admin.ok(admin.get<{ items: { key: string; subkind: string }[] }>('/api/rule-sets'));
  const escalation = items.find(({ subkind }) => subkind === 'escalation');
  const { body } = await factsFor('clerk.qingshi', escalation?.key ?? '');
  expect(body.source).toBe('rebuilt');
  for (const secret of SECRETS) expect(JSON.stringify(body)).not.toContain(secret);
});

test('who writes rules gets the same by the number of the case, without the case itself', async () => {
  const [byReader, byAdmin] = [await factsFor('clerk.qingshi'), await factsFor('policy', KEY, filed.number)];
  expect(byAdmin).toMatchObject({ status: 200, body: byReader.body });
  expect((await (await office.as('policy')).get(`/api/cases/${filed.id}`)).status).toBe(403);
});

test('other townships and unknown rule sets get nothing', async () => {
  expect((await factsFor('clerk.baiyun')).status).toBe(404);
  expect((await factsFor('clerk.qingshi', 'no-such-rule-set')).status).toBe(404);
  expect((await (await office.as('clerk.qingshi')).get(`/api/cases/${filed.id}/facts`)).status).toBe(422);
});
