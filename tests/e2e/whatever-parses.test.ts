// Whatever parses opens in its editor with findings, also after the page was loaded anew; only its preview may be missing.
import type { Browser } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { discardDraft } from '../support/versions.ts';

type Content = Record<string, unknown>;

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  desk = await openDesk(browser, office, { locale: 'en' });
  await signInAt(desk, office, 'admin');
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

const without = (content: Content, name: string): Content => {
  const { [name]: _, ...rest } = content;
  return rest;
};

const WITHOUT_LAYOUT = (form: Content) => without(form, 'ui');
const CASES: [string, string, (content: Content) => Content][] = [
  ['forms', 'petition-registration', WITHOUT_LAYOUT],
  ['forms', 'petition-registration', (form) => without(form, 'schema')],
  ['forms', 'petition-registration', (form) => ({ ...form, ui: { sections: [null, { fields: 7 }] } })],
  ['forms', 'petition-registration', (form) => ({ ...form, title: { en: { odd: true } } })],
  ['forms', 'petition-registration', (form) => ({ ...form, schema: { properties: { a: null } } })],
  ['rule-sets', 'petition-routing', (set) => without(set, 'rules')],
  [
    'rule-sets',
    'petition-routing',
    (set) => ({ ...set, rules: [{ name: 'x', event: {}, conditions: { all: [null] } }] }),
  ],
  ['rule-sets', 'petition-routing', (set) => ({ ...set, outcomes: { department: { values: [null] } }, form: null })],
  ['paths', 'review-path', (path) => ({ key: path.key })],
  ['calendars', '', (calendar) => ({ ...calendar, days: null })],
];

test.each(CASES.map((each, index) => [index, ...each] as const))('%i: %s/%s', async (_, kind, named, edit) => {
  const { page, t, complaints } = desk;
  const admin = await office.as('admin');
  const list = await admin.ok(admin.get<{ items: { key: string }[] }>(`/api/${kind}`));
  const key = named || list.items[0]?.key || '';
  const at = `/api/${kind}/${key}/draft`;
  const { body, headers } = await admin.get<DraftOut>(at);
  const content = edit(body.content);
  await admin.ok(admin.put(at, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
  await page.goto(`/admin/${kind}/${key}`);
  await page.locator('.cm-content, .re-card, .fd-head').first().waitFor();
  if (kind === 'forms') await page.getByRole('tab', { name: t('admin.findings') }).click();
  // Something is told to be wrong, and the page itself did not fail. A form without a layout is drawn as it comes.
  const told = edit === WITHOUT_LAYOUT ? '.section-title' : 'button.finding.error, .re-finding.error';
  await page.locator(told).first().waitFor();
  expect(await page.getByText(t('error.title'), { exact: true }).count()).toBe(0);
  expect(complaints.filter((text) => text.includes('violates'))).toEqual([]);
  await admin.ok(discardDraft(admin, at.replace(/\/draft$/, '')));
});

test('a new form without a schema opens, and is thrown away with its key', async () => {
  const { page, t } = desk;
  const admin = await office.as('admin');
  const content = { key: 'half-a-form', title: { 'zh-CN': '半张', en: 'Half a form' } };
  await admin.ok(admin.post('/api/forms', { content }));
  await page.goto('/admin/forms/half-a-form');
  await page.locator('.finding.error').first().waitFor();
  await page.getByRole('tab', { name: t('admin.preview') }).click();
  await page.getByText(t('admin.noPreview')).waitFor();
  await page.getByRole('button', { name: t('admin.discard') }).click();
  await page.getByText(t('admin.discardNew')).waitFor();
  await page.getByRole('button', { name: t('common.confirm') }).click();
  await page.waitForURL(/\/admin\/forms$/);
  await page.getByText('Petition registration', { exact: true }).first().waitFor();
  expect(await page.getByText('Half a form').count()).toBe(0);
  expect((await admin.get('/api/forms/half-a-form/draft')).status).toBe(404);
});

test('rules open with findings whatever the unfinished draft of their form holds, and speak of the form as it is published', async () => {
  const { page, t } = desk;
  const admin = await office.as('admin');
  const at = '/api/forms/petition-registration';
  const { body, headers } = await admin.get<DraftOut>(`${at}/draft`);
  const content = JSON.parse(JSON.stringify(body.content).replace(/"enum":\[[^\]]*\]/g, '"enum":"land"'));
  content.title = { 'zh-CN': '未完成的标题', en: 'Unfinished title' };
  await admin.ok(admin.put(`${at}/draft`, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
  await page.goto('/admin/rule-sets/petition-routing');
  await page.locator('.re-card').first().waitFor();
  await page.getByText('Petition registration').first().waitFor();
  expect(await page.getByText('Unfinished title').count()).toBe(0);
  expect(await page.getByText(t('error.title'), { exact: true }).count()).toBe(0);
  await page.goto('/admin/rollout');
  await page.getByText('Petition registration').first().waitFor();
  expect(await page.getByText('Unfinished title').count()).toBe(0);
  // In its own list a draft's new title is told beside.
  await page.goto('/admin/forms');
  await page.getByText('Petition registration', { exact: true }).first().waitFor();
  await page.getByText('Unfinished title').first().waitFor();
  await admin.ok(discardDraft(admin, at));
});
