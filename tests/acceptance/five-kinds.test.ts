// Written from the table of the domain, not from the shipped rule sets: they must satisfy it.
import type {
  ActionFormOut,
  CaseOut,
  DecisionView,
  PreviewOut,
  ReceiptOut,
  TimelineEntry,
} from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, DOCUMENTS, petition, petitionWithoutPolicy, readCase, WORDS } from '../support/petitions.ts';

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

test('handling ends 60 days after acceptance; the lead proposes an extension, the head approves it, 30 days in all', async () => {
  const { id, handler } = await office.file('qingshi', 'petition-registration', petition());
  expect(handler).not.toBeNull();
  const [worker, head] = [await office.as('labour.qingshi'), await office.as('mayor.qingshi')];
  const accepted = await worker.ok(act(worker, id, 'accept-matter'));
  const handlingOf = (page: CaseOut) => page.deadlines.filter(({ clock }) => clock === 'handling-clock').at(-1)?.dueOn;
  // 60 days after Monday 2 March is Friday 1 May, a holiday: the office is due on the working day before.
  expect(handlingOf(accepted)).toBe('2026-04-30');
  const lead = await office.as(accepted.caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  // Nobody but the head extends, and the head only what somebody else proposed, with reasons.
  expect((await act(worker, id, 'propose-extension')).status).toBe(403);
  expect((await act(head, id, 'extend-handling')).status).toBe(409);
  expect((await act(lead, id, 'propose-extension', { reasons: '' })).status).toBe(422);
  expect((await act(lead, id, 'propose-extension', { data: { extensionDays: 31 } })).status).toBe(422);
  const proposed = await lead.ok(act(lead, id, 'propose-extension', { data: { extensionDays: 20 } }));
  expect(handlingOf(proposed)).toBe('2026-04-30');
  expect((await act(lead, id, 'extend-handling')).status).toBe(403);
  // Counted on from day 60 itself: day 80 is Thursday 21 May.
  expect(handlingOf(await head.ok(act(head, id, 'extend-handling')))).toBe('2026-05-21');
  // Twenty more would make forty: ten are left.
  expect((await act(lead, id, 'propose-extension', { data: { extensionDays: 20 } })).status).toBe(422);
  await lead.ok(act(lead, id, 'propose-extension', { data: { extensionDays: 10 } }));
  // Day 90 is Sunday 31 May: the working day before.
  expect(handlingOf(await head.ok(act(head, id, 'extend-handling')))).toBe('2026-05-29');
});

test('accepted is told when the letter has arrived, not when a button is pressed; the time for a review runs from the delivery', async () => {
  const { id, caseLead } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  const stateOf = (page: CaseOut, key: string) => page.deadlines.findLast(({ clock }) => clock === key)?.state;
  const sent = await worker.ok(act(worker, id, 'accept-matter', { delivery: undefined }));
  expect([sent.step.key, stateOf(sent, 'acceptance-clock')]).toEqual(['implementation-step', 'running']);
  const record = async (data: Record<string, unknown>) => {
    const { etag } = await readCase(worker, id);
    const body = { action: 'accept-matter', data };
    return worker.ok(worker.post<CaseOut>(`/api/cases/${id}/deliveries`, body, { headers: { 'if-match': etag } }));
  };
  // Post that came back told nobody.
  const failed = {
    deliveryWay: 'registered-post',
    deliveryResult: 'delivery-failed',
    attemptedDay: '2026-03-02',
    deliveryObstacle: '查无此人',
  };
  expect(stateOf(await record(failed), 'acceptance-clock')).toBe('running');
  expect(stateOf(await record(DOCUMENTS['delivery-record-form'] ?? {}), 'acceptance-clock')).toBe('met');
  await worker.ok(act(worker, id, 'record-implementation'));
  const opinion = await lead.ok(act(lead, id, 'issue-supported-opinion', { delivery: undefined }));
  expect(stateOf(opinion, 'review-request-clock')).toBeUndefined();
});

test('a return visit that found nothing done goes back to work; the opinion that was told stands', async () => {
  const { id, caseLead } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  await worker.ok(act(worker, id, 'record-implementation'));
  await lead.ok(act(lead, id, 'issue-supported-opinion'));
  const data = { ...DOCUMENTS['return-visit-form'], promiseKept: 'not-kept' };
  const back = await worker.ok(act(worker, id, 'record-return-visit', { data }));
  expect([back.status, back.step.key, back.outcome?.key]).toEqual([
    ...['open', 'implementation-step', 'supported-outcome'],
  ]);
  // The receipt does not end with what has turned out not to be so.
  const receipt = await lead.ok(lead.speaking('zh-CN').get<ReceiptOut>(`/api/cases/${id}/receipt`));
  expect(receipt.noted.at(-1)?.text).toMatch(/回访了解到.*尚未全部落实，本件继续办理/);
});

test('aid that has not arrived stays work with its clock until it has, or another is chosen; nothing is done before what it follows', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', KINDS[2]?.data ?? {});
  const worker = await office.as('civil.qingshi');
  await worker.ok(act(worker, id, 'accept-matter'));
  const handed = await worker.ok(act(worker, id, 'hand-to-county'));
  // The day that the acceptance told goes on: it is met by what is decided.
  const handling = ({ deadlines }: CaseOut) => deadlines.find((it) => it.clock === 'handling-clock')?.state;
  expect(handling(handed)).toBe('running');
  // The step is the task: there is no second one for it.
  expect(handed.tasks.filter((it) => it.kind !== 'joint' && it.doneAt === null).map(({ kind }) => kind)).toEqual([
    'step',
  ]);
  expect(handling(await worker.ok(act(worker, id, 'record-county-decision')))).toBe('met');
  const given = { aidGiven: ['government-help'], aidArrived: false, aidDelay: '等待区级拨付' };
  const late = (aidGoesOn: string) => act(worker, id, 'record-aid-arrival', { data: { ...given, aidGoesOn } });
  const coming = await worker.ok(late('aid-still-to-come'));
  const clock = ({ deadlines }: CaseOut) => deadlines.findLast((it) => it.clock === 'aid-arrival-clock')?.state;
  expect([coming.step.key, coming.outcome, clock(coming)]).toEqual(['aid-arrival-step', null, 'running']);
  const arrived = DOCUMENTS['aid-delivery-form'] ?? {};
  const early = await act(worker, id, 'record-aid-arrival', { data: { ...arrived, aidArrivedDay: '2026-03-01' } });
  expect([early.status, JSON.stringify(early.body)]).toEqual([422, expect.stringContaining('/data/aidArrivedDay')]);
  const there = await worker.ok(act(worker, id, 'record-aid-arrival', { data: arrived }));
  expect([there.step.key, there.outcome?.key, clock(there)]).toEqual(['return-visit-step', 'assisted-outcome', 'met']);
  // The days that bound those of the next form are told with the case: its page need not ask to say it.
  expect(there.days).toEqual({ received: there.receivedOn, reached: '2026-03-02', decided: '2026-03-02' });
  const visit = { ...DOCUMENTS['return-visit-form'], visitedOnDay: '2026-03-01' };
  expect((await act(worker, id, 'record-return-visit', { data: visit })).status).toBe(422);
  const back = { ...DOCUMENTS['return-visit-form'], promiseKept: 'not-kept' };
  await worker.ok(act(worker, id, 'record-return-visit', { data: back }));
  await worker.ok(act(worker, id, 'hand-to-county'));
  await worker.ok(act(worker, id, 'record-county-decision'));
  const other = await worker.ok(late('other-aid-needed'));
  expect([other.step.key, other.outcome]).toEqual(['aid-choice-step', null]);
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
  expect((await act(lead, id, 'approve-referral', { reasons: '无。' })).status).toBe(422);
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

describe('a record of which some answers decide the matter and some do not', () => {
  const SETTLED = DOCUMENTS['mediation-record-form'] ?? {};
  const { agreementTerms: _, agreementSigned: __, ...record } = SETTLED;
  const UNSETTLED = { ...record, mediationResult: 'unsettled-result' };
  const WHY = '工会已电话答复，书面意见后补。';
  /** A matter at its mediation, with the union asked to join in and not heard yet. */
  const mediated = async () => {
    const data = petitionWithoutPolicy({ demandJustified: 'exceeding-demand' });
    const { id } = await office.file('qingshi', 'petition-registration', data);
    const worker = await office.as('labour.qingshi');
    for (const action of ['accept-matter', 'offer-mediation']) await worker.ok(act(worker, id, action));
    return { id, worker };
  };
  const ASKED = { outstanding: undefined };
  const saidOf = async (id: string): Promise<string[]> => {
    const clerk = await office.as('clerk.qingshi');
    const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
    return items.flatMap(({ details }) => details.map(({ text }) => text));
  };

  test('asks why it does not wait by the answers that decide, and by those alone', async () => {
    const { id, worker } = await mediated();
    const { page } = await readCase(worker, id);
    expect(page.actions.find(({ key }) => key === 'record-mediation')?.waitsFor).not.toEqual([]);
    const form = await worker.ok(worker.get<ActionFormOut>(`/api/cases/${id}/actions/record-mediation/form`));
    expect([form.deciding.decides, form.deciding.branches.map(({ decides }) => decides)]).toEqual([true, [false]]);
    const refused = await act(worker, id, 'record-mediation', ASKED);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/outstanding' }] });
    const moved = await worker.ok(act(worker, id, 'record-mediation', { ...ASKED, data: UNSETTLED }));
    expect([moved.step.key, moved.outcome]).toEqual(['opinion-decision', null]);
  });

  test('keeps what was written of it also where the answers decide nothing', async () => {
    const { id, worker } = await mediated();
    await worker.ok(act(worker, id, 'record-mediation', { data: UNSETTLED, outstanding: WHY }));
    expect(await saidOf(id)).toContain(WHY);
    const other = await mediated();
    await other.worker.ok(act(other.worker, other.id, 'record-mediation', { outstanding: WHY }));
    expect(await saidOf(other.id)).toContain(WHY);
  });
});
