// Why a case was decided so, and what would have to differ: for the clerk on the case, for the admin while trying a draft.
import type { Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { FiledCase } from '../../backend/src/contract/index.ts';
import { axeFindings, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const ROUTING = 'petition-routing';

let browser: Browser;
let office: Office;
let filed: FiledCase;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const clerk = await office.as('clerk.qingshi');
  const body = { township: 'qingshi', form: 'petition-registration', data: petition() };
  filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

describe.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['en', 390, true],
])('%s at %i px', (locale, width, dark) => {
  test('a decision tells on request what would have to differ, by keyboard', async () => {
    const desk = await openDesk(browser, office, { locale, width, dark });
    const { page, t, complaints } = desk;
    await signInAt(desk, office, 'clerk.qingshi');
    await page.goto(`/cases/${filed.id}`);
    const asked = page.getByRole('button', { name: t('explain.title') });
    await asked.last().focus();
    await page.keyboard.press('Enter');
    const found = page.getByTestId('differences');
    await found.locator('.difference').first().waitFor();
    expect(await found.textContent()).toContain(t('explain.certain').trim());
    const shown = await found.locator('.difference').count();
    await found.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await found.locator('.difference').count()).toBeGreaterThan(shown);
    // What the person concerned is told names the policy, and no other outcome.
    const basis = locale === 'en' ? 'Basis: ' : '依据：';
    expect(await page.getByText(basis).count()).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('the try panel decides as facts are typed, says what would have to differ and what the petitioner reads', async () => {
    const desk = await openDesk(browser, office, { locale, width, dark });
    const { page, t, complaints } = desk;
    await signInAt(desk, office, 'policy');
    await page.goto(`/admin/rule-sets/${ROUTING}`);
    await page.getByRole('tab', { name: t('admin.tryIt'), exact: true }).click();
    const panel = page.getByRole('tabpanel', { name: t('admin.tryIt'), exact: true });
    const more = panel.getByLabel(t('admin.moreFacts'));
    await more.fill('{ "category": "reasonable-with-policy" }');
    const path = panel.getByTestId('outcome-path');
    await path.waitFor();
    const before = await path.textContent();
    await more.fill('{ "category": "hardship" }');
    await expect(path.filter({ hasNotText: before ?? '' }).waitFor()).resolves.toBeUndefined();
    await panel.getByRole('button', { name: t('explain.title') }).click();
    await panel.locator('.difference').first().waitFor();
    const words = await panel.getByTestId('to-petitioner').textContent();
    expect(words).toContain(locale === 'en' ? 'Basis: ' : '依据：');
    // Half a text is told at once, and what was typed stays.
    await more.fill('{ "category": ');
    await panel.getByRole('alert').waitFor();
    expect(await more.inputValue()).toBe('{ "category": ');
    await more.fill('{ "ageDays": 3 }');
    await panel.getByRole('alert').waitFor({ state: 'detached' });
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
