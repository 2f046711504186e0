// The whole story in the browser: a case registered, a rule changed, put in force in one township, and what follows.
import { readFileSync } from 'node:fs';
import type { FormDefinition, Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import { chooseOption, type Desk, fillForm, launch, openDesk, paste, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
const PLACES: Record<string, Record<Locale, string>> = {
  qingshi: { 'zh-CN': '东坡村', en: 'Dongpo' },
  baiyun: { 'zh-CN': '竹林村', en: 'Zhulin' },
};

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A demand that is reasonable and covered by policy. */
const demand = (township: string, locale: Locale) => ({
  petitionMode: 'single-person',
  arrivalChannel: 'in-person',
  visitorFullName: '王某某',
  visitorIdNumber: '110101199003070011',
  visitorMobile: '13900000001',
  matterSummary: '某装修队拖欠三个月工资',
  matterField: 'labour-and-wages',
  matterFacts: '务工期间工资未按约定发放，有考勤记录。',
  matterVillage: PLACES[township]?.[locale] ?? '',
  dayReceived: '2026-03-02',
  demandJustified: 'justified-demand',
  policyFound: 'policy-clear',
  lawfulChannel: 'no-other-channel',
  powerNeeded: 'village-can-decide',
  policyDocument: '《保障农民工工资支付条例》',
  policyArticle: '第十一条',
});

interface Words {
  path: string;
  before: string;
  after: string;
  form: string;
  routing: string;
  clock: string;
  township: string;
}

describe.each<[Locale, Words]>([
  [
    'zh-CN',
    {
      path: '落实政策',
      before: '人社所',
      after: '司法所',
      form: '信访登记表',
      routing: '信访分流',
      clock: '受理告知',
      township: '青石镇',
    },
  ],
  [
    'en',
    {
      path: 'Implement the policy',
      before: 'Labour and social security',
      after: 'Justice office',
      form: 'Petition registration',
      routing: 'Routing of petitions',
      clock: 'Acceptance decision',
      township: 'Qingshi Town',
    },
  ],
])('in %s', (locale, words) => {
  let office: Office;
  const desks: Desk[] = [];
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(async () => {
    for (const { context } of desks) await context.close();
    await office.close();
  });

  async function desk(username: string): Promise<Desk> {
    const opened = await openDesk(browser, office, { locale, motion: true });
    desks.push(opened);
    await signInAt(opened, office, username);
    return opened;
  }

  /** Registers the demand by the form and answers the address of the new case's page. */
  async function register(township: string, expected: string): Promise<string> {
    const clerk = await desk(`clerk.${township}`);
    const { page, t } = clerk;
    await page.goto('/new');
    await page.getByRole('button', { name: words.form }).click();
    await fillForm(clerk, FORM, demand(township, locale));
    // The preview says where it goes and by when, before anything is stored.
    await page.getByTestId('preview-path').getByText(words.path, { exact: true }).waitFor();
    await page.locator('aside[aria-label]').getByText(expected, { exact: true }).first().waitFor();
    await page.locator('aside[aria-label]').getByText(words.clock).first().waitFor();
    expect(await page.locator('aside[aria-label]').innerText()).toContain('2026-03-17');
    await page.getByRole('button', { name: t('newCase.submit'), exact: true }).click();
    await page.waitForURL(/\/cases\/.*\/receipt$/);
    await page.getByRole('heading', { name: t('receipt.title') }).waitFor();
    const receipt = await page.locator('main').innerText();
    const due = { 'zh-CN': '2026年3月17日', en: '17 March 2026' }[locale];
    for (const text of [words.path, expected, due, `${township.toUpperCase()}-2026-`]) expect(receipt).toContain(text);
    await page.getByRole('button', { name: t('receipt.toCase') }).click();
    await page.getByRole('heading', { name: t('case.decisions') }).waitFor();
    expect(clerk.complaints).toEqual([]);
    return page.url();
  }

  test('a rule changed for one township moves the next case there, not the one elsewhere, and not the older one', async () => {
    const older = await register('qingshi', words.before);
    const reader = desks[0] as Desk;
    const explained = async () => {
      await reader.page.goto(older);
      await reader.page.getByRole('heading', { name: reader.t('case.decisions') }).waitFor();
      const card = reader.page.locator('.ant-card', {
        has: reader.page.getByRole('heading', { name: reader.t('case.decisions') }),
      });
      await card.getByTestId('reason-routing').first().waitFor();
      return card.innerText();
    };
    const before = await explained();
    expect(before).toContain(words.before);

    // The admin changes the routing rule in the editor: the source of the draft, with one department for another.
    const admin = await desk('admin');
    const { page, t } = admin;
    await page.goto('/admin/rule-sets');
    await page.getByText(words.routing, { exact: true }).click();
    await page.locator('.ant-segmented').getByText(t('ruleEditor.view_source'), { exact: true }).click();
    const editor = page.locator('.re-main .cm-content');
    await editor.waitFor();
    const policy = await office.as('admin');
    const draft = await policy.ok(
      policy.get<{
        content: { rules: { name: string; event: { params: { department: string } } }[]; tests: unknown[] };
      }>('/api/rule-sets/petition-routing/draft'),
    );
    const changed = structuredClone(draft.content);
    for (const rule of changed.rules) {
      if (rule.name === 'department-of-labour-and-wages') rule.event.params.department = 'justice-office';
    }
    changed.tests = changed.tests.map((it) =>
      JSON.stringify(it).includes('labour-and-wages')
        ? JSON.parse(JSON.stringify(it).replaceAll('human-resources-office', 'justice-office'))
        : it,
    );
    await editor.click();
    await page.keyboard.press('Control+A');
    await paste(page, JSON.stringify(changed, null, 2));
    await page.getByRole('button', { name: t('admin.publish'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').fill('欠薪由司法所牵头');
    await dialog.getByRole('button', { name: t('admin.publish'), exact: true }).click();
    await page.getByText(t('admin.published').replace('{{n}}', '2')).waitFor();

    // Published is not in force: the admin puts it in force in one township.
    await page.goto('/admin/rollout');
    await page.getByLabel(t('common.pair', { label: t('admin.setTo'), text: words.routing })).click();
    await chooseOption(page, t('common.version').replace('{{n}}', '2'));
    await page.getByLabel(t('admin.activateReason'), { exact: true }).fill('先行试点');
    await page.getByRole('button', { name: new RegExp(`${t('admin.activate')} · ${words.township}`) }).click();
    await page.getByText(t('admin.activated')).first().waitFor();
    expect(admin.complaints).toEqual([]);
    office.clock.advance({ minutes: 1 });

    await register('qingshi', words.after);
    await register('baiyun', words.before);
    expect(await explained()).toBe(before);
  }, 240_000);
});
