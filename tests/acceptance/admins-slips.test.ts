// What an admin may do by mistake is told before it does harm, with what it concerns on both sides.
import type { DocumentSummary, DraftOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { discardDraft } from '../support/versions.ts';

const FORM = 'petition-registration';

let office: Office;
let admin: Client;
beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
});
afterAll(() => office.close());

async function saveDraft<Content = DraftOut['content']>(at: string, edit: (content: Content) => void): Promise<void> {
  const { body, headers } = await admin.get<{ content: Content }>(`${at}/draft`);
  const content = structuredClone(body.content);
  edit(content);
  await admin.ok(admin.put(`${at}/draft`, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
}

test('a title that is not published yet is told as a draft’s alone', async () => {
  const at = `/api/forms/${FORM}`;
  await saveDraft(at, (content) => {
    content.title = { 'zh-CN': '未完成的标题', en: 'Unfinished title' };
    content.use = 'step';
  });
  const { items } = await admin.ok(admin.get<{ items: DocumentSummary[] }>('/api/forms'));
  const listed = items.find(({ key }) => key === FORM);
  expect(listed).toMatchObject({
    title: { en: 'Petition registration' },
    draftTitle: { en: 'Unfinished title' },
    subkind: 'case',
  });
  expect(items.filter(({ hasDraft }) => !hasDraft).map(({ draftTitle }) => draftTitle)).toEqual(
    Array(items.length - 1).fill(null),
  );
  await admin.ok(discardDraft(admin, at));
});
