// A form that changes while somebody fills it in: told what changed, nothing typed is lost, and filed as it is now.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { changeInForce } from '../support/versions.ts';

const KEY = 'petition-registration';
const shipped = (): FormDefinition => JSON.parse(readFileSync(`form-schemas/library/${KEY}.json`, 'utf8'));
const EXTRA = { 'zh-CN': '来访备注', en: 'Note of the visit' };
const NEXT = { 'zh-CN': '联系时间', en: 'When to call' };
const VILLAGE = { 'zh-CN': '东坡村', en: 'Dongpo' };

let browser: Browser;
let office: Office;
let desk: Desk | undefined;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterEach(() => desk?.context.close());
afterAll(async () => {
  await browser.close();
  await office.close();
});

let versions = 0;
/** One field in the place of another; either may be there already. */
const replaced = (form: FormDefinition, key: string, title: object, gone: string): void => {
  const properties = form.schema.properties ?? {};
  delete properties[gone];
  form.description = { 'zh-CN': `第${++versions}次`, en: `Change ${versions}` };
  Object.assign(properties, { [key]: { type: 'string', maxLength: 50, 'x-title': title } });
  const [section] = form.ui.sections;
  if (section) section.fields = [...section.fields.filter((name) => name !== gone && name !== key), key];
};

test.each(['zh-CN', 'en'] as const)('in %s', async (locale) => {
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  const change = (from: string, key: string, title: object) =>
    changeInForce<FormDefinition>(admin, id, ['forms', KEY], (form) => replaced(form, key, title, from));
  await change('whenToCall', 'visitRemark', EXTRA);
  desk = await openDesk(browser, office, { locale });
  const { page, t } = desk;
  await signInAt(desk, office, 'clerk.qingshi');
  await page.goto(`/new?township=qingshi&form=${KEY}`);
  await fillForm(desk, shipped(), petition({ matterVillage: VILLAGE[locale] }));
  await page.locator('#field-visitRemark').fill('下午来过');
  await page.getByTestId('preview-category').waitFor();

  // Put in force while she fills it in.
  const version = await change('visitRemark', 'whenToCall', NEXT);
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  const told = page.locator('.form-changed');
  await told.getByText(t('newCase.outdated')).waitFor();
  expect(await told.locator('li').allInnerTexts()).toEqual(
    expect.arrayContaining(
      locale === 'en'
        ? [expect.stringContaining(`version ${version - 1} became version ${version}`), 'field "When to call" added']
        : [expect.stringContaining(`由第${version - 1}版改为第${version}版`), '新增字段“联系时间”'],
    ),
  );
  // The form is still the one that she knows, with all that stands in it.
  expect(await page.locator('#field-visitRemark').inputValue()).toBe('下午来过');
  expect(await page.locator('#field-whenToCall').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);

  await told.getByRole('button', { name: t('newCase.goOn') }).click();
  await page.locator('#field-whenToCall').waitFor();
  expect(await page.locator('#field-visitorFullName').inputValue()).toBe(petition().visitorFullName);
  const lost = page.locator('.ant-alert', { hasText: t('newCase.lost') });
  expect(await lost.locator('dl').innerText()).toMatch(new RegExp(`${EXTRA[locale]}\\s+下午来过`));
  // The page may be closed now: what was lost is still told.
  await page.reload();
  await lost.waitFor();
  await lost.getByRole('button', { name: t('newCase.lostSeen') }).click();
  await lost.waitFor({ state: 'detached' });

  await page.locator('#field-whenToCall').fill('上午');
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/\/cases\/[^/]+\/receipt/);
  const caseId = page.url().split('/').at(-2) ?? '';
  const clerk = await office.as('clerk.qingshi');
  const { data } = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${caseId}`));
  expect(data).toMatchObject({ whenToCall: '上午', matterSummary: petition().matterSummary });
  expect(desk.complaints).toEqual([]);
});

test('a draft that was begun with another version is opened with the one in force, and what it has no place for is told', async () => {
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  await changeInForce<FormDefinition>(admin, id, ['forms', KEY], (form) =>
    replaced(form, 'visitRemark', EXTRA, 'whenToCall'),
  );
  desk = await openDesk(browser, office);
  const { page, t } = desk;
  await signInAt(desk, office, 'clerk.qingshi');
  await page.goto(`/new?township=qingshi&form=${KEY}`);
  await page.locator('#field-visitRemark').fill('明天再来');
  // Left at once, by a click within the page.
  await page.getByRole('button', { name: t('newCase.change') }).click();
  await changeInForce<FormDefinition>(admin, id, ['forms', KEY], (form) =>
    replaced(form, 'whenToCall', NEXT, 'visitRemark'),
  );
  await page.goto(`/new?township=qingshi&form=${KEY}`);
  await page.locator('.day-part').getByRole('link').click();
  await page.locator('#field-whenToCall').waitFor();
  await page
    .locator('.ant-alert', { hasText: t('newCase.lost') })
    .getByText('明天再来')
    .waitFor();
});
