// Nothing that somebody wrote is lost: not with the tab, the network, the session, or to a colleague. And no mouse is needed.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { DraftOut, DraftsOut } from '../../backend/src/contract/index.ts';
import {
  axeFindings,
  chooseFromMenu,
  type Desk,
  fillForm,
  launch,
  openDesk,
  paste,
  signInAt,
} from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
const ADDRESS = '/new?township=qingshi&form=petition-registration';
const REST = {
  petitionMode: 'single-person',
  arrivalChannel: 'in-person',
  matterField: 'labour-and-wages',
  matterVillage: '东坡村',
  dayReceived: '2026-03-02',
  demandJustified: 'justified-demand',
  policyFound: 'policy-none',
  lawfulChannel: 'no-other-channel',
  powerNeeded: 'village-can-decide',
};
const WRITTEN = {
  visitorFullName: '王某某',
  visitorMobile: '13900000001',
  matterSummary: '某装修队拖欠三个月工资',
  matterFacts: '务工期间工资未按约定发放，有考勤记录。',
};

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterAll(async () => {
  await browser.close();
  await office.close();
});
beforeEach(async () => {
  desk = await openDesk(browser, office);
});
afterEach(async () => {
  await desk.context.close();
  // Each test begins with none of the one before.
  const clerk = await office.as('clerk.qingshi');
  const { items } = await clerk.ok(clerk.get<DraftsOut>('/api/drafts'));
  for (const { id, revision } of items)
    await clerk.ok(clerk.delete(`/api/drafts/${id}`, { headers: { 'if-match': `"${revision}"` } }));
});

const value = (name: string) => desk.page.locator(`#field-${name}`).inputValue();
const submit = () => desk.page.getByRole('button', { name: desk.t('newCase.submit'), exact: true });
const cases = async () => {
  const clerk = await office.as('clerk.qingshi');
  return (await clerk.ok(clerk.get<{ total: number }>('/api/cases'))).total;
};

test('who cannot be signed out is told so, and is not shown as if', async () => {
  const { page, context, t } = desk;
  await signInAt(desk, office, 'clerk.qingshi');
  // The page has all of its parts before the network goes.
  await page.getByRole('heading', { level: 1 }).waitFor();
  const leave = async () => {
    await page.locator('.shell-tools').getByRole('button').last().click();
    await chooseFromMenu(page, t('signIn.signOut'));
  };
  await context.setOffline(true);
  await leave();
  await page.getByText(t('signIn.notSignedOut').split('{{')[0] ?? '').waitFor();
  expect(await page.locator('.shell-header').count()).toBe(1);
  await context.setOffline(false);
  await leave();
  await page.getByRole('button', { name: t('signIn.submit') }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: t('signIn.submit') }).waitFor();
});

test('what could not be done is told, and what could not be renewed is said to be old', async () => {
  const { page, t } = desk;
  await signInAt(desk, office, 'admin');
  await page.goto('/admin/users');
  const more = page.locator('.ant-table').getByRole('button', { name: t('people.moreOf').replace('{{name}}', '吴雨') });
  await more.waitFor();
  const away = { status: 503, contentType: 'application/problem+json', body: '{"title":"维护中","status":503}' };
  await page.route('**/api/users/*', (route) => route.fulfill(away));
  const ask = async () => {
    await more.click();
    await chooseFromMenu(page, t('admin.resetPassword'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('admin.resetPassword') })
      .click();
  };
  await ask();
  await page.locator('.ant-message-error').filter({ hasText: '维护中' }).waitFor();
  await page.unroute('**/api/users/*');
  await page.route('**/api/users?*', (route) => route.fulfill(away));
  await ask();
  const stale = page.getByRole('alert').filter({ hasText: t('error.stale') });
  await stale.waitFor();
  expect(await more.count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.unroute('**/api/users?*');
  await stale.getByRole('button', { name: t('common.retry') }).click();
  await stale.waitFor({ state: 'detached' });
});

test('days and times are those of Shanghai, also where the browser stands in another zone', async () => {
  await desk.context.close();
  desk = await openDesk(browser, office, { timezone: 'America/New_York' });
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  // There it is still the evening of the first.
  expect(await desk.page.locator('#field-dayReceived').inputValue()).toBe('2026-03-02');
  await fillForm(desk, FORM, { ...WRITTEN, ...REST });
  await submit().click();
  await desk.page.waitForURL(/\/receipt$/);
  await desk.page.getByText('2026年3月2日09:00').first().waitFor();
});

test('a half-filled form survives a closed tab', async () => {
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await fillForm(desk, FORM, WRITTEN);
  await desk.page.getByRole('status').filter({ hasText: '草稿' }).waitFor();
  await desk.page.close();
  desk.page = await desk.context.newPage();
  await desk.page.goto(ADDRESS);
  await goOn().click();
  await desk.page.getByText(desk.t('newCase.draftRestored')).waitFor();
  await desk.page.locator('#field-visitorFullName').waitFor();
  for (const [name, text] of Object.entries(WRITTEN)) expect([name, await value(name)]).toEqual([name, text]);
});

/** The draft that is listed, with what it is about. */
const goOn = (matter = WRITTEN.matterSummary) =>
  desk.page.locator('.day-part').getByRole('link', { name: new RegExp(`：${matter}$`) });

test('a registration begun in a second tab is another one, empty, and neither loses what is typed in it', async () => {
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await fillForm(desk, FORM, WRITTEN);
  await desk.page.getByRole('status').filter({ hasText: '草稿' }).waitFor();
  const first = desk.page;
  desk.page = await desk.context.newPage();
  await desk.page.goto(ADDRESS);
  await goOn().waitFor();
  for (const name of Object.keys(WRITTEN)) expect([name, await value(name)]).toEqual([name, '']);
  const second = { visitorFullName: '李某某', matterSummary: '门前路灯三个月不亮' };
  await fillForm(desk, FORM, second);
  await desk.page.getByRole('status').filter({ hasText: '草稿' }).waitFor();
  // The one that is being written is not listed as another.
  expect(await goOn(second.matterSummary).count()).toBe(0);
  // Each is there again where it was written, and both are listed where a third begins.
  for (const [page, written] of [
    [first, WRITTEN],
    [desk.page, { ...second, visitorMobile: '' }],
  ] as const) {
    await page.reload();
    await page.getByText(desk.t('newCase.draftRestored')).waitFor();
    for (const [name, text] of Object.entries(written)) {
      expect([name, await page.locator(`#field-${name}`).inputValue()]).toEqual([name, text]);
    }
  }
  await desk.page.goto(ADDRESS);
  for (const matter of [WRITTEN.matterSummary, second.matterSummary]) await goOn(matter).waitFor();
  expect(await value('matterSummary')).toBe('');
  // Thrown away it is gone, and the other stays.
  await desk.page
    .getByRole('button', { name: new RegExp(`^${desk.t('day.discard')} .*${second.matterSummary}$`) })
    .click();
  await goOn(second.matterSummary).waitFor({ state: 'detached' });
  await goOn().click();
  await desk.page.getByText(desk.t('newCase.draftRestored')).waitFor();
  expect(await value('visitorFullName')).toBe(WRITTEN.visitorFullName);
  await first.close();
});

test('what was submitted while the network was away is kept, and registered once when it is back', async () => {
  const before = await cases();
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await fillForm(desk, FORM, { ...WRITTEN, ...REST });
  await desk.context.setOffline(true);
  await submit().click();
  await desk.page
    .getByRole('alert')
    .filter({ hasText: desk.t('error.offline').slice(0, 6) })
    .first()
    .waitFor();
  expect(await value('matterSummary')).toBe(WRITTEN.matterSummary);
  await desk.context.setOffline(false);
  await submit().click();
  await desk.page.waitForURL(/\/receipt$/);
  expect(await cases()).toBe(before + 1);
});

test('an answer that got lost on the way is asked for again, and nothing is registered twice', async () => {
  const before = await cases();
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await fillForm(desk, FORM, { ...WRITTEN, ...REST });
  let lost = 0;
  await desk.page.route('**/api/cases', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await submit().click();
  await desk.page.getByRole('alert').first().waitFor();
  await submit().click();
  await desk.page.waitForURL(/\/receipt$/);
  expect([lost, await cases()]).toEqual([2, before + 1]);
});

test('a session that ended is begun again over the form, and nothing is lost', async () => {
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await fillForm(desk, FORM, { ...WRITTEN, ...REST });
  // What is kept by itself would ask first.
  await desk.page.getByRole('status').filter({ hasText: '草稿已保存在服务器' }).waitFor();
  await desk.context.clearCookies();
  await submit().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText(desk.t('signIn.again')).waitFor();
  await dialog.locator('input[type=password]').fill(office.passwords['clerk.qingshi'] ?? '');
  await dialog.getByRole('button', { name: desk.t('signIn.submit') }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await value('matterFacts')).toBe(WRITTEN.matterFacts);
  await desk.page.waitForURL(/\/receipt$/);
});

test('errors are told at their fields, and the first one is gone to', async () => {
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(ADDRESS);
  await desk.page.evaluate(() => localStorage.clear());
  await desk.page.reload();
  await fillForm(desk, FORM, { visitorFullName: '王某某', visitorMobile: '123' });
  await submit().click();
  await desk.page.getByText('“联系电话”不正确').first().waitFor();
  expect(await desk.page.locator('[role=alert]').count()).toBeGreaterThan(5);
  const focused = await desk.page.evaluate(
    () =>
      document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ??
      document.activeElement?.closest('fieldset')?.querySelector('[data-field]')?.getAttribute('data-field'),
  );
  expect(focused).toBe('/petitionMode');
  expect(await axeFindings(desk.page)).toEqual([]);
});

test('a finding is shown at its line, and stops publishing until it is mended', async () => {
  await signInAt(desk, office, 'policy');
  const { page, t } = desk;
  await page.goto('/admin/rule-sets/demand-classification');
  await page
    .locator('.ant-segmented-item')
    .filter({ hasText: t('ruleEditor.view_source') })
    .click();
  await page.locator('.cm-content').click();
  const admin = await office.as('admin');
  const draft = await admin.ok(admin.get<DraftOut>('/api/rule-sets/demand-classification/draft'));
  const broken = structuredClone(draft.content) as { rules: { conditions: { all: { fact: string }[] } }[] };
  const [condition] = broken.rules[0]?.conditions.all ?? [];
  if (condition) condition.fact = 'noSuchFact';
  await page.keyboard.press('Control+A');
  await paste(page, JSON.stringify(broken, null, 2));
  await page.locator('.re-finding.error').first().waitFor();
  expect(await page.locator('.re-finding.error').first().innerText()).toContain('noSuchFact');
  expect(await page.getByRole('button', { name: t('admin.publish'), exact: true }).isDisabled()).toBe(true);
  await page.locator('.re-finding.error .re-finding-place').first().click();
  await page.locator('.cm-lintRange-error, .cm-lint-marker-error').first().waitFor();
});

test('a case is registered, found and acted on with the keyboard alone', async () => {
  const { page, t } = desk;
  await page.goto('/');
  await page.locator('input[autocomplete=username]').focus();
  await page.keyboard.type('clerk.qingshi');
  await page.keyboard.press('Tab');
  await page.keyboard.type(office.passwords['clerk.qingshi'] ?? '');
  await page.keyboard.press('Enter');
  await page.locator('.shell-header').waitFor();
  await page.goto(ADDRESS);
  await page.locator('#field-visitorFullName').waitFor();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator('#field-visitorFullName').waitFor();
  // The first stop leads past the navigation.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(t('common.skip'));
  await page.keyboard.press('Enter');
  const reach = async (selector: string) => {
    for (let stop = 0; stop < 60; stop++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${selector}.`);
  };
  await reach('[data-field="/petitionMode"] input');
  await page.keyboard.press('Space');
  // The first opens the list, in which nothing is chosen yet.
  await reach('#field-arrivalChannel');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  for (const [name, text] of Object.entries(WRITTEN).slice(0, 3)) {
    await reach(`#field-${name}`);
    await page.keyboard.type(text);
  }
  await reach('#field-matterField');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reach('#field-matterFacts');
  await page.keyboard.type(WRITTEN.matterFacts);
  await reach('#field-matterVillage');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reach('#field-dayReceived');
  await page.keyboard.type('2026-03-02');
  await page.keyboard.press('Enter');
  await reach('[data-field="/demandJustified"] input');
  await page.keyboard.press('Space');
  await reach('[data-field="/policyFound"] input');
  await page.keyboard.press('ArrowDown');
  for (const name of ['lawfulChannel', 'powerNeeded']) {
    await reach(`#field-${name}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await reach('button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/receipt$/);
}, 90_000);

test('the case page offers what its reader may do, asks once more where it is weighty, and tells what happened', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  await signInAt(desk, office, 'labour.qingshi');
  const { page, t } = desk;
  await page.goto(`/cases/${id}`);
  await page.getByRole('button', { name: '受理并告知' }).click();
  const dialog = page.getByRole('dialog');
  if (await dialog.isVisible().catch(() => false)) await dialog.getByRole('button', { name: t('case.do') }).click();
  await page.getByText('落实').first().waitFor();
  await page.locator('.path .current').filter({ hasText: /落实/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
