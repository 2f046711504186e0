import type { FiledCase, PreviewOut, ReceiptOut } from '../../backend/src/contract/index.ts';
import { Transactions } from '../../backend/src/database/transactions.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Tables that filing writes. */
const TABLES = [
  'case_file',
  'decision',
  'case_clock',
  'deadline',
  'task',
  'timeline',
  'audit_entry',
  'outbox',
  'case_counter',
];

async function counts(): Promise<Record<string, number>> {
  const result: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await office.sql<{ n: number }>(
      table === 'case_counter'
        ? 'SELECT coalesce(sum(last), 0)::int AS n FROM case_counter'
        : `SELECT count(*)::int AS n FROM ${table}`,
    );
    result[table] = row?.n ?? 0;
  }
  return result;
}

test('wherever filing fails, nothing of it is left, and the next case has the next number', async () => {
  const clerk = await office.as('clerk.qingshi');
  const body = { township: 'qingshi', form: 'petition-registration', data: petition() };
  await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  const transactions = office.app.get(Transactions);
  const query = transactions.query.bind(transactions);
  // First how many statements a filing makes, then each of them is made to fail in turn.
  let statements = 0;
  transactions.query = (sql, parameters) => {
    if (/^\s*(INSERT|UPDATE)/i.test(sql)) statements++;
    return query(sql, parameters);
  };
  await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  const writes = statements;
  expect(writes).toBeGreaterThan(10);
  const before = await counts();
  for (let failing = 1; failing <= writes; failing++) {
    let seen = 0;
    transactions.query = (sql, parameters) => {
      if (/^\s*(INSERT|UPDATE)/i.test(sql) && ++seen === failing) throw new Error('the power is out');
      return query(sql, parameters);
    };
    expect((await clerk.post('/api/cases', body)).status).toBe(500);
    transactions.query = query;
    expect(await counts()).toEqual(before);
  }
  const next = await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  expect(next.number).toBe('QINGSHI-2026-000003');
});

test('cases filed at the same moment in one township get numbers in a row', async () => {
  const clerk = await office.as('clerk.baiyun');
  const body = {
    township: 'baiyun',
    form: 'petition-registration',
    data: petition({ matterVillage: 'baiyun-zhulin' }),
  };
  const filed = await Promise.all(
    Array.from({ length: 10 }, () => clerk.ok(clerk.post<FiledCase>('/api/cases', body))),
  );
  expect(filed.map(({ number }) => number).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => `BAIYUN-2026-${String(index + 1).padStart(6, '0')}`),
  );
});

test('every error of the data is told at once, each at its place', async () => {
  const clerk = await office.as('clerk.qingshi');
  const data = petition({
    visitorMobile: '123',
    visitorIdNumber: '110101199003070012',
    matterFacts: '短',
    conductUnlawful: 'yes',
  });
  const reply = await clerk.post<{ errors: { pointer: string }[] }>('/api/cases', {
    township: 'qingshi',
    form: 'petition-registration',
    data,
  });
  expect(reply.status).toBe(422);
  expect(reply.body.errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/data/conductUnlawful',
    '/data/matterFacts',
    '/data/visitorIdNumber',
    '/data/visitorMobile',
  ]);
});

test('a day that has not come, or that no calendar has, is told, and nothing is counted from it', async () => {
  const clerk = await office.as('clerk.qingshi');
  const preview = async (dayReceived: string) => {
    const body = { township: 'qingshi', form: 'petition-registration', data: petition({ dayReceived }) };
    const sent = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
    return [sent.errors.map(({ pointer }) => pointer), sent.deadlines[0]?.startedAt.slice(0, 10)];
  };
  const today = office.clock.now().toISOString().slice(0, 10);
  for (const day of ['9999-12-31', '2027-01-01', '2026-02-30']) {
    expect(await preview(day)).toEqual([['/dayReceived'], today]);
  }
});

test('a place of another township is an error of the data', async () => {
  const clerk = await office.as('clerk.qingshi');
  const data = petition({ matterVillage: 'baiyun-zhulin' });
  const reply = await clerk.post<{ errors: unknown[] }>('/api/cases', {
    township: 'qingshi',
    form: 'petition-registration',
    data,
  });
  expect([reply.status, reply.body.errors]).toEqual([
    422,
    [expect.objectContaining({ pointer: '/data/matterVillage' })],
  ]);
});

test('the receipt tells the petitioner number, way, dates and where to ask, and nothing that is not theirs', async () => {
  const page = await office.file('qingshi', 'petition-registration', petition());
  const clerk = await office.as('clerk.qingshi');
  const receipt = await clerk.ok(clerk.get<ReceiptOut>(`/api/cases/${page.id}/receipt`));
  expect(receipt).toMatchObject({
    number: page.number,
    petitioner: '王某某',
    status: 'Registered',
    outcome: null,
    told: [],
    noted: [],
  });
  // What rules propose is told as that, and what may come of it as no more.
  expect(receipt.path).toBe(`Proposed: ${page.path.title.en}; staff decide once they have looked into it`);
  expect(receipt.reason).not.toContain('Proposed: ');
  expect([receipt.steps, receipt.next]).toEqual([['Acceptance'], ['Carry out the policy', 'Closed']]);
  expect(receipt.query).toContain(page.department?.title.en ?? '—');
  expect(JSON.stringify(receipt)).toContain('2026-03-17');
  expect(JSON.stringify(receipt)).not.toContain('110101199003070011');
  expect(JSON.stringify(receipt)).not.toContain(page.handler?.displayName ?? '—');
  const mayor = await office.as('mayor.qingshi');
  const trail = await mayor.ok(mayor.get<{ items: { objectId: string }[] }>('/api/audit?action=case.receipt&limit=1'));
  expect(trail.items[0]?.objectId).toBe(page.id);
  const auditor = await office.as('auditor');
  const masked = await auditor.ok(auditor.get<ReceiptOut>(`/api/cases/${page.id}/receipt`));
  expect(masked.petitioner).toBe('王**');
});

test('nothing on a receipt says what somebody is thought to have done before a person has decided so', async () => {
  const conduct = { conductUnlawful: true, conductFacts: '多次在办公场所辱骂工作人员，有录像。' };
  const page = await office.file(
    'qingshi',
    'petition-registration',
    petition({ ...conduct, demandJustified: 'unfounded-demand' }),
  );
  const clerk = await office.as('clerk.qingshi');
  const receipt = await clerk.speaking('zh-CN').get<ReceiptOut>(`/api/cases/${page.id}/receipt`);
  expect(page.pathDefinition.outcomes).toEqual(
    expect.arrayContaining([expect.objectContaining({ effect: 'referred' })]),
  );
  expect(receipt.body.path).toBe('办理诉求');
  expect(receipt.body.department).toBeNull();
  expect(JSON.stringify(receipt.body)).not.toMatch(/行为|移送|依法处理|违法/);
});

test('what repeats is seen as repeated, also by who may not see the earlier case', async () => {
  const data = petition({ visitorIdNumber: '11010119900307002X', matterSummary: '又一件事情发生' });
  await office.file('qingshi', 'petition-registration', data);
  const liaison = await office.as('liaison.qingshi-dongpo');
  const preview = await liaison.ok(
    liaison.post<{ repeatCount: number }>('/api/cases/preview', {
      township: 'qingshi',
      form: 'petition-registration',
      data,
    }),
  );
  expect(preview.repeatCount).toBe(1);
});
