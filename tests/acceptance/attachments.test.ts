import { connect } from 'node:net';
import type { AttachmentOut, AuditOut, CaseOut, Problem } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let office: Office;
let clerk: Client;
let id = '';
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('clerk.qingshi');
  id = (await office.file('qingshi', 'petition-registration', petition())).id;
});
afterAll(() => office.close());

function upload(client: Client, content: Buffer | string, name: string, type = 'application/octet-stream') {
  const form = new FormData();
  form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }), name);
  return client.post<AttachmentOut & { detail: string }>(`/api/cases/${id}/attachments`, form);
}

test('a paper is kept as it came and comes back as a download that a browser never runs', async () => {
  const { status, body } = await upload(clerk, PNG, '../../etc/照片 1.png', 'text/html');
  expect([status, body.name, body.mediaType, body.size]).toEqual([201, '照片 1.png', 'image/png', PNG.length]);
  const response = await fetch(`${office.base}/api/cases/${id}/attachments/${body.id}`, { headers: clerk.session });
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('cache-control')).toContain('no-store');
});

test.each([
  ['a page that would run scripts', '<html><script>alert(1)</script></html>', 'letter.html', 201],
  ['a program', Buffer.from('7f454c4602010100000000000000000002003e0001', 'hex'), 'letter.pdf', 415],
  ['an archive', Buffer.from('504b0304140000000000', 'hex'), 'letter.zip', 415],
  ['nothing at all', '', 'empty.txt', 422],
] as const)('%s is judged by its content, not by its name', async (_, content, name, expected) => {
  const { status, body } = await upload(clerk, content as Buffer, name);
  expect(status).toBe(expected);
  // Text is text, whatever it says of itself.
  if (status === 201) expect(body.mediaType).toBe('text/plain');
});

test('more than 20 MB is refused with the limit', async () => {
  const { status, body } = await upload(clerk, Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 'large.txt');
  expect([status, body.detail]).toEqual([413, expect.stringContaining('20 MB')]);
});

test('a paper is of its case alone, and not for other townships', async () => {
  const { body } = await upload(clerk, PNG, 'one.png');
  const other = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '另外一件事情' }));
  expect((await clerk.get(`/api/cases/${other.id}/attachments/${body.id}`)).status).toBe(404);
  const stranger = await office.as('clerk.baiyun');
  expect((await stranger.get(`/api/cases/${id}/attachments/${body.id}`)).status).toBe(404);
});

test('a paper is open to who may see personal data in the clear, each time recorded; others read its name', async () => {
  const { body } = await upload(clerk, PNG, '身份证.png');
  const path = `/api/cases/${id}/attachments/${body.id}`;
  const auditor = await office.as('auditor');
  const page = await auditor.ok(auditor.get<CaseOut>(`/api/cases/${id}`));
  expect([page.mayOpenAttachments, page.attachments.some(({ name }) => name === '身份证.png')]).toEqual([false, true]);
  const refused = await auditor.get<Problem>(path, { headers: { 'accept-language': 'en' } });
  expect([refused.status, refused.body.detail]).toEqual([403, expect.stringMatching(/personal data in the clear/)]);
  const handler = page.handler?.id;
  const admin = await office.as('admin');
  const { items } = await admin.ok(admin.get<{ items: { id: string; username: string }[] }>('/api/users?limit=200'));
  const working = await office.as(items.find((user) => user.id === handler)?.username ?? '');
  const reads = async () =>
    (await auditor.ok(auditor.get<AuditOut>(`/api/audit?objectId=${id}&action=attachment.read`))).items.length;
  const before = await reads();
  for (const client of [clerk, working]) {
    expect((await client.ok(client.get<CaseOut>(`/api/cases/${id}`))).mayOpenAttachments).toBe(true);
    expect((await fetch(`${office.base}${path}`, { headers: client.session })).status).toBe(200);
  }
  expect(await reads()).toBe(before + 2);
});

test('a paper that comes slowly holds up nobody else', async () => {
  const { hostname, port } = new URL(office.base);
  const socket = connect(Number(port), hostname);
  const headers = Object.entries(clerk.session).map(([name, value]) => `${name}: ${value}\r\n`);
  const begun = new Promise<void>((done) => socket.once('connect', done));
  await begun;
  socket.write(
    `POST /api/cases/${id}/attachments HTTP/1.1\r\nhost: ${hostname}\r\n${headers.join('')}content-type: multipart/form-data; boundary=x\r\ncontent-length: 100000\r\n\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="slow.txt"\r\n\r\nthe first words`,
  );
  try {
    // Several, so that one of them comes after the server has begun to read the paper.
    for (let turn = 0; turn < 5; turn++) expect((await clerk.get(`/api/cases/${id}`)).status).toBe(200);
    const filed = await office.file('qingshi', 'petition-registration', petition({ matterSummary: '同时登记的事项' }));
    expect(filed.number).toBeTruthy();
  } finally {
    socket.destroy();
  }
});

test('the same key with another paper is refused, with the same one answered again', async () => {
  const send = (content: string) => {
    const form = new FormData();
    form.append('file', new Blob([content]), 'paper.txt');
    const headers = { 'idempotency-key': 'paper-1' };
    return clerk.post<AttachmentOut>(`/api/cases/${id}/attachments`, form, { headers });
  };
  const first = await send('first paper');
  expect(first.status).toBe(201);
  const again = await send('first paper');
  expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([201, first.body.id, 'true']);
  expect((await send('second, other paper')).status).toBe(422);
});
