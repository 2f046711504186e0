// The purpose of the rule editor, whole: an admin who has never seen JSON writes a policy rule with the keyboard alone,
// sees the gap and the case that shows it, makes it a test, sees what the rule changes, and takes everything back and forth.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { Browser, Page, Response } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { choose, hasFocus, press, reach } from '../support/keyboard.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition, petitionWithoutPolicy } from '../support/petitions.ts';
import { discardDraft } from '../support/versions.ts';

const KEY = 'petition-routing';
const FORM = 'petition-registration';
const LIBRARY: RuleSet = JSON.parse(readFileSync(`rule-sets/library/${KEY}.json`, 'utf8'));
/** The rule that takes what no other one takes. Switched off, it leaves a gap. */
const LAST = LIBRARY.rules.find(({ name }) => name === 'nothing-more-special')!;
const TITLE = { 'zh-CN': '合理无政策、超过五人：每月研判会', en: 'Reasonable, no policy, above five: monthly session' };

/** What the admin reads and types, in the words that the screen shows. */
const STORY = {
  'zh-CN': {
    facts: ['诉求是否合理', '有无政策规定', '人数 · 系统事实'],
    values: ['合理', '没有规定'],
    moreThan: '超过',
    sessions: '提交会议',
    monthly: '每月研判会',
    sentence: '当诉求是否合理为“合理”且有无政策规定为“没有规定”且人数超过5时，提交会议：每月研判会。',
    witness: ['表单\n信访登记表', '诉求类别\n未填写'],
    gap: '不符合任何一条规则',
  },
  en: {
    facts: ['Is the demand justified', 'Is there a policy for it', 'Number of people · Facts of the system'],
    values: ['Justified', 'No policy'],
    moreThan: 'is more than',
    sessions: 'Goes to',
    monthly: 'Monthly session',
    sentence:
      'When Is the demand justified is “Justified” and Is there a policy for it is “No policy” and Number of people is more than 5: Goes to: Monthly session.',
    witness: ['Form\nPetition registration', 'Kind of demand\nnot given'],
    gap: 'some cases match no rule',
  },
};

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
  const group = (peopleCount: number) => ({
    petitionMode: 'group-of-people',
    peopleCount,
    groupRepresentatives: [{ representativeName: '王某某', representativePhone: '13900000001' }],
  });
  const hardship = { hardshipShown: true, hardshipKinds: ['illness-hardship'] };
  // Seven in hardship go to no session yet: of these the rule says otherwise.
  await office.file('qingshi', FORM, petitionWithoutPolicy({ ...group(7), ...hardship }));
  // Five are not more than five; without hardship seven go to the monthly session as it is; with a policy it is another matter.
  await office.file('qingshi', FORM, petitionWithoutPolicy({ ...group(5), ...hardship }));
  await office.file('qingshi', FORM, petitionWithoutPolicy(group(7)));
  await office.file('qingshi', FORM, petition(group(7)));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function stored(): Promise<RuleSet> {
  const policy = await office.as('policy');
  return (await policy.ok(policy.get<DraftOut>(`/api/rule-sets/${KEY}/draft`))).content as unknown as RuleSet;
}

/** Waits until the page has saved by itself what is expected. */
async function expectSaved({ page }: Desk, expected: RuleSet): Promise<void> {
  let next: Response | null;
  do {
    // Armed before looking, so that no answer comes in between.
    const saving = page.waitForResponse((response) => response.request().method() === 'PUT').catch(() => null);
    if (isDeepStrictEqual(await stored(), expected)) return;
    next = await saving;
  } while (next);
  expect(await stored()).toEqual(expected);
}

/** Problems of the page at rest, from its top: what is scrolled half under the header is no smaller for it. */
async function problems(page: Page): Promise<string[]> {
  return axeFindings(page);
}

/** Opens a panel beside the rules, from wherever the focus is. */
async function openPanel(desk: Desk, name: string): Promise<void> {
  const { page, t } = desk;
  const tab = page.getByRole('tab', { name: t(name), exact: true });
  const isSide = () => page.evaluate(() => document.activeElement?.closest('.re-side') !== null);
  for (let step = 0; step < 3 && !(await isSide()); step++) await page.keyboard.press('F6');
  await reach(desk, page.locator('.re-side [role=tab][aria-selected=true]'), { back: true });
  for (let step = 0; step < 8 && (await tab.getAttribute('aria-selected')) !== 'true'; step++) {
    await page.keyboard.press('ArrowRight');
  }
  expect(await tab.getAttribute('aria-selected')).toBe('true');
}

let desk: Desk;
/** The rule set as it is shipped, whatever happened before. */
afterEach(async () => {
  await desk.context.close();
  const policy = await office.as('policy');
  await discardDraft(policy, `/api/rule-sets/${KEY}`);
});

describe.each<Locale>(['zh-CN', 'en'])('in %s', (locale) => {
  const story = STORY[locale];
  const lastTitle = LAST.title[locale];

  test('a rule is written, its gap seen and tested, its impact shown, everything undone and redone, by keys alone', async () => {
    desk = await openDesk(browser, office, { locale });
    const { page, t } = desk;
    await signInAt(desk, office, 'policy');
    await page.goto(`/admin/rule-sets/${KEY}`);
    await page.locator('.re-card').first().waitFor();

    // The sentence of the purpose.
    await press(desk, page.getByRole('button', { name: t('ruleEditor.addRule') }));
    const card = page.locator('.re-card.re-open');
    await card.waitFor();
    await page.keyboard.type(TITLE['zh-CN']);
    await page.keyboard.press('Tab');
    await page.keyboard.type(TITLE.en);
    const addCondition = card.getByRole('combobox', { name: t('ruleEditor.addCondition') });
    for (const [place, fact] of story.facts.entries()) {
      await reach(desk, addCondition);
      await choose(desk, fact);
      // The value of the new condition has the focus.
      const value = story.values[place];
      if (value) await choose(desk, value);
    }
    const people = card.locator('.re-row').nth(2);
    await people.locator('.re-operator').waitFor();
    await page.keyboard.press('Shift+Tab');
    await choose(desk, story.moreThan);
    await reach(desk, people.locator('.re-number'));
    await page.keyboard.type('5');
    await reach(desk, card.getByRole('combobox', { name: t('ruleEditor.addOutcome') }));
    await choose(desk, story.sessions);
    await choose(desk, story.monthly);
    expect(await card.locator('.re-sentence').textContent()).toBe(story.sentence);

    // The rule for everything else switched off, some cases are left to nobody.
    await page.keyboard.press('Shift+F6');
    // The tools are entered where they were left: behind the field to search in.
    await reach(desk, page.getByRole('textbox', { name: t('ruleEditor.search') }), { back: true });
    await page.keyboard.type('?');
    await page.getByText(t('ruleEditor.noneFound')).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type(lastTitle);
    const last = page.locator('.re-card').filter({ hasText: lastTitle });
    const isOn = last.getByRole('switch');
    await reach(desk, isOn);
    await page.keyboard.press('Space');
    await page.locator('.re-card.re-parked').waitFor();
    expect(await hasFocus(isOn)).toBe(true);
    await openPanel(desk, 'proof.title');
    const proof = page.getByRole('region', { name: t('proof.title') });
    const gap = proof.locator('section .proof-finding').filter({ hasText: story.gap });
    await gap.locator('.proof-witness').waitFor();
    await page.locator('.proof-running').waitFor({ state: 'detached' });
    // The case that shows it: facts by name, each with what it is, no keys.
    const witness = await gap.locator('.proof-facts').first().locator('div').allInnerTexts();
    expect(witness).toEqual(expect.arrayContaining(story.witness));
    expect(await problems(page)).toEqual([]);

    // Its example becomes a test, and lies before the admin.
    await press(desk, gap.getByRole('button', { name: t('proof.makeTest') }));
    const tests = page.getByRole('region', { name: t('ruleTests.title'), exact: true });
    const row = tests.locator('.rt-test').nth(LIBRARY.tests!.length);
    await row.getByText(t('ruleTests.passed')).waitFor();
    const edit = row.getByRole('button', { name: t('ruleTests.edit') });
    expect(await hasFocus(edit)).toBe(true);
    // The admin says what should become of such a case; the rules say otherwise.
    await page.keyboard.press('Enter');
    await reach(desk, row.getByRole('combobox', { name: t('ruleTests.addExpected') }));
    await choose(desk, story.sessions);
    await reach(desk, row.getByRole('combobox', { name: story.sessions }), { back: true });
    await choose(desk, story.monthly);
    await row.getByText(t('ruleTests.failed')).waitFor();
    expect(await row.locator('.rt-differences').textContent()).toContain(story.monthly);
    // Taken back and done again where it was said.
    await page.keyboard.press('Control+z');
    await row.locator('.rt-differences').filter({ hasText: story.monthly }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+y');
    await row.locator('.rt-differences').filter({ hasText: story.monthly }).waitFor();
    expect(await problems(page)).toEqual([]);
    await press(desk, row.getByRole('button', { name: t('ruleTests.asNow') }));
    await row.getByText(t('ruleTests.passed')).waitFor();
    expect(await hasFocus(row.getByRole('button', { name: t('ruleTests.done') }))).toBe(true);

    // Switched on again, the rule takes the case: the test says so until it expects it, and the gap is closed.
    await page.keyboard.press('Shift+F6');
    expect(await hasFocus(isOn)).toBe(true);
    await page.keyboard.press('Space');
    await row.locator('.rt-differences').filter({ hasText: lastTitle }).waitFor();
    await page.keyboard.press('F6');
    await press(desk, row.getByRole('button', { name: t('ruleTests.asNow') }));
    await row.getByText(t('ruleTests.passed')).waitFor();
    await openPanel(desk, 'proof.title');
    await gap.waitFor({ state: 'detached' });

    // Of the four cases filed it is one that the rule decides differently.
    await openPanel(desk, 'impact.tab');
    const headline = t(locale === 'en' ? 'impact.headline_one' : 'impact.headline_other')
      .replace('{{cases}}', '4')
      .replace('{{count}}', '1');
    await page.getByTestId('impact-headline').getByText(headline, { exact: true }).waitFor();
    await page.locator('.impact-flow svg').waitFor();
    expect(await page.locator('.impact-table').first().textContent()).toContain(story.monthly);
    expect(await problems(page)).toEqual([]);

    await page
      .locator('.draft-status [role=status]')
      .filter({ hasText: t('versions.savedAt').replace('{{time}}', '') })
      .waitFor();
    const end = await stored();
    const added = end.rules.find(({ title }) => title.en === TITLE.en);
    expect(added).toMatchObject({
      title: TITLE,
      conditions: {
        all: [
          { fact: 'demandJustified', operator: 'equal', value: 'justified-demand' },
          { fact: 'policyFound', operator: 'equal', value: 'policy-none' },
          { fact: 'headcount', operator: 'greaterThan', value: 5 },
        ],
      },
      event: { params: { sessions: ['monthly-study-session'] } },
    });
    expect(end.tests!.at(-1)!.expect.fired).toEqual([LAST.name]);

    // Everything undone, everything redone.
    const undo = page.locator('[aria-keyshortcuts="Control+Z"]');
    for (let step = 0; step < 200 && (await undo.isEnabled()); step++) await page.keyboard.press('Control+z');
    await expectSaved(desk, LIBRARY);
    const redo = page.locator('[aria-keyshortcuts^="Control+Shift+Z"]');
    for (let step = 0; step < 200 && (await redo.isEnabled()); step++) {
      await page.keyboard.press(step % 2 ? 'Control+y' : 'Control+Shift+z');
    }
    await expectSaved(desk, end);
    expect(desk.complaints).toEqual([]);
  }, 120_000);
});
