// The day in a letter is that of the clock it speaks of: the office's own clocks, and how the letter is delivered, change nothing.
import type { CaseOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, readCase } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** An assigned matter that the authority above wants back long before the law wants an answer. */
function assigned(): Record<string, unknown> {
  const { arrivalChannel: _, ...rest } = petition();
  return {
    ...rest,
    handedManner: 'assigned-matter',
    handedFromUnit: '云河区信访局',
    handedFromNumber: '云信交〔2026〕7号',
    handedLetterDay: '2026-03-01',
    handedRequest: '依法办理',
    reportBackDay: '2026-03-20',
  };
}
const FAILED = {
  deliveryWay: 'registered-post',
  deliveryResult: 'delivery-failed',
  attemptedDay: '2026-03-02',
  deliveryObstacle: '家中无人',
};

async function toldTo(client: Client, id: string): Promise<string[]> {
  const { items } = await client.ok(
    client.speaking('zh-CN').get<{ items: { kind: string; text: string }[] }>(`/api/cases/${id}/timeline?limit=100`),
  );
  return items.filter(({ kind }) => kind === 'notice').map(({ text }) => text);
}

describe.each([
  ['handed-down-matter', assigned],
  ['petition-registration', petition],
] as const)('%s', (form, data) => {
  test.each([
    ['handed over in person', {}],
    ['sent by post, not there yet', { delivery: undefined }],
    ['tried in vain', { delivery: FAILED }],
  ] as const)('%s: the letter says by when the law wants the answer', async (_, how) => {
    const { id } = await office.file('qingshi', form, data());
    const worker = await office.as('labour.qingshi');
    const accepted = await worker.ok(act(worker, id, 'accept-matter', how));
    const handling = accepted.deadlines.find(({ clock }) => clock === 'handling-clock');
    expect(handling?.dueOn).toBe('2026-04-30');
    expect(await toldTo(worker, id)).toEqual([expect.stringContaining('将于2026年4月30日前办结')]);
  });

  test('extended: the letter says the new day of the same clock', async () => {
    const { id } = await office.file('qingshi', form, data());
    const worker = await office.as('labour.qingshi');
    const { caseLead } = await worker.ok(act(worker, id, 'accept-matter'));
    const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
    await lead.ok(act(lead, id, 'propose-extension', { data: { extensionDays: 20 } }));
    const head = await office.as('mayor.qingshi');
    const extended: CaseOut = await head.ok(act(head, id, 'extend-handling'));
    expect(extended.deadlines.filter(({ clock }) => clock === 'handling-clock').at(-1)?.dueOn).toBe('2026-05-21');
    expect(await toldTo(head, id)).toContainEqual(expect.stringContaining('新的期限：2026年5月21日'));
    expect((await readCase(head, id)).page.status).toBe('open');
  });
});
