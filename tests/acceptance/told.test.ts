// A receipt printed at any moment tells what has been decided by then: nothing that is only proposed, nothing that is over.
import type { CaseOut, ReceiptOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, DOCUMENTS, petition, petitionWithoutPolicy } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 480_000);
afterAll(() => office.close());

async function receiptOf({ id }: Pick<CaseOut, 'id'>): Promise<ReceiptOut> {
  const centre = (await office.as('centre.qingshi')).speaking('zh-CN');
  return centre.ok(centre.get<ReceiptOut>(`/api/cases/${id}/receipt`));
}

async function done(username: string, { id }: CaseOut, action: string, over: object = {}): Promise<CaseOut> {
  const client = await office.as(username);
  return client.ok(act(client, id, action, { ...over }));
}

test('what rules propose is told as proposed, until somebody has accepted it', async () => {
  const filed = await office.file('qingshi', 'petition-registration', petition());
  expect(await receiptOf(filed)).toMatchObject({
    path: '初步拟按“落实政策”办理，经工作人员核实后确定',
    // Said once: above.
    reason: expect.stringMatching(/^(?!.*初步拟按).*是否受理将书面告知您/),
    steps: ['受理审查'],
    next: ['落实政策', '结案'],
  });
  // A proposal not to accept it decides nothing.
  await done('centre.qingshi', filed, 'propose-non-acceptance');
  expect((await receiptOf(filed)).path).toContain('初步拟按');
  const other = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '另一件拖欠工资' }));
  await done('centre.qingshi', other, 'accept-matter');
  expect(await receiptOf(other)).toMatchObject({
    path: '落实政策',
    reason: null,
    steps: ['受理审查', '落实政策'],
    next: ['出具处理意见'],
  });
});

test('a case that ended before anybody took it up was never handled so', async () => {
  const filed = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '已有答复的事' }));
  await done('centre.qingshi', filed, 'propose-non-acceptance');
  await done('lead.qingshi', filed, 'decline-acceptance');
  expect(await receiptOf(filed)).toMatchObject({
    status: '已办结',
    path: null,
    reason: null,
    outcome: '不予受理',
    next: [],
  });
});

test('what the registration denies is refused, and how to mend it is said', async () => {
  const filed = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '不属于法院的事' }));
  const centre = (await office.as('centre.qingshi')).speaking('zh-CN');
  const { refused } = await centre.ok(
    centre.get<{ refused: Record<string, string> | null }>(`/api/cases/${filed.id}/actions/guide-to-channel/form`),
  );
  expect(refused?.['zh-CN']).toContain('请先更正登记内容');
  const denied = await act(centre, filed.id, 'guide-to-channel');
  expect([denied.status, JSON.stringify(denied.body)]).toEqual([422, expect.stringContaining('请先更正登记内容')]);
});

test('a mediation that came to no agreement is told as that, and no longer as what will be', async () => {
  const data = petitionWithoutPolicy({ demandJustified: 'exceeding-demand', matterSummary: '补偿要求高于标准' });
  const filed = await office.file('qingshi', 'petition-registration', data);
  expect((await receiptOf(filed)).reason).toContain('初步拟');
  await done('centre.qingshi', filed, 'accept-matter');
  const { handler } = filed;
  const [row] = await office.sql<{ username: string }>('SELECT username FROM app_user WHERE id = $1', [handler?.id]);
  const username = row?.username ?? '';
  await done(username, filed, 'offer-mediation');
  expect((await receiptOf(filed)).next).toEqual(['出具处理意见', '回访']);
  const { agreementTerms: _, agreementSigned: __, ...rest } = DOCUMENTS['mediation-record-form'] ?? {};
  await done(username, filed, 'record-mediation', { data: { ...rest, mediationResult: 'unsettled-result' } });
  const receipt = await receiptOf(filed);
  expect(receipt).toMatchObject({
    status: '办理中：出具处理意见',
    reason: null,
    outcome: null,
    steps: ['受理审查', '解释说明', '调解', '出具处理意见'],
  });
  expect(receipt.noted.map(({ text }) => text).join()).toContain('本次调解未达成协议');
  expect(JSON.stringify(receipt)).not.toMatch(/可安排调解|将与双方联系/);
});
