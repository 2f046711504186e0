// Deadlines on the screens: a corrected calendar that a person confirms, and a deadline where the minute counts.
import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut } from '../../backend/src/contract/index.ts';
import { type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { holidays, putCalendar } from '../support/calendars.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

/** Where pictures go, for who looks at the screens. */
const PICTURES = process.env.PICTURES;

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));

let browser: Browser;
let office: Office;
let desk: Desk;
let plain: CaseOut;
let urgent: CaseOut;
/** It came on the day before, and was registered with the other. */
let early: CaseOut;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  plain = await office.file('qingshi', 'petition-registration', petition());
  urgent = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'] }));
  const came = { dayReceived: '2026-03-01', matterSummary: '来信反映围墙将要倒塌' };
  early = await office.file('qingshi', 'petition-registration', petition({ urgentSigns: ['life-in-danger'], ...came }));
  await putCalendar(office, holidays('2026-03-17'));
  office.clock.advance({ minutes: 18 });
  desk = await openDesk(browser, office);
  await signInAt(desk, office, 'centre.qingshi');
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

test('where the hour counts, the hour and the minutes left stand in the ledger and on the case', async () => {
  const { page } = desk;
  await page.goto('/cases');
  const line = page.getByRole('row').filter({ hasText: urgent.number });
  await line.waitFor();
  expect(await line.innerText()).toContain('2026-03-02 10:00');
  expect(await line.innerText()).toContain('还有42分钟');
  await page.goto(`/cases/${urgent.id}`);
  await page.getByText('还有42分钟').first().waitFor();
  await picture('hours-case');
});

test('of what came on an earlier day the hours count from the registration, on every screen that shows them', async () => {
  const { page } = desk;
  const says = async (text: string) => {
    expect(text).toContain('2026-03-02 10:00');
    expect(text).toContain('还有42分钟');
    expect(text).not.toContain('已超');
  };
  await page.goto('/cases');
  const row = page.getByRole('row').filter({ hasText: early.number });
  await row.waitFor();
  await says(await row.innerText());
  await page.goto('/');
  const line = page.locator('.case-line').filter({ hasText: early.number }).first();
  await line.waitFor();
  await says(await line.innerText());
  await page.goto(`/cases/${early.id}`);
  const clock = page.locator('.deadline').filter({ hasText: '重大信息报告' });
  await clock.waitFor();
  await says(await clock.innerText());
  expect(await clock.innerText()).toContain(
    '收到日期为2026年3月1日，只知日期、不知时刻：自登记时（2026年3月2日09:00）起算。',
  );
  expect(await page.locator('main').innerText()).not.toContain('已超');
  await picture('hours-early-case');
});

test('the preview at the counter gives the hour from now, also for what came on an earlier day', async () => {
  const clerk = await openDesk(browser, office);
  await signInAt(clerk, office, 'clerk.qingshi');
  const { page } = clerk;
  await page.goto('/new');
  await page.getByRole('button', { name: FORM.title['zh-CN'] }).click();
  await fillForm(clerk, FORM, { dayReceived: '2026-02-28' });
  await page.locator('[data-field="/urgentSigns"]').getByRole('checkbox').first().check();
  const aside = page.locator('aside[aria-label]');
  const clock = aside.locator('.deadline').filter({ hasText: '重大信息报告' });
  await clock.getByText('收到日期为2026年2月28日').waitFor();
  const text = await clock.innerText();
  expect(text).toContain('2026-03-02 10:18');
  expect(text).toContain('还有1小时');
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/hours-preview.png`, fullPage: true });
  expect(clerk.complaints).toEqual([]);
  await clerk.context.close();
});

test('a corrected calendar is seen at work, looked through and confirmed', async () => {
  const { page, t, complaints } = desk;
  await page.goto('/work');
  await page.getByRole('link', { name: t('clocks.noticeLink') }).waitFor();
  // The task of the urgent case is due by the minute.
  await page.getByText('还有42分钟').first().waitFor();
  await picture('clocks-work');
  await page.getByRole('link', { name: t('clocks.noticeLink') }).click();
  await page.getByRole('heading', { name: t('clocks.title') }).waitFor();
  const line = page.locator('.case-line').filter({ hasText: plain.number });
  await line.waitFor();
  expect(await line.innerText()).toContain('2026-03-16');
  expect(await line.innerText()).toContain('原为2026-03-17');
  expect(await line.innerText()).toContain(t('clocks.toldPetitioner'));
  await picture('clocks-proposals');
  // The other case's stays as it is for now.
  await page.locator('.case-line').filter({ hasText: urgent.number }).getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: '采用更正后的日期（1）' }).click();
  await page.getByText('已更正1个期限').waitFor();
  await page.getByRole('button', { name: '保持原日期（1）' }).click();
  await page.getByRole('dialog').locator('textarea').fill('已按原日期通知');
  await picture('clocks-keep');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('clocks.keepOk') })
    .click();
  await page.getByText(t('clocks.nothing')).waitFor();
  await page.goto(`/cases/${plain.id}`);
  await page.getByText('2026-03-16').first().waitFor();
  expect(complaints).toEqual([]);
});
