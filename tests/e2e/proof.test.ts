// An admin sees what the rules leave open, with the case that shows it, and settles it.
import type { Locale } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

const SHOTS = process.env.PROOF_SHOTS;
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};

test.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['en', 390, true],
])(
  '%s at %i px: from an open gap to a test, an example tried, and a reason written down',
  async (locale, width, dark) => {
    const desk = await openDesk(browser, office, { locale, width, dark });
    const { page, t, complaints } = desk;
    await signInAt(desk, office, 'admin');
    await page.goto('/admin/rule-sets/dispute-classification');
    await page.getByRole('tab', { name: t('proof.title') }).click();
    const panel = page.getByRole('region', { name: t('proof.title') });
    const state = panel.getByRole('status');
    await state.getByText(t('proof.clean')).waitFor();
    await shot(page, `clean-${locale}-${width}`);

    // Reopened, the gap stands there with its example.
    await panel.locator('.ant-collapse-header').click();
    const gap = panel.locator('.proof-finding.warning');
    await gap.getByRole('button', { name: t('proof.reopen') }).click();
    await panel.locator('section .proof-finding.warning .proof-witness').waitFor();
    await shot(page, `gap-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);

    await gap.getByRole('button', { name: t('proof.makeTest') }).click();
    await page.getByRole('button', { name: t('common.save') }).click();
    const admin = await office.as('admin');
    const tests = async () => {
      const { content } = await admin.ok(admin.get<DraftOut>('/api/rule-sets/dispute-classification/draft'));
      return (content.tests as { name: string; facts: { form: string }; expect: { fired: string[] } }[]).at(-1);
    };
    for (let tries = 0; tries < 50 && !(await tests())?.name.endsWith(' 1'); tries++) await page.waitForTimeout(100);
    expect(await tests()).toMatchObject({ facts: { form: 'dispute-register' }, expect: { fired: [] } });

    await gap.getByRole('button', { name: t('proof.tryCase') }).click();
    expect(await page.getByRole('textbox', { name: t('admin.factsJson') }).inputValue()).toContain('dispute-register');
    await page.getByRole('tab', { name: t('proof.title') }).click();

    // Published with a reason only.
    await page.getByRole('button', { name: t('admin.publish') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('admin.publishNote')).fill('…');
    await dialog.getByLabel(t('proof.reasonToPublish')).waitFor();
    expect(await dialog.getByRole('button', { name: t('admin.publish') }).isDisabled()).toBe(true);
    await shot(page, `publish-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel(t('proof.reasonToPublish')).fill('…');
    expect(await dialog.getByRole('button', { name: t('admin.publish') }).isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: t('common.cancel') }).click();

    // Accepted, nothing is open.
    await gap.getByRole('button', { name: t('proof.accept') }).click();
    await page.getByLabel(t('proof.reasonZh')).fill('由人判断');
    await page.getByLabel(t('proof.reasonEn')).fill('A person says so');
    await page.getByRole('button', { name: t('proof.acceptNow'), exact: true }).click();
    await state.getByText(t('proof.clean')).waitFor();
    await admin.ok(admin.delete('/api/rule-sets/dispute-classification/draft'));
    expect(complaints).toEqual([]);
    await desk.context.close();
  },
);
