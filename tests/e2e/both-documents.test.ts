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
const draftOf = async (at: string) => (await admin.ok(admin.get<DraftOut>(`${at}/draft`))).content;

test.each(['here', 'there'] as const)('a renamed field that rules read: mended %s', async (where) => {
  const form = (await draftOf(AT)) as unknown as FormDefinition;
  await saveDraft(AT, renamed(form));
  const { findings } = await admin.ok(admin.post<CheckOut>(`${AT}/draft/check`, { content: renamed(form) }));
  const mend = findings
    .flatMap(({ mends = [] }) => mends)
    .find(({ kind }) => (kind === 'forms') === (where === 'here'));
  expect(mend).toBeDefined();
  desk = await openDesk(browser, office, { locale: 'en' });
  const { page } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto(`/admin/forms/${KEY}`);
  const ways = page.locator('.finding-ways');
  await ways.first().waitFor();
  const before = await ways.count();
  const other = mend && `/api/${mend.kind}/${mend.key}`;
  const stood = other ? JSON.stringify(await draftOf(other)) : '';
  await ways
    .getByRole('button', { name: mend?.label ?? '' })
    .first()
    .click();
  if (where === 'here') {
    await page.waitForFunction((count) => document.querySelectorAll('.finding-ways').length < count, before);
    await draftSaved(page);
  } else await page.locator('.ant-message-success').waitFor();
  expect(JSON.stringify(await draftOf(other ?? ''))).not.toBe(stood);
  expect(desk.complaints).toEqual([]);
  await admin.ok(discardDraft(admin, AT));
  if (where === 'there') await admin.ok(discardDraft(admin, `${other}`));
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
  const content = (await draftOf(at)) as unknown as RuleSet;
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
    const saved = (await draftOf(at)) as unknown as RuleSet;
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
