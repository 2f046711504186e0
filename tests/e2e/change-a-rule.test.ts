// README, "Change a rule, and see a case take another way", word for word: what it says is pressed is pressed.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chooseOption, type Desk, draftSaved, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const README = readFileSync('README.md', 'utf8');
const RULE = 'Wages: labour office with the union';
const SHOTS = process.env.TESTS_SHOTS;

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

/** What the page says stands in the README, too. */
const asWritten = (words: string): string => {
  expect(README).toContain(words);
  return words;
};

async function admin(): Promise<Desk> {
  const desk = await openDesk(browser, office, { locale: 'en' });
  await signInAt(desk, office, 'admin');
  return desk;
}

test('a rule is changed, its test mended on a click, published, and put in force in one township', async () => {
  const desk = await admin();
  const { page, t } = desk;
  await page.goto('/admin/rule-sets');
  await page.getByText(asWritten('Routing of petitions'), { exact: true }).click();
  await page.getByLabel(asWritten('Find rules')).fill('wages');
  const card = page.locator('.re-card').filter({ hasText: asWritten(RULE) });
  await card
    .getByRole('button', { name: new RegExp(RULE) })
    .first()
    .click();

  // Another department under Then; the sentence follows.
  expect(t('ruleEditor.then')).toBe(asWritten('Then'));
  await card.getByRole('combobox', { name: 'Lead department', exact: true }).click();
  await chooseOption(page, 'Justice office');
  await card
    .getByText(/Justice office/)
    .first()
    .waitFor();

  // Beside the rules: the test that expects the old department, in titles, with its mend.
  const findings = page.locator('.re-finding-panel');
  const failing = findings.locator('.re-finding', { hasText: 'Labour and social security' });
  await failing.first().waitFor();
  expect(await failing.first().textContent()).toContain('“Justice office” is decided now');
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/change-a-rule.png` });
  const mend = failing.first().getByRole('button', { name: asWritten('Expect what is decided now') });
  // Each click mends one test; what is mended is no longer there.
  for (let left = await failing.count(); left > 0; left = await failing.count()) {
    await mend.click();
    await page.waitForFunction(
      ([selector, words, before]) =>
        [...document.querySelectorAll(String(selector))].filter((one) => one.textContent?.includes(String(words)))
          .length < Number(before),
      ['.re-finding-panel .re-finding', 'Labour and social security', left],
    );
  }
  await draftSaved(page);

  await page.getByRole('button', { name: asWritten('Publish'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').first().fill('Wages go to the justice office');
  await dialog.getByRole('button', { name: t('admin.publish'), exact: true }).click();
  await page.getByText(t('admin.published').replace('{{n}}', '2')).waitFor();

  await page.goto('/admin/rollout');
  expect(README).toContain('Rollout → Qingshi Town');
  await page.getByLabel(`${t('admin.setTo')}: Routing of petitions`).click();
  await chooseOption(page, t('common.version').replace('{{n}}', '2'));
  await page.getByLabel(t('admin.activateReason'), { exact: true }).fill('Trial');
  await page.getByRole('button', { name: new RegExp(`${t('admin.activate')} · Qingshi Town`) }).click();
  await page.getByText(t('admin.activated')).first().waitFor();
  expect(desk.complaints).toEqual([]);

  // The same demand in both townships: one goes the new way, the other as before.
  const department = async (township: string, village: string) =>
    (await office.file(township, 'petition-registration', petition({ matterVillage: village }))).department?.title.en;
  expect(await department('qingshi', 'qingshi-dongpo')).toBe('Justice office');
  const baiyun = (await office.township('baiyun')).key;
  const admins = await office.as('admin');
  const { items } = await admins.ok(
    admins.get<{ items: { key: string; kind: string; parentId: string }[] }>('/api/townships'),
  );
  const parent = (await office.township(baiyun)).id;
  const village = items.find(({ parentId }) => parentId === parent)?.key ?? '';
  expect(await department('baiyun', village)).toBe('Labour and social security');
}, 240_000);
