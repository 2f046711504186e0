// What is between two documents, in a real browser: mended in either by a press; what putting one in force takes is told before.
import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { Browser } from 'playwright-core';
import type { CheckOut, ConfigurationOut, DraftOut } from '../../backend/src/contract/index.ts';
import { chooseOption, type Desk, draftSaved, launch, openDesk, signInAt } from '../support/browser.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { discardDraft, publishChanged } from '../support/versions.ts';

const KEY = 'petition-registration';
const AT = `/api/forms/${KEY}`;

let browser: Browser;
let office: Office;
let admin: Client;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  admin = await office.as('admin');
});
afterEach(() => desk?.context.close());
afterAll(async () => {
  await browser.close();
  await office.close();
});

const renamed = (form: FormDefinition): FormDefinition =>
  JSON.parse(
    JSON.stringify(form).replaceAll('"policyFound"', '"policyKnown"').replaceAll('/policyFound', '/policyKnown'),
  );
async function saveDraft(at: string, content: unknown): Promise<void> {
  const headers = { 'if-match': (await admin.get(`${at}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`${at}/draft`, { content }, { headers }));
}
const draftOf = async <Content = DraftOut['content']>(at: string): Promise<Content> =>
  (await admin.ok(admin.get<{ content: Content }>(`${at}/draft`))).content;

test.each(['here', 'there'] as const)('a renamed field that rules read: mended %s', async (where) => {
  const form = await draftOf<FormDefinition>(AT);
  await saveDraft(AT, renamed(form));
  const { findings } = await admin.ok(admin.post<CheckOut>(`${AT}/draft/check`, { content: renamed(form) }));
  const told = findings.filter(({ code }) => code === 'field-renamed');
  expect(told).toHaveLength(1);
  const mend = told[0]?.mends?.find(({ kind }) => (kind === 'forms') === (where === 'here'));
  expect(mend).toMatchObject(
    where === 'here' ? { kind: 'forms', key: KEY } : { kind: 'rule-sets', key: 'demand-classification' },
  );
  desk = await openDesk(browser, office, { locale: 'en' });
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto(`/admin/forms/${KEY}`);
  await page.getByRole('tab', { name: t('admin.findings') }).click();
  const ways = page.locator('.finding-ways');
  await ways.first().waitFor();
  const before = await ways.count();
  const other = mend && `/api/${mend.kind}/${mend.key}`;
  const stood = other ? JSON.stringify(await draftOf(other)) : '';
  await ways.getByRole('button', { name: mend?.label ?? '' }).click();
  if (where === 'here') {
    await page.waitForFunction((count) => document.querySelectorAll('.finding-ways').length < count, before);
    await draftSaved(page);
  } else await page.locator('.ant-message-success').waitFor();
  // One press mends every place that read it.
  if (where === 'here') expect(await draftOf(AT)).toEqual(form);
  else {
    const mended = await draftOf(other ?? '');
    expect(JSON.stringify(mended)).not.toBe(stood);
    expect(JSON.stringify(mended)).not.toContain('"fact":"policyFound"');
  }
  expect(desk.complaints).toEqual([]);
  await admin.ok(discardDraft(admin, AT));
  if (where === 'there') await admin.ok(discardDraft(admin, `${other}`));
});

test('what filling in a form leads to stands beside it, with the answers that lead there and the way to the place', async () => {
  const at = '/api/forms/delivery-record-form';
  const form = await draftOf<FormDefinition>(at);
  const branch = (value: string) => ({
    if: { properties: { deliveryWay: { const: 'public-announcement' } }, required: ['deliveryWay'] },
    then: { properties: { deliveryResult: { const: value } } },
  });
  const allOf = [...(form.schema.allOf ?? []), branch('delivery-failed'), branch('delivery-succeeded')];
  desk = await openDesk(browser, office);
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/forms/delivery-record-form');
  await page.getByRole('tab', { name: t('proof.title') }).click();
  await page.getByText(t('proof.formClean')).waitFor();
  await saveDraft(at, { ...form, schema: { ...form.schema, allOf } });
  await page.reload();
  await page.getByRole('tab', { name: t('admin.findings') }).click();
  // What the check tells is placed by what it is about, not by a pointer.
  const told = page.locator('.finding').filter({ hasText: '公告送达' });
  await told.filter({ hasText: '送达方式' }).first().waitFor();
  expect(await page.locator('.finding').getByText('/schema').count()).toBe(0);
  await page.getByRole('tab', { name: t('proof.title') }).click();
  const found = page.locator('[data-code=unpickable] .proof-finding');
  await found.waitFor();
  expect(await found.locator('.proof-facts').innerText()).toMatch(/送达方式\s*公告送达/);
  expect(await page.locator('[data-code=conflict] .proof-finding').count()).toBe(2);
  await found.getByRole('button', { name: t('proof.goToPlace') }).click();
  // In the drawing, where the field stands.
  await page.waitForFunction(() => document.activeElement?.closest('.fd-field') !== null);
  expect(desk.complaints).toEqual([]);
  await admin.ok(discardDraft(admin, at));
});

test('what putting a form in force takes from rules is told before, and confirmed', async () => {
  const version = await publishChanged<FormDefinition>(admin, 'forms', KEY, ({ schema }) => {
    schema.required = schema.required?.filter((name) => name !== 'policyFound') ?? [];
  });
  const { id } = await office.township('qingshi');
  const now = async () =>
    (await admin.ok(admin.get<ConfigurationOut>(`/api/townships/${id}/configuration`))).items.find(
      ({ key }) => key === KEY,
    )?.version;
  desk = await openDesk(browser, office);
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/rollout');
  await page.locator(`tr[data-row-key="forms/${KEY}"] .ant-select`).click();
  await chooseOption(page, t('common.version').replace('{{n}}', String(version)));
  await page.getByLabel(t('admin.activateReason')).fill('由窗口补填');
  await page.getByRole('button', { name: new RegExp(`^${t('admin.activate')} · `) }).click();
  const anyway = page.getByRole('button', { name: t('admin.activateAnyway') });
  await anyway.waitFor();
  expect(await now()).toBe(1);
  await anyway.click();
  await page.getByText(t('admin.activated')).waitFor();
  expect(await now()).toBe(version);
  expect(desk.complaints).toEqual([]);
});

test('a rule that one of its forms cannot answer: the form is added to it by a press, and taken back', async () => {
  const at = '/api/rule-sets/petition-routing';
  const content = await draftOf<RuleSet>(at);
  const [rule] = content.rules;
  const conditions = { all: [{ fact: 'wantedSolution', operator: 'textContains', value: '工资' }] };
  const title = { 'zh-CN': '要工资', en: 'Wages wanted' };
  await saveDraft(at, { ...content, rules: [...content.rules, { ...rule, name: 'wages-wanted', title, conditions }] });
  desk = await openDesk(browser, office);
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/rule-sets/petition-routing');
  const panel = page.locator('.re-finding-panel');
  const mend = panel.getByRole('button', { name: /^加上条件：表单是/ });
  await mend.waitFor();
  await mend.click();
  await mend.waitFor({ state: 'detached' });
  await draftSaved(page);
  const added = async () => {
    const saved = await draftOf<RuleSet>(at);
    return JSON.stringify(saved.rules.find(({ name }) => name === 'wages-wanted')?.conditions);
  };
  expect(await added()).toContain('"fact":"form"');
  await page
    .getByRole('button', { name: t('ruleEditor.undo') })
    .first()
    .click();
  await mend.waitFor();
  await draftSaved(page);
  expect(await added()).toBe(JSON.stringify(conditions));
  expect(desk.complaints).toEqual([]);
  await admin.ok(discardDraft(admin, at));
});
