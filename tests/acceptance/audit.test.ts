import { DataSource } from 'typeorm';
import type { AuditOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (let index = 0; index < 3; index++) await office.file('qingshi', 'petition-registration', petition());
});
afterAll(() => office.close());

/** As the owner of the tables: what somebody with the database's own password could do. */
const asOwner = (sql: string) => office.app.get(DataSource).query(sql);

async function audit(query = ''): Promise<AuditOut> {
  const auditor = await office.as('auditor');
  return auditor.ok(auditor.get<AuditOut>(`/api/audit${query}`));
}

test('an entry says who, what, when, from where, before and after', async () => {
  const admin = await office.as('admin');
  const users = await admin.ok(
    admin.get<{ items: { id: string; displayName: string; version: number }[] }>('/api/users?limit=1'),
  );
  const [user] = users.items;
  await admin.ok(
    admin.patch(
      `/api/users/${user?.id}`,
      { displayName: user?.displayName, department: 'petition-reception-office' },
      { headers: { 'if-match': `"${user?.version}"` } },
    ),
  );
  const [entry] = (await audit(`?objectId=${user?.id}&action=user.update`)).items;
  expect(entry).toMatchObject({ action: 'user.update', objectType: 'user', objectId: user?.id, address: '127.0.0.1' });
  expect(entry?.actorName).toBeTruthy();
  expect(entry?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(entry?.before).not.toMatchObject({ department: 'petition-reception-office' });
  expect(entry?.after).toMatchObject({ department: 'petition-reception-office' });
});

test('every chain is whole, and paged newest first', async () => {
  const first = await audit('?limit=2');
  expect(first.verification.length).toBeGreaterThanOrEqual(2);
  expect(first.verification.every(({ intact, brokenAt }) => intact && brokenAt === null)).toBe(true);
  const second = await audit(`?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
  expect(Date.parse(second.items[0]?.at ?? '')).toBeLessThanOrEqual(Date.parse(first.items[1]?.at ?? ''));
});

test('the database refuses to change or remove what was written, from the application and from its owner', async () => {
  for (const table of ['audit_entry', 'decision', 'timeline', 'config_version']) {
    await expect(office.sql(`UPDATE ${table} SET id = id`)).rejects.toThrow(/permission denied/);
    await expect(office.sql(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    await expect(asOwner(`UPDATE ${table} SET id = gen_random_uuid()`)).rejects.toThrow(/append-only/);
    await expect(asOwner(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
  }
});

test('who reads the trail by leading a township sees no numbers of the chain: a gap would tell of what is hidden', async () => {
  const mayor = await office.as('mayor.qingshi');
  const { items, verification } = await mayor.ok(mayor.get<AuditOut>('/api/audit'));
  expect(items.length).toBeGreaterThan(0);
  for (const entry of [...items, ...verification])
    for (const name of ['seq', 'hash', 'prevHash', 'entries', 'headHash', 'brokenAt'])
      expect(entry).not.toHaveProperty(name);
  expect(verification.every(({ intact }) => intact)).toBe(true);
  expect((await audit()).items.every(({ seq, hash }) => typeof seq === 'number' && typeof hash === 'string')).toBe(
    true,
  );
});

test.each([
  ['a changed word', `UPDATE audit_entry SET action = 'case.nothing' WHERE id = $ID`],
  ['a changed actor', `UPDATE audit_entry SET actor_name = '别人' WHERE id = $ID`],
  ['a removed entry', 'DELETE FROM audit_entry WHERE id = $ID'],
])('%s shows in the chain, at its place', async (_, sql) => {
  const [entry] = (await audit('?action=case.file')).items;
  const [{ row }] = await asOwner(`SELECT to_jsonb(a)::text AS row FROM audit_entry a WHERE id = '${entry?.id}'`);
  const touch = async (statement: string) => {
    await asOwner('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only');
    await asOwner('ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY');
    await asOwner(statement);
    await asOwner('ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY');
    await asOwner('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only');
  };
  await touch(sql.replace('$ID', `'${entry?.id}'`));
  const broken = (await audit()).verification.find(({ chain }) => chain === entry?.chain);
  expect(broken).toMatchObject({ intact: false, brokenAt: entry?.seq });
  await touch(`DELETE FROM audit_entry WHERE id = '${entry?.id}'`);
  await touch(
    `INSERT INTO audit_entry SELECT * FROM jsonb_populate_record(NULL::audit_entry, '${row.replaceAll("'", "''")}')`,
  );
  expect((await audit()).verification.every(({ intact }) => intact)).toBe(true);
});

test('the end cannot be cut off unseen', async () => {
  const { items } = await audit('?action=case.file');
  const last = items[0];
  await asOwner('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only');
  await asOwner('ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY');
  await asOwner(`DELETE FROM audit_entry WHERE chain = '${last?.chain}' AND seq >= ${last?.seq}`);
  await asOwner('ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY');
  expect((await audit()).verification.find(({ chain }) => chain === last?.chain)).toMatchObject({
    intact: false,
    brokenAt: last?.seq,
  });
});
