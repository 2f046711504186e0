// An admin who may read cases makes a test of one, sees what it covers, and takes the tests out as a table and in again.
import { readFileSync } from 'node:fs';
import type { Locale } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import type { CaseOut, DraftOut, FiledCase } from '../../backend/src/contract/index.ts';
import { axeFindings, draftSaved, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { discardDraft } from '../support/versions.ts';

const KEY = 'demand-classification';
const USER = 'rules.and.cases';
const PASSWORD = 'a password of the tests';

let browser: Browser;
let office: Office;
let filed: FiledCase;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const admin = await office.as('admin');
  const district = await office.township('yunhe-district');
  const qingshi = await office.township('qingshi');
  const roles = [
    { role: 'policy-admin', scopeId: district.id },
    { role: 'centre', scopeId: qingshi.id },
  ];
  const body = { username: USER, displayName: '某人', scopeId: district.id, roles, password: PASSWORD };
  await admin.ok(admin.post('/api/users', body));
  office.passwords[USER] = PASSWORD;
  const clerk = await office.as('clerk.qingshi');
  const data = petition();
  filed = await clerk.ok(
    clerk.post<FiledCase>('/api/cases', { township: 'qingshi', form: 'petition-registration', data }),
  );
  await clerk.ok(clerk.get<CaseOut>(`/api/cases/${filed.id}`));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

const SHOTS = process.env.TESTS_SHOTS;
const shot = async (page: Page, name: string) => {
  if (!SHOTS) return;
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  // The panel scrolls inside: all of it.
  await page.locator('.rt-panel').screenshot({ path: `${SHOTS}/${name}-panel.png` });
};

test.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['en', 390, true],
])(
  '%s at %i px: a test from a case, its coverage, and a table out and in again',
  async (locale, width, dark) => {
    const desk = await openDesk(browser, office, { locale, width, dark });
    const { page, t, complaints } = desk;
    await signInAt(desk, office, USER);
    // Without its own tests, so that what one test covers can be seen.
    const admin = await office.as('admin');
    const at = `/api/rule-sets/${KEY}/draft`;
    const { body, headers } = await admin.get<DraftOut>(at);
    const content = { ...body.content, tests: [] };
    await admin.ok(admin.send('PUT', at, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));

    await page.goto(`/admin/rule-sets/${KEY}`);
    await page.getByRole('tab', { name: t('ruleTests.title'), exact: true }).click();
    const panel = page.getByRole('region', { name: t('ruleTests.title'), exact: true });
    await panel.getByText(t('ruleTests.empty')).waitFor();
    await shot(page, `empty-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);

    // From a case.
    const search = panel.getByRole('combobox', { name: t('ruleTests.fromCase') });
    await search.fill(filed.number);
    await page.locator('.ant-select-item-option').filter({ hasText: filed.number }).waitFor({ state: 'attached' });
    await search.press('Enter');
    const rows = panel.locator('.rt-test');
    await rows.getByText(t('ruleTests.passed')).waitFor();
    expect(await rows.count()).toBe(1);
    expect(await rows.textContent()).not.toContain('王某某');
    const covered = (rules: number, of: number) =>
      panel.getByText(
        t('ruleTests.covered_rules').replace('{{covered}}', String(rules)).replace('{{total}}', String(of)),
      );
    const total = (body.content.rules as unknown[]).length;
    await covered(1, total).waitFor();
    await panel.locator('summary').click();
    await shot(page, `from-case-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);

    // A copy that is given otherwise fails, and says what came instead.
    await rows
      .first()
      .getByRole('button', { name: t('ruleTests.duplicate') })
      .click();
    await rows
      .nth(1)
      .getByRole('button', { name: t('ruleTests.edit') })
      .click();
    const form = rows.nth(1).locator('.rt-form');
    await form.getByRole('textbox', { name: t('ruleTests.name') }).fill('=copy; "two", 第二条');
    await form
      .getByRole('button', { name: new RegExp(`^${t('common.remove')}[:：]`) })
      .nth(1)
      .click();
    await rows.nth(1).getByText(t('ruleTests.failed')).waitFor();
    await shot(page, `failing-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);
    await rows
      .nth(1)
      .getByRole('button', { name: t('ruleTests.asNow') })
      .click();
    await panel.getByText(t('ruleTests.allPass_other').replace('{{count}}', '2')).waitFor();
    await rows
      .nth(1)
      .getByRole('button', { name: t('ruleTests.done') })
      .click();

    // Out as a table, and in again: the same tests.
    const waiting = page.waitForEvent('download');
    await panel.getByRole('button', { name: t('ruleTests.export') }).click();
    const file = await (await waiting).path();
    const table = readFileSync(file, 'utf8');
    expect(table.startsWith('\uFEFFname,')).toBe(true);
    expect(table).toContain(`"'=copy`);
    const texts = await rows.allTextContents();
    const bring = async (text: string) => {
      await panel
        .getByTestId('tests-file')
        .setInputFiles({ name: 'tests.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      return page.getByRole('dialog');
    };
    const dialog = await bring(`${table}"","no name"\r\n`);
    await dialog.getByRole('radio').nth(1).check();
    await dialog.getByRole('table').waitFor();
    await shot(page, `import-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.locator('.ant-btn-primary').click();
    await dialog.waitFor({ state: 'hidden' });
    await panel.getByText(t('ruleTests.allPass_other').replace('{{count}}', '2')).waitFor();
    expect(await rows.allTextContents()).toEqual(texts);

    // Undone like everything else.
    await rows
      .nth(1)
      .getByRole('button', { name: t('common.remove') })
      .click();
    await covered(1, total).waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByRole('button', { name: new RegExp(`^${t('ruleEditor.undo')}`) }).click();
    await rows.nth(1).waitFor();
    await rows
      .first()
      .getByRole('button', { name: t('ruleTests.tryIt') })
      .click();
    expect(await page.getByRole('textbox', { name: t('admin.factsJson') }).inputValue()).toContain(
      'petition-registration',
    );
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await draftSaved(page);
    await admin.ok(discardDraft(admin, at.replace(/\/draft$/, '')));
    expect(complaints).toEqual([]);
    await desk.context.close();
  },
  120_000,
);

test('who writes rules and reads no cases makes a test by the number of one', async () => {
  const desk = await openDesk(browser, office, { locale: 'zh-CN' });
  const { page, t, complaints } = desk;
  await signInAt(desk, office, 'policy');
  await page.goto('/admin/rule-sets/petition-routing');
  await page.getByRole('tab', { name: t('ruleTests.title'), exact: true }).click();
  const panel = page.getByRole('region', { name: t('ruleTests.title'), exact: true });
  const number = panel.getByRole('searchbox', { name: t('ruleTests.caseNumber') });
  await number.fill('NO-SUCH-CASE');
  await number.press('Enter');
  // What was typed stays, to be mended.
  await panel.getByRole('alert').waitFor();
  expect(await number.inputValue()).toBe('NO-SUCH-CASE');
  await number.fill(filed.number);
  await number.press('Enter');
  const row = panel.locator('.rt-test').filter({ hasText: filed.number });
  await row.getByText(t('ruleTests.passed')).waitFor();
  expect(await row.textContent()).not.toContain('王某某');
  expect(await axeFindings(page)).toEqual([]);
  await draftSaved(page);
  const policy = await office.as('policy');
  await policy.ok(discardDraft(policy, '/api/rule-sets/petition-routing'));
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  await desk.context.close();
});
