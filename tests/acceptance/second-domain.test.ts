// Equipment repairs: three forms, two rule sets, one path. Not a line of code knows them.
import { readdirSync, readFileSync } from 'node:fs';
import type { FiledCase } from '../../backend/src/contract/index.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { act, readCase } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const FOLDER = 'tests/fixtures/equipment-repair';
const KINDS: Record<string, string> = { form: 'forms', 'rule-set': 'rule-sets', path: 'paths' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const admin = await office.as('admin');
  const { id: scopeId } = await office.township('yunhe-district');
  const versions: { kind: string; key: string; version: number }[] = [];
  for (const file of readdirSync(FOLDER).sort()) {
    const content = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
    const kind = KINDS[/^(form|rule-set|path)-/.exec(file)?.[1] ?? ''] ?? '';
    await admin.ok(admin.post(`/api/${kind}`, { content, scopeId }));
    versions.push({ kind, key: content.key, version: 1 });
  }
  // Documents refer to each other: what is published first is looked at among the drafts of the rest.
  for (const { kind, key } of versions) {
    await admin.ok(
      publishDraft(admin, `/api/${kind}/${key}`, { note: '设备报修', openFindings: { reason: '测试用' } }),
    );
  }
  const { id } = await office.township('lianhua');
  await activate(admin, id, { versions, reason: '设备报修试行' });
  const handler = { role: 'handler', scopeId: id };
  for (const [username, department] of [
    ['mechanic', 'mechanics'],
    ['electrician', 'electricians'],
  ]) {
    const body = {
      username,
      displayName: username,
      scopeId: id,
      department,
      roles: [handler],
      password: 'a password of crews',
    };
    await admin.ok(admin.post('/api/users', body));
    office.passwords[username as string] = 'a password of crews';
  }
});
afterAll(() => office.close());

const machine = (condition: string) => ({
  machine: '三号车床',
  fault: '主轴异响，无法加工',
  workshop: 'lianhua-chaoyang',
  noticedOn: '2026-03-02',
  condition,
});

test('requests find their crew, their deadline in working days, and their end, by data alone', async () => {
  const worn = await office.file('lianhua', 'machine-repair', machine('idle'));
  const broken = await office.file('lianhua', 'machine-repair', machine('halted'));
  expect([worn.category?.key, worn.department?.key, worn.handler?.displayName]).toEqual([
    'wear',
    'mechanics',
    'mechanic',
  ]);
  expect([broken.category?.key, broken.department?.key, broken.handler?.displayName]).toEqual([
    'breakdown',
    'electricians',
    'electrician',
  ]);
  expect(broken.deadlines.map(({ clock, dueOn }) => [clock, dueOn])).toEqual([['repair-clock', '2026-03-05']]);
  const crew = await office.as('electrician');
  expect((await act(crew, broken.id, 'repaired', { data: {} })).status).toBe(422);
  const done = await crew.ok(
    act(crew, broken.id, 'repaired', { data: { done: '更换主轴轴承', partsCost: '1280.50' } }),
  );
  expect([done.status, done.outcome?.title.en]).toEqual(['closed', 'Fixed']);
});

test('petitions go on beside it as before', async () => {
  const clerk = await office.as('clerk.lianhua');
  const { items } = await clerk.ok(clerk.get<{ items: { key: string }[] }>('/api/forms/available?township=lianhua'));
  expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(['machine-repair', 'petition-registration']));
  const elsewhere = await office.as('clerk.qingshi');
  const body = {
    township: 'qingshi',
    form: 'machine-repair',
    data: { ...machine('idle'), workshop: 'qingshi-dongpo' },
  };
  expect((await elsewhere.post<FiledCase>('/api/cases', body)).status).toBe(409);
});

test('a late repair escalates like everything else', async () => {
  const { id } = await office.file('lianhua', 'vehicle-repair', {
    plate: '示A12345',
    fault: '刹车失灵',
    workshop: 'lianhua-chaoyang',
    noticedOn: '2026-03-02',
    condition: 'dangerous',
  });
  office.clock.advance({ days: 5 });
  expect(await office.beat()).toBeGreaterThanOrEqual(1);
  const clerk = await office.as('clerk.lianhua');
  expect((await readCase(clerk, id)).page.deadlines[0]?.state).toBe('overdue');
});
