// An admin who has never seen JSON draws the form of a new matter: with the mouse in Chinese, by keyboard alone in English.
import type { Browser, Page } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { checkForm, type FormDefinition } from '../../form-schemas/src/index.ts';
import {
  axeFindings,
  chooseFromMenu,
  chooseOption,
  type Desk,
  draftSaved,
  launch,
  openDesk,
  signInAt,
} from '../support/browser.ts';
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

async function adminsDesk(more: Parameters<typeof openDesk>[2]): Promise<Desk> {
  const desk = await openDesk(browser, office, more);
  await signInAt(desk, office, 'admin');
  return desk;
}

const draftOf = async (key: string): Promise<FormDefinition> => {
  const admin = await office.as('admin');
  return (await admin.ok(admin.get<DraftOut>(`/api/forms/${key}/draft`))).content as object as FormDefinition;
};

/** The sheet of what is in hand. */
const sheet = (page: Page) => page.locator('.fd-sheet');
const card = (page: Page, title: string) =>
  page
    .locator('.fd-field')
    .filter({ has: page.locator('.fd-field-main', { hasText: title }) })
    .last();

async function addField({ page, t }: Desk, section: string, type: string, title: string): Promise<void> {
  await page
    .getByRole('button', { name: `${t('common.pair', { label: t('designer.addField'), text: section })}` })
    .click();
  await page.locator('.fd-popover').getByRole('button', { name: type, exact: true }).click();
  // What it is called is written at once.
  await sheet(page).locator('input[lang=zh-CN]').first().fill(title);
  await card(page, title).waitFor();
}

describe('a form drawn', () => {
  test('from nothing with the mouse: sections, choices, a table, a condition, both languages, published', async () => {
    const desk = await adminsDesk({ locale: 'zh-CN' });
    const { page, t, complaints } = desk;
    await page.goto('/admin/forms');
    await page.getByRole('button', { name: t('admin.new') }).click();
    await page.getByLabel(t('newForm.titleZh')).fill('领导接访登记');
    await page.getByLabel(t('newForm.titleEn')).fill('Reception day');
    await page.getByLabel(t('newForm.key'), { exact: true }).fill('drawn-reception');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('newForm.make') })
      .click();
    await page.waitForURL(/drawn-reception/);
    await card(page, '事由').waitFor();
    const first = '基本情况';

    await addField(desk, first, '单选', '接访方式');
    const choices = page.locator('.fd-choice input[lang=zh-CN]');
    await choices.nth(0).fill('定点接访');
    await choices.nth(1).fill('带案下访');
    await page.locator('.fd-choice input[lang=en]').nth(0).fill('Received');
    await page.locator('.fd-choice input[lang=en]').nth(1).fill('Visited');
    await page.getByRole('button', { name: t('designer.addChoice') }).click();
    await choices.nth(2).fill('约访');
    await sheet(page).getByText(t('designer.asked_always'), { exact: true }).click();

    await addField(desk, first, '日期', '下访日期');
    await sheet(page).getByText(t('designer.shown_when'), { exact: true }).click();
    // The first field that decides is offered; what it has to be is chosen.
    await sheet(page).locator('.re-operator').click();
    await chooseOption(page, '为');
    await sheet(page).locator('.re-value .ant-select').click();
    await chooseOption(page, '带案下访');
    await page.getByText('仅当接访方式为“带案下访”时显示').first().waitFor();

    await addField(desk, first, '列表', '陪同人员');
    const rows = card(page, '陪同人员');
    await rows
      .getByRole('button', { name: t('common.pair', { label: t('designer.addField'), text: '陪同人员' }) })
      .click();
    await page.locator('.fd-popover').getByRole('button', { name: '整数', exact: true }).click();
    await sheet(page).locator('input[lang=zh-CN]').first().fill('年龄');

    // What a second language lacks is a list to work through.
    await page.locator('.re-toolbar').getByText(t('designer.view_translation'), { exact: true }).click();
    await page.getByRole('checkbox').check();
    const lacking = page.locator('.fd-lacking textarea[lang=en]');
    await lacking.first().waitFor();
    for (let left = await lacking.count(); left > 0; left--) await lacking.first().fill(`English ${left}`);
    await page.locator('.re-toolbar').getByText(t('designer.view_canvas'), { exact: true }).click();

    // The preview is the form as staff see it, and the condition holds there.
    await page.getByRole('tab', { name: t('admin.preview') }).click();
    const preview = page.locator('.fd-own-past');
    await preview.getByText('接访方式').waitFor();
    expect(await preview.getByText('下访日期').count()).toBe(0);
    await preview.getByText('带案下访', { exact: true }).click();
    await preview.getByText('下访日期').first().waitFor();

    await draftSaved(page);
    const form = await draftOf('drawn-reception');
    expect(checkForm(form)).toEqual([]);
    const choice = Object.keys(form.schema.properties ?? {}).find((name) => name.startsWith('choice-')) ?? '';
    const [day = ''] = Object.keys(form.schema.allOf?.[0]?.then?.properties ?? {});
    expect(form.schema.required).toEqual(expect.arrayContaining(['summary', choice]));
    expect(form.schema.properties?.[choice]?.enum).toEqual([
      'choice-1',
      'choice-2',
      expect.stringMatching(/^choice-[0-9a-f]{4}$/),
    ]);
    expect(form.schema.allOf).toEqual([
      {
        if: { properties: { [choice]: { const: 'choice-2' } }, required: [choice] },
        then: { properties: { [day]: expect.objectContaining({ format: 'date' }) } },
      },
    ]);
    const publish = page.getByRole('button', { name: t('admin.publish') });
    await publish.click();
    await page.getByRole('dialog').locator('textarea').first().fill('第一版');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('admin.publish') })
      .click();
    await page
      .getByText(t('admin.published', { n: '1' }))
      .first()
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);

  test('by keyboard alone: chosen, moved, renamed, made another type, taken out, and all taken back', async () => {
    const desk = await adminsDesk({ locale: 'en' });
    const { page, t, complaints } = desk;
    await page.goto('/admin/forms/hardship-aid-application');
    await page.locator('.fd-field').first().waitFor();
    const before = await draftOf('hardship-aid-application');
    const names = () =>
      page
        .locator('.fd-section')
        .first()
        .locator(':scope .fd-list > ul > .fd-field')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-field')));
    const was = await names();
    const main = page.locator('.fd-field-main').first();
    await main.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.waitForFunction(
      (first) => document.querySelector('.fd-field')?.getAttribute('data-field') !== first,
      was[0],
    );
    // The keyboard stays with what was moved.
    await page.waitForFunction(
      (moved) => document.activeElement?.closest('.fd-field')?.getAttribute('data-field') === moved,
      was[0],
    );
    expect((await names()).slice(0, 2)).toEqual([was[1], was[0]]);

    await page.keyboard.press('Enter');
    await sheet(page)
      .getByLabel(`${t('designer.name')}`, { exact: true })
      .focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('renamedByKeys');
    await page.keyboard.press('Enter');
    await page.locator('[data-field="/renamedByKeys"]').waitFor();
    await draftSaved(page);
    const renamed = await draftOf('hardship-aid-application');
    expect(JSON.stringify(renamed)).not.toContain(`"${was[0]?.slice(1)}"`);

    await page.locator('[data-field="/renamedByKeys"] .fd-field-main').focus();
    await page.keyboard.press('Delete');
    await page.locator('[data-field="/renamedByKeys"]').waitFor({ state: 'detached' });
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await page.waitForFunction(
      (first) => document.querySelector('.fd-field')?.getAttribute('data-field') === first,
      was[0],
    );
    await draftSaved(page);
    expect(await draftOf('hardship-aid-application')).toEqual(before);
    expect(complaints).toEqual([]);
  }, 180_000);

  test('what a type takes away is told; a finding leads to its field; the source is in step', async () => {
    const desk = await adminsDesk({ locale: 'en' });
    const { page, t } = desk;
    await page.goto('/admin/forms/suggestion-registration');
    await page.locator('.fd-field').first().waitFor();
    const admin = await office.as('admin');
    const { content } = await admin.ok(admin.get<DraftOut>('/api/forms/suggestion-registration/draft'));
    const form = content as object as FormDefinition;
    const bound = form.bindings?.receivedOn ?? '';
    await page.locator(`[data-field="${bound}"] .fd-field-main`).click();
    await sheet(page).getByLabel(t('designer.type')).click();
    await page.keyboard.type('One line');
    await chooseOption(page, 'One line of text');
    await page.getByText(/With the type have gone/).waitFor();
    // What reads it, binds it or bounds it is told, and leads back here.
    await page.getByRole('tab', { name: t('admin.findings') }).click();
    const finding = page.locator('button.finding.error').first();
    await finding.waitFor();
    await page.locator('.fd-head').click();
    await page.getByRole('tab', { name: t('admin.findings') }).click();
    await finding.click();
    await page.locator('.fd-sheet, .cm-content').first().waitFor();
    await page.locator('.re-toolbar').getByText(t('designer.view_source'), { exact: true }).click();
    await page.locator('.cm-content').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Undo/ }).click();
    await draftSaved(page);
    expect(await draftOf('suggestion-registration')).toEqual(content);
  }, 120_000);

  test('on a phone: a field is drawn, its sheet opens from below, nothing runs off the side', async () => {
    const desk = await adminsDesk({ locale: 'zh-CN', width: 390 });
    const { page, t, complaints } = desk;
    await page.goto('/admin/forms/return-visit-form');
    await page.locator('.fd-field-main').first().click();
    await page.locator('.ant-drawer .fd-sheet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.ant-drawer .fd-sheet').waitFor({ state: 'detached' });
    await page
      .locator('.fd-field')
      .first()
      .getByRole('button', { name: new RegExp(t('common.more')) })
      .click();
    await chooseFromMenu(page, t('ruleEditor.duplicate'));
    await page.locator('.ant-drawer .fd-sheet').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  }, 120_000);
});
