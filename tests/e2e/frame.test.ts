// The frame around every page: where one works, what is not for one, and what a list is narrowed by.
import type { Browser } from 'playwright-core';
import { chooseOption, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
const desks: Desk[] = [];
const sit = async (username: string, options: Parameters<typeof openDesk>[2] = {}) => {
  const desk = await openDesk(browser, office, options);
  desks.push(desk);
  await signInAt(desk, office, username);
  return desk;
};
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterEach(async () => {
  for (const { context } of desks.splice(0)) await context.close();
});
afterAll(async () => {
  await browser.close();
  await office.close();
});

const overflows = ({ page }: Desk) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test.each([1440, 390])('where one works stands in the header at %i px', async (width) => {
  const clerk = await sit('clerk.qingshi', { width });
  const place = clerk.page.locator('.shell-header .shell-place');
  expect(await place.innerText()).toBe('青石镇');
  await clerk.page.goto('/statistics');
  expect(await place.innerText()).toBe('青石镇');
  expect(await overflows(clerk)).toBe(false);
  const english = await sit('clerk.qingshi', { width, locale: 'en' });
  const whole = english.page.locator('.shell-header .shell-place');
  expect(await whole.innerText()).toBe('Qingshi Town');
  expect(await whole.evaluate((shown) => shown.scrollWidth > shown.clientWidth)).toBe(false);
  expect(await overflows(english)).toBe(false);
});

test.each([
  ['/admin/users', 'error.forbidden'],
  ['/cases/00000000-0000-4000-8000-000000000000', 'error.notFound'],
  ['/no-such-page', 'error.notFound'],
])('%s, which is not for a clerk, offers a way on and no second try', async (address, title) => {
  const { page, t } = await sit('clerk.qingshi');
  await page.goto(address);
  await page.getByText(t(title), { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: t('common.retry') }).count()).toBe(0);
  await page.getByRole('link', { name: t('error.toHome') }).click();
  await page.waitForURL('**/work');
});

test('a filter says what it filters by after it is chosen', async () => {
  const { page, t } = await sit('centre.qingshi');
  await page.goto('/cases');
  const filter = page.locator('.filters .ant-select').filter({ has: page.getByLabel(t('ledger.status')) });
  await filter.click();
  await chooseOption(page, t('ledger.closedCases'));
  await filter.getByText(`${t('ledger.status')}：`).waitFor();
  await filter.getByText(t('ledger.closedCases'), { exact: true }).waitFor();
});

test.each([1440, 390])('a path is drawn step below step beside its source, at %i px', async (width) => {
  const policy = await sit('policy', { width });
  const { page, t } = policy;
  await page.goto('/admin/paths/policy-implementation-path');
  await page.getByRole('tab', { name: t('admin.pathSteps') }).waitFor();
  const steps = page.locator('.path-step');
  await steps.first().waitFor();
  expect(await steps.count()).toBeGreaterThan(3);
  const tops = await steps.evaluateAll((all) => all.map((step) => step.getBoundingClientRect().top));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  // Each action says where it leads, by the number of a step that is there.
  const leads = await page.locator('.path-to').allInnerTexts();
  expect(leads.filter((words) => !words.includes(t('admin.staysHere')) && !/^→ \d+ /.test(words))).toEqual([]);
  expect(await overflows(policy)).toBe(false);
});
