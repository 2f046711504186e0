import type { CaseOut, DecisionView, DraftOut } from '../../backend/src/contract/index.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

interface Rule {
  name: string;
  event: { params: Record<string, unknown> };
}

test('a changed rule in force in one township sends the same demand another way there, and only there', async () => {
  const wages = petition();
  const inBaiyun = petition({ matterVillage: 'baiyun-zhulin' });
  const old = await office.file('qingshi', 'petition-registration', wages);
  expect(old.department?.key).toBe('human-resources-office');
  const oldDecisions = await decisions(old.id);

  // The policy admin changes the draft, sees it checked, and publishes it.
  const policy = await office.as('policy');
  const at = '/api/rule-sets/petition-routing';
  const draft = await policy.get<DraftOut>(`${at}/draft`);
  const content = structuredClone(draft.body.content) as unknown as { rules: Rule[]; tests: { expect: object }[] };
  const rule = content.rules.find(({ name }) => name === 'department-of-labour-and-wages');
  if (!rule) throw new Error('The shipped routing has no rule for wages.');
  rule.event.params = { ...rule.event.params, department: 'justice-office' };
  for (const item of content.tests) {
    if (JSON.stringify(item).includes('human-resources-office') && JSON.stringify(item).includes('labour-and-wages')) {
      item.expect = JSON.parse(JSON.stringify(item.expect).replaceAll('human-resources-office', 'justice-office'));
    }
  }
  const etag = draft.headers.get('etag') ?? '';
  const put = await policy.put<DraftOut>(`${at}/draft`, { content }, { headers: { 'if-match': etag } });
  expect(put.status).toBe(200);
  const check = await policy.ok(policy.post<{ findings: { severity: string }[] }>(`${at}/draft/check`));
  expect(check.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const version = await policy.ok(publishDraft(policy, at, { note: '欠薪由司法所牵头' }));
  expect(version.number).toBe(2);

  // Publishing alone changes nothing anywhere.
  const between = await office.file('qingshi', 'petition-registration', wages);
  expect(between.department?.key).toBe('human-resources-office');

  // The platform admin puts it in force in one township.
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  await activate(admin, id, {
    versions: [{ kind: 'rule-sets', key: 'petition-routing', version: 2 }],
    reason: '先在青石镇试行',
  });
  office.clock.advance({ minutes: 1 });
  const here = await office.file('qingshi', 'petition-registration', wages);
  const there = await office.file('baiyun', 'petition-registration', inBaiyun);
  expect([here.department?.key, there.department?.key]).toEqual(['justice-office', 'human-resources-office']);

  // The older case stays as it was, with its explanation.
  const clerk = await office.as('clerk.qingshi');
  const now = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${old.id}`));
  expect(now).toEqual(old);
  expect(await decisions(old.id)).toEqual(oldDecisions);
  expect((await decisions(here.id)).map(({ ruleSet, version: number }) => [ruleSet, number])).toContainEqual([
    'petition-routing',
    2,
  ]);
});

async function decisions(id: string): Promise<DecisionView[]> {
  const clerk = await office.as('clerk.qingshi');
  return (await clerk.ok(clerk.get<{ items: DecisionView[] }>(`/api/cases/${id}/decisions`))).items;
}
