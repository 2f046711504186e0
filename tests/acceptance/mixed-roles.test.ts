// Somebody with roles in different places acts in each place with the roles held there, and with no others.
import type { AuditEntryOut, CaseFactsOut, CaseSummary, FiledCase } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const USER = 'rules.and.cases';
const PASSWORD = 'a password of the tests';

let office: Office;
let both: Client;
let here: FiledCase;
let there: FiledCase;
beforeAll(async () => {
  office = await openOffice();
  const admin = await office.as('admin');
  const district = await office.township('yunhe-district');
  const qingshi = await office.township('qingshi');
  const roles = [
    { role: 'policy-admin', scopeId: district.id },
    { role: 'centre', scopeId: qingshi.id },
  ];
  await admin.ok(
    admin.post('/api/users', { username: USER, displayName: '某人', scopeId: district.id, roles, password: PASSWORD }),
  );
  office.passwords[USER] = PASSWORD;
  both = await office.as(USER);
  const file = async (township: string, matterVillage: string) => {
    const clerk = await office.as(`clerk.${township}`);
    const body = { township, form: 'petition-registration', data: petition({ matterVillage }) };
    return clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  };
  here = await file('qingshi', 'qingshi-dongpo');
  there = await file('baiyun', 'baiyun-zhulin');
}, 240_000);
afterAll(() => office.close());

test('the ledger, its export, search and figures hold only cases of places where cases may be read', async () => {
  const { items } = await both.ok(both.get<{ items: CaseSummary[] }>('/api/cases?limit=100'));
  expect(items.map(({ id }) => id)).toContain(here.id);
  expect(items.map(({ id }) => id)).not.toContain(there.id);
  const found = await both.ok(both.get<{ items: CaseSummary[] }>(`/api/cases?q=${there.number}`));
  expect(found.items).toEqual([]);
});

test.each(['', '/decisions', '/timeline', '/receipt'])('a case of another place is not found: %s', async (part) => {
  expect((await both.get(`/api/cases/${here.id}${part}`)).status).toBe(200);
  expect((await both.get(`/api/cases/${there.id}${part}`)).status).toBe(404);
});

test('what is not personal may be looked at where rules are written, and is recorded', async () => {
  const { status, body } = await both.get<CaseFactsOut>(`/api/cases/${there.number}/facts?ruleSet=petition-routing`);
  expect([status, body.case]).toEqual([200, { id: there.id, number: there.number }]);
  const auditor = await office.as('auditor');
  const { items } = await auditor.ok(auditor.get<{ items: AuditEntryOut[] }>('/api/audit?action=case.facts'));
  expect(items.map(({ objectId }) => objectId)).toEqual([there.id]);
});

test('roles in two townships show these two, and not a third between them', async () => {
  const admin = await office.as('admin');
  const [district, qingshi, lianhua] = await Promise.all(
    ['yunhe-district', 'qingshi', 'lianhua'].map((key) => office.township(key)),
  );
  const roles = [qingshi, lianhua].map((place) => ({ role: 'centre', scopeId: place?.id }));
  const body = { username: 'two.places', displayName: '某人', scopeId: district?.id, roles, password: PASSWORD };
  await admin.ok(admin.post('/api/users', body));
  office.passwords['two.places'] = PASSWORD;
  const two = await office.as('two.places');
  const { items } = await two.ok(two.get<{ items: CaseSummary[] }>('/api/cases?limit=100'));
  expect(items.map(({ id }) => id)).toEqual([here.id]);
  expect((await two.get(`/api/cases/${there.id}`)).status).toBe(404);
  expect((await two.get(`/api/cases/${here.id}`)).status).toBe(200);
});
