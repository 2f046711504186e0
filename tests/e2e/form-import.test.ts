// A form that was made elsewhere is brought: what comes and what does not is seen before it is one of ours.
import type { Browser } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { checkForm } from '../../form-schemas/src/index.ts';
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

const SURVEY = {
  title: '走访登记',
  elements: [
    { type: 'text', name: 'who', title: '走访对象', isRequired: true },
    {
      type: 'radiogroup',
      name: 'state',
      title: '情况',
      choices: [
        { value: 'good', text: '良好' },
        { value: 'bad', text: '困难' },
      ],
    },
    { type: 'comment', name: 'why', title: '困难情形', visibleIf: "{state} = 'bad'" },
    { type: 'signaturepad', name: 'sign', title: '签名' },
  ],
};

test('a SurveyJS form is pasted, what does not come is listed, and it opens in the designer', async () => {
  const desk = await openDesk(browser, office, { locale: 'zh-CN' });
  const { page, t, complaints } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/forms');
  await page.getByRole('button', { name: t('admin.new') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(t('newForm.start_brought'), { exact: true }).click();
  await dialog.getByLabel(t('newForm.brought'), { exact: true }).fill(JSON.stringify(SURVEY));
  await dialog.getByText('SurveyJS问卷：带入3个字段').waitFor();
  await dialog.getByText('page 1 › sign：类型“signaturepad”没有对应的字段类型，未带入。').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel(t('newForm.key'), { exact: true }).fill('brought-visit');
  await dialog.getByRole('button', { name: t('newForm.make') }).click();
  await page.waitForURL(/brought-visit/);
  await page.locator('.fd-field', { hasText: '困难情形' }).first().waitFor();
  await page.getByText('仅当情况为“困难”时显示').first().waitFor();
  const admin = await office.as('admin');
  const { content } = await admin.ok(admin.get<DraftOut>('/api/forms/brought-visit/draft'));
  expect(checkForm(content).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(content).toMatchObject({ title: { 'zh-CN': '走访登记' }, use: 'case', bindings: { title: '/who' } });
  expect(complaints).toEqual([]);
  await desk.context.close();
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
