// Written from the table of the domain (docs/handbook/domain.md), not from the shipped rule sets: they must satisfy it.
import type { CaseOut, DecisionView, PreviewOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, petitionWithoutPolicy, readCase, WORDS } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** What each kind of demand is, and words that its path must offer somewhere. */
const KINDS = [
  // A demand that is reasonable and covered by policy is implemented: basis cited, opinion supported, return visit.
  {
    kind: 'reasonable-with-policy',
    data: petition(),
    path: 'policy-implementation-path',
    steps: ['落实', '意见', '回访'],
    outcome: 'supported',
  },
  // Reasonable, no policy: explained, researched, taken to a session with a proposal; listed as a policy gap.
  {
    kind: 'reasonable-without-policy',
    data: petitionWithoutPolicy(),
    path: 'research-and-proposal-path',
    steps: ['解释', '研究', '意见', '回访'],
    outcome: 'explained',
  },
  // Real hardship: aid, and whether it arrived.
  {
    kind: 'hardship',
    data: petitionWithoutPolicy({
      hardshipShown: true,
      hardshipKinds: ['illness-hardship'],
      matterField: 'livelihood-matters',
    }),
    path: 'hardship-assistance-path',
    steps: ['帮扶', '到位', '回访'],
    outcome: 'assisted',
  },
  // Too high a demand without policy: reasons, mediation, follow-up visit.
  {
    kind: 'excessive-without-policy',
    data: petitionWithoutPolicy({ demandJustified: 'exceeding-demand' }),
    path: 'explanation-mediation-path',
    steps: ['解释', '调解', '意见', '回访'],
    outcome: 'explained',
  },
  // Unlawful conduct: a named person decides on a referral with its legal basis; the demand is still answered.
  {
    kind: 'unlawful-conduct',
    data: petitionWithoutPolicy({
      demandJustified: 'unfounded-demand',
      conductUnlawful: true,
      conductFacts: '有冲击办公场所的行为，有现场记录。',
    }),
    path: 'lawful-referral-path',
    steps: ['行为', '答复', '意见', '回访'],
    outcome: 'referred',
  },
];

describe.each(KINDS)('a demand of kind $kind', ({ kind, data, path, steps }) => {
  let page: CaseOut;
  beforeAll(async () => {
    page = await office.file('qingshi', 'petition-registration', data);
  });

  test('goes its own way, with steps for everything that the plan asks for', () => {
    expect([page.category?.key, page.path.key]).toEqual([kind, path]);
    const titles = JSON.stringify(page.pathDefinition);
    for (const word of steps) expect(titles).toContain(word);
  });

  test('has a handler and a case lead from the first moment', () => {
    expect(page.handler?.displayName).toBeTruthy();
    expect(page.caseLead?.displayName).toBeTruthy();
  });

  test('is told accepted or not within 15 days of receipt, rolled over to a working day', () => {
    const acceptance = page.deadlines.find(({ clock }) => clock === 'acceptance-clock');
    // 2026-03-02 + 15 days is Tuesday the 17th.
    expect([acceptance?.dueOn, acceptance?.state, acceptance?.provisional]).toEqual(['2026-03-17', 'running', false]);
  });

  test('carries its reasons in both languages, rule by rule', async () => {
    const clerk = await office.as('clerk.qingshi');
    for (const [locale, script] of [
      ['zh-CN', /[一-鿿]/],
      ['en', /[a-z]{3}/],
    ] as const) {
      const { items } = await clerk.ok(
        clerk.speaking(locale).get<{ items: DecisionView[] }>(`/api/cases/${page.id}/decisions`),
      );
      expect(items.map((decision) => decision.kind)).toEqual(expect.arrayContaining(['classification', 'routing']));
      for (const decision of items) {
        expect(decision.summary).toMatch(script);
        expect(decision.rules.length).toBeGreaterThan(0);
      }
    }
  });

  test('is previewed as it is then filed, and the preview stores nothing', async () => {
    const clerk = await office.as('clerk.qingshi');
    const before = await clerk.ok(clerk.get<{ total: number }>('/api/cases'));
    const preview = await clerk.ok(
      clerk.post<PreviewOut>('/api/cases/preview', { township: 'qingshi', form: 'petition-registration', data }),
    );
    expect(preview).toMatchObject({ errors: [], category: { key: kind }, path: { key: path } });
    expect((await clerk.ok(clerk.get<{ total: number }>('/api/cases'))).total).toBe(before.total);
  });
});

test('handling ends 60 days after acceptance; one extension of 30 days, by the head, with reasons', async () => {
  const { id, handler } = await office.file('qingshi', 'petition-registration', petition());
  expect(handler).not.toBeNull();
  const [worker, lead] = [await office.as('labour.qingshi'), await office.as('lead.qingshi')];
  const accepted = await worker.ok(act(worker, id, 'accept-matter'));
  const handling = accepted.deadlines.find(({ clock }) => clock === 'handling-clock');
  // 60 days after Monday 2 March is Friday 1 May, a holiday: the office is due on the working day before.
  expect(handling?.dueOn).toBe('2026-04-30');
  expect((await act(worker, id, 'extend-handling')).status).toBe(403);
  const { caseLead } = accepted;
  const head = caseLead?.displayName.includes('罗悦') ? lead : await office.as('lead2.qingshi');
  expect((await act(head, id, 'extend-handling', { reasons: '' })).status).toBe(422);
  const extended = await head.ok(act(head, id, 'extend-handling'));
  const longer = extended.deadlines.filter(({ clock }) => clock === 'handling-clock').at(-1);
  // Counted on from day 60 itself: day 90 is Sunday 31 May.
  expect(longer?.dueOn).toBe('2026-05-29');
  expect(extended.actions.map(({ key }) => key)).not.toContain('extend-handling');
});

test('a demand with policy is implemented, answered in writing as supported, visited, and closed', async () => {
  const { id, caseLead } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  // The basis is not a formality: without it the step does not end.
  expect((await act(worker, id, 'record-implementation', { policyBasis: '' })).status).toBe(422);
  await worker.ok(act(worker, id, 'record-implementation'));
  expect((await act(worker, id, 'issue-supported-opinion')).status).toBe(403);
  const opinion = await lead.ok(act(lead, id, 'issue-supported-opinion'));
  expect(opinion.outcome?.title.en.toLowerCase()).toContain('support');
  const closed = await worker.ok(act(worker, id, 'record-return-visit'));
  expect([
    closed.status,
    closed.actions,
    closed.tasks.filter(({ doneAt, cancelledAt }) => doneAt === null && cancelledAt === null),
  ]).toEqual(['closed', [], []]);
});

test('nobody is refused or referred by a rule: a named person decides, with reasons and legal basis', async () => {
  const data = KINDS[4]?.data ?? {};
  const { id, caseLead, outcome } = await office.file('qingshi', 'petition-registration', data);
  expect(outcome).toBeNull();
  const worker = await office.as('justice.qingshi');
  const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  await worker.ok(act(worker, id, 'propose-referral'));
  expect((await act(worker, id, 'approve-referral')).status).toBe(403);
  expect((await act(lead, id, 'approve-referral', { legalBasis: '' })).status).toBe(422);
  expect((await act(lead, id, 'approve-referral', { reasons: '   ' })).status).toBe(422);
  const referred = await lead.ok(act(lead, id, 'approve-referral'));
  // The demand itself goes on.
  expect([referred.status, referred.step.key]).toEqual(['open', 'merits-step']);
});

test('a demand for another legal channel is guided there, not refused', async () => {
  const page = await office.file('qingshi', 'petition-registration', petition({ lawfulChannel: 'labour-arbitration' }));
  expect(page.path.key).toBe('legal-channel-path');
  expect(page.category?.key).toBe('reasonable-with-policy');
});

test('an urgent matter is reported within the hour, day or night, to centre and case lead', async () => {
  const page = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['public-safety-risk'] }));
  const report = page.deadlines.find(({ clock }) => clock === 'urgent-report-clock');
  expect(Date.parse(report?.dueAt ?? '') - Date.parse(report?.startedAt ?? '')).toBe(3_600_000);
  await office.beat();
  const centre = await office.as('centre.qingshi');
  const { items } = await centre.ok(
    centre.get<{ items: { text: string; urgent: boolean; caseId: string }[] }>('/api/notifications'),
  );
  expect(items.find(({ caseId }) => caseId === page.id)).toMatchObject({ urgent: true });
});

test('a person corrects the proposed kind, with reasons; the proposal stays on record', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const centre = await office.as('centre.qingshi');
  const { etag } = await readCase(centre, id);
  const body = { category: 'hardship', reasons: WORDS.reasons };
  const page = await centre.ok(
    centre.post<CaseOut>(`/api/cases/${id}/reclassify`, body, { headers: { 'if-match': etag } }),
  );
  expect([page.category?.key, page.path.key]).toEqual(['hardship', 'hardship-assistance-path']);
  // The clock runs from the receipt: a mistake of the office costs the petitioner no day.
  expect(page.deadlines.find(({ clock, state }) => clock === 'acceptance-clock' && state === 'running')?.dueOn).toBe(
    '2026-03-17',
  );
  const { items } = await centre.ok(centre.get<{ items: DecisionView[] }>(`/api/cases/${id}/decisions`));
  expect(items.map(({ kind }) => kind).filter((kind) => kind !== 'escalation')).toEqual([
    'classification',
    'routing',
    'person',
    'routing',
  ]);
});
