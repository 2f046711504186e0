// An administrator and a lead keep the office's people and places in order, from the screen; a new colleague comes to work.
import type { Browser } from 'playwright-core';
import type { CaseOut } from '../../backend/src/contract/index.ts';
import {
  axeFindings,
  chooseFromMenu,
  chooseOption,
  type Desk,
  drawn,
  launch,
  openDesk,
  signInAt,
} from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterAll(async () => {
  await browser.close();
  await office.close();
});
beforeEach(async () => {
  desk = await openDesk(browser, office, { motion: true });
});
afterEach(() => desk.context.close());

const words = (name: string, values: Record<string, string>) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{{${key}}}`, value), desk.t(name));

async function choose(label: string, option: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click();
  await chooseOption(page, option);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').waitFor({ state: 'detached' });
}

test('a colleague is added with a department of the list, and chooses a password before anything else', async () => {
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/users');
  await page.getByRole('button', { name: t('admin.addUser') }).click();
  await page.getByLabel(t('admin.username'), { exact: true }).fill('new.colleague');
  await page.getByLabel(t('admin.displayName'), { exact: true }).fill('新来的同事');
  await choose(t('people.place'), '青石镇');
  await choose(words('people.roleOf', { n: '1' }), t('role.handler'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('common.add'), exact: true }).click();
  await dialog.getByText(t('people.handlerDepartment')).waitFor();
  await choose(t('admin.department'), '民政办');
  await dialog.getByText(t('people.handlerDepartment')).waitFor({ state: 'detached' });
  expect(await axeFindings(page)).toEqual([]);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('common.add'), exact: true })
    .click();
  const password = (await page.getByRole('dialog').locator('code').innerText()).trim();
  await desk.context.close();

  desk = await openDesk(browser, office, { motion: true });
  const fresh = desk.page;
  await fresh.goto('/');
  await fresh.locator('input[autocomplete=username]').fill('new.colleague');
  await fresh.locator('input[type=password]').fill(password);
  await fresh.getByRole('button', { name: t('signIn.submit') }).click();
  await fresh.getByRole('heading', { name: t('firstPassword.title') }).waitFor();
  // Wherever they go, it comes first.
  await fresh.goto('/cases');
  await fresh.getByRole('heading', { name: t('firstPassword.title') }).waitFor();
  expect(await axeFindings(fresh)).toEqual([]);
  await fresh.getByLabel(t('signIn.next'), { exact: true }).fill('自己的密码十二位以上才行');
  await fresh.getByLabel(t('firstPassword.repeat'), { exact: true }).fill('不一样');
  await fresh.getByRole('button', { name: t('firstPassword.submit') }).click();
  await fresh.getByText(t('firstPassword.differs')).waitFor();
  await fresh.getByLabel(t('firstPassword.repeat'), { exact: true }).fill('自己的密码十二位以上才行');
  await fresh.getByRole('button', { name: t('firstPassword.submit') }).click();
  await fresh.locator('.shell-header').waitFor();
});

test('a lead hands over the cases of somebody who is away', async () => {
  const { page, t } = desk;
  const item = await office.file('qingshi', 'petition-registration', petition({ matterVillage: 'qingshi-dongpo' }));
  const handler = item.handler?.displayName ?? '';
  await signInAt(desk, office, 'mayor.qingshi');
  // Until what was typed is answered, nothing that is about to move under the pointer can be clicked.
  const untouchable: boolean[] = [];
  await page.route(/\/api\/users\?.*q=./, async (route) => {
    const answer = await route.fetch();
    await drawn(page);
    untouchable.push((await page.locator('.answer').getAttribute('inert')) !== null);
    await route.fulfill({ response: answer });
  });
  await page.goto('/admin/users');
  // Somebody types into a list that they see; before that nothing is there to be clicked.
  await page.locator('.answer').waitFor();
  await page.getByLabel(t('people.search')).fill(handler);
  await page.getByRole('button', { name: words('people.moreOf', { name: handler }) }).click();
  await chooseFromMenu(page, t('people.handOver'));
  expect(untouchable).toEqual([true]);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('people.handOver'), exact: true }).click();
  await dialog.getByText(words('field.required', { field: t('common.reason') })).waitFor();
  await dialog.getByLabel(t('common.reason')).fill('产假');
  await dialog.getByRole('button', { name: t('people.handOver'), exact: true }).click();
  await page
    .getByText(words('people.handedOver_other', { count: '1' }))
    .last()
    .waitFor();
  const mayor = await office.as('mayor.qingshi');
  const after = await mayor.ok(mayor.get<CaseOut>(`/api/cases/${item.id}`));
  expect([item.handler?.id, undefined]).not.toContain(after.handler?.id);
});

test('a village is renamed and closed, and is offered to nobody any more', async () => {
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/townships');
  const row = page.getByRole('row').filter({ hasText: 'baiyun-zhulin' });
  await row.getByRole('button', { name: t('places.rename') }).click();
  await page.getByLabel(t('admin.nameZh')).fill('竹林社区');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('common.save') })
    .click();
  await row.getByText('竹林社区').waitFor();
  await row.getByRole('button', { name: t('places.close'), exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('places.close'), exact: true })
    .click();
  await row.getByText(t('places.closed')).waitFor();
  // With motion on the question fades away: what is half gone is nobody's to read.
  await page.locator('.ant-modal-confirm').waitFor({ state: 'detached' });
  expect(await axeFindings(page)).toEqual([]);
  await desk.context.close();
  desk = await openDesk(browser, office, { motion: true });
  await signInAt(desk, office, 'clerk.baiyun');
  await desk.page.goto('/new?township=baiyun&form=petition-registration');
  await desk.page.locator('#field-matterVillage').click();
  const list = desk.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await list.locator('.ant-select-item-option').first().waitFor();
  expect(await list.getByTitle('竹林社区').count()).toBe(0);
});
