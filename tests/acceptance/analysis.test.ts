import type { RuleSet } from '@caseway/rule-sets';
import type { AnalysisOut, AuditEntryOut, DraftOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const KEY = 'dispute-classification';

async function draft(): Promise<{ etag: string; content: RuleSet }> {
  const admin = await office.as('admin');
  const answer = await admin.get<DraftOut>(`/api/rule-sets/${KEY}/draft`);
  return { etag: String(answer.headers.get('etag')), content: answer.body.content as unknown as RuleSet };
}

test('the stored draft and given content are proved, in the language of the request', async () => {
  const admin = await office.as('admin');
  const stored = await admin.ok(admin.post<AnalysisOut>(`/api/rule-sets/${KEY}/draft/analyse`, {}));
  expect(stored).toMatchObject({ exact: true, leftOut: [] });
  expect(stored.findings.every(({ accepted }) => accepted)).toBe(true);
  const { content } = await draft();
  const [rule] = content.rules;
  const broken = {
    ...content,
    rules: [{ ...rule, conditions: { all: [rule?.conditions, { not: rule?.conditions }] } }],
  };
  for (const [locale, words] of [
    ['en', /can fulfil/],
    ['zh-CN', /不可能符合/],
  ] as const) {
    const { body } = await admin.send<AnalysisOut>(
      'POST',
      `/api/rule-sets/${KEY}/draft/analyse`,
      { content: broken },
      { headers: { 'accept-language': locale } },
    );
    expect(body.findings[0]).toMatchObject({ code: 'contradiction', severity: 'error', accepted: false });
    expect(body.findings[0]?.message).toMatch(words);
  }
});

test('what is no rule set at all is answered, and not proved', async () => {
  const admin = await office.as('admin');
  const content = { rules: 'none', form: 7, alsoForms: { no: 'list' } };
  const answer = await admin.ok(admin.post<AnalysisOut>(`/api/rule-sets/${KEY}/draft/analyse`, { content }));
  expect(answer).toMatchObject({ findings: [], exact: false, leftOut: [{ why: 'unusable' }] });
});

test('a rule set with an open finding is published with a reason only, which stays with the version and in the audit', async () => {
  const admin = await office.as('admin');
  const { etag, content } = await draft();
  const open = { ...content, accepted: (content.accepted ?? []).filter(({ code }) => code !== 'gap') };
  await admin.ok(
    admin.send('PUT', `/api/rule-sets/${KEY}/draft`, { content: open }, { headers: { 'if-match': etag } }),
  );
  const refused = await publishDraft(admin, `/api/rule-sets/${KEY}`, { note: '试一试' });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/otherwise', message: expect.any(String) }] },
  });
  const reason = '其余纠纷都由人判断类别，本意如此。';
  const version = await admin.ok(
    publishDraft(admin, `/api/rule-sets/${KEY}`, { note: '试一试', openFindings: { reason } }),
  );
  expect(version.note).toContain('试一试');
  expect(version.note).toContain(reason);
  const { items } = await admin.ok(admin.get<{ items: AuditEntryOut[] }>('/api/audit?limit=50'));
  const entry = items.find(({ action, objectId }) => action === 'version.publish' && objectId === KEY);
  expect(JSON.stringify(entry)).toContain('gap /otherwise');
  expect(JSON.stringify(entry)).toContain(reason);
});
