// What an admin may do by mistake is told before it does harm, with what it concerns on both sides.
import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { CheckOut, DocumentSummary, DraftOut, Problem } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { discardDraft, publishDraft } from '../support/versions.ts';

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

const checked = async (at: string) => (await admin.ok(admin.post<CheckOut>(`${at}/draft/check`, {}))).findings;
const publish = (at: string, reason?: string) =>
  publishDraft<Problem & { number: number }>(admin, at, { note: '测试', ...(reason && { openFindings: { reason } }) });

test('a form by which cases are registered stays one: refused where it is checked and published, with what reads it', async () => {
  await office.file('qingshi', FORM, petition());
  const at = `/api/forms/${FORM}`;
  await saveDraft(at, (content) => {
    content.use = 'step';
  });
  const errors = (await checked(at)).filter(({ severity }) => severity === 'error');
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['use-no-case', 'use-of-cases']));
  expect(errors.find(({ code }) => code === 'use-of-cases')?.message).toMatch(/\(Cases registered by it: \d+\.\)$/);
  const refused = await publish(at, '就要这样');
  expect(refused.status).toBe(422);
  const places = (refused.body.errors ?? []).flatMap(({ places: of = [] }) => of.map(({ key }) => key));
  expect(places).toContain('petition-routing');
  expect(places).toContain(FORM);
  await admin.ok(discardDraft(admin, at));
});

test('no case is filed by a form of a step', async () => {
  const clerk = await office.as('clerk.qingshi');
  const refused = await clerk.post<Problem>('/api/cases', { township: 'qingshi', form: 'return-visit-form', data: {} });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/form' }] } });
});

test('swapped names are confirmed with a reason, counted, and asked again where they are put in force', async () => {
  const at = `/api/forms/${FORM}`;
  await saveDraft<FormDefinition>(at, ({ schema }) => {
    const titles = schema.properties?.policyFound?.['x-enum-titles'] ?? {};
    const [one = '', other = ''] = Object.keys(titles);
    Object.assign(titles, { [one]: titles[other], [other]: titles[one] });
  });
  const [moved] = (await checked(at)).filter(({ code }) => code === 'words-moved');
  expect(moved?.severity).toBe('warning');
  expect(moved?.message).toMatch(/\(Past cases in which “.*” is filled in: [1-9]\d*\.\)$/);
  expect((await publish(at)).status).toBe(422);
  const { number } = await admin.ok(publish(at, '确需互换'));
  const township = `/api/townships/${(await office.township('qingshi')).id}/configuration/check`;
  const change = { versions: [{ kind: 'forms', key: FORM, version: number }] };
  const { findings } = await admin.ok(admin.post<CheckOut>(township, change));
  expect(findings.map(({ code }) => code)).toContain('words-moved');
});

test('names of kinds of demand are swapped: told with the cases that came out so', async () => {
  const at = '/api/rule-sets/demand-classification';
  await saveDraft<RuleSet>(at, ({ outcomes }) => {
    for (const [one, other] of [outcomes?.category?.values ?? []]) {
      if (one && other) [one.title, other.title] = [other.title, one.title];
    }
  });
  const moved = (await checked(at)).filter(({ code }) => code === 'value-words-moved');
  expect(moved).toHaveLength(2);
  for (const { message } of moved) expect(message).toMatch(/\(Past cases that came out as “.*”: \d+\.\)$/);
  await admin.ok(discardDraft(admin, at));
});
