// Whose review it is: another name than those of the case is asked about, never refused, and what was said stands in the history.
import type {
  AuditOut,
  CaseOut,
  CorrectionOut,
  FiledCase,
  PreviewOut,
  Problem,
  TimelineEntry,
} from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase } from '../support/petitions.ts';

const FORM = 'review-request-form';
const OWN = { visitorFullName: '王某某', visitorIdNumber: '110101199003070011' };

let office: Office;
let above: Client;
let decided: CaseOut;
beforeAll(async () => {
  office = await openOffice();
  above = await office.as('district');
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const worker = await office.as('labour.qingshi');
  const { caseLead } = await worker.ok(act(worker, id, 'accept-matter'));
  await worker.ok(act(worker, id, 'record-implementation'));
  const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  decided = await lead.ok(act(lead, id, 'issue-supported-opinion'));
}, 240_000);
afterAll(() => office.close());

const asked = (person: object, more: object = {}) => ({
  township: 'qingshi',
  form: FORM,
  data: {
    ...person,
    visitorMobile: '13900000001',
    earlierCase: decided.id,
    matterSummary: '不服处理意见',
    reviewGrounds: '意见书认定的拖欠月数有误，与考勤记录不符。',
    matterField: 'labour-and-wages',
    matterVillage: 'qingshi-dongpo',
    dayReceived: '2026-03-02',
  },
  ...more,
});
const preview = async (person: object) => above.ok(above.post<PreviewOut>('/api/cases/preview', asked(person)));

test('the person of the case is not asked about: by the name however it is written, or by the identity number', async () => {
  for (const person of [
    OWN,
    { ...OWN, visitorFullName: ' 王 某某' },
    { ...OWN, visitorFullName: '王某' },
    { visitorFullName: '王某某' },
  ]) {
    const { notPetitioner, errors } = await preview(person);
    expect([notPetitioner, errors]).toEqual([null, []]);
  }
});

test('another person is asked about, and filed with the capacity in which they ask', async () => {
  const person = { visitorFullName: '赵某某' };
  const { number } = decided;
  expect((await preview(person)).notPetitioner).toEqual({
    pointer: '/visitorFullName',
    label: 'Name',
    number,
  });
  for (const more of [{}, { onBehalf: '  ' }]) {
    const refused = await above.post<Problem>('/api/cases', asked(person, more));
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:caseway:problem:petitioner-unclear']);
    expect(refused.body.errors).toEqual([
      { pointer: '/data/visitorFullName', message: expect.stringContaining(number) },
    ]);
  }
  const filed = await above.ok(above.post<FiledCase>('/api/cases', asked(person, { onBehalf: '原诉求人的继承人' })));
  const { items } = await above.ok(above.get<{ items: TimelineEntry[] }>(`/api/cases/${filed.id}/timeline`));
  const said = items.filter(({ kind }) => kind === 'on-behalf');
  expect(said).toMatchObject([{ text: expect.stringContaining('原诉求人的继承人') }]);
  const auditor = await office.as('auditor');
  const trail = await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${filed.id}&action=case.on-behalf`));
  expect(trail.items).toHaveLength(1);
});

test('a correction that names another person is asked the same, one that does not is not', async () => {
  const { items: reviews } = await above.ok(above.get<{ items: CaseOut[] }>('/api/cases?form=review-request-form'));
  const id = reviews[0]?.id ?? '';
  const correct = async (change: object, said: object = {}, way = '') => {
    const { page, etag } = await readCase(above, id);
    const body = { data: { ...page.data, ...change }, reason: '登记有误', ...said };
    return above.post<CorrectionOut & Problem>(`/api/cases/${id}/corrections${way}`, body, {
      headers: { 'if-match': etag },
    });
  };
  expect((await above.ok(correct({ ...OWN, matterSummary: '不服处理意见书' }))).notPetitioner).toBeNull();
  expect((await above.ok(correct({ matterSummary: '不服意见书' }))).notPetitioner).toBeNull();
  const other = { visitorFullName: '赵某某', visitorIdNumber: '11010119900307002X' };
  const { notPetitioner } = await above.ok(correct(other, {}, '/preview'));
  expect(notPetitioner).toMatchObject({ pointer: '/visitorFullName', number: decided.number });
  const refused = await correct(other);
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:caseway:problem:petitioner-unclear']);
  await above.ok(correct(other, { onBehalf: '委托代理人' }));
  const { items } = await above.ok(above.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
  expect(items.filter(({ kind }) => kind === 'on-behalf').at(-1)?.text).toContain('委托代理人');
});
