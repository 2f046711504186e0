// What would have to differ: of a draft with the trial, of a stored decision on request.
import type { DecisionView, DifferencesOut, ReceiptOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let caseId = '';
let decisions: DecisionView[] = [];
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
  const clerk = (await office.as('clerk.qingshi')).speaking('zh-CN');
  const { items } = await clerk.ok(clerk.get<{ items: { id: string }[] }>('/api/cases?limit=200'));
  // The newest of those whose petitioner reads a reason with its policy.
  for (const { id } of items) {
    decisions = (await clerk.ok(clerk.get<{ items: DecisionView[] }>(`/api/cases/${id}/decisions`))).items;
    caseId = id;
    const { reason } = await clerk.ok(clerk.get<ReceiptOut>(`/api/cases/${id}/receipt`));
    if (reason?.includes('依据：') && reason.includes('与实际情况不符')) break;
  }
}, 240_000);
afterAll(() => office.close());

test('a stored decision says what would have to differ, in the language asked for', async () => {
  const clerk = await office.as('clerk.qingshi');
  const routing = decisions.find(({ kind }) => kind === 'routing');
  expect(routing?.differences).toBeUndefined();
  const path = `/api/cases/${caseId}/decisions/${routing?.id}/differences`;
  for (const [locale, start] of [
    ['zh-CN', '若'],
    ['en', 'If '],
  ] as const) {
    const speaking = clerk.speaking(locale);
    const { differences } = await speaking.ok(speaking.get<DifferencesOut>(path));
    expect(differences.length).toBeGreaterThan(0);
    for (const { text, changes, outcome } of differences) {
      expect(text.startsWith(start)).toBe(true);
      expect(changes.length).toBeGreaterThan(0);
      expect(outcome).not.toBe('');
    }
  }
});

test('a decision that the case does not have is not found', async () => {
  const clerk = await office.as('clerk.qingshi');
  const path = `/api/cases/${caseId}/decisions/01890000-0000-7000-8000-000000000000/differences`;
  expect((await clerk.get(path)).status).toBe(404);
});

test('the petitioner reads why, with the policy, and which answer to look at again', async () => {
  const clerk = await office.as('clerk.qingshi');
  for (const [locale, basis, hint] of [
    ['zh-CN', '依据：', '与实际情况不符，请告诉我们'],
    ['en', 'Basis: ', 'is not right, please tell us'],
  ] as const) {
    const speaking = clerk.speaking(locale);
    const { reason } = await speaking.ok(speaking.get<ReceiptOut>(`/api/cases/${caseId}/receipt`));
    expect(reason).toContain(basis);
    expect(reason).toContain(hint);
    for (const { title } of decisions.flatMap(({ rules }) => rules)) expect(reason).not.toContain(title);
  }
});

test('trying a draft answers what would have to differ as well', async () => {
  const policy = await office.as('policy');
  const key = decisions.find(({ kind }) => kind === 'routing')?.ruleSet ?? '';
  const answer = await policy.ok(policy.post<DecisionView>(`/api/rule-sets/${key}/draft/decide`, { facts: {} }));
  expect(answer.differences?.differences.length).toBeGreaterThan(0);
});
