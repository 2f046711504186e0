// A decision told in writing is reviewed one authority up, in time from its delivery, by people who had no part in it.
import type {
  AuditOut,
  CaseOut,
  CaseReviews,
  CorrectionOut,
  EarlierOut,
  FiledCase,
  PreviewOut,
  Problem,
  ReceiptOut,
  ReviewableOut,
  StatisticsOut,
  TimelineEntry,
  UserOut,
} from '../../backend/src/contract/index.ts';
import { dayWords } from '../../rule-sets/src/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { readCase } from '../support/petitions.ts';
import { filePlot, leadOf, openAllotments } from '../support/plots.ts';

const ABOVE = 'district';
const DECIDED_ON = '2026-03-02';

let office: Office;
let gardener: Client;
let above: Client;
beforeAll(async () => {
  office = await openOffice();
  await openAllotments(office);
  gardener = await office.as('gardener');
  above = await office.as(ABOVE);
}, 240_000);
afterAll(() => office.close());

async function act(client: Client, id: string, action: string, body: object): Promise<CaseOut> {
  const { etag } = await readCase(client, id);
  return client.ok(client.post<CaseOut>(`/api/cases/${id}/actions/${action}`, body, { headers: { 'if-match': etag } }));
}

/** A plot that was granted and told so in writing; `arrivedOn` null: not known to have arrived. */
async function granted(arrivedOn: string | null, more: object = {}): Promise<CaseOut> {
  const filed = await filePlot(office, 20, more);
  await act(gardener, filed.id, 'propose', { reasons: '面积合适', policyBasis: '菜园手册第3条' });
  const lead = await office.as(await leadOf(office, filed));
  const delivery = arrivedOn === null ? {} : { delivery: { way: '当面交给本人', arrivedOn } };
  return act(lead, filed.id, 'grant', { reasons: '同意', outstanding: '水务部门无异议', ...delivery });
}

const request = (earlier: string) => ({
  township: 'lianhua',
  form: 'plot-objection',
  data: { objection: '面积与承诺不符', earlier, where: 'lianhua-chaoyang', objectedOn: today() },
});
const today = () => office.clock.now().toISOString().slice(0, 10);
const offerOf = async (client: Client, id: string) =>
  (await reviewsOf(client, id)).offers.find(({ form }) => form.key === 'plot-objection');
const reviewsOf = (client: Client, id: string) => client.ok(client.get<CaseReviews>(`/api/cases/${id}/reviews`));

test('it is offered where it was decided, and taken one level up', async () => {
  const decided = await granted(DECIDED_ON);
  const offer = await offerOf(gardener, decided.id);
  expect(offer).toMatchObject({
    form: { key: 'plot-objection' },
    deliveredOn: DECIDED_ON,
    lastDay: '2026-04-01',
    late: false,
    outside: false,
    mayFile: false,
  });
  expect(await offerOf(above, decided.id)).toMatchObject({
    mayFile: true,
    handsUp: false,
    authority: offer?.authority,
  });

  const filed = await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  expect(filed.number).toMatch(/^YUNHE-DISTRICT-2026-\d{6}$/);
  const { page: review } = await readCase(above, filed.id);
  expect(review.township.key).toBe('lianhua');
  // Nobody of the township handles or leads it, and nobody there sees it.
  for (const name of ['gardener', 'hedger', 'mayor.lianhua', 'centre.lianhua', 'lead.lianhua', 'lead2.lianhua']) {
    const client = await office.as(name);
    const { user } = await client.ok(client.get<{ user: { id: string } }>('/api/auth/session'));
    expect([review.handler?.id, review.caseLead?.id]).not.toContain(user.id);
    expect((await client.get(`/api/cases/${filed.id}`)).status).toBe(404);
  }
  expect(await reviewsOf(above, filed.id)).toMatchObject({ about: { id: decided.id }, round: 1, late: false });
  expect((await reviewsOf(above, decided.id)).reviewedBy).toMatchObject([{ number: filed.number, status: 'open' }]);

  // Where it was decided, they learn of it on their own case.
  const entries = async () =>
    (await gardener.ok(gardener.get<{ items: TimelineEntry[] }>(`/api/cases/${decided.id}/timeline`))).items
      .filter(({ kind }) => kind === 'review')
      .map(({ text }) => text);
  expect(await entries()).toEqual([expect.stringContaining(filed.number)]);
  const handlers = await Promise.all(['review.district', 'reception.district'].map((name) => office.as(name)));
  for (const client of handlers) {
    const { user } = await client.ok(client.get<{ user: { id: string } }>('/api/auth/session'));
    if (user.id === review.handler?.id) await act(client, filed.id, 'cut', {});
  }
  expect(await entries()).toEqual([expect.stringContaining(filed.number), expect.stringContaining('Cut')]);
});

test('the counter that decided takes a request in for the authority above, and sees its receipt alone', async () => {
  const decided = await granted(DECIDED_ON);
  const clerk = await office.as('clerk.lianhua');
  expect(await offerOf(clerk, decided.id)).toMatchObject({ mayFile: true, handsUp: true });
  const picked = async (client: Client) =>
    (
      await client.ok(
        client.get<{ items: ReviewableOut[] }>(
          `/api/cases/reviewable?township=lianhua&form=plot-objection&q=${decided.number}`,
        ),
      )
    ).items.map(({ id }) => id);
  expect(await picked(clerk)).toEqual([decided.id]);
  const filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', request(decided.id)));
  expect(filed.number).toMatch(/^YUNHE-DISTRICT-2026-\d{6}$/);
  expect((await clerk.get(`/api/cases/${filed.id}`)).status).toBe(404);
  const receipt = await clerk.ok(clerk.get<ReceiptOut>(`/api/cases/${filed.id}/receipt`));
  expect(receipt).toMatchObject({ number: filed.number, takenIn: true, outcome: null });
  // Nobody else of the township reads it, and nothing more can be asked for.
  expect((await gardener.get(`/api/cases/${filed.id}/receipt`)).status).toBe(404);
  expect(await picked(clerk)).toEqual([]);
  expect(await offerOf(clerk, decided.id)).toBeUndefined();
  expect((await readCase(above, filed.id)).page.status).toBe('open');
  // The period for asking was used, and what was asked for is not offered again.
  const { rights } = await gardener.ok(gardener.get<ReceiptOut>(`/api/cases/${decided.id}/receipt`));
  expect(rights).toContain('A review of this decision was asked for');
  const clock = (await readCase(gardener, decided.id)).page.deadlines.find(
    ({ clock: key }) => key === 'objection-clock',
  );
  expect(clock?.state).toBe('met');
});

test('nothing is decided of a request before its case is chosen', async () => {
  const clerk = await office.as('clerk.lianhua');
  const body = { township: 'lianhua', form: 'plot-objection', data: {} };
  const empty = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
  expect(empty).toMatchObject({ path: null, department: null, deadlines: [], decisions: [] });
  const { data } = request((await granted(DECIDED_ON)).id);
  const chosen = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', { ...body, data }));
  expect(chosen.path?.key).toBe('hedge-way');
});

test('the receipt offers a review of what can be reviewed, and of nothing else', async () => {
  const rightsOf = async ({ id }: { id: string }) =>
    (await gardener.ok(gardener.get<ReceiptOut>(`/api/cases/${id}/receipt`))).rights;
  const filed = await filePlot(office, 20);
  expect(await rightsOf(filed)).toContain('You may ask for a review');
  await act(gardener, filed.id, 'give-up', {});
  expect(await rightsOf(filed)).toBeNull();
  expect(await rightsOf(await granted(null))).toContain('You may ask for a review');
});

test('a request takes over what its case says: personal data only by its mask, stored in full, and recorded', async () => {
  const decided = await granted(DECIDED_ON, { asker: '周小满', ring: '13912345678' });
  const clerk = await office.as('clerk.lianhua');
  const { data, ...of } = request(decided.id);
  const shown = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', { ...of, data: { earlier: decided.id } }));
  expect(shown.takeOver).toEqual({
    case: { id: decided.id, number: decided.number },
    fields: [
      { pointer: '/objection', value: '想种菜', personal: false },
      { pointer: '/objector', value: '周**', personal: true },
      { pointer: '/calledAt', value: '139****678', personal: true },
      { pointer: '/where', value: 'lianhua-chaoyang', personal: false },
    ],
  });
  // Of the same person, and not offered to be linked with what is about it anyway.
  const left = { ...of, data, asInCase: ['/objector', '/calledAt'] };
  const known = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', left));
  expect(known.earlier.map((one) => one.case.id)).not.toContain(decided.id);
  // What was typed goes before what was left to the case.
  const typed = { ...data, calledAt: '13800000000' };
  const asInCase = ['/objector', '/calledAt'];
  const filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', { ...of, data: typed, asInCase }));
  const whole = await above.ok(
    above.post<{ data: object }>(`/api/cases/${filed.id}/unmask`, { reason: '与申请人联系' }),
  );
  expect(whole.data).toEqual({ ...typed, objector: '周小满' });
  const auditor = await office.as('auditor');
  const trail = await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${decided.id}&action=case.taken-over`));
  expect(trail.items.map(({ after }) => after)).toEqual([{ review: filed.number, fields: ['/objector'] }]);
  // Beside the request stand the person's other cases, and not the one that it is about.
  const other = await granted(DECIDED_ON, { asker: '周小满', ring: '13912345678' });
  const again = await above.ok(above.post<FiledCase>('/api/cases', { ...request(other.id), asInCase }));
  const beside = await above.ok(above.get<EarlierOut>(`/api/cases/${again.id}/earlier`));
  const ids = beside.earlier.map((one) => one.case.id);
  expect([ids.includes(decided.id), ids.includes(other.id)]).toEqual([true, false]);
  // Nor can the two be linked besides, from the one or the other: a request is no repetition of what it is about.
  for (const [one, another] of [
    [other.id, again.number],
    [again.id, other.number],
  ] as const) {
    const linked = await above.post<Problem>(`/api/cases/${one}/links`, { case: another, kind: 'same-matter' });
    expect([linked.status, linked.body.errors?.[0]?.pointer]).toEqual([422, '/case']);
  }
});

test('nothing is taken over from a case that is not for the user, nor what the case does not offer', async () => {
  const decided = await granted(DECIDED_ON, { asker: '周小满' });
  const clerk = await office.as('clerk.lianhua');
  const { data, ...of } = request(decided.id);
  const asInCase = ['/objector', '/calledAt'];
  const asked = async () => {
    const body = { ...of, data, asInCase };
    const { takeOver, errors } = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
    const refused = errors.flatMap(({ pointer, keyword }) => (keyword === 'as-in-case' ? [pointer] : []));
    return { number: takeOver?.case.number, refused };
  };
  expect(await asked()).toEqual({ number: decided.number, refused: ['/calledAt'] });
  const { user } = await clerk.ok(clerk.get<{ user: { id: string } }>('/api/auth/session'));
  await office.sql("INSERT INTO recusal (case_id, user_id, reason, created_at) VALUES ($1, $2, 'named', now())", [
    decided.id,
    user.id,
  ]);
  expect(await asked()).toEqual({ number: undefined, refused: asInCase });
});

test('a decision that a review revokes comes back as work, with somebody, a task and the day that the review set', async () => {
  const decided = await granted(DECIDED_ON);
  await act(gardener, decided.id, 'visit', { data: { planted: true, snow: false } });
  const filed = await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  const { page: review } = await readCase(above, filed.id);
  const { items } = await above.ok(above.get<{ items: UserOut[] }>(`/api/users?q=${review.handler?.displayName}`));
  const reviewer = await office.as(items[0]?.username ?? '');
  await act(reviewer, filed.id, 'undo', { data: { anewBy: '2026-05-20' } });
  const { page } = await readCase(gardener, decided.id);
  expect(page).toMatchObject({ status: 'open', step: { key: 'study' }, outcome: null, department: { key: 'gardens' } });
  expect(page.reviewed).toMatchObject({ effect: 'revoked', number: filed.number });
  expect(page.handler).not.toBeNull();
  expect(page.deadlines.find(({ clock: key }) => key === 'anew-clock')).toMatchObject({
    state: 'running',
    dueOn: '2026-05-20',
  });
  expect(page.actions.map(({ key }) => key)).toContain('propose');
  // Decided anew, it stands as decided.
  await act(gardener, decided.id, 'propose', { reasons: '重新核实', policyBasis: '菜园手册第3条' });
  const lead = await office.as(await leadOf(office, page));
  const delivery = { way: '当面交给本人', arrivedOn: today() };
  const again = await act(lead, decided.id, 'grant', { reasons: '同意', outstanding: '水务部门无异议', delivery });
  expect([again.reviewed, again.outcome?.key]).toEqual([null, 'granted']);
  expect(again.deadlines.find(({ clock: key }) => key === 'anew-clock')?.state).toBe('met');
});

test('what a review changes stands no longer: on the case, on its receipt and in the statistics', async () => {
  const decided = await granted(DECIDED_ON);
  await act(gardener, decided.id, 'visit', { data: { planted: true, snow: false } });
  const filed = await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  const mayor = await office.as('mayor.lianhua');
  const counted = async () => {
    const { byOutcome, byDecision, closed } = await mayor.ok(mayor.get<StatisticsOut>('/api/statistics'));
    const of = (rows: StatisticsOut['byOutcome'], key: string) => rows.find(({ term }) => term.key === key)?.count ?? 0;
    expect(byOutcome.reduce((sum, { count }) => sum + count, 0)).toBe(closed);
    return [of(byOutcome, 'granted'), of(byOutcome, 'changed-by-review'), of(byDecision, 'granted')];
  };
  const whole = () => gardener.ok(gardener.get<ReceiptOut>(`/api/cases/${decided.id}/receipt`));
  const receipt = async () => (await whole()).reviewed ?? null;
  const [stands = 0, changed = 0, ever] = await counted();
  expect(await receipt()).toBeNull();
  const { page: review } = await readCase(above, filed.id);
  const { items } = await above.ok(above.get<{ items: UserOut[] }>(`/api/users?q=${review.handler?.displayName}`));
  const reviewer = await office.as(items[0]?.username ?? '');
  await act(reviewer, filed.id, 'alter', {});
  const { page } = await readCase(gardener, decided.id);
  expect(page.reviewed).toMatchObject({ effect: 'changed', number: filed.number, deliveredOn: null });
  expect(await receipt()).toContain(
    `${filed.number}): Altered, decided on ${dayWords(today(), 'en')}, not recorded as delivered`,
  );
  // Nor does the row of the outcome read as what holds, and no review is promised that there was.
  const { outcome, rights } = await whole();
  expect([outcome, rights]).toEqual([
    'Granted (as first decided; it no longer stands)',
    expect.stringContaining('has been reviewed'),
  ]);
  // It comes back to have what was changed carried out; then it is closed again.
  expect(page).toMatchObject({ status: 'open', step: { key: 'visit' }, outcome: { key: 'granted' } });
  await act(gardener, decided.id, 'visit', { data: { planted: true, snow: false } });
  // Counted by what stands now; that it was granted is not forgotten.
  expect(await counted()).toEqual([stands - 1, changed + 1, ever]);
  const { etag } = await readCase(reviewer, filed.id);
  const arrived = { action: 'alter', data: { way: '当面交给本人', arrivedOn: today() } };
  await reviewer.ok(reviewer.post(`/api/cases/${filed.id}/deliveries`, arrived, { headers: { 'if-match': etag } }));
  expect(await receipt()).toContain(`delivered on ${dayWords(today(), 'en')}`);
});

test('who had part in the earlier case is kept out of its review, wherever they work', async () => {
  const decided = await granted(DECIDED_ON);
  const filed = await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  const kept = await office.sql<{ id: string }>('SELECT user_id AS id FROM recusal WHERE case_id = $1', [filed.id]);
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([decided.handler?.id, decided.caseLead?.id]));
});

test('what was not decided, not delivered, or is elsewhere cannot be reviewed; the place and the mend are named', async () => {
  const refused = async (earlier: string) => {
    const { status, body } = await above.post<{ errors: { pointer: string; message: string }[] }>(
      '/api/cases',
      request(earlier),
    );
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/data/earlier']);
    return body.errors[0]?.message;
  };
  expect(await refused((await filePlot(office, 20)).id)).toContain('Nothing has been decided');
  expect(await refused((await granted(null)).id)).toContain('record day and way of delivery there first');
  expect(await refused('01a21576-c9ac-73af-acd8-e997345a4f63')).toContain('no such case');
});

test('one decision is reviewed once; what was promised and not kept takes no review away', async () => {
  const decided = await granted(DECIDED_ON);
  await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  const again = await above.post<{ errors: { pointer: string; message: string }[] }>('/api/cases', request(decided.id));
  expect([again.status, again.body.errors[0]?.pointer]).toEqual([422, '/data/earlier']);
  expect(again.body.errors[0]?.message).toMatch(/YUNHE-DISTRICT-2026-\d{6}/);
});

test('a late request is taken down as late, for a person to decide', async () => {
  const decided = await granted(DECIDED_ON);
  office.clock.advance({ days: 30 });
  above = await office.as(ABOVE);
  expect(today()).toBe('2026-04-01');
  const { items } = await above.ok(
    above.get<{ items: ReviewableOut[] }>(
      `/api/cases/reviewable?township=lianhua&form=plot-objection&q=${decided.number}`,
    ),
  );
  expect(items).toMatchObject([{ id: decided.id, lastDay: '2026-04-01', late: false, outcome: { en: 'Granted' } }]);
  office.clock.advance({ days: 1 });
  above = await office.as(ABOVE);
  const filed = await above.ok(above.post<FiledCase>('/api/cases', request(decided.id)));
  expect((await reviewsOf(above, filed.id)).late).toBe(true);
  expect((await readCase(above, filed.id)).page.marks.map(({ key }) => key)).toEqual(['late-mark']);
  // Its day of receipt corrected, it was in time, and the rules are asked so.
  const { etag, page } = await readCase(above, filed.id);
  const data = { ...page.data, objectedOn: '2026-04-01' };
  const body = { data, reason: '误填为次日' };
  const shown = await above.ok(
    above.post<CorrectionOut>(`/api/cases/${filed.id}/corrections`, body, { headers: { 'if-match': etag } }),
  );
  expect([shown.before?.marks.length, shown.after?.marks, shown.led]).toEqual([1, [], []]);
  expect((await reviewsOf(above, filed.id)).late).toBe(false);
  office.clock.advance({ days: -31 });
  [gardener, above] = [await office.as('gardener'), await office.as(ABOVE)];
});
