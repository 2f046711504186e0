// What is typed into a generated form is what is kept: branches, rows, defaults, decimals, blanks.
import { readFileSync } from 'node:fs';
import type { FormDefinition, FormSchema } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { CaseOut, DraftOut, TimelineEntry } from '../../backend/src/contract/index.ts';
import { axeFindings, chooseOption, type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { choose, press, reach } from '../support/keyboard.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const KEY = 'petition-registration';
const shipped = (): FormDefinition => JSON.parse(readFileSync(`form-schemas/library/${KEY}.json`, 'utf8'));
const text = (words: string) => ({ 'zh-CN': words, en: words });
const field = (words: string, more: FormSchema = {}): FormSchema => ({
  type: 'string',
  'x-title': text(words),
  ...more,
});

/** The shipped form with what the tests type into. */
function enriched(): FormDefinition {
  const form = shipped();
  const kind = field('主体', {
    enum: ['person', 'unit'],
    'x-enum-titles': { person: text('个人'), unit: text('单位') },
  });
  const added: Record<string, FormSchema> = {
    partyKind: kind,
    landArea: { type: 'number', multipleOf: 0.01, 'x-title': text('面积') },
    remarksList: { type: 'array', 'x-title': text('要点'), items: { type: 'string', pattern: '^\\p{Script=Han}+$' } },
    companions: {
      type: 'array',
      minItems: 2,
      'x-title': text('同行人'),
      items: {
        type: 'object',
        properties: { companionName: field('称呼'), companionRole: field('身份', { default: '邻居' }) },
      },
    },
  };
  Object.assign(form.schema.properties ?? {}, added);
  const branch = (value: string, name: string, schema: FormSchema): FormSchema => ({
    properties: { partyKind: { const: value }, [name]: schema },
    required: [name],
  });
  form.schema.oneOf = [
    branch('person', 'partyPerson', field('本人姓氏')),
    branch('unit', 'partyUnit', field('单位名称', { default: '某单位' })),
    { not: { required: ['partyKind'] } },
  ];
  form.ui.sections.push({
    key: 'tried',
    title: text('试填'),
    fields: [...Object.keys(added), 'partyPerson', 'partyUnit'],
  });
  return form;
}

let browser: Browser;
let office: Office;
let desk: Desk;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const policy = await office.as('policy');
  const at = `/api/forms/${KEY}`;
  const read = await policy.get<DraftOut>(`${at}/draft`);
  const etag = read.headers.get('etag') ?? '';
  const saved = await policy.put<DraftOut>(`${at}/draft`, { content: enriched() }, { headers: { 'if-match': etag } });
  expect(saved.status).toBe(200);
  await policy.ok(publishDraft(policy, at, { note: '试填' }));
  const { id } = await office.township('qingshi');
  const admin = await office.as('admin');
  const versions = [{ kind: 'forms', key: KEY, version: 2 }];
  await activate(admin, id, { versions, reason: '试填' });
  desk = await openDesk(browser, office, {});
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto('/new');
  await desk.page.getByRole('button', { name: '信访登记表' }).click();
});
afterAll(async () => {
  await desk?.context.close();
  await browser.close();
  await office.close();
});

const control = (pointer: string) => desk.page.locator(`[id="field${pointer.replaceAll('/', '-')}"]`);

test('a list that is passed through, opened and left, or searched in vain holds nothing that nobody chose; typing finds a choice', async () => {
  const { page } = desk;
  const list = page.locator('[data-field="/powerNeeded"] .ant-select');
  const chosen = () => list.locator('.ant-select-content-has-value').allTextContents();
  const passes: (readonly string[])[] = [['Tab'], ['ArrowDown', 'Tab'], ['Enter', 'Tab'], ['Enter', 'Enter', 'Tab']];
  for (const keys of passes) {
    await control('/powerNeeded').focus();
    for (const key of keys) await page.keyboard.press(key);
    expect([keys, await chosen()]).toEqual([keys, []]);
  }
  await control('/powerNeeded').focus();
  await page.keyboard.type('没有这一项');
  await page.keyboard.press('Tab');
  expect(await chosen()).toEqual([]);
  await control('/powerNeeded').focus();
  await choose(desk, '需镇街');
  expect(await chosen()).toEqual([expect.stringContaining('需镇街')]);
  // Whoever passes through it again leaves it as it is.
  await control('/powerNeeded').focus();
  for (const key of ['ArrowDown', 'Tab']) await page.keyboard.press(key);
  expect(await chosen()).toEqual([expect.stringContaining('需镇街')]);
});

test('a field of a branch comes with its choice and its default, and goes with it', async () => {
  const { page } = desk;
  expect(await control('/partyPerson').count()).toBe(0);
  await control('/partyKind').click();
  await chooseOption(page, '单位');
  await control('/partyUnit').waitFor();
  expect(await control('/partyUnit').inputValue()).toBe('某单位');
  await control('/partyKind').click();
  await chooseOption(page, '个人');
  await control('/partyPerson').fill('王');
  expect(await control('/partyUnit').count()).toBe(0);
});

test('the second row filled first leaves the first where it is; each row begins with its defaults', async () => {
  await control('/companions/1/companionName').fill('乙');
  await control('/companions/0/companionName').fill('甲');
  expect(await control('/companions/0/companionName').inputValue()).toBe('甲');
  expect(await control('/companions/1/companionName').inputValue()).toBe('乙');
  await desk.page.locator('[data-field="/companions"]').getByRole('button', { name: '添加一项' }).click();
  await control('/companions/2/companionName').fill('丙');
  expect(await control('/companions/2/companionRole').inputValue()).toBe('邻居');
  await control('/companions/2/companionRole').fill('');
  await control('/companions/2/companionName').fill('丁');
  expect(await control('/companions/2/companionRole').inputValue()).toBe('');
});

test('a list of plain texts has an input a row, and an error stands at the row that it is about', async () => {
  const { page } = desk;
  const add = page.locator('[data-field="/remarksList"]').getByRole('button', { name: '添加一项' });
  await add.click();
  await add.click();
  await control('/remarksList/1').fill('abc');
  await control('/remarksList/1').blur();
  const problem = page.locator('[id="field-remarksList-1-error"]');
  await problem.waitFor();
  await control('/remarksList/1').fill('要点二');
  await problem.waitFor({ state: 'detached' });
});

test('what was typed is what is kept', async () => {
  const { page, t } = desk;
  const { lawfulChannel, powerNeeded, matterVillage, ...typed } = petition() as Record<string, string>;
  await fillForm(desk, shipped(), { ...typed, matterVillage: '东坡村', lawfulChannel, powerNeeded });
  await control('/landArea').fill('19.99');
  await page.getByRole('button', { name: t('newCase.submit') }).click();
  await page.waitForURL(/\/cases\/[^/]+\/receipt/);
  const id = /\/cases\/([^/]+)\/receipt/.exec(page.url())?.[1];
  const clerk = await office.as('clerk.qingshi');
  const { data } = await clerk.ok(clerk.get<CaseOut>(`/api/cases/${id}`));
  expect(data).toMatchObject({
    partyKind: 'person',
    partyPerson: '王',
    landArea: 19.99,
    remarksList: ['要点二'],
    companions: [
      { companionName: '甲', companionRole: '邻居' },
      { companionName: '乙', companionRole: '邻居' },
      { companionName: '丁' },
    ],
  });
  expect(data).not.toHaveProperty('partyUnit');
  expect(desk.complaints).toEqual([]);
});

test.each(['   ', '\u3000', '\u200b'])('%j as the title of a case is refused as not given', async (blank) => {
  const clerk = await office.as('clerk.qingshi');
  const reply = await clerk.post('/api/cases', {
    township: 'qingshi',
    form: KEY,
    data: petition({ matterSummary: blank }),
  });
  expect([reply.status, reply.body]).toMatchObject([422, { errors: [{ pointer: '/data/matterSummary' }] }]);
});

test('a character that cannot be kept is refused with its place', async () => {
  const clerk = await office.as('clerk.qingshi');
  const data = petition({ matterFacts: 'a\u0000b', remarksList: ['\ud800'] });
  const reply = await clerk.post('/api/cases', { township: 'qingshi', form: KEY, data });
  expect(reply.status).toBe(422);
  const { errors } = reply.body as { errors: { pointer: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toContain('/data/matterFacts');
});

describe('an accusation against an office', () => {
  const ACCUSATION = 'accusation-registration';
  const form: FormDefinition = JSON.parse(readFileSync(`form-schemas/library/${ACCUSATION}.json`, 'utf8'));
  const said = {
    accuserNaming: 'anonymous-report',
    arrivalChannel: 'by-letter',
    matterSummary: '反映镇领导收受礼品',
    accusedNames: '青石镇镇长',
    accusedPosition: 'township-unit',
    accusedDepartment: 'civil-affairs-office',
    accusationFacts: '节前收受礼品，有照片。',
    matterVillage: '东坡村',
  };

  test('is filed once whoever registers it has said who is meant, by the keyboard alone', async () => {
    const { page, t } = desk;
    await page.goto(`/new?township=qingshi&form=${ACCUSATION}`);
    await fillForm(desk, form, said);
    const question = page.locator('#keep-out');
    await question.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const submit = page.getByRole('button', { name: t('newCase.submit') });
    await submit.click();
    await question.getByRole('alert').getByText(t('keepOut.missing')).waitFor();
    const first = question.getByRole('radio', { name: t('keepOut.whom') });
    await page.waitForFunction((input) => document.activeElement === input, await first.elementHandle());
    await page.keyboard.press('Space');
    const who = question.getByRole('combobox');
    await reach(desk, who);
    await choose(desk, '江宁');
    await page.keyboard.press('Escape');
    await question.getByRole('alert').waitFor({ state: 'detached' });
    expect(await axeFindings(page)).toEqual([]);
    // Who comes back to it later has not to answer again.
    await page.reload();
    await question.getByText('江宁').waitFor();
    expect(await first.isChecked()).toBe(true);
    await press(desk, submit);
    await page.waitForURL(/\/cases\/[^/]+\/receipt/);
    const id = /\/cases\/([^/]+)\/receipt/.exec(page.url())?.[1];
    expect((await (await office.as('clerk.qingshi')).get(`/api/cases/${id}`)).status).toBe(200);
    expect((await (await office.as('mayor.qingshi')).get(`/api/cases/${id}`)).status).toBe(404);
  });

  test('is corrected by the keyboard alone: who is kept out is told, and what names nobody known is asked about', async () => {
    const { page, t } = desk;
    const clerk = await office.as('clerk.qingshi');
    const data = { ...said, matterVillage: 'qingshi-dongpo', dayReceived: '2026-03-02', accusedNames: '外号大炮' };
    const { id } = await office.file('qingshi', ACCUSATION, data, { nobodyMeant: true });
    await page.goto(`/cases/${id}/correct`);
    await reach(desk, page.locator('#field-accusedNames'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('罗悦和村会计');
    const question = page.locator('#keep-out');
    await question.getByText('“村会计”').waitFor();
    await page.getByTestId('correction-decided').getByText('罗悦', { exact: false }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const take = page.getByRole('button', { name: t('correct.take') });
    const reason = page.locator('#correct-reason');
    await reach(desk, reason);
    await page.keyboard.type('来信人补充');
    // Without an answer it cannot be taken, and what is missing is said.
    await question.getByRole('alert').getByText(t('keepOut.missing')).waitFor();
    expect(await take.isDisabled()).toBe(true);
    await reach(desk, question.getByRole('radio', { name: t('keepOut.nobodyElse') }), { back: true });
    await page.keyboard.press('Space');
    await question.getByRole('alert').waitFor({ state: 'detached' });
    expect(await axeFindings(page)).toEqual([]);
    await press(desk, take);
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: t('common.confirm') })
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await press(desk, page.getByRole('tooltip').getByRole('button', { name: t('common.confirm') }));
    await page.waitForURL(new RegExp(`/cases/${id}$`));
    const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`));
    const kinds = items.map(({ kind }) => kind).filter((kind) => kind === 'recusal' || kind === 'nobody-meant');
    expect(kinds).toEqual(['nobody-meant', 'nobody-meant', 'recusal']);
    expect((await (await office.as('lead.qingshi')).get(`/api/cases/${id}`)).status).toBe(404);
  });

  test('other words are asked about anew; words that name somebody are not, and say whom', async () => {
    const { page, t } = desk;
    await page.goto(`/new?township=qingshi&form=${ACCUSATION}`);
    await fillForm(desk, form, said);
    const nobody = page.locator('#keep-out').getByRole('radio', { name: t('keepOut.nobody') });
    await nobody.check();
    await page.locator('#field-accusedNames').fill('外号大炮');
    await page.waitForFunction((input) => !(input as HTMLInputElement).checked, await nobody.elementHandle());
    await page.locator('#field-accusedNames').fill('镇长江宁');
    await page.locator('#keep-out').waitFor({ state: 'detached' });
    expect(await page.getByTestId('preview-kept-out').textContent()).toContain('江宁');
    expect(desk.complaints).toEqual([]);
  });
});

test('a long form names its sections, what is left in each, and leads to them by keyboard', async () => {
  const { page, t } = desk;
  await page.goto(`/new?township=qingshi&form=${KEY}`);
  const parts = page.getByRole('navigation', { name: t('common.onThisPage') });
  const titles = enriched().ui.sections.map(({ title }) => title['zh-CN']);
  await parts.getByRole('link').first().waitFor();
  const links = await parts.getByRole('link').allInnerTexts();
  expect(links.map((words) => /^\p{Script=Han}+/u.exec(words)?.[0])).toEqual(titles);
  const person = parts.getByRole('link', { name: '诉求人' });
  const left = async () => Number(/\d+/.exec(await person.innerText())?.[0]);
  await page.locator('#field-visitorFullName').fill('');
  await person.locator('.jump-left').waitFor();
  const before = await left();
  await page.locator('#field-visitorFullName').fill('李某某');
  await page.waitForFunction(
    ([selector, count]) => Number(document.querySelector(selector)?.firstChild?.textContent) === count,
    ['.jumps a:nth-child(2) .jump-left', before - 1] as const,
  );
  await person.focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: '诉求人', exact: true });
  expect(await heading.evaluate((shown) => shown === document.activeElement)).toBe(true);
  // The next stop is the first field of the section.
  await page.keyboard.press('Tab');
  expect(await page.locator('#field-visitorFullName').evaluate((shown) => shown === document.activeElement)).toBe(true);
});
