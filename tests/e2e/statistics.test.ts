// Statistics answer a question: how it went against before, and which cases are behind each number.
import type { Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { StatisticsOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { press } from '../support/keyboard.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice({ from: 'demonstration' })]);
}, 500_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function at(
  username: string,
  options: { locale?: Locale; width?: number; dark?: boolean },
  work: (desk: Desk) => Promise<void>,
) {
  const desk = await openDesk(browser, office, options);
  try {
    await signInAt(desk, office, username);
    await desk.page.goto('/statistics');
    await desk.page.locator('.headlines').waitFor();
    await work(desk);
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.context.close();
  }
}

const headline = ({ page, t }: Desk, name: string) =>
  page.locator('.headlines .count').filter({ hasText: t(`statistics.headline_${name}`) });

test.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['zh-CN', 390, true],
  ['en', 1280, true],
  ['en', 390, false],
])(
  'in %s at %i px it is whole, and can be read by everybody',
  async (locale, width, dark) => {
    await at('mayor.qingshi', { locale, width, dark }, async ({ page }) => {
      await page.locator('.month-table summary').click();
      expect(await axeFindings(page)).toEqual([]);
      const found = await page.evaluate(() => ({
        wider: document.documentElement.scrollWidth - innerWidth,
        clipped: [...document.querySelectorAll('.bar-label, .section-title, .against')]
          .filter((label) => label.scrollWidth > label.clientWidth + 1 && getComputedStyle(label).display !== 'inline')
          .map((label) => label.textContent),
      }));
      expect(found).toEqual({ wider: expect.any(Number), clipped: [] });
      expect(found.wider).toBeLessThanOrEqual(1);
    });
  },
  60_000,
);

test('a month is measured against the month before and the year before', async () => {
  await at('mayor.qingshi', {}, async (desk) => {
    const { page, t } = desk;
    await page.goto('/statistics?from=2026-01-01&to=2026-01-31');
    const mayor = await office.as('mayor.qingshi');
    const { figures } = await mayor.ok(mayor.get<StatisticsOut>('/api/statistics?from=2026-01-01&to=2026-01-31'));
    expect([figures.before.from, figures.yearBefore.to]).toEqual(['2025-12-01', '2025-01-31']);
    const said = (name: string, figure: string) => t(`statistics.${name}`).replace('{{figure}}', figure);
    const received = headline(desk, 'received');
    await received.getByText(String(figures.now.received), { exact: true }).waitFor();
    await received.getByText(said('before', String(figures.before.received))).waitFor();
    await received.getByText(said('yearBefore', String(figures.yearBefore.received))).waitFor();
  });
}, 60_000);

test('a number opens its cases by keyboard, and one comes back to the same time', async () => {
  await at('mayor.qingshi', {}, async (desk) => {
    const { page } = desk;
    await page.goto('/statistics?from=2025-04-01&to=2025-06-30');
    const row = page.locator('.bar-row').first();
    const count = await row.locator('.n').innerText();
    await press(desk, row.getByRole('link'));
    await page.waitForURL(/\/cases\?/);
    await page.getByRole('status').getByText(`共 ${count} 件`).waitFor();
    await page.goBack();
    await page.waitForURL(/\/statistics\?from=2025-04-01&to=2025-06-30/);
  });
}, 60_000);

test('who reads no cases sees the numbers, and no way to the cases', async () => {
  await at('policy', {}, async ({ page }) => {
    await page.locator('.bar-row').first().waitFor();
    expect(await page.locator('.bar-row a, .headlines a').count()).toBe(0);
  });
}, 60_000);

test('printed, it says the time and shows nothing to press', async () => {
  await at('mayor.qingshi', {}, async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.locator('.print-only').waitFor({ state: 'visible' });
    expect(await page.locator('.page-actions').isVisible()).toBe(false);
    expect(await page.locator('.shell-sider').isVisible()).toBe(false);
  });
}, 60_000);
