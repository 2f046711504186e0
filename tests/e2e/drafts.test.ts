// What is written of a registration goes on at another desk, in two windows at once, without a network, and over a server that died.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import type { DraftsOut } from '../../backend/src/contract/index.ts';
import { axeFindings, chooseFromMenu, type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { serve, temporaryFolder } from '../support/process.ts';
import { copyOf, template } from '../support/template.ts';
import { changeInForce } from '../support/versions.ts';

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
const ADDRESS = '/new?township=qingshi&form=petition-registration';
const CLERK = 'clerk.qingshi';

let browser: Browser;
let office: Office;
const desks: Desk[] = [];
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterEach(async () => {
  for (const { context } of desks.splice(0)) await context.close();
  const clerk = await office.as(CLERK);
  const { items } = await clerk.ok(clerk.get<DraftsOut>('/api/drafts'));
  for (const { id, revision } of items)
    await clerk.ok(clerk.delete(`/api/drafts/${id}`, { headers: { 'if-match': `"${revision}"` } }));
});
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function desk(options: Parameters<typeof openDesk>[2] = {}): Promise<Desk> {
  const made = await openDesk(browser, office, options);
  desks.push(made);
  await signInAt(made, office, CLERK);
  return made;
}
const field = (page: Page, name: string) => page.locator(`#field-${name}`);
const onServer = (page: Page) => page.getByRole('status').filter({ hasText: /草稿已保存在服务器/ });
const shows = async (page: Page, name: string, text: string) =>
  page.waitForFunction(
    ([id, wanted]) => (document.querySelector(`#field-${id}`) as HTMLInputElement | null)?.value === wanted,
    [name, text] as const,
  );
/** Where a draft that stands on a page is found again. */
const addressOf = (page: Page) =>
  page.waitForURL(/draft=/).then(() => new URL(page.url()).pathname + new URL(page.url()).search);
const begun = (page: Page, matter: string) =>
  page.locator('.day-part').getByRole('link', { name: new RegExp(`：${matter}$`) });

test('begun at one desk, it is listed by its matter at another and gone on with, and nothing of it stays on either', async () => {
  const [one, other] = [await desk(), await desk()];
  await one.page.goto(ADDRESS);
  await fillForm(one, FORM, { visitorFullName: '王某某', matterSummary: '门前路灯不亮' });
  await onServer(one.page).waitFor();
  await other.page.goto('/work');
  await begun(other.page, '门前路灯不亮').click();
  await other.page.getByText(other.t('newCase.draftRestored')).waitFor();
  await shows(other.page, 'visitorFullName', '王某某');
  await fillForm(other, FORM, { visitorMobile: '13900000001' });
  await onServer(other.page).waitFor();
  await other.page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().includes('/drafts/'),
  );
  // Whoever comes back to the first desk finds what was written at the second.
  await one.page.reload();
  await shows(one.page, 'visitorMobile', '13900000001');
  for (const { page } of [one, other])
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.unsent.')))).toEqual([]);
}, 120_000);

test('two windows write on one draft: each sees what the other wrote, and where both wrote somebody chooses', async () => {
  const { page, context, t } = await desk();
  await page.goto(ADDRESS);
  await field(page, 'matterSummary').fill('门前路灯不亮');
  await onServer(page).waitFor();
  const other = await context.newPage();
  other.setDefaultTimeout(45_000);
  await other.goto(await addressOf(page));
  await shows(other, 'matterSummary', '门前路灯不亮');
  await field(other, 'visitorFullName').fill('王某某');
  await shows(page, 'visitorFullName', '王某某');
  // Neither hears of the other while both write one field.
  await context.setOffline(true);
  await field(page, 'matterSummary').fill('门前路灯三个月不亮');
  await field(other, 'matterSummary').fill('门前路灯坏了');
  await page.getByText(t('drafts.onDevice')).waitFor();
  await other.getByText(t('drafts.onDevice')).waitFor();
  await context.setOffline(false);
  for (const window of [page, other]) await window.locator('.both-written').waitFor();
  const texts = await Promise.all([page, other].map((window) => window.locator('.both-written').innerText()));
  for (const text of texts) {
    expect(text).toContain('门前路灯三个月不亮');
    expect(text).toContain('门前路灯坏了');
  }
  expect(await axeFindings(page)).toEqual([]);
  const stood = await field(page, 'matterSummary').inputValue();
  const taken = stood === '门前路灯坏了' ? '门前路灯三个月不亮' : '门前路灯坏了';
  await page.getByRole('button', { name: /改用另一处的$/ }).click();
  await shows(page, 'matterSummary', taken);
  await page.locator('.both-written').waitFor({ state: 'detached' });
  await shows(other, 'matterSummary', taken);
  await other.locator('.both-written').waitFor({ state: 'detached' });
}, 120_000);

test('what is written without a network is kept on this machine, says so, and goes when the network is back', async () => {
  const { page, context, t } = await desk({ width: 390 });
  await page.goto(ADDRESS);
  await field(page, 'matterSummary').fill('门前路灯不亮');
  await onServer(page).waitFor();
  await context.setOffline(true);
  await field(page, 'visitorFullName').fill('王某某');
  await page.getByText(t('drafts.onDevice')).waitFor();
  const stored = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(await stored()).toContain('.unsent.');
  expect(await stored()).not.toContain('王某某');
  await context.setOffline(false);
  await onServer(page).waitFor();
  expect(await stored()).not.toContain('.unsent.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}, 120_000);

test('when the form has changed, what has no place in it any more is shown at the other desk, and nothing is dropped', async () => {
  const one = await desk();
  await one.page.goto(ADDRESS);
  await fillForm(one, FORM, { matterSummary: '门前路灯不亮', wantedSolution: '请派人来修' });
  await onServer(one.page).waitFor();
  const address = await addressOf(one.page);
  await one.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes('.unsent.')));
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  await changeInForce<FormDefinition>(admin, id, ['forms', 'petition-registration'], (form) => {
    delete form.schema.properties?.wantedSolution;
    form.ui = JSON.parse(JSON.stringify(form.ui).replace('"wantedSolution",', ''));
    delete form.ui?.fields?.['/wantedSolution'];
  });
  const other = await desk();
  await other.page.goto(address);
  await shows(other.page, 'matterSummary', '门前路灯不亮');
  const lost = other.page.locator('.ant-alert').filter({ hasText: other.t('newCase.lost') });
  await lost.filter({ hasText: '请派人来修' }).waitFor();
}, 120_000);

/** Everything that a browser stores for this place. */
const everywhere = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name } of await indexedDB.databases()) found.push(name);
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const answer = await caches.match(request);
        found.push(request.url, request.url.includes('/api/') ? await answer?.text() : '');
      }
    return JSON.stringify(found);
  });

test('who signs out leaves nothing on the machine; what cannot be sent is asked about before', async () => {
  const { page, context, t } = await desk();
  const signOut = async () => {
    await page.locator('.shell-tools').getByRole('button').last().click();
    await chooseFromMenu(page, t('signIn.signOut'));
  };
  await page.goto(ADDRESS);
  await fillForm({ page, locale: 'zh-CN' } as Desk, FORM, { visitorFullName: '王某某', matterSummary: '门前路灯不亮' });
  // At once, before it has settled.
  await signOut();
  await page.locator('input[type=password]').waitFor();
  const stored = await everywhere(page);
  expect(/王某某|路灯|\.unsent\./.test(stored)).toBe(false);
  expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`).join()).not.toMatch(/路灯|王/);
  const clerk = await office.as(CLERK);
  const { items } = await clerk.ok(clerk.get<DraftsOut>('/api/drafts'));
  expect(items.map(({ title }) => title)).toEqual(['门前路灯不亮']);

  await signInAt({ page, t } as Desk, office, CLERK);
  await page.route('**/api/drafts/*', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await page.goto(ADDRESS);
  await field(page, 'visitorFullName').fill('李某某');
  await signOut();
  const asked = page.getByRole('dialog').filter({ hasText: t('drafts.notSent') });
  await asked.getByRole('button', { name: t('drafts.stay') }).click();
  await asked.waitFor({ state: 'hidden' });
  expect(await field(page, 'visitorFullName').inputValue()).toBe('李某某');
  await signOut();
  await asked.getByRole('button', { name: t('drafts.giveUp') }).click();
  await page.locator('input[type=password]').waitFor();
  expect(/李某某|\.unsent\./.test(await everywhere(page))).toBe(false);

  // Left here, locked: the next person at this machine finds nothing of it, whatever comes through by then; its writer does.
  await signInAt({ page, t } as Desk, office, CLERK);
  await page.goto(ADDRESS);
  await field(page, 'matterSummary').fill('门前积水');
  await signOut();
  await asked.getByRole('button', { name: t('drafts.keepLocked') }).click();
  await page.locator('input[type=password]').waitFor();
  expect(/积水/.test(await everywhere(page))).toBe(false);
  await page.unroute('**/api/drafts/*');
  await signInAt({ page, t } as Desk, office, 'clerk.baiyun');
  await page.goto('/work');
  await page.locator('.form-choice').first().waitFor();
  await signOut();
  await page.locator('input[type=password]').waitFor();
  const next = await office.as('clerk.baiyun');
  expect((await next.ok(next.get<DraftsOut>('/api/drafts'))).items).toEqual([]);
  await signInAt({ page, t } as Desk, office, CLERK);
  await page.goto('/work');
  await begun(page, '门前积水').click();
  await shows(page, 'matterSummary', '门前积水');
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes('.unsent.')));
}, 180_000);

test('a server that is killed between two saves loses nothing that was said to be kept, and gets the rest when it is back', async () => {
  const { source, passwords } = await template('district');
  const { env, remove } = await copyOf(source, join(temporaryFolder(), 'data'));
  const server = await serve(env);
  const at = { ...office, base: server.base, passwords };
  const one = await openDesk(browser, at);
  desks.push(one);
  const { page, t } = one;
  await signInAt(one, at, CLERK);
  await page.goto(ADDRESS);
  await field(page, 'matterSummary').fill('门前路灯不亮');
  await onServer(page).waitFor();
  server.child.kill('SIGKILL');
  await server.gone;
  await field(page, 'visitorFullName').fill('王某某');
  await page.getByText(t('drafts.onDevice')).waitFor();
  const again = await serve({ ...env, PORT: new URL(server.base).port });
  await onServer(page).waitFor();
  const other = await openDesk(browser, at);
  desks.push(other);
  await signInAt(other, at, CLERK);
  await other.page.goto('/work');
  await begun(other.page, '门前路灯不亮').click();
  await shows(other.page, 'visitorFullName', '王某某');
  again.child.kill('SIGTERM');
  await again.gone;
  await remove();
}, 180_000);
