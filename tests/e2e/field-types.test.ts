// Types of field that hold more than one line: filled in by keyboard, told where they are wrong, read in the case.
import { readFileSync } from 'node:fs';
import { FIELD_TYPES, type FormDefinition, type FormSchema } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut, DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const KEY = 'petition-registration';
const shipped = (): FormDefinition => JSON.parse(readFileSync(`form-schemas/library/${KEY}.json`, 'utf8'));
const text = (words: string, en = words) => ({ 'zh-CN': words, en });

const kinds: FormSchema = {
  type: 'string',
  enum: ['a', 'b', 'c'],
  'x-enum-titles': { a: text('噪声'), b: text('油烟'), c: text('污水') },
};
const TRIED: Record<string, FormSchema> = {
  note: { type: 'null', 'x-title': text('填写前请看', 'Read this first'), 'x-help': text('没有网址的，可以不填。') },
  mail: { type: 'string', format: 'email', 'x-title': text('电子邮箱', 'E-mail') },
  page: { type: 'string', format: 'uri', 'x-title': text('相关网页', 'Page') },
  stay: { ...FIELD_TYPES.period.create(), required: ['from'], 'x-title': text('居住时间', 'Lived there') },
  one: { ...kinds, 'x-title': text('主要问题', 'Main trouble') },
  some: { type: 'array', items: kinds, uniqueItems: true, 'x-title': text('其他问题', 'Other troubles') },
};
const ADDRESS = 'https://example.com/notice?no=59';

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const form = shipped();
  Object.assign(form.schema.properties ?? {}, TRIED);
  form.ui.sections.unshift({ key: 'tried', title: text('试填'), fields: Object.keys(TRIED) });
  form.ui.fields = { ...form.ui.fields, '/one': { widget: 'tags' }, '/some': { widget: 'tags' } };
  const policy = await office.as('policy');
  const at = `/api/forms/${KEY}`;
  const read = await policy.get<DraftOut>(`${at}/draft`);
  const etag = read.headers.get('etag') ?? '';
  const saved = await policy.put<DraftOut>(`${at}/draft`, { content: form }, { headers: { 'if-match': etag } });
  expect(saved.status).toBe(200);
  await policy.ok(publishDraft(policy, at, { note: '试填' }));
  const { id } = await office.township('qingshi');
  const admin = await office.as('admin');
  await activate(admin, id, { versions: [{ kind: 'forms', key: KEY, version: 2 }], reason: '试填' });
  desk = await openDesk(browser, office, {});
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto(`/new?township=qingshi&form=${KEY}`);
});
afterAll(async () => {
  await desk?.context.close();
  await browser.close();
  await office.close();
});

const field = (name: string) => desk.page.locator(`#field-${name}`);
const problem = (name: string) => desk.page.locator(`#field-${name}-error`);

test('an explanation is read and never asked for', async () => {
  const { page } = desk;
  const shown = page.locator('[data-field="/note"]');
  await shown.getByText('填写前请看').waitFor();
  await shown.getByText('没有网址的，可以不填。').waitFor();
  expect(await shown.locator('input, textarea, button').count()).toBe(0);
});

test('what is no address is told beside it; the rest is filled in by keyboard alone', async () => {
  const { page } = desk;
  await field('mail').focus();
  await page.keyboard.type('张三@');
  await page.keyboard.press('Tab');
  await problem('mail').waitFor();
  await page.keyboard.type('javascript:alert(1)');
  await page.keyboard.press('Tab');
  await problem('page').waitFor();
  await field('mail').fill('ｎａｍｅ＠example。com');
  await field('page').fill(ADDRESS);
  await field('page').blur();
  await problem('mail').waitFor({ state: 'detached' });
  await problem('page').waitFor({ state: 'detached' });
  expect(await field('mail').inputValue()).toBe('name@example.com');

  await page.getByRole('group', { name: '居住时间' }).waitFor();
  await field('stay-from').focus();
  await page.keyboard.type('2026年3月2日');
  await field('stay-to').focus();
  await page.keyboard.type('2026-03-01');
  await page.keyboard.press('Tab');
  await problem('stay-to').waitFor();
  expect(await problem('stay-to').innerText()).toContain('2026-03-02');
  await field('stay-to').fill('2026-03-31');
  await field('stay-to').blur();
  await problem('stay-to').waitFor({ state: 'detached' });

  await page.getByRole('group', { name: '主要问题' }).getByRole('radio', { name: '噪声' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  for (const name of ['噪声', '污水']) {
    await page.getByRole('group', { name: '其他问题' }).getByRole('checkbox', { name }).focus();
    await page.keyboard.press('Space');
  }
  expect(await axeFindings(page)).toEqual([]);
});

test('it is stored as it is meant, and read in the case: a page as a link that opens apart', async () => {
  const { page, t } = desk;
  const { lawfulChannel, powerNeeded, matterVillage, ...data } = petition() as Record<string, string>;
  await fillForm(desk, shipped(), { ...data, matterVillage: '东坡村', lawfulChannel, powerNeeded });
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/\/cases\/[^/]+\/receipt/);
  const id = /\/cases\/([^/]+)\/receipt/.exec(page.url())?.[1];
  const clerk = await office.as('clerk.qingshi');
  const stored = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${id}`));
  expect(stored.data).toMatchObject({
    mail: 'name@example.com',
    page: ADDRESS,
    stay: { from: '2026-03-02', to: '2026-03-31' },
    one: 'b',
    some: ['a', 'c'],
  });
  expect(stored.data).not.toHaveProperty('note');
  await page.goto(`/cases/${id}`);
  const link = page.getByRole('link', { name: ADDRESS });
  await link.waitFor();
  expect([await link.getAttribute('href'), await link.getAttribute('rel'), await link.getAttribute('target')]).toEqual([
    ADDRESS,
    'noopener noreferrer nofollow',
    '_blank',
  ]);
  await page.getByText('2026-03-02至2026-03-31').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(desk.complaints).toEqual([]);
});
