// A form that was made elsewhere is brought: what comes and what does not is seen before it is one of ours.
import type { Browser } from 'playwright-core';
import { launch, openDesk, signInAt } from '../support/browser.ts';
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

test('in English: a file with the header row of a sheet; what is none is told with what can be brought', async () => {
  const desk = await openDesk(browser, office, { locale: 'en' });
  const { page, t, complaints } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/forms');
  await page.getByRole('button', { name: t('admin.new') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(t('newForm.start_brought'), { exact: true }).click();
  await dialog.getByLabel(t('newForm.brought'), { exact: true }).fill('{"a": 1}');
  await dialog.getByText(t('newForm.why_unknown')).waitFor();
  await dialog.getByLabel(t('newForm.file'), { exact: true }).setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name*,Mobile,Remarks'),
  });
  await dialog.getByText('A header row: 3 fields come').waitFor();
  await dialog.getByText('Mobile (Mobile number)').waitFor();
  await dialog.getByLabel(t('newForm.titleEn')).fill('People');
  await dialog.getByLabel(t('newForm.key'), { exact: true }).fill('brought-people');
  await dialog.getByRole('button', { name: t('newForm.make') }).click();
  await page.waitForURL(/brought-people/);
  await page.locator('.fd-field', { hasText: 'Remarks' }).first().waitFor();
  expect(complaints).toEqual([]);
  await desk.context.close();
});
