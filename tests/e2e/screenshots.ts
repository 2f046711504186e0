// Takes the pictures of docs/handbook from the running product: npm run pictures
import { readFileSync } from 'node:fs';
import type { FormDefinition, Locale } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { CaseSummary, DraftOut } from '../../backend/src/contract/index.ts';
import { type Desk, fillForm, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

const FOLDER = 'docs/handbook';
const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
const DEMAND = {
  petitionMode: 'single-person',
  arrivalChannel: 'in-person',
  visitorFullName: '王某某',
  visitorMobile: '13900000001',
  matterSummary: '某装修队拖欠三个月工资',
  matterField: 'labour-and-wages',
  matterFacts: '务工期间工资未按约定发放，有考勤记录。（示例）',
  demandJustified: 'justified-demand',
  policyFound: 'policy-clear',
  lawfulChannel: 'no-other-channel',
  powerNeeded: 'village-can-decide',
};

/** The kind of demand that the rules see in it: only then is the preview that of the whole form. */
const KIND: Record<Locale, string> = JSON.parse(
  readFileSync('rule-sets/library/demand-classification.json', 'utf8'),
).outcomes.category.values.find(({ key }: { key: string }) => key === 'reasonable-with-policy').title;

/** Name of the picture, who sees it, and where. */
const SCREENS: [string, string, string][] = [
  ['my-work', 'labour.qingshi', '/work'],
  ['ledger', 'centre.qingshi', '/cases'],
  ['case', 'centre.qingshi', '/cases/$CASE'],
  ['receipt', 'centre.qingshi', '/cases/$CASE/receipt'],
  ['statistics', 'mayor.qingshi', '/statistics'],
  ['rule-editor', 'policy', '/admin/rule-sets/petition-routing'],
  ['rule-proof', 'policy', '/admin/rule-sets/dispute-classification'],
  ['rule-tests', 'policy', '/admin/rule-sets/petition-routing'],
  ['form-editor', 'policy', '/admin/forms/petition-registration'],
  ['rollout', 'admin', '/admin/rollout'],
];

async function changeDraft(office: Office, key: string, change: (content: RuleSet) => void): Promise<void> {
  const policy = await office.as('policy');
  const at = `/api/rule-sets/${key}/draft`;
  const { body, headers } = await policy.get<DraftOut>(at);
  const content = structuredClone(body.content) as unknown as RuleSet;
  change(content);
  await policy.ok(policy.send('PUT', at, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
}

/** A rule open, and beside it what the draft would have changed. */
async function openImpact({ page, t }: Desk): Promise<void> {
  await page.locator('.re-card').nth(2).getByRole('button').first().click();
  await page.getByRole('tab', { name: t('impact.tab') }).click();
  await page.locator('.impact-flow svg').waitFor();
  await page.mouse.move(0, 0);
}

async function openProof({ page, t }: Desk): Promise<void> {
  await page.getByRole('tab', { name: t('proof.title'), exact: true }).click();
  await page.locator('.proof-witness').first().waitFor();
  await page.locator('.proof-running').waitFor({ state: 'detached' });
}

async function openTests({ page, t }: Desk): Promise<void> {
  await page.getByRole('tab', { name: t('ruleTests.title'), exact: true }).click();
  await page.locator('.rt-coverage').waitFor();
}

const BEFORE: Record<string, (desk: Desk) => Promise<void>> = {
  'rule-editor': openImpact,
  'rule-proof': openProof,
  'rule-tests': openTests,
};

test('pictures of the main screens', async () => {
  const office = await openOffice({ from: 'demonstration' });
  const browser = await launch();
  // Wages go to another department, and a gap is not accepted: there is something to see.
  await changeDraft(office, 'petition-routing', ({ rules }) => {
    const wages = rules.find(({ name }) => name === 'department-of-labour-and-wages');
    Object.assign(wages?.event.params ?? {}, { department: 'justice-office' });
  });
  await changeDraft(office, 'dispute-classification', (content) => {
    content.accepted = [];
  });
  const centre = await office.as('centre.qingshi');
  const { items } = await centre.ok(centre.get<{ items: CaseSummary[] }>('/api/cases?status=open&limit=1'));
  for (const [locale, suffix] of [
    ['zh-CN', ''],
    ['en', '-en'],
  ] as [Locale, string][]) {
    const clerk = await openDesk(browser, office, { locale });
    await signInAt(clerk, office, 'clerk.qingshi');
    await clerk.page.goto('/new?township=qingshi&form=petition-registration');
    await fillForm(clerk, FORM, DEMAND);
    await clerk.page.getByTestId('preview-category').getByText(KIND[locale], { exact: true }).waitFor();
    await clerk.page.waitForLoadState('networkidle');
    await clerk.page.evaluate(() => window.scrollTo(0, 0));
    await clerk.page.screenshot({ path: `${FOLDER}/new-case${suffix}.png` });
    await clerk.context.close();
    for (const [name, username, path] of SCREENS) {
      const desk = await openDesk(browser, office, { locale });
      await signInAt(desk, office, username);
      await desk.page.goto(path.replace('$CASE', items[0]?.id ?? ''));
      await desk.page.waitForLoadState('networkidle');
      await desk.page.locator('h1').first().waitFor();
      await BEFORE[name]?.(desk);
      await desk.page.screenshot({ path: `${FOLDER}/${name}${suffix}.png` });
      await desk.context.close();
    }
  }
  await browser.close();
  await office.close();
}, 300_000);
