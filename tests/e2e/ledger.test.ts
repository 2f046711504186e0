// The ledger on the screen: nothing clipped, rows of two lines, sorted by its headers, filters that say what they are.
import type { Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { LedgerOut } from '../../backend/src/contract/index.ts';
import { axeFindings, chooseOption, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
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

async function at(options: { locale?: Locale; width?: number; dark?: boolean }, work: (desk: Desk) => Promise<void>) {
  const desk = await openDesk(browser, office, options);
  try {
    await signInAt(desk, office, 'centre.qingshi');
    await desk.page.goto('/cases');
    await work(desk);
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.context.close();
  }
}

const rows = ({ page }: Desk) => page.locator('.ledger tbody tr.ant-table-row');

test.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['zh-CN', 1280, true],
  ['en', 1280, false],
])(
  'in %s at %i px no column is clipped and no row is higher than two lines',
  async (locale, width, dark) => {
    await at({ locale, width, dark }, async (desk) => {
      const { page } = desk;
      await rows(desk).first().waitFor();
      const found = await page.evaluate(() => {
        const table = document.querySelector('.ledger .ant-table-content');
        const heights = [...document.querySelectorAll('.ledger tbody tr.ant-table-row')].map((row) => row.clientHeight);
        return { over: (table?.scrollWidth ?? 0) - (table?.clientWidth ?? 0), highest: Math.max(...heights) };
      });
      expect(found.over).toBeLessThanOrEqual(0);
      expect(found.highest).toBeLessThanOrEqual(74);
      expect(await axeFindings(page)).toEqual([]);
    });
  },
  60_000,
);

test('the headers sort on the server, by keyboard too', async () => {
  await at({}, async (desk) => {
    const { page, t } = desk;
    await rows(desk).first().waitFor();
    const header = page.getByRole('columnheader', { name: t('ledger.column_due') });
    await press(desk, header);
    await page.waitForURL(/sort=due/);
    await page.locator('th[aria-sort=ascending]').waitFor();
    await rows(desk)
      .first()
      .getByText(/超期\d+天/)
      .waitFor();
    await header.press('Enter');
    await page.waitForURL(/sort=-due/);
  });
}, 60_000);

test('a chosen filter says what it is; a brought one is named and taken off', async () => {
  await at({}, async (desk) => {
    const { page, t } = desk;
    await rows(desk).first().waitFor();
    await page.getByRole('combobox', { name: t('ledger.handler') }).click();
    await chooseOption(page, '李安');
    await page.waitForURL(/handler=/);
    await page
      .locator('.filters')
      .getByText(t('common.labelled').replace('{{label}}', t('ledger.handler')))
      .waitFor();
    await page.goto('/cases?supervised=true');
    const brought = page.locator('.brought');
    await brought.getByText(t('ledger.only_supervised')).waitFor();
    const centre = await office.as('centre.qingshi');
    const { total } = await centre.ok(centre.get<LedgerOut>('/api/cases?supervised=true'));
    await page.waitForFunction(
      (count) => document.querySelectorAll('.ledger tbody tr.ant-table-row').length === count,
      total,
    );
    await brought.getByRole('button').click();
    await brought.waitFor({ state: 'detached' });
  });
}, 60_000);

test('a special ledger is chosen from those that are shipped; columns are chosen and kept', async () => {
  await at({}, async (desk) => {
    const { page, t } = desk;
    await page.getByRole('button', { name: t('ledger.views') }).click();
    await page.getByRole('button', { name: '督办台账' }).click();
    await page.waitForURL(/supervised=true/);
    // Whether anything is supervised is a matter of the demonstration.
    await page.goto('/cases');
    await page.getByRole('button', { name: t('ledger.columns') }).click();
    await page.getByRole('checkbox', { name: t('ledger.column_caseLead') }).check();
    await page.getByRole('checkbox', { name: t('ledger.column_place') }).uncheck();
    await page.reload();
    await page.getByRole('columnheader', { name: t('ledger.column_caseLead') }).waitFor();
    expect(await page.getByRole('columnheader', { name: t('ledger.column_place'), exact: true }).count()).toBe(0);
    const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.includes('.columns.')));
    expect(kept.map(([, value]) => value)).toEqual([expect.stringMatching(/^[a-zA-Z,]+$/)]);
  });
}, 60_000);

test('on a telephone it is a list of cards with an order of its own', async () => {
  await at({ width: 390, dark: true }, async ({ page, t }) => {
    await page.locator('.case-cards li').first().waitFor();
    expect(await page.locator('.ledger').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('combobox', { name: t('ledger.sort') }).click();
    await chooseOption(page, t('ledger.sort_due'));
    await page.waitForURL(/sort=due/);
    expect(await axeFindings(page)).toEqual([]);
  });
}, 60_000);

test('by how much something is overdue is never cut, in either language', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    await at({ locale, width: 1280 }, async (desk) => {
      const { page } = desk;
      await page.goto('/cases?due=overdue');
      await rows(desk).first().waitFor();
      const cut = await page
        .locator('.cell-due .tone-bad, .cell-marks [aria-hidden]')
        .evaluateAll((all) => all.map((shown) => shown.scrollWidth - shown.clientWidth).filter((over) => over > 0));
      expect(await page.locator('.cell-due .tone-bad').count()).toBeGreaterThan(0);
      expect(cut).toEqual([]);
    });
  }
}, 60_000);
