// What was refused is said for as long as it stands, and Enter in a date picker takes the day and nothing else.
import type { Browser } from 'playwright-core';
import { type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  desk = await openDesk(browser, office);
  await signInAt(desk, office, 'clerk.qingshi');
});
afterAll(async () => {
  await desk?.context.close();
  await browser.close();
  await office.close();
});

const bar = () => desk.page.locator('.ant-alert-error[role=alert]');

test('Enter takes a day as people write it, and sends nothing off', async () => {
  const { page } = desk;
  let filed = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/cases') filed += 1;
  });
  await page.goto('/new?township=qingshi&form=petition-registration');
  const day = page.locator('#field-dayReceived');
  for (const [written, taken] of [
    ['2026-1-2', '2026-01-02'],
    ['2026/1/3', '2026-01-03'],
    ['20260104', '2026-01-04'],
    ['2026年1月5日', '2026-01-05'],
  ] as const) {
    await day.fill(written);
    await day.press('Enter');
    await page.locator(`#field-dayReceived[value="${taken}"]`).waitFor();
  }
  expect(filed).toBe(0);
});

test('the red bar of a refused form goes when what it named is mended, and not before', async () => {
  const { page, t } = desk;
  await page.route('**/api/cases', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            title: '不能登记',
            status: 422,
            errors: [{ pointer: '/data/matterSummary', message: '与上一件相同' }],
          }),
        })
      : route.continue(),
  );
  await page.locator('#field-matterSummary').fill('某装修队拖欠三个月工资');
  await page.getByRole('button', { name: t('newCase.submit'), exact: true }).click();
  await bar().getByText('不能登记').waitFor();
  await page.locator('#field-visitorFullName').fill('王某某');
  await bar().getByText('不能登记').waitFor();
  await page.locator('#field-matterSummary').fill('某装修队拖欠四个月工资');
  await bar().waitFor({ state: 'detached' });
  await page.unroute('**/api/cases');
});

test('so does that of a search and of sign-in', async () => {
  const { page, t } = desk;
  await page.goto('/cases/find');
  await page.route('**/api/cases/search', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"维护中","status":503}' }),
  );
  await page.locator('#find-name').fill('王某某');
  await page.locator('#find-reason').fill('遗失回执');
  await page.getByRole('button', { name: t('find.search'), exact: true }).click();
  await bar().getByText('维护中').waitFor();
  await page.locator('#find-name').fill('李某某');
  await bar().waitFor({ state: 'detached' });

  const fresh = await openDesk(browser, office);
  await fresh.page.goto('/');
  await fresh.page.locator('input[autocomplete=username]').fill('clerk.qingshi');
  await fresh.page.locator('input[type=password]').fill('not the password');
  await fresh.page.getByRole('button', { name: t('signIn.submit') }).click();
  await fresh.page.locator('.ant-alert-error').waitFor();
  await fresh.page.locator('input[type=password]').fill('another one');
  await fresh.page.locator('.ant-alert-error').waitFor({ state: 'detached' });
  await fresh.context.close();
});
