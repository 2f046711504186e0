// An admin sees what the rules leave open, with the case that shows it, and settles it.
import type { Locale } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { Browser, Locator, Page } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, draftSaved, drawn, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { discardDraft } from '../support/versions.ts';

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

const SHOTS = process.env.PROOF_SHOTS;
/** What the window shows with the place at its top. */
const shotOf = async (place: Locator, name: string) => {
  if (!SHOTS) return;
  await place.evaluate((element) => element.scrollIntoView());
  await place.page().screenshot({ path: `${SHOTS}/${name}.png` });
};
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};

test.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['en', 390, true],
])(
  '%s at %i px: from an open gap to a test, an example tried, and a reason written down',
  async (locale, width, dark) => {
    const desk = await openDesk(browser, office, { locale, width, dark });
    const { page, t, complaints } = desk;
    await signInAt(desk, office, 'admin');
    await page.goto('/admin/rule-sets/dispute-classification');
    await page.getByRole('tab', { name: t('proof.title') }).click();
    const panel = page.getByRole('region', { name: t('proof.title') });
    const state = panel.getByRole('status');
    await state.getByText(t('proof.clean')).waitFor();
    await shot(page, `clean-${locale}-${width}`);

    // Reopened, the gap stands there with its example.
    await panel.locator('.ant-collapse-header').click();
    const gap = panel.locator('.proof-finding.warning');
    await gap.getByRole('button', { name: t('proof.reopen') }).click();
    await panel.locator('section .proof-finding.warning .proof-witness').waitFor();
    // Measured at rest and from the top: what is scrolled half under the header is no smaller for it.
    await page.locator('.proof-running').waitFor({ state: 'detached' });
    await shot(page, `gap-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);

    await gap.getByRole('button', { name: t('proof.makeTest') }).click();
    await page.getByRole('button', { name: t('common.save') }).click();
    const admin = await office.as('admin');
    const tests = async () => {
      const { content } = await admin.ok(admin.get<DraftOut>('/api/rule-sets/dispute-classification/draft'));
      return (content.tests as { name: string; facts: { form: string }; expect: { fired: string[] } }[]).at(-1);
    };
    await draftSaved(page);
    expect((await tests())?.name).toMatch(/ 1$/);
    expect(await tests()).toMatchObject({ facts: { form: 'dispute-register' }, expect: { fired: [] } });

    // It is shown among the tests, and has run.
    const rows = page.getByRole('region', { name: t('ruleTests.title'), exact: true }).locator('.rt-test');
    await rows.last().getByText(t('ruleTests.passed')).waitFor();
    await page.getByRole('tab', { name: t('proof.title') }).click();

    await gap.getByRole('button', { name: t('proof.tryCase') }).click();
    expect(await page.getByRole('textbox', { name: t('admin.factsJson') }).inputValue()).toContain('dispute-register');
    await page.getByRole('tab', { name: t('proof.title') }).click();

    // Published with a reason only.
    await page.getByRole('button', { name: t('admin.publish') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('admin.publishNote')).fill('按新规定调整');
    await dialog.getByLabel(t('proof.reasonToPublish')).waitFor();
    expect(await dialog.getByRole('button', { name: t('admin.publish') }).isDisabled()).toBe(true);
    await shot(page, `publish-${locale}-${width}`);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel(t('proof.reasonToPublish')).fill('先在一镇试行');
    expect(await dialog.getByRole('button', { name: t('admin.publish') }).isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: t('common.cancel') }).click();
    await page.getByRole('button', { name: t('common.leave'), exact: true }).click();
    await dialog.first().waitFor({ state: 'hidden' });

    // Accepted, nothing is open.
    await gap.getByRole('button', { name: t('proof.accept') }).click();
    await page.getByLabel(t('proof.reasonZh')).fill('由人判断');
    await page.getByLabel(t('proof.reasonEn')).fill('A person says so');
    await page.getByRole('button', { name: t('proof.acceptNow'), exact: true }).click();
    await state.getByText(t('proof.clean')).waitFor();
    await admin.ok(discardDraft(admin, '/api/rule-sets/dispute-classification'));
    expect(complaints).toEqual([]);
    await desk.context.close();
  },
);

const ROUTING = 'petition-routing';
const DRAFT = `/api/rule-sets/${ROUTING}/draft`;
const FIELDS = ['labour-and-wages', 'housing-matters'];
const RULES = 8;

/**
 * A draft of eight rules of equal priority, each of another department: 28 overlaps, for every two share a day of long ago
 * on which no other matches. All but the last match housing and wages, the last wages only.
 */
async function saveOverlaps(): Promise<void> {
  const admin = await office.as('admin');
  const { body, headers } = await admin.get<{ content: RuleSet }>(DRAFT);
  const title = { 'zh-CN': '规则', en: 'rule' };
  const pairs = Array.from({ length: RULES }, (_, a) => Array.from({ length: a }, (_, b) => [a, b])).flat();
  const days = pairs.map((pair, at) => ({ pair, day: `2001-01-${String(at + 1).padStart(2, '0')}` }));
  const rules = Array.from({ length: RULES }, (_, at) => ({
    name: `overlap-${at}`,
    title: { 'zh-CN': `第${at}条`, en: `number ${at}` },
    source: title,
    priority: 5,
    conditions: {
      any: [
        { fact: 'matterField', operator: 'in', value: at === RULES - 1 ? FIELDS.slice(0, 1) : FIELDS },
        {
          fact: 'dayReceived',
          operator: 'in',
          value: days.flatMap(({ pair, day }) => (pair.includes(at) ? [day] : [])),
        },
      ],
    },
    event: { type: 'case-routed', params: { department: `department-${at}` } },
  }));
  const { accepted: _, tests: __, conditions: ___, ...rest } = body.content;
  const content = { ...rest, rules };
  await admin.ok(admin.put(DRAFT, { content }, { headers: { 'if-match': headers.get('etag') ?? '' } }));
}

describe('overlaps', () => {
  beforeAll(async () => {
    await saveOverlaps();
    for (const matterField of ['labour-and-wages', 'labour-and-wages', 'labour-and-wages', 'housing-matters']) {
      await office.file('qingshi', 'petition-registration', petition({ matterField }));
    }
  });

  test.each<[Locale, number, boolean]>([
    ['zh-CN', 1440, false],
    ['en', 1440, true],
    ['zh-CN', 390, true],
    ['en', 390, false],
  ])(
    '%s at %i px: the heaviest by real cases stand first, and the others are a button away',
    async (locale, width, dark) => {
      const desk = await openDesk(browser, office, { locale, width, dark });
      const { page, t } = desk;
      await signInAt(desk, office, 'admin');
      await page.goto(`/admin/rule-sets/${ROUTING}`);
      await page.getByRole('tab', { name: t('proof.title') }).click();
      const overlaps = page.locator('section[data-code=overlap]');
      const weights = overlaps.locator('.proof-weight');
      await weights.first().waitFor();
      // Read in full: no number is that of a sample any more.
      await overlaps.getByText(t('proof.sample'), { exact: true }).first().waitFor({ state: 'detached' });
      const told = (count: number) =>
        locale === 'en' ? `${count} cases of the last year match both` : `近一年 ${count} 件案件同时符合`;
      const first = Array.from({ length: 20 }, () => told(4));
      expect(await weights.allInnerTexts()).toEqual(first);
      await shotOf(overlaps, `overlaps-${locale}-${width}`);
      const more = overlaps.locator('.proof-more');
      expect(await more.innerText()).toBe(t('proof.showAll').replace('{{count}}', '28'));
      await more.focus();
      await page.keyboard.press('Enter');
      // The seven pairs with the last rule, which fewer cases match, come last, though the file has them in between.
      const others = [told(4), ...Array.from({ length: 7 }, () => told(3))];
      expect(await weights.allInnerTexts()).toEqual([...first, ...others]);
      expect(await more.getAttribute('aria-expanded')).toBe('true');
      await shotOf(weights.nth(19), `overlaps-all-${locale}-${width}`);
      expect(await axeFindings(page)).toEqual([]);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBeLessThanOrEqual(0);
      expect(desk.complaints).toEqual([]);
      await desk.context.close();
    },
  );

  test('numbers of a sample are marked as such', async () => {
    const desk = await openDesk(browser, office, { locale: 'zh-CN', width: 390 });
    const { page, t } = desk;
    await signInAt(desk, office, 'admin');
    await page.route('**/draft/impact', async (route) => {
      const response = await route.fetch();
      const progress = { loaded: 2, total: 4, limited: true };
      await route.fulfill({ response, json: { ...(await response.json()), ready: 'sample', progress } });
    });
    await page.goto(`/admin/rule-sets/${ROUTING}`);
    await page.getByRole('tab', { name: t('proof.title') }).click();
    const overlaps = page.locator('section[data-code=overlap]');
    await overlaps.locator('.proof-weight').first().waitFor();
    expect(await overlaps.locator('.proof-weight').getByText(t('proof.sample'), { exact: true }).count()).toBe(20);
    expect(await overlaps.locator('.proof-note').innerText()).toContain('2/4');
    await shotOf(overlaps, 'overlaps-sample');
    expect(await axeFindings(page)).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await desk.context.close();
  });

  test('without an answer about real cases they are told as ever, with a quiet line that says so', async () => {
    const desk = await openDesk(browser, office, { locale: 'en' });
    const { page, t } = desk;
    await signInAt(desk, office, 'admin');
    const url = '**/draft/impact';
    let status = 503;
    await page.route(url, (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { status, title: 'No answer' } }),
    );
    await page.goto(`/admin/rule-sets/${ROUTING}`);
    await page.getByRole('tab', { name: t('proof.title') }).click();
    const overlaps = page.locator('section[data-code=overlap]');
    const note = overlaps.getByRole('status');
    await note.getByText('No answer').waitFor();
    expect(await overlaps.locator('.proof-finding').count()).toBe(20);
    expect(await overlaps.locator('.proof-weight').count()).toBe(0);
    await shotOf(overlaps, 'overlaps-without');
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute(url);
    await note.getByRole('button', { name: t('common.retry') }).click();
    await overlaps.locator('.proof-weight').first().waitFor();
    expect(await note.count()).toBe(0);
    // Who may not ask is told nothing of it.
    status = 403;
    await page.route(url, (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { status, title: 'Not yours' } }),
    );
    await page.reload();
    const refused = page.waitForResponse(url);
    await page.getByRole('tab', { name: t('proof.title') }).click();
    await overlaps.locator('.proof-finding').first().waitFor();
    await refused;
    await drawn(page);
    expect(await note.count()).toBe(0);
    expect(await overlaps.locator('.proof-weight').count()).toBe(0);
    await desk.context.close();
  });
});
