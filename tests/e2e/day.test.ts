// The first screen: a person's day by their roles, at a desk and on a telephone, in both languages, with the keyboard alone.
import type { Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseSummary, DayOut } from '../../backend/src/contract/index.ts';
import { axeFindings, chooseFromMenu, type Desk, launch, openDesk, signInAt, WORDS } from '../support/browser.ts';
import { press } from '../support/keyboard.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice({ from: 'demonstration' })]);
  await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function at(username: string, work: (desk: Desk) => Promise<void>, options = {}): Promise<void> {
  const desk = await openDesk(browser, office, options);
  try {
    await signInAt(desk, office, username);
    await desk.page.locator('h1').waitFor();
    await work(desk);
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.context.close();
  }
}

const sections = ({ page }: Desk) => page.locator('.day-section h2').evaluateAll((all) => all.map(({ id }) => id));

/** With the section that they meet first. */
const PEOPLE: [string, string][] = [
  ['clerk.qingshi', 'register'],
  ['lead.qingshi', 'decisions'],
  ['mayor.qingshi', 'urgent'],
  ['centre.qingshi', 'urgent'],
  ['auditor', 'urgent'],
  ['policy', 'calendars'],
];

test.each(PEOPLE)(
  '%s is met by what waits for them, and by no row of zeros',
  async (username, first) => {
    const client = await office.as(username);
    const day = await client.ok(client.get<DayOut>('/api/work/day'));
    const full = day.sections.filter(({ total }) => total > 0).map(({ key }) => `day-${key}`);
    expect(full).toContain(`day-${first}`);
    for (const [locale, width, dark] of [
      ['zh-CN', 1440, false],
      ['en', 390, true],
    ] as [Locale, number, boolean][]) {
      await at(
        username,
        async (desk) => {
          const { page } = desk;
          await page.locator('.day-section').first().waitFor();
          expect(new URL(page.url()).pathname).toBe('/work');
          const shown = await sections(desk);
          expect(shown[0]).toBe(`day-${first}`);
          expect(shown.toSorted()).toEqual(full.toSorted());
          expect(await axeFindings(page)).toEqual([]);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(wider).toBeLessThanOrEqual(1);
          expect(await page.locator('.count').count()).toBe(0);
        },
        { locale, width, dark },
      );
    }
  },
  120_000,
);

test('what is empty is one line; where nothing is there, it says what will come', async () => {
  await at('mayor.qingshi', async ({ page, t }) => {
    const line = page.locator('.day-empty');
    await line.waitFor();
    expect(await line.innerText()).toContain(t('day.decisions'));
    expect(await line.innerText()).not.toContain(t('day.overdue'));
  });
  await at('approver', async ({ page, t }) => {
    await page.getByText(t('day.releasesHelp')).waitFor();
  });
}, 60_000);

test('a decision stands with the words of the one before it, and leads to the actions', async () => {
  await at('lead.qingshi', async ({ page }) => {
    const line = page
      .locator('.day-section')
      .filter({ has: page.locator('#day-decisions') })
      .locator('.case-line');
    await line.locator('.said-words').first().waitFor();
    await line.first().getByRole('link').first().click();
    await page.waitForURL(/\/cases\/[\w-]+#actions$/);
  });
}, 60_000);

test('a list opens the ledger with as many cases', async () => {
  await at('mayor.qingshi', async ({ page, t }) => {
    const card = page.locator('.day-section').filter({ has: page.locator('#day-overdue') });
    const count = Number(await card.locator('h2 .number').innerText());
    await card.getByRole('link', { name: t('day.inLedger') }).click();
    await page.getByText(WORDS['zh-CN'].common?.total_other?.replace('{{count}}', String(count)) ?? '').waitFor();
  });
}, 60_000);

test('the clerk registers, goes on with what was begun, and finds a number, by keyboard', async () => {
  await at('clerk.qingshi', async (desk) => {
    const { page, t } = desk;
    const today = page.locator('.day-section').filter({ has: page.locator('#day-registered-today') });
    await today.getByRole('link', { name: t('receipt.title') }).waitFor();
    await press(desk, page.locator('.form-choice').first());
    await page.waitForURL(/form=petition-registration/);
    await page.locator('#field-matterSummary').fill('路灯不亮');
    await page.getByText(/草稿已保存在服务器/).waitFor();
    await page.goto('/work');
    // After signing out it is nobody's to read, in this window and in another one; its writer goes on with it.
    const other = await desk.context.newPage();
    await other.goto('/work');
    await other.locator('.shell-header').waitFor();
    await page.locator('.shell-tools').getByRole('button').last().click();
    await chooseFromMenu(page, t('signIn.signOut'));
    for (const window of [page, other]) await window.locator('input[type=password]').waitFor();
    await other.close();
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toMatch(/路灯|\.unsent\./);
    await signInAt(desk, office, 'clerk.qingshi');
    await page.goto('/work');
    const begun = page.locator('.day-part').filter({ hasText: t('day.begun') });
    await begun.getByRole('link').click();
    expect(await page.locator('#field-matterSummary').inputValue()).toBe('路灯不亮');
    await page.goto('/work');
    await begun.getByRole('button', { name: t('day.discard') }).click();
    await begun.waitFor({ state: 'detached' });
    const client = await office.as('clerk.qingshi');
    const { items } = await client.ok(client.get<{ items: CaseSummary[] }>('/api/cases?status=closed&limit=1'));
    const number = items[0]?.number ?? '';
    await page.getByRole('searchbox').fill(number);
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL((url) => url.pathname === '/cases' && url.searchParams.get('q') === number);
    await page.getByText(number, { exact: true }).waitFor();
  });
}, 60_000);
