// A decided case keeps the labels of the version that decided it, whatever is published later (ADR 3).
import type { CaseOut, CaseSummary, DraftOut, TermsOut } from '../../backend/src/contract/index.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a label renamed in a version that is in force nowhere changes no case, no list and no filter', async () => {
  const admin = await office.as('admin');
  const clerk = await office.as('clerk.qingshi');
  const before = await office.file('qingshi', 'petition-registration', petition());
  const words = [before.category?.title.en, before.department?.title.en, before.level?.title.en];
  expect(words.every((word) => word && word.length > 0)).toBe(true);

  for (const key of ['demand-classification', 'petition-routing', 'dispute-classification', 'dispute-routing']) {
    const at = `/api/rule-sets/${key}`;
    const draft = await admin.get<DraftOut>(`${at}/draft`);
    const content = structuredClone(draft.body.content) as {
      outcomes: Record<string, { values: { key: string; title: { en: string } }[] }>;
    };
    for (const { values } of Object.values(content.outcomes)) {
      for (const value of values) value.title.en = `Renamed ${value.key}`;
    }
    const headers = { 'if-match': draft.headers.get('etag') ?? '' };
    await admin.ok(admin.put(`${at}/draft`, { content }, { headers }));
    await admin.ok(publishDraft(admin, at, { note: '改名', openFindings: { reason: '测试用' } }));
  }

  const page = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${before.id}`));
  expect([page.category?.title.en, page.department?.title.en, page.level?.title.en]).toEqual(words);
  const ledger = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases'));
  expect(ledger.items.find(({ id }) => id === before.id)?.category?.title.en).toBe(words[0]);
  const terms = await clerk.ok(clerk.get<TermsOut>('/api/cases/terms'));
  expect(JSON.stringify(terms)).not.toContain('Renamed');

  // Put in force: the next case is decided and told in the new words, the older one keeps its own.
  const { id } = await office.township('qingshi');
  const versions = ['demand-classification', 'petition-routing', 'dispute-classification', 'dispute-routing'].map(
    (key) => ({ kind: 'rule-sets', key, version: 2 }),
  );
  await activate(admin, id, { versions, reason: '改名' });
  const after = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '另一件欠薪的事' }));
  expect(after.category?.title.en).toBe(`Renamed ${after.category?.key}`);
  const again = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${before.id}`));
  expect([again.category?.title.en, again.department?.title.en, again.level?.title.en]).toEqual(words);
});
