// What a person types stays in its field: understood, or as typed with its error beside it (docs/typing.md).
import { readFileSync } from 'node:fs';
import type { FormDefinition, FormSchema } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut, DraftOut } from '../../backend/src/contract/index.ts';
import { type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const KEY = 'petition-registration';
const shipped = (): FormDefinition => JSON.parse(readFileSync(`form-schemas/library/${KEY}.json`, 'utf8'));
const text = (words: string) => ({ 'zh-CN': words, en: words });

const TRIED: Record<string, FormSchema> = {
  people: { type: 'integer', minimum: 0, 'x-title': text('人数') },
  area: { type: 'number', 'x-title': text('面积') },
  sum: { type: 'string', format: 'cny-amount', 'x-title': text('金额') },
  on: { type: 'string', format: 'date', 'x-title': text('哪一天') },
  at: { type: 'string', format: 'date-time', 'x-title': text('何时') },
  hour: { type: 'string', format: 'time', 'x-title': text('几点') },
  asked: { type: 'boolean', 'x-title': text('是否问过') },
  agreed: { type: 'boolean', const: true, 'x-title': text('知悉') },
  idNumber: { type: 'string', format: 'cn-id-number', 'x-title': text('证件号码') },
  mobile: { type: 'string', format: 'cn-mobile', 'x-title': text('手机') },
  phone: { type: 'string', format: 'cn-phone', 'x-title': text('电话') },
  postCode: { type: 'string', format: 'cn-postal-code', 'x-title': text('邮编') },
  code: { type: 'string', pattern: '^[A-Z][0-9]{3}$', 'x-title': text('编号') },
  note: { type: 'string', maxLength: 5, 'x-title': text('备注') },
  longNote: { type: 'string', maxLength: 110, 'x-title': text('长备注') },
};

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const form = shipped();
  Object.assign(form.schema.properties ?? {}, TRIED);
  form.ui.sections.unshift({ key: 'tried', title: text('试填'), fields: Object.keys(TRIED) });
  const policy = await office.as('policy');
  const at = `/api/forms/${KEY}`;
  const read = await policy.get<DraftOut>(`${at}/draft`);
  const etag = read.headers.get('etag') ?? '';
  const saved = await policy.put<DraftOut>(`${at}/draft`, { content: form }, { headers: { 'if-match': etag } });
  expect(saved.status).toBe(200);
  await policy.ok(publishDraft(policy, at, { note: '试填' }));
  const { id } = await office.township('qingshi');
  const admin = await office.as('admin');
  const versions = [{ kind: 'forms', key: KEY, version: 2 }];
  await activate(admin, id, { versions, reason: '试填' });
  desk = await openDesk(browser, office, {});
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
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

/** Pastes as a person does: what is on the clipboard, by key. */
async function pasteInto(name: string, words: string): Promise<void> {
  await field(name).fill('');
  await desk.page.evaluate((copied) => navigator.clipboard.writeText(copied), words);
  await field(name).press('Control+v');
  await field(name).blur();
}

const UNDERSTOOD: [string, string, string, unknown][] = [
  ['people', '４', '4', 4],
  ['people', '１２', '12', 12],
  ['area', '1,280.50', '1280.5', 1280.5],
  ['area', '1.2万', '12000', 12000],
  ['sum', '￥1,280.50元', '1280.50', '1280.50'],
  ['sum', '1.28万元', '12800', '12800'],
  ['on', '20260301', '2026-03-01', '2026-03-01'],
  ['on', '２０２６年３月１日', '2026-03-01', '2026-03-01'],
  ['at', '2026/3/1 9:30', '2026-03-01 09:30', '2026-03-01T09:30:00+08:00'],
  ['hour', '9时5分', '09:05', '09:05'],
  ['idNumber', '110105 19491231 002x', '11010519491231002X', '11010519491231002X'],
  ['mobile', '+86 138-0000-0000', '13800000000', '13800000000'],
  ['phone', '022-63360000', '02263360000', '02263360000'],
  ['postCode', '３００ ０００', '300000', '300000'],
  ['code', 'Ａ１２３', 'A123', 'A123'],
  ['note', '　甲乙 ', '甲乙', '甲乙'],
];

const UNCLEAR: [string, string][] = [
  ['people', '四'],
  ['people', '三十'],
  ['people', '1.5'],
  ['area', '1280,50'],
  ['sum', '1,28'],
  ['on', '2026-02-30'],
  ['on', '昨天'],
  ['at', '2026-02-30 09:30'],
  ['idNumber', '110105 19491231 002'],
  ['hour', '24:00'],
  ['mobile', '138 0000'],
  ['phone', '63360000'],
  ['code', 'Ａ１２'],
  ['note', '甲乙丙丁戊己庚'],
];

test.each(UNCLEAR)('%s: %s stays as typed, with its error beside it', async (name, typed) => {
  await field(name).fill(typed);
  await field(name).blur();
  await problem(name).waitFor();
  expect(await field(name).inputValue()).toBe(typed);
  expect(await field(name).getAttribute('aria-invalid')).toBe('true');
  await field(name).fill('');
  await problem(name).waitFor({ state: 'detached' });
});

test.each(UNDERSTOOD)('%s: %s, typed and pasted, is %s', async (name, typed, shown) => {
  await pasteInto(name, typed);
  await expectShown(name, shown);
  await field(name).fill('');
  await field(name).pressSequentially(typed);
  expect(await field(name).inputValue()).toBe(typed);
  await field(name).blur();
  await expectShown(name, shown);
  expect(await problem(name).count()).toBe(0);
});

async function expectShown(name: string, shown: string): Promise<void> {
  await desk.page.waitForFunction(
    ([id, value]) => (document.getElementById(id ?? '') as HTMLInputElement | null)?.value === value,
    [`field-${name}`, shown],
  );
}

test('each type has its name, and the keyboard of a phone that fits it', async () => {
  const { page } = desk;
  const keyboards = { people: 'numeric', area: 'decimal', sum: 'decimal', mobile: 'tel', phone: 'tel', code: 'text' };
  for (const [name, keyboard] of Object.entries(keyboards)) {
    expect([name, await field(name).getAttribute('inputmode')]).toEqual([name, keyboard]);
  }
  await page.getByRole('textbox', { name: '金额' }).waitFor();
  await page.locator('[data-field="/sum"]').getByText('元', { exact: true }).waitFor();
  // Two answers are named by a legend; one that says its name has no other.
  await page.getByRole('group', { name: '是否问过' }).waitFor();
  await page.getByRole('checkbox', { name: '知悉' }).waitFor();
  expect(await page.getByText('知悉', { exact: true }).count()).toBe(1);
});

test('more than there is room for stays, is counted and told', async () => {
  const words = '长'.repeat(130);
  await pasteInto('longNote', words);
  await problem('longNote').waitFor();
  expect(await field('longNote').inputValue()).toBe(words);
  await desk.page.locator('[data-field="/longNote"]').getByText('130 / 110').waitFor();
  await field('longNote').fill('');
});

test('a day is chosen from the calendar, too', async () => {
  const { page, t } = desk;
  await field('on').fill('2026-2-10');
  await field('on').press('Enter');
  await expectShown('on', '2026-02-10');
  await page
    .locator('[data-field="/on"]')
    .getByRole('button', { name: t('field.chooseDay') })
    .click();
  await page.locator('.day-choice').getByText('17', { exact: true }).click();
  await expectShown('on', '2026-02-17');
});

test('submitted, kept as a draft and read again, it still stands as typed with its error', async () => {
  const { page, t } = desk;
  const typed = { people: '四', on: '2026-02-30', sum: '1280,50' };
  for (const [name, words] of Object.entries(typed)) await field(name).fill(words);
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.locator('.ant-alert-error[role=alert]').waitFor();
  for (const [name, words] of Object.entries(typed)) {
    await problem(name).waitFor();
    expect(await field(name).inputValue()).toBe(words);
  }
  await page.reload();
  for (const [name, words] of Object.entries(typed)) {
    await problem(name).waitFor();
    expect(await field(name).inputValue()).toBe(words);
  }
});

test('what was understood is what is stored', async () => {
  const { page, t } = desk;
  const typed = new Map(UNDERSTOOD.map(([name, words]) => [name, words]));
  for (const [name, words] of typed) await field(name).fill(words);
  const { lawfulChannel, powerNeeded, matterVillage, ...data } = petition() as Record<string, string>;
  await fillForm(desk, shipped(), { ...data, matterVillage: '东坡村', lawfulChannel, powerNeeded });
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/\/cases\/[^/]+\/receipt/);
  const id = /\/cases\/([^/]+)\/receipt/.exec(page.url())?.[1];
  const clerk = await office.as('clerk.qingshi');
  const stored = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${id}`));
  expect(stored.data).toMatchObject(Object.fromEntries(UNDERSTOOD.map(([name, , , value]) => [name, value])));
  expect(desk.complaints).toEqual([]);
});

test('in the form of a step: an error at once, nothing lost by Escape, the same reading', async () => {
  const { page: clerkPage } = desk;
  await clerkPage.close();
  const filed = await office.file('qingshi', KEY, petition());
  const worker = await office.as('labour.qingshi');
  await worker.ok(
    worker.post(
      `/api/cases/${filed.id}/actions/accept-matter`,
      {
        reasons: '情况属实',
        legalBasis: '《信访工作条例》第二十二条',
        policyBasis: '《保障农民工工资支付条例》第三条',
      },
      { headers: { 'if-match': (await worker.get(`/api/cases/${filed.id}`)).headers.get('etag') ?? '' } },
    ),
  );
  const lead = filed.caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi';
  const own = await openDesk(browser, office, {});
  await signInAt(own, office, lead);
  const { page, t } = own;
  await page.goto(`/cases/${filed.id}`);
  const action = (
    await (await office.as(lead)).ok((await office.as(lead)).get<CaseOut>(`/api/cases/${filed.id}`))
  ).actions.find(({ key }) => key === 'propose-extension');
  const acts = page.getByRole('button', { name: action?.title['zh-CN'] ?? '' });
  await acts.click();
  const days = page.locator('#field-extensionDays');
  await days.fill('二十');
  await days.blur();
  await page.locator('#field-extensionDays-error').waitFor();
  await page.keyboard.press('Escape');
  await days.waitFor({ state: 'detached' });
  // It is kept, and there again as it was typed.
  await acts.click();
  await page.getByText(t('drafts.stepRestored')).waitFor();
  await page.locator('#field-extensionDays-error').waitFor();
  expect(await days.inputValue()).toBe('二十');
  await page.getByRole('button', { name: t('case.do') }).click();
  await page.locator('.ant-alert-error[role=alert]').waitFor();
  expect(await days.inputValue()).toBe('二十');
  await days.fill('２０');
  await days.blur();
  await page.locator('#field-extensionDays-error').waitFor({ state: 'detached' });
  expect(await days.inputValue()).toBe('20');
  expect(own.complaints).toEqual([]);
  await own.context.close();
});
