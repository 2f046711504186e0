// A person who lost the paper is found; who comes again is seen to, and the matters are linked: on the screens, as a clerk does it.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut } from '../../backend/src/contract/index.ts';
import { chooseFromMenu, type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
const AGAIN = {
  petitionMode: 'single-person',
  arrivalChannel: 'in-person',
  visitorFullName: '王某某',
  visitorIdNumber: '110101199003070011',
  visitorMobile: '13900000001',
  matterSummary: '工资仍未支付',
  matterField: 'labour-and-wages',
  matterFacts: '务工期间工资未按约定发放，有考勤记录。',
  matterVillage: '东坡村',
  demandJustified: 'justified-demand',
  policyFound: 'policy-clear',
  lawfulChannel: 'no-other-channel',
  powerNeeded: 'village-can-decide',
  policyDocument: '《保障农民工工资支付条例》',
};
/** Where pictures go, for who looks at the screens. */
const PICTURES = process.env.PICTURES;

let browser: Browser;
let office: Office;
let desk: Desk;
let earlier: CaseOut;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  earlier = await office.file('qingshi', 'petition-registration', petition());
  desk = await openDesk(browser, office);
  await signInAt(desk, office, 'clerk.qingshi');
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function picture(name: string): Promise<void> {
  if (!PICTURES) return;
  const { page } = desk;
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('whoever comes again is seen to while registering; the matter is linked, counted, and shown on both cases', async () => {
  const { page, t } = desk;
  await page.goto('/new?township=qingshi&form=petition-registration');
  await fillForm(desk, FORM, AGAIN);
  const offered = page.getByTestId('earlier').getByRole('listitem').filter({ hasText: earlier.number });
  await offered.waitFor();
  expect(await offered.innerText()).toContain('同一诉求人');
  expect(await offered.innerText()).toContain(t('links.counted'));
  expect(await offered.getByRole('link').getAttribute('target')).toBe('_blank');
  await picture('earlier');
  await offered.getByRole('button').click();
  await chooseFromMenu(page, t('links.same-matter'));
  await page.getByText('已登记为同一事项').waitFor();
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/\/receipt$/);
  await page.getByRole('button', { name: t('receipt.toCase') }).click();
  const linked = page.locator('.linked').filter({ hasText: earlier.number });
  await linked.waitFor();
  expect(await linked.innerText()).toContain(t('links.same-matter'));
  await picture('linked');
  await linked.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: earlier.title }).waitFor();
  await page.locator('.linked').filter({ hasText: AGAIN.matterSummary }).waitFor();
});

test('a link is made by number on the page of a case, refused in words where there is none, and taken back', async () => {
  const { page, t } = desk;
  const other = await office.file('qingshi', 'petition-registration', petition({ matterField: 'housing-matters' }));
  await page.goto(`/cases/${other.id}`);
  await page.getByRole('button', { name: t('links.add') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('links.number')).fill('QINGSHI-2026-999999');
  await dialog.getByRole('button', { name: t('common.confirm') }).click();
  expect(await dialog.getByRole('alert').innerText()).toContain('QINGSHI-2026-999999');
  await dialog.getByLabel(t('links.number')).fill(earlier.number);
  await dialog.getByRole('button', { name: t('common.confirm') }).click();
  const linked = page.locator('.linked').filter({ hasText: earlier.number });
  await linked.waitFor();
  await linked.getByRole('button').click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: t('common.confirm') })
    .click();
  await linked.waitFor({ state: 'detached' });
});

test('who lost the paper is found from the ledger, with a reason; what was found is there on coming back, what was typed is not', async () => {
  const { page, t } = desk;
  await page.goto('/cases');
  await page.getByRole('button', { name: t('find.title') }).click();
  const search = page.getByRole('button', { name: t('find.search') });
  await page.getByLabel(t('find.idNumber')).fill('110101 19900307 0011');
  expect(await search.isDisabled()).toBe(true);
  await page.getByText(t('find.lacksReason')).waitFor();
  await page.getByLabel(t('find.reason')).fill('来访人遗失回执');
  await page.getByLabel(t('find.reason')).press('Enter');
  const found = page.locator('.case-line').filter({ hasText: earlier.number });
  await found.waitFor();
  expect(page.url()).not.toContain('110101');
  await picture('find');
  await found.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: earlier.title }).waitFor();
  await page.goBack();
  await found.waitFor();
  expect(await page.getByLabel(t('find.idNumber')).inputValue()).toBe('');
  await page.getByLabel(t('find.name')).fill('从未来过的人');
  await page.getByLabel(t('find.reason')).fill('来访人遗失回执');
  await search.click();
  await page.getByText(t('find.nothing'), { exact: true }).waitFor();
  expect(desk.complaints).toEqual([]);
});

test('what was registered is corrected: the difference is shown first, then it is so', async () => {
  const { page, t } = desk;
  await page.goto(`/cases/${earlier.id}`);
  await page.getByRole('button', { name: t('common.more'), exact: true }).click();
  await chooseFromMenu(page, t('case.correct'));
  await page.getByText(t('correct.nothing')).waitFor();
  const take = page.getByRole('button', { name: t('correct.take') });
  expect(await take.isDisabled()).toBe(true);
  await fillForm(desk, FORM, { matterField: 'land-and-demolition' });
  const difference = page.getByTestId('correction');
  await difference.getByText('土地征收与拆迁', { exact: false }).waitFor();
  expect(await page.getByTestId('correction-decided').innerText()).toContain('人社所');
  expect(await take.isDisabled()).toBe(true);
  await page.locator('#correct-reason').fill('登记时选错了问题领域');
  await picture('correct');
  const confirm = page.locator('.ant-popconfirm').getByRole('button', { name: t('common.confirm') });
  const refusing = `**/api/cases/${earlier.id}/corrections`;
  await page.route(refusing, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"维护中","status":503}' }),
  );
  await take.click();
  await confirm.click();
  const bar = page.locator('.ant-alert-error[role=alert]');
  await bar.getByText('维护中').waitFor();
  await page.unroute(refusing);
  await page.locator('#correct-reason').fill('登记时选错了问题领域，现予更正');
  await bar.waitFor({ state: 'detached' });
  await take.click();
  await confirm.click();
  await page.getByRole('heading', { level: 1, name: earlier.title }).waitFor();
  await page.getByText('更正登记内容', { exact: true }).first().waitFor();
  expect(desk.complaints).toEqual([]);
});
