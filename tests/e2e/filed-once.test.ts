// One visit is one case: also where the answer was lost on the way, and where the same registration is open twice.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import type { CaseSummary } from '../../backend/src/contract/index.ts';
import { type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const form: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  desk = await openDesk(browser, office, {});
  await signInAt(desk, office, 'clerk.qingshi');
});
afterAll(async () => {
  await desk?.context.close();
  await browser.close();
  await office.close();
});

const numbers = async (): Promise<string[]> => {
  const clerk = await office.as('clerk.qingshi');
  const { items } = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases?limit=100'));
  return items.map(({ number }) => number);
};

async function begin(): Promise<void> {
  await desk.page.goto('/new?township=qingshi&form=petition-registration');
  await fillForm(desk, form, petition({ matterVillage: '东坡村' }));
  await desk.page.getByText(/草稿已保存在服务器/).waitFor();
}
const submit = (page: Page) => page.getByRole('button', { name: desk.t('newCase.submit') });
const alreadyFiled = (page: Page, number: string) => page.getByText(desk.t('newCase.alreadyFiled', { number }));

test('after an answer that was lost, a changed submission is told its case, and another is filed on purpose alone', async () => {
  const { page, t } = desk;
  const before = await numbers();
  await begin();
  // The server does it; the answer does not come.
  await page.route('**/api/cases', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await submit(page).click();
  await page.getByText(t('error.offline')).waitFor();
  await page.unroute('**/api/cases');
  const [number = ''] = (await numbers()).filter((one) => !before.includes(one));
  await fillForm(desk, form, { matterSummary: '更正后的一句话' });
  // Saving it finds that out by itself, and filing it would.
  await alreadyFiled(page, number).waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/idempotency|重复的请求/i);
  expect(await submit(page).count()).toBe(0);
  expect(await numbers()).toHaveLength(before.length + 1);
  // Found again as a draft it is the same registration still.
  await page.reload();
  await alreadyFiled(page, number).waitFor();
  await page.getByRole('button', { name: t('newCase.another') }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: t('newCase.another') })
    .click();
  expect(await numbers()).toHaveLength(before.length + 1);
  await submit(page).click();
  await page.waitForURL(/\/receipt$/);
  expect(await numbers()).toHaveLength(before.length + 2);
});

test('a window on the same registration learns that it was filed in another, and leads to the case', async () => {
  const { page, context, t } = desk;
  const before = await numbers();
  await begin();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByText(t('newCase.draftRestored')).waitFor();
  await submit(page).click();
  await page.waitForURL(/\/receipt$/);
  const [number = ''] = (await numbers()).filter((one) => !before.includes(one));
  await alreadyFiled(other, number).waitFor();
  expect(await submit(other).count()).toBe(0);
  await other.getByRole('button', { name: t('newCase.openFiled') }).click();
  await other
    .getByRole('heading', { name: petition().matterSummary as string })
    .first()
    .waitFor();
  expect(await numbers()).toHaveLength(before.length + 1);
});
