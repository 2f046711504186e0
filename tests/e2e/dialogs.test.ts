// What is typed in a dialog goes by nobody's mistake: Escape, X and Cancel ask; too long a text is kept and told.
import type { Browser } from 'playwright-core';
import { type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let browser: Browser;
let office: Office;
let caseId: string;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  caseId = (await office.file('qingshi', 'petition-registration', petition())).id;
});
afterEach(() => desk?.context.close());
afterAll(async () => {
  await browser.close();
  await office.close();
});

/** Types into the dialog that is open, and tries every way out of it. */
async function walked({ page, t }: Desk): Promise<void> {
  const dialog = page.locator('.ant-modal:not(.ant-modal-confirm)');
  const input = dialog.locator('textarea:visible, input.ant-input:visible').first();
  await input.waitFor();
  await input.fill('刚写下的话');
  const confirm = page.locator('.ant-modal-confirm');
  const stays = async () => expect(await input.inputValue()).toBe('刚写下的话');
  for (const ways of [() => page.keyboard.press('Escape'), () => dialog.locator('.ant-modal-close').click()]) {
    await ways();
    await confirm.getByRole('button', { name: t('common.goOnTyping') }).click();
    await confirm.waitFor({ state: 'detached' });
    await stays();
  }
  await dialog.getByRole('button', { name: t('common.cancel') }).click();
  await confirm.getByRole('button', { name: t('common.leave'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test.each(['zh-CN', 'en'] as const)('dialogs of an admin, in %s', async (locale) => {
  desk = await openDesk(browser, office, { locale });
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/users');
  await page.getByRole('button', { name: t('admin.addUser') }).click();
  const dialog = page.locator('.ant-modal');
  const lists = dialog.getByRole('combobox');
  for (const list of await lists.all()) {
    await list.press('ArrowDown');
    await page.locator('.ant-select-dropdown:visible').waitFor();
    // Escape closes the list, and no more.
    await page.keyboard.press('Escape');
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
    expect(await dialog.isVisible()).toBe(true);
  }
  expect(await lists.count()).toBeGreaterThan(0);
  for (const [path, button] of [
    ['/admin/users', 'admin.addUser'],
    ['/admin/townships', 'admin.addScope'],
    ['/admin/calendars', 'admin.new'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('button', { name: t(button) }).click();
    await walked(desk);
    // Nothing typed: Escape is enough, and nothing is asked.
    await page.getByRole('button', { name: t(button) }).click();
    await page.locator('.ant-modal input, .ant-modal textarea').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.ant-modal').waitFor({ state: 'hidden' });
  }
  expect(desk.complaints).toEqual([]);
});

test('dialogs of a case: an action, a reason', async () => {
  desk = await openDesk(browser, office);
  const { page, t } = desk;
  const handler = await office.as('labour.qingshi');
  const { actions } = await handler.ok(
    handler.get<{ actions: { key: string; title: { 'zh-CN': string } }[] }>(`/api/cases/${caseId}`),
  );
  await signInAt(desk, office, 'labour.qingshi');
  await page.goto(`/cases/${caseId}`);
  const acts = page.getByRole('button', { name: actions[0]?.title['zh-CN'] ?? '' }).first();
  const open = () => acts.click();
  // Of an action Escape loses nothing and asks nothing: it is there again, also after the page was.
  await open();
  const dialog = page.locator('.ant-modal:not(.ant-modal-confirm)');
  const reasons = dialog.locator('#action-reasons');
  await reasons.fill('刚写下的话');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await open();
  await dialog.getByText(t('drafts.stepRestored')).waitFor();
  expect(await reasons.inputValue()).toBe('刚写下的话');
  await reasons.fill('刚写下的话，又添了一句');
  await dialog.getByText(/草稿已保存在服务器/).waitFor();
  await page.reload();
  await open();
  await dialog.getByText(t('drafts.stepRestored')).waitFor();
  expect(await reasons.inputValue()).toBe('刚写下的话，又添了一句');
  // At another desk as well; thrown away, it is gone from both.
  const other = await openDesk(browser, office);
  await signInAt(other, office, 'labour.qingshi');
  await other.page.goto(page.url());
  await other.page
    .getByRole('button', { name: actions[0]?.title['zh-CN'] ?? '' })
    .first()
    .click();
  const there = other.page.locator('.ant-modal');
  await there.getByText(t('drafts.stepRestored')).waitFor();
  expect(await there.locator('#action-reasons').inputValue()).toBe('刚写下的话，又添了一句');
  await there.getByRole('button', { name: t('newCase.discard') }).click();
  await there.getByText(t('drafts.stepRestored')).waitFor({ state: 'detached' });
  expect(await there.locator('#action-reasons').inputValue()).toBe('');
  await other.context.close();
  await page.reload();
  await open();
  await reasons.waitFor();
  expect(await reasons.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  // Whoever works by keyboard goes on where they were.
  const focused = async (button: typeof acts) =>
    page.waitForFunction((element) => element === document.activeElement, await button.elementHandle());
  await focused(acts);
  const reason = page.getByRole('button', { name: t('case.unmask') });
  await reason.click();
  await walked(desk);
  await focused(reason);
  // From a menu: to what opened it.
  const more = page.getByRole('button', { name: t('common.more'), exact: true });
  await more.click();
  await page.getByRole('menuitem', { name: t('case.reclassify') }).click();
  await page.locator('.ant-modal:visible').waitFor();
  await page.keyboard.press('Escape');
  await focused(more);
  expect(desk.complaints).toEqual([]);
});

test('more than there is room for is kept, counted and told', async () => {
  desk = await openDesk(browser, office);
  const { page } = desk;
  await signInAt(desk, office, 'clerk.qingshi');
  await page.goto('/cases/find');
  const long = '因'.repeat(501);
  await page.locator('#find-reason').fill(long);
  await page.getByText('已有501个字，最多500个字').waitFor();
  expect(await page.locator('#find-reason').inputValue()).toBe(long);
  await page.locator('#find-reason').fill(long.slice(1));
  await page.getByText('已有501个字').waitFor({ state: 'detached' });
});
