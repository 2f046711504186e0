// What a person typed is understood or kept as typed, whichever way it comes in (docs/typing.md).
import type { FormData } from '@caseway/form-schemas';
import type { PreviewOut } from '../../backend/src/contract/index.ts';
import { FieldCipher } from '../../backend/src/secrets/field-cipher.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, DOCUMENTS, petition, readCase } from '../support/petitions.ts';

let office: Office;
let clerk: Client;
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('clerk.qingshi');
});
afterAll(() => office.close());

const FORM = 'petition-registration';
type Refused = { errors: { pointer: string; message: string }[] };
const placesOf = ({ errors }: Refused) => errors.map(({ pointer }) => pointer);

/** As it is stored: what is personal is sealed. */
async function dataOf(id: string): Promise<unknown> {
  const [row] = await office.sql<{ data: FormData; sensitive: Buffer }>(
    'SELECT data, sensitive FROM case_file WHERE id = $1',
    [id],
  );
  return row && { ...row.data, ...(office.app.get(FieldCipher).open(Buffer.from(row.sensitive)) as object) };
}

const TYPED = petition({
  visitorIdNumber: '110101 19900307 002x',
  visitorMobile: '+86 139-0000-0001',
  matterSummary: '　某装修队拖欠三个月工资\u200b',
  dayReceived: '２０２６年３月２日',
});
const STORED = {
  visitorIdNumber: '11010119900307002X',
  visitorMobile: '13900000001',
  matterSummary: '某装修队拖欠三个月工资',
  dayReceived: '2026-03-02',
};
const UNCLEAR = { visitorIdNumber: '110101 19900307', visitorMobile: '138 0000', dayReceived: '2026-02-30' };

test('filing stores what was meant, and previews it', async () => {
  const body = { township: 'qingshi', form: FORM, data: TYPED };
  const preview = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
  expect(preview.errors).toEqual([]);
  const page = await office.file('qingshi', FORM, TYPED);
  expect(await dataOf(page.id)).toMatchObject(STORED);
  expect(page.title).toBe(STORED.matterSummary);
});

test('what is not understood is refused at its place with how to write it, and nothing is stored', async () => {
  const data = petition(UNCLEAR);
  const body = { township: 'qingshi', form: FORM, data };
  const before = await office.sql('SELECT count(*)::int AS n FROM case_file');
  const reply = await clerk.speaking('zh-CN').post<Refused>('/api/cases', body);
  expect(reply.status).toBe(422);
  expect(placesOf(reply.body).sort()).toEqual(
    Object.keys(UNCLEAR)
      .map((name) => `/data/${name}`)
      .sort(),
  );
  expect(reply.body.errors.find(({ pointer }) => pointer === '/data/dayReceived')?.message).toContain('没有这一天');
  const preview = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
  expect(placesOf(preview).sort()).toEqual(
    Object.keys(UNCLEAR)
      .map((name) => `/${name}`)
      .sort(),
  );
  expect(await office.sql('SELECT count(*)::int AS n FROM case_file')).toEqual(before);
});

test('a correction is read the same way', async () => {
  const { id } = await office.file('qingshi', FORM, petition());
  const { etag, page } = await readCase(clerk, id);
  const correct = (over: object) =>
    clerk.post<Refused>(
      `/api/cases/${id}/corrections`,
      { data: { ...page.data, ...over }, reason: '登记有误' },
      { headers: { 'if-match': etag } },
    );
  const refused = await correct({ visitorMobile: '138 0000' });
  expect([refused.status, placesOf(refused.body)]).toEqual([422, ['/data/visitorMobile']]);
  const taken = await correct({ visitorMobile: '138 0000 0000' });
  expect(taken.status).toBe(200);
  expect(await dataOf(id)).toMatchObject({ visitorMobile: '13800000000' });
});

test('the form of a step, and what is delivered with it, are read the same way', async () => {
  const { id } = await office.file('qingshi', FORM, petition());
  const worker = await office.as('labour.qingshi');
  const delivered = (deliveredDay: string) => ({
    delivery: { ...DOCUMENTS['delivery-record-form'], deliveredDay },
  });
  const refused = await act(worker, id, 'accept-matter', delivered('2026-02-30'));
  expect([refused.status, placesOf(refused.body as unknown as Refused)]).toEqual([422, ['/delivery/deliveredDay']]);
  const accepted = await worker.ok(act(worker, id, 'accept-matter', delivered('2026年3月2日')));
  expect(accepted.deadlines.findLast(({ clock }) => clock === 'acceptance-clock')?.state).toBe('met');
  const lead = await office.as(accepted.caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  const propose = (extensionDays: string) => act(lead, id, 'propose-extension', { data: { extensionDays } });
  const unclear = await propose('二十');
  expect([unclear.status, placesOf(unclear.body as unknown as Refused)]).toEqual([422, ['/data/extensionDays']]);
  expect((await propose('1.5')).status).toBe(422);
  await lead.ok(propose('２０'));
});

test('a day that cannot be is refused in words: in filing and in the form of a step', async () => {
  const said = async (dayReceived: string) => {
    const body = { township: 'qingshi', form: FORM, data: petition({ dayReceived }) };
    return (await clerk.speaking('zh-CN').post<PreviewOut>('/api/cases/preview', body)).body.errors;
  };
  expect(await said('1899-01-01')).toMatchObject([
    { pointer: '/dayReceived', message: '“收到日期”不能早于1949-10-01' },
  ]);
  // A matter of years ago that was never registered is registered with its day.
  expect(await said('2016-05-01')).toEqual([]);
  const { id } = await office.file('qingshi', FORM, petition());
  const worker = await office.as('labour.qingshi');
  const accepted = await worker.ok(act(worker, id, 'accept-matter'));
  const lead = await office.as(accepted.caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
  await worker.ok(act(worker, id, 'record-implementation'));
  await lead.ok(act(lead, id, 'issue-supported-opinion'));
  const visit = async (visitedOnDay: string) => {
    const { page } = await readCase(clerk, id);
    const action = page.actions.find(({ form }) => form === 'return-visit-form')?.key ?? '';
    const reply = await act(clerk.speaking('zh-CN'), id, action, {
      data: { ...DOCUMENTS['return-visit-form'], visitedOnDay },
    });
    return [reply.status, (reply.body as unknown as Refused).errors?.map(({ message }) => message)];
  };
  expect(await visit('2027-01-01')).toEqual([422, ['“回访日期”不能晚于今天（2026-03-02）']]);
  expect(await visit('2009-01-01')).toEqual([422, ['“回访日期”不能早于收到日期（2026-03-02）']]);
  expect(await visit('2026/3/2')).toEqual([200, undefined]);
});
