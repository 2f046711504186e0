// The case page of who works on a case: what comes next first; nothing typed twice; what is not done is not ticked.
import type { HandlingPath } from '@caseway/rule-sets';
import type { Browser } from 'playwright-core';
import {
  axeFindings,
  chooseFromMenu,
  chooseOption,
  type Desk,
  launch,
  openDesk,
  signInAt,
} from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition, petitionWithoutPolicy, readCase } from '../support/petitions.ts';
import { closedUndelivered, filePlot, grantedPlot, leadOf, openAllotments } from '../support/plots.ts';

/** Where pictures go, for who looks at the screens. */
const PICTURES = process.env.PICTURES;

let office: Office;
let browser: Browser;
const desks: Desk[] = [];
beforeAll(async () => {
  office = await openOffice();
  await openAllotments(office);
  browser = await launch();
});
afterEach(async () => {
  for (const { context, complaints } of desks.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function desk(username: string, width = 1440): Promise<Desk> {
  const opened = await openDesk(browser, office, { locale: 'en', width });
  desks.push(opened);
  await signInAt(opened, office, username);
  return opened;
}

const BASIS = { reasons: '面积合适', policyBasis: '菜园手册第3条' };

async function proposed(): Promise<{ id: string; lead: string }> {
  const filed = await filePlot(office, 20);
  const gardener = await office.as('gardener');
  const { etag } = await readCase(gardener, filed.id);
  await gardener.ok(gardener.post(`/api/cases/${filed.id}/actions/propose`, BASIS, { headers: { 'if-match': etag } }));
  return { id: filed.id, lead: await leadOf(office, filed) };
}

test('one button leads on; giving up stands under more and says what it will do', async () => {
  const { id } = await filePlot(office, 20);
  const { page, t } = await desk('gardener');
  await page.goto(`/cases/${id}`);
  const actions = page.locator('#actions');
  await actions.waitFor();
  expect(await actions.locator('.ant-btn-primary').allInnerTexts()).toEqual(['Propose']);
  expect(await actions.getByRole('button', { name: 'Give up', exact: true }).count()).toBe(0);
  await actions.getByRole('button', { name: t('case.moreActions') }).click();
  await chooseFromMenu(page, 'Give up');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('closes the case (Given up)').waitFor();
  await dialog.getByRole('button', { name: 'Give up', exact: true }).click();
  await page.getByText('Cancelled: The case was closed').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

test('on a phone the page begins with what may be done and by when, and the first button stays in reach', async () => {
  const { id } = await filePlot(office, 20);
  const { page } = await desk('gardener', 390);
  await page.goto(`/cases/${id}`);
  const forward = page.getByRole('button', { name: 'Propose' });
  await forward.waitFor();
  const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? Number.NaN;
  expect(await top('.case-next')).toBeLessThan(await top('.case-main'));
  expect(await top('.case-main')).toBeLessThan(await top('.case-rest'));
  expect(await page.locator('.case-bar').innerText()).toContain('2026-04-01');
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect((await forward.boundingBox())?.y).toBeLessThan(900);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('whose turn it is stands first where there is nothing to do, and no day is broken between two lines', async () => {
  const { id } = await filePlot(office, 20);
  for (const width of [1440, 390]) {
    const { page, t } = await desk('lead.lianhua', width);
    await page.goto(`/cases/${id}`);
    const next = page.locator('#actions');
    await next.getByRole('heading', { name: t('case.whatNext') }).waitFor();
    await next.getByText(t('case.nextBy', { step: 'Study', who: 'gardener' })).waitFor();
    const days = page.locator('.whole');
    await days.first().waitFor();
    // As many boxes as words: none stands on two lines.
    expect(await days.evaluateAll((all) => all.map((day) => day.getClientRects().length))).toEqual(
      Array.from({ length: await days.count() }, () => 1),
    );
  }
});

test('on a phone each part of the page is one step away, also by keyboard', async () => {
  const { id } = await filePlot(office, 20);
  const { page, t } = await desk('gardener', 390);
  await page.goto(`/cases/${id}`);
  const parts = page.getByRole('navigation', { name: t('common.onThisPage') });
  await parts.getByRole('link', { name: t('case.timeline') }).focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: t('case.timeline') });
  expect(await heading.evaluate((shown) => shown === document.activeElement)).toBe(true);
  const [bar, place] = [await parts.boundingBox(), await heading.boundingBox()];
  expect(place?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  expect(place?.y).toBeLessThan(844);
  expect(await axeFindings(page)).toEqual([]);
});

test('who approves reads what was proposed, types nothing again, and says why departments are not waited for', async () => {
  const { id, lead } = await proposed();
  const { page, t } = await desk(lead);
  await page.goto(`/cases/${id}`);
  await page.locator('#actions').getByRole('button', { name: 'Grant' }).click();
  const dialog = page.getByRole('dialog');
  const proposal = dialog.getByRole('region', { name: t('case.proposal') });
  for (const text of ['gardener', BASIS.reasons, BASIS.policyBasis]) await proposal.getByText(text).waitFor();
  expect(await dialog.locator('#action-reasons').inputValue()).toBe(BASIS.reasons);
  await dialog.getByText('water').first().waitFor();
  const send = dialog.getByRole('button', { name: t('case.do') });
  await send.click();
  const alert = dialog.locator('.ant-alert-error');
  await alert.waitFor();
  // What is being mended is red no longer.
  await dialog.locator('#action-outstanding').fill('水务部门电话答复无异议');
  await alert.waitFor({ state: 'detached' });
  await send.click();
  const tellings = page.locator('.case-next').getByText(t('telling.waiting'));
  await tellings.waitFor();
  await page.getByRole('button', { name: t('telling.record'), exact: true }).click();
  await dialog.locator('#field-way').fill('当面送达');
  // A day before the letter is said so beside its field, before anything is sent.
  await dialog.locator('#field-arrivedOn').fill('2026-03-01');
  await dialog.locator('#field-arrivedOn').press('Tab');
  await dialog.getByText('the day on which the letter was made (2026-03-02)').waitFor();
  await dialog.locator('#field-arrivedOn').fill('2026-03-02');
  await dialog.locator('#field-arrivedOn').press('Enter');
  await dialog.getByRole('button', { name: t('telling.record') }).click();
  await page.getByText('Delivered on 2026-03-02', { exact: true }).waitFor();
});

test('what an action tells may be recorded as delivered with it; what was unticked is not sent', async () => {
  const { id, lead } = await proposed();
  const { page, t } = await desk(lead);
  await page.goto(`/cases/${id}`);
  await page.locator('#actions').getByRole('button', { name: 'Grant' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#action-outstanding').fill('水务部门电话答复无异议');
  const box = dialog.getByRole('checkbox', { name: t('telling.now') });
  expect(await box.isChecked()).toBe(false);
  await box.check();
  await dialog.locator('#field-way').fill('邮寄');
  await box.uncheck();
  await dialog.locator('#field-way').waitFor({ state: 'detached' });
  // Ticked again it begins anew, and asks what a delivery asks before anything is done.
  await box.check();
  expect(await dialog.locator('#field-way').inputValue()).toBe('');
  await dialog.locator('#field-arrivedOn').fill('2026-03-02');
  await dialog.locator('#field-arrivedOn').press('Tab');
  const send = dialog.getByRole('button', { name: t('case.do') });
  await send.click();
  await dialog.locator('#field-way-error').waitFor();
  await dialog.locator('#field-way').fill('当面送达');
  await dialog.locator('#field-way').press('Tab');
  await send.click();
  await page.getByText('Delivered on 2026-03-02', { exact: true }).waitFor();
  expect(await page.getByText(t('telling.waiting')).count()).toBe(0);
});

test('why departments are not waited for is asked while the answers decide the matter, and not else', async () => {
  const data = petitionWithoutPolicy({ demandJustified: 'exceeding-demand' });
  const { id } = await office.file('qingshi', 'petition-registration', data);
  const worker = await office.as('labour.qingshi');
  for (const action of ['accept-matter', 'offer-mediation']) await worker.ok(act(worker, id, action));
  const { page } = await desk('labour.qingshi');
  await page.goto(`/cases/${id}`);
  await page.locator('#actions .ant-btn-primary').click();
  const dialog = page.getByRole('dialog');
  const answer = async (label: string) => {
    await dialog.locator('#field-mediationResult').click();
    await chooseOption(page, label);
  };
  const why = dialog.locator('#action-outstanding');
  await answer('Agreement');
  await why.waitFor();
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/outstanding-asked.png`, fullPage: true });
  await answer('No agreement');
  await why.waitFor({ state: 'detached' });
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/outstanding-not-asked.png`, fullPage: true });
  await answer('Agreement');
  await why.waitFor();
});

test('a letter of a closed case waits in the day, and can be said to be undeliverable there', async () => {
  const closed = await closedUndelivered(office);
  const { page, t } = await desk('gardener');
  await page.goto('/');
  const section = page.locator('.day-section').filter({ has: page.locator('#day-undelivered') });
  const line = section.locator('.case-line').filter({ hasText: closed.number });
  await line.getByRole('link').first().click();
  const letters = page.locator('#tellings');
  await letters.getByText(t('telling.waiting')).waitFor();
  await letters.getByRole('button', { name: t('telling.giveUp') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#dialog-reason').fill('查无此人，信件退回');
  await dialog.getByRole('button', { name: t('common.confirm') }).click();
  await dialog.waitFor({ state: 'detached' });
  await letters.getByRole('button', { name: t('telling.giveUp') }).waitFor({ state: 'detached' });
  // Who asked may still come for it.
  await letters.getByRole('button', { name: t('telling.record') }).waitFor();
  await page.goto('/');
  await page.locator('.day-section').first().waitFor();
  expect(await line.count()).toBe(0);
});

test('the task of a step opens its action; others are done with a result and taken back', async () => {
  await proposed();
  const { page, t } = await desk('gardener');
  const filed = await filePlot(office, 30);
  await page.goto('/');
  const waiting = page.locator('.case-line').filter({ hasText: filed.number });
  await waiting.waitFor();
  expect(await waiting.locator('.task-line').filter({ hasText: 'Study' }).count()).toBe(0);
  const measure = page.locator('.task-line', { hasText: 'Measure it' }).first();
  await measure.getByRole('button', { name: t('task.done') }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: t('common.confirm') }).isDisabled()).toBe(true);
  await dialog.locator('#dialog-reason').fill('二十平方米');
  await dialog.getByRole('button', { name: t('common.confirm') }).click();
  await dialog.waitFor({ state: 'detached' });
  await waiting.getByRole('link').first().click();
  const forward = page.locator('#actions').getByRole('button', { name: 'Propose' });
  await forward.waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Propose');
});

test('a choice that would be refused is shown, cannot be made, and its reason is read with the question', async () => {
  const { page, t } = await desk('gardener');
  const dialog = page.getByRole('dialog');
  const open = async (size: number) => {
    const { id } = await grantedPlot(office, size);
    await page.goto(`/cases/${id}`);
    await page.locator('#actions').getByRole('button', { name: 'Visit' }).click();
    await dialog.locator('[data-field="/snow"]').waitFor();
  };
  const choice = (field: string, name: string) =>
    dialog.locator(`[data-field="/${field}"]`).getByRole('radio', { name: t(`common.${name}`), exact: true });
  await open(20);
  expect(await choice('snow', 'yes').isDisabled()).toBe(true);
  expect(await choice('planted', 'no').isDisabled()).toBe(true);
  expect(await choice('planted', 'yes').isDisabled()).toBe(false);
  const reason = `Cannot be chosen: "${t('common.yes')}". Nothing is seen under snow: go when it has melted.`;
  await dialog.getByText(reason).waitFor();
  await dialog.getByText(`Cannot be chosen: "${t('common.no')}". Nothing is planted yet: go when it is.`).waitFor();
  const described = await dialog
    .getByRole('group', { name: 'Under snow' })
    .evaluate((group) => document.getElementById(group.getAttribute('aria-describedby') ?? '')?.textContent);
  expect(described).toBe(reason);
  // By keys it is passed over.
  await choice('snow', 'no').focus();
  await page.keyboard.press('ArrowDown');
  expect(await choice('snow', 'yes').isChecked()).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
  // Of a large plot it leads on: work begins anew.
  await open(60);
  expect(await choice('planted', 'no').isDisabled()).toBe(false);
});

test('a request about a decision takes over what its case says; nothing typed goes, and no mask is filed', async () => {
  const data = { asker: '周小满', ring: '13912345678' };
  const { id, number } = await grantedPlot(office, 20, { data, deliveredOn: '2026-03-02' });
  const { page, t } = await desk('clerk.lianhua');
  // Opened from the case it is filled in already, and that alone makes no draft.
  await page.goto(`/new?township=lianhua&form=plot-objection&about=${id}`);
  await page.getByText(t('asInCase.source_other', { count: '4' })).waitFor();
  const restored = page.getByText(t('newCase.draftRestored'));
  await page.reload();
  await page.getByText(t('asInCase.source_other', { count: '4' })).waitFor();
  expect(await restored.count()).toBe(0);
  await page.goto('/new?township=lianhua&form=plot-objection');
  const objector = page.getByLabel('Objector');
  await objector.fill('周小满之女');
  await page.getByLabel('Earlier case').fill(number);
  await page.locator('.ant-select-item-option', { hasText: number }).click();
  await page.getByText(t('asInCase.source_other', { count: '3' })).waitFor();
  expect(await page.getByLabel('Objection').inputValue()).toBe('想种菜');
  expect(await objector.inputValue()).toBe('周小满之女');
  const called = page.getByRole('textbox', { name: 'Called at' });
  expect([await called.inputValue(), await called.getAttribute('readonly')]).toEqual(['139****678', '']);
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await restored.waitFor();
  await page.getByText(t('asInCase.unseen', { number })).waitFor();
  // To be filled in anew, and then as in the case after all.
  await page.getByRole('button', { name: `${t('asInCase.leave')} Called at` }).click();
  expect(await called.inputValue()).toBe('');
  expect(await called.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: `${t('asInCase.take')} Called at` }).click();
  await page.getByLabel('Objection').fill('面积与承诺不符');
  // Another person than in the case: nobody is refused, and somebody says in what capacity they ask.
  await page.getByText(t('onBehalf.asked', { field: 'Objector', number })).waitFor();
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.getByText(t('onBehalf.missing')).waitFor();
  const capacity = page.getByLabel(t('onBehalf.label'), { exact: true });
  expect(await capacity.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await capacity.fill('受本人委托的女儿');
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/receipt$/);
  const filed = page.url().split('/').at(-2);
  const above = await office.as('district');
  const whole = await above.ok(above.post<{ data: object }>(`/api/cases/${filed}/unmask`, { reason: '与申请人联系' }));
  expect(whole.data).toMatchObject({
    earlier: id,
    objection: '面积与承诺不符',
    objector: '周小满之女',
    calledAt: '13912345678',
    where: 'lianhua-chaoyang',
  });
});

test('the way gone is drawn as a way, what may come next as branches, and nothing else as either', async () => {
  const { id } = await office.file('qingshi', 'petition-registration', petition());
  const { page } = await readCase(await office.as('centre.qingshi'), id);
  const path = page.pathDefinition as unknown as HandlingPath;
  const titles = (keys: string[]) => keys.map((key) => path.steps.find((step) => step.key === key)?.title.en ?? key);
  const opened = await desk('centre.qingshi');
  await opened.page.goto(`/cases/${id}`);
  const listed = (name: string) => opened.page.getByRole('list', { name: opened.t(name) });
  await listed('case.path').getByRole('listitem').first().waitFor();
  expect(await listed('case.path').getByRole('listitem').allInnerTexts()).toEqual(titles(page.passed));
  const next = await listed('case.pathNext').getByRole('listitem').allInnerTexts();
  const or = opened.t('case.pathOr');
  expect(next.map((text, index) => (index > 0 ? text.slice(or.length).trim() : text))).toEqual(
    titles(page.course.next),
  );
  expect(next.slice(1).every((text) => text.startsWith(or))).toBe(true);
  expect(await listed('case.pathLater').getByRole('listitem').allInnerTexts()).toEqual(titles(page.course.later));
  expect(page.course.next.length).toBeGreaterThan(1);
});
