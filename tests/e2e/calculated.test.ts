// What is calculated: shown as it is filled in, the server's value counts, and drawn by who has never seen an expression.
import type { Browser } from 'playwright-core';
import type { DraftOut, FiledCase, PreviewOut } from '../../backend/src/contract/index.ts';
import { FieldCipher } from '../../backend/src/secrets/field-cipher.ts';
import { axeFindings, type Desk, draftSaved, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

const KEY = 'hardship-aid-application';
let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterAll(async () => {
  await browser.close();
  await office.close();
});

const control = ({ page }: Desk, pointer: string) => page.locator(`[id="field${pointer.replaceAll('/', '-')}"]`);

test('the page shows it while it is filled in, says what is missing, and takes nothing typed', async () => {
  const desk = await openDesk(browser, office, {});
  await signInAt(desk, office, 'clerk.qingshi');
  await desk.page.goto('/new');
  await desk.page.getByRole('button', { name: '困难救助申请表' }).click();
  const perHead = control(desk, '/incomePerHead');
  await perHead.waitFor();
  const note = desk.page.locator('[id="field-incomePerHead-calculated"]');
  expect(await note.textContent()).toBe('填写“家庭月收入”、“家庭人口”后算出');
  await control(desk, '/householdSize').fill('3');
  await control(desk, '/monthlyIncome').fill('1万');
  await desk.page.waitForFunction(
    () => (document.getElementById('field-incomePerHead') as HTMLInputElement | null)?.value === '3,333.33元',
  );
  // Once typing has settled.
  await note.filter({ hasText: /^由其他内容算出，不用填写$/ }).waitFor();
  expect(await perHead.getAttribute('readonly')).not.toBeNull();
  await control(desk, '/householdSize').fill('');
  await desk.page.waitForFunction(
    () => (document.getElementById('field-incomePerHead') as HTMLInputElement | null)?.value === '',
  );
  expect(await axeFindings(desk.page)).toEqual([]);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
}, 120_000);

test('whatever is sent in its place, the case holds what the server calculates', async () => {
  const clerk = await office.as('clerk.qingshi');
  const data = {
    ...{ visitorFullName: '沈某某', visitorMobile: '13800000000', matterSummary: '申请临时救助' },
    ...{
      matterField: 'livelihood-matters',
      matterFacts: '家里有人生病住院，生活困难。',
      matterVillage: 'qingshi-dongpo',
    },
    ...{ dayReceived: '2026-03-02', householdSize: 3, monthlyIncome: '1000', incomePerHead: '9999' },
    ...{ hardshipKinds: ['illness-hardship'], aidWanted: ['social-assistance'] },
  };
  const body = { township: 'qingshi', form: KEY, data };
  const { errors } = await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', body));
  expect(errors).toEqual([]);
  const { id } = await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
  const [row] = await office.sql<{ data: object; sensitive: Buffer }>(
    'SELECT data, sensitive FROM case_file WHERE id = $1',
    [id],
  );
  // Personal, as what it is calculated from: sealed, and not in the open.
  expect(row?.data).not.toHaveProperty('incomePerHead');
  expect(office.app.get(FieldCipher).open(row?.sensitive as Buffer)).toMatchObject({ incomePerHead: '333.33' });
}, 120_000);

test('the designer offers the usual calculations, reads them out, tries them, and lists them with the checks', async () => {
  const desk = await openDesk(browser, office, {});
  const { page, t } = desk;
  await signInAt(desk, office, 'policy');
  await page.goto(`/admin/forms/${KEY}`);
  await page.locator('[data-field="/incomePerHead"] .fd-field-main').click();
  const sheet = page.locator('.fd-sheet');
  await sheet.getByText(t('designer.isCalculated')).waitFor();
  expect(await sheet.getByLabel(t('designer.expression')).inputValue()).toBe('monthlyIncome / householdSize');
  await sheet.getByText('读作：“家庭月收入” ÷ “家庭人口”').waitFor();
  await sheet.getByText(/用样例试算：[\d,.]+元/).waitFor();
  // What cannot be read is told at the field.
  await sheet.getByLabel(t('designer.expression')).fill('monthlyIncome / other');
  await sheet.getByText('公式中的“other”不是这里能用的字段').first().waitFor();
  await draftSaved(page);
  const policy = await office.as('policy');
  const draft = await policy.ok(policy.get<DraftOut>(`/api/forms/${KEY}/draft`));
  expect(JSON.stringify(draft.content)).toContain('monthlyIncome / other');
  await sheet.getByLabel(t('designer.expression')).fill('monthlyIncome / householdSize');
  await page.locator('.re-toolbar').getByText(t('designer.view_logic'), { exact: true }).click();
  await page.getByText('等于 “家庭月收入” ÷ “家庭人口”').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
}, 180_000);
