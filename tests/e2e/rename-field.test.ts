// A field is called otherwise: who reads it is seen first, and all of it follows in one step, and back.
import type { Browser } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
const desks: Desk[] = [];
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.context.close()));
});

async function atForm(options: Parameters<typeof openDesk>[2]): Promise<Desk> {
  const desk = await openDesk(browser, office, options);
  desks.push(desk);
  await signInAt(desk, office, 'admin');
  await desk.page.goto('/admin/forms/dispute-register');
  return desk;
}

const textOf = async (at: string): Promise<string> => {
  const admin = await office.as('admin');
  return JSON.stringify((await admin.ok(admin.get<DraftOut>(`/api/${at}/draft`))).content);
};

test('an admin sees which rules read a field, gives it another name, and takes the change in all of them', async () => {
  const { page, t, complaints } = await atForm({ locale: 'zh-CN' });
  await page.locator('[data-field="/matterField"] > .fd-field-line > .fd-field-main').click();
  const uses = page.locator('.fd-uses');
  const documents = uses.locator('details');
  await documents.nth(1).waitFor();
  await documents.last().locator('summary').click();
  expect(await documents.last().locator('a').first().getAttribute('href')).toMatch(/^\/admin\/(rule-sets|paths)\/.+#/);

  const name = page.getByLabel(t('designer.name'), { exact: true });
  await name.fill('fieldOfMatter');
  await name.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('个规则集').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: t('rename.everywhere') }).click();
  await page.getByText(t('rename.done', { title: '问题领域', to: 'fieldOfMatter' })).waitFor();
  await page.getByRole('button', { name: t('rename.back') }).waitFor();
  for (const at of ['forms/dispute-register', 'rule-sets/dispute-routing', 'rule-sets/dispute-classification']) {
    expect(await textOf(at)).toContain('fieldOfMatter');
    expect(await textOf(at)).not.toContain('"matterField"');
  }
  // The field is still in hand, under its other name, and is read under it.
  expect(await name.inputValue()).toBe('fieldOfMatter');
  await uses.locator('details').nth(1).waitFor();

  await page.getByRole('button', { name: t('rename.back') }).click();
  await dialog.getByText('个规则集').first().waitFor();
  await dialog.getByRole('button', { name: t('rename.everywhere') }).click();
  await page.locator('[data-field="/matterField"]').waitFor();
  expect(await textOf('rule-sets/dispute-routing')).not.toContain('fieldOfMatter');
  expect(complaints).toEqual([]);
});

test('by keyboard alone, in English: in this form alone, or not at all', async () => {
  const { page, t, complaints } = await atForm({ locale: 'en' });
  await page.locator('[data-field="/powerNeeded"] > .fd-field-line > .fd-field-main').press('Enter');
  const name = page.getByLabel(t('designer.name'), { exact: true });
  await name.focus();
  await name.press('Control+A');
  await page.keyboard.type('matterField');
  expect(await page.locator('.fd-sheet').getByRole('alert').first().textContent()).toBe(t('designer.nameTaken'));
  await name.press('Control+A');
  await page.keyboard.type('today');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  // A name that the platform has for itself is told, and nothing is offered.
  await dialog
    .getByText(/name of a fact of the platform/)
    .first()
    .waitFor();
  expect(await dialog.getByRole('button', { name: t('rename.everywhere') }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await name.focus();
  await name.press('Control+A');
  await page.keyboard.type('neededAuthority');
  await page.keyboard.press('Enter');
  const alone = dialog.getByRole('button', { name: t('rename.alone') });
  await dialog
    .getByText(/rule set/)
    .first()
    .waitFor();
  await alone.press('Enter');
  await page.locator('[data-field="/neededAuthority"]').waitFor();
  expect(await textOf('rule-sets/dispute-routing')).not.toContain('neededAuthority');
  expect(complaints).toEqual([]);
});
