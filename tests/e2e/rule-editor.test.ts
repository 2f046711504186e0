// Somebody who has never seen JSON writes a policy rule with the keyboard alone, and takes nothing and everything back.
import { readFileSync } from 'node:fs';
import type { Locale } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { Browser, Locator } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

const RULES = 'petition-routing';
const LIBRARY: RuleSet = JSON.parse(readFileSync(`rule-sets/library/${RULES}.json`, 'utf8'));

/** The sentence of the purpose, in the words that an admin sees. */
const WORDS = {
  'zh-CN': {
    fact: { people: '人数' },
    value: { session: '每月研判会' },
    param: { sessions: '提交会议' },
    title: { zh: '合理无政策、五人以上', en: 'Reasonable, no policy, above five' },
  },
  en: {
    fact: { people: 'Number of people' },
    value: { session: 'Monthly session' },
    param: { sessions: 'Goes to' },
    title: { zh: '合理无政策、五人以上', en: 'Reasonable, no policy, above five' },
  },
};

interface FormText {
  schema: { properties: Record<string, Record<string, unknown>>; allOf?: { then?: FormText['schema'] }[] };
}
const FORM: FormText = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
function wordsOf(fact: string, value: string, locale: Locale): { fact: string; value: string } {
  const places = [FORM.schema, ...(FORM.schema.allOf ?? []).flatMap(({ then }) => then ?? [])];
  const schema = places.map(({ properties }) => properties?.[fact]).find((found) => found?.['x-title'])!;
  const title = schema['x-title'] as Record<Locale, string>;
  const titles = schema['x-enum-titles'] as Record<string, Record<Locale, string>>;
  return { fact: title[locale], value: titles[value]![locale] };
}

let browser: Browser;
let office: Office;
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function openRules(locale: Locale, dark = false): Promise<Desk> {
  const desk = await openDesk(browser, office, { locale, dark });
  await signInAt(desk, office, 'policy');
  await desk.page.goto(`/admin/rule-sets/${RULES}`);
  await desk.page.locator('.re-card').first().waitFor();
  return desk;
}

/** Goes with the Tab key alone until the control has the focus. */
async function reach({ page }: Desk, control: Locator, most = 150): Promise<void> {
  for (let step = 0; step < most; step++) {
    if (await control.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached with Tab: ${control}`);
}

/** Chooses in the list that has the focus, by typing. */
async function choose({ page }: Desk, words: string): Promise<void> {
  await page.keyboard.type(words);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active')
    .filter({ hasText: words })
    .waitFor();
  await page.keyboard.press('Enter');
}

const source = ({ page }: Desk) => page.locator('.re-main .cm-content');
const sentences = ({ page }: Desk) => page.locator('.re-sentence').allTextContents();

async function stored(): Promise<RuleSet> {
  const policy = await office.as('policy');
  const { content } = await policy.ok(policy.get<DraftOut>(`/api/rule-sets/${RULES}/draft`));
  return content as unknown as RuleSet;
}

describe.each<[Locale, boolean]>([
  ['zh-CN', false],
  ['en', true],
])('in %s, dark: %s', (locale, dark) => {
  test('the rule of the purpose is built, seen in every view, undone and redone, with the keyboard alone', async () => {
    const desk = await openRules(locale, dark);
    const { page, t } = desk;
    const words = WORDS[locale];
    const justified = wordsOf('demandJustified', 'justified-demand', locale);
    const policy = wordsOf('policyFound', 'policy-none', locale);
    try {
      const before = await sentences(desk);
      await reach(desk, page.getByRole('button', { name: t('ruleEditor.addRule') }));
      await page.keyboard.press('Enter');
      const card = page.locator('.re-card.re-open');
      await card.waitFor();
      // The title has the focus: what is written there is both languages' title, one after the other.
      await page.keyboard.type(words.title.zh);
      await page.keyboard.press('Tab');
      await page.keyboard.type(words.title.en);

      const addCondition = card.getByRole('combobox', { name: t('ruleEditor.addCondition') });
      await reach(desk, addCondition);
      await choose(desk, justified.fact);
      // The value of the new condition has the focus.
      await choose(desk, justified.value);
      await reach(desk, addCondition);
      await choose(desk, policy.fact);
      await choose(desk, policy.value);
      await reach(desk, addCondition);
      await choose(desk, `${words.fact.people} · ${t('ruleEditor.systemFacts')}`);
      const people = card.locator('.re-row').nth(2);
      await people.locator('.re-operator').waitFor();
      await page.keyboard.press('Shift+Tab');
      await choose(desk, locale === 'en' ? 'is more than' : '超过');
      await reach(desk, people.getByRole('spinbutton'));
      await page.keyboard.type('5');

      await reach(desk, card.getByRole('combobox', { name: t('ruleEditor.addOutcome') }));
      await choose(desk, words.param.sessions);
      await choose(desk, words.value.session);
      await page.keyboard.press('Escape');

      const sentence = await card.locator('.re-sentence').textContent();
      for (const part of [justified.fact, justified.value, policy.fact, policy.value, '5', words.value.session]) {
        expect(sentence).toContain(part);
      }
      expect(await axeFindings(page)).toEqual([]);

      const after = await sentences(desk);
      expect(after).toHaveLength(before.length + 1);

      // Through the other views and back: nothing is lost.
      const view = (name: string) =>
        page.locator('.ant-segmented-item-input').nth(['cards', 'table', 'source'].indexOf(name));
      await view('table').focus();
      await page.keyboard.press('Space');
      const row = page.locator('.re-table tr').filter({ hasText: locale === 'en' ? words.title.en : words.title.zh });
      await row.waitFor();
      expect(await row.textContent()).toContain(words.value.session);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await source(desk).waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await card.waitFor();
      expect(await sentences(desk)).toEqual(after);

      // Everything undone, everything redone.
      const undo = page.locator('[aria-keyshortcuts="Control+Z"]');
      for (let step = 0; step < 100 && (await undo.isEnabled()); step++) await page.keyboard.press('Control+z');
      await expect(sentences(desk)).resolves.toEqual(before);
      const redo = page.locator('[aria-keyshortcuts^="Control+Shift+Z"]');
      for (let step = 0; step < 100 && (await redo.isEnabled()); step++) await page.keyboard.press('Control+Shift+z');
      expect(await sentences(desk)).toEqual(after);

      // And saved, it says what was meant, and nothing else changed.
      await page.getByRole('button', { name: t('common.save') }).click();
      await page
        .getByRole('status')
        .filter({ hasText: t('admin.saved') })
        .first()
        .waitFor();
      const saved = await stored();
      const added = saved.rules.find((rule) => rule.title['zh-CN'] === words.title.zh)!;
      expect(added.conditions).toEqual({
        all: [
          { fact: 'demandJustified', operator: 'equal', value: 'justified-demand' },
          { fact: 'policyFound', operator: 'equal', value: 'policy-none' },
          { fact: 'headcount', operator: 'greaterThan', value: 5 },
        ],
      });
      expect(added.event).toEqual({ type: 'case-routed', params: { sessions: ['monthly-study-session'] } });
      expect({ ...saved, rules: saved.rules.filter((rule) => rule !== added) }).toEqual(LIBRARY);
      expect(desk.complaints).toEqual([]);
    } finally {
      await desk.context.close();
      const admin = await office.as('policy');
      await admin.delete(`/api/rule-sets/${RULES}/draft`);
    }
  }, 120_000);
});
