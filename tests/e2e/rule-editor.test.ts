// Somebody who has never seen JSON writes a policy rule with the keyboard alone, and takes nothing and everything back.
import { readFileSync } from 'node:fs';
import type { Locale } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import type { Browser, Locator } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import {
  axeFindings,
  chooseFromMenu,
  type Desk,
  drawn,
  launch,
  openDesk,
  paste,
  signInAt,
} from '../support/browser.ts';
import { choose, reach } from '../support/keyboard.ts';
import { type Office, openOffice } from '../support/office.ts';
import { discardDraft } from '../support/versions.ts';

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

/** Chooses in the menu that is open. */
const pick = ({ page }: Desk, name: string): Promise<void> => chooseFromMenu(page, name);

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
      await reach(desk, people.locator('.re-number'));
      await page.keyboard.type('5.5');
      // People are whole: what is typed stays as it is, and is refused.
      await people.locator('.re-number.ant-input-status-error').waitFor();
      expect(await people.locator('.re-number').inputValue()).toBe('5.5');
      // So does what nobody can read as a number; full-width digits are digits.
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText('五个');
      await people.locator('.re-number.ant-input-status-error').waitFor();
      await page.keyboard.press('Tab');
      expect(await people.locator('.re-number').inputValue()).toBe('五个');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText('５');
      await page.keyboard.press('Tab');
      expect(await people.locator('.re-number').inputValue()).toBe('5');

      await reach(desk, card.getByRole('combobox', { name: t('ruleEditor.addOutcome') }));
      await choose(desk, words.param.sessions);
      await choose(desk, words.value.session);
      await page.keyboard.press('Escape');
      // What is removed does not take the keyboard with it.
      await reach(
        desk,
        card.getByRole('button', { name: t('common.pair', { label: t('common.remove'), text: words.param.sessions }) }),
      );
      await page.keyboard.press('Enter');
      await card.locator('.re-param').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.closest('.re-outcome') !== null)).toBe(true);
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
      await discardDraft(admin, `/api/rule-sets/${RULES}`);
    }
  }, 120_000);
});

describe('in one language', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openRules('zh-CN');
  });
  afterEach(() => desk.context.close());

  const view = (place: number) => desk.page.locator('.ant-segmented-item').nth(place).click();
  const toggle = (title: string) => desk.page.locator('.re-card-toggle').filter({ hasText: title });
  const open = async (title: string) => {
    await toggle(title).click();
    return desk.page.locator('.re-card.re-open');
  };

  test('source and cards are in step, and text that is no JSON is kept until it is mended', async () => {
    const { page, t } = desk;
    await page.getByRole('tab', { name: t('ruleEditor.view_source') }).click();
    const text = page.locator('.re-side .cm-content');
    await text.waitFor();
    const card = await open('列入政策空白清单');
    await card.getByRole('textbox').first().fill('列入空白清单');
    await card
      .locator('.re-card-head')
      .getByRole('button', { name: new RegExp(`^${t('common.more')}`) })
      .click();
    await pick(desk, t('ruleEditor.openSource'));
    await page.locator('.re-main .cm-line').filter({ hasText: '列入空白清单' }).waitFor();
    await view(0);

    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('x');
    await page.getByText(t('ruleEditor.outOfStep')).waitFor();
    expect(await card.getByRole('textbox').first().isDisabled()).toBe(true);
    // One history: what was typed in the source is taken back by the same keys.
    await page.keyboard.press('Control+z');
    await page.getByText(t('ruleEditor.outOfStep')).waitFor({ state: 'detached' });
    expect(await card.getByRole('textbox').first().inputValue()).toBe('列入空白清单');
    await page.keyboard.press('Control+z');
    expect(await toggle('列入政策空白清单').count()).toBe(1);
  });

  test('what the editor cannot express is shown and kept, and a wrong reference is mended on one click', async () => {
    const { page, t } = desk;
    const odd = structuredClone(LIBRARY);
    const rule = odd.rules.find(({ name }) => name === 'policy-gap-listed')!;
    rule.conditions = {
      all: [
        { any: [{ fact: 'category', operator: 'not:in', value: ['hardship'], params: { kept: true } }] },
        { fact: 'headcoun', operator: 'greaterThan', value: 5 },
      ],
    };
    rule.event.params = { ...rule.event.params, level: 'townshipcentre-level', extra: { kept: true } };
    await view(2);
    await source(desk).click();
    await page.keyboard.press('Control+A');
    await paste(page, JSON.stringify(odd, null, 2));
    await view(0);
    const card = await open('列入政策空白清单');
    expect(await card.getByText(t('ruleEditor.sourceOnly')).count()).toBe(3);
    await card
      .getByRole('button', { name: /headcount|人数/ })
      .first()
      .click();
    await card.locator('.re-fact').first().waitFor();
    await card
      .getByRole('button', { name: /镇综治中心/ })
      .first()
      .click();
    await page.getByRole('button', { name: t('common.save') }).click();
    await page
      .getByRole('status')
      .filter({ hasText: t('admin.saved') })
      .first()
      .waitFor();
    const saved = (await stored()).rules.find(({ name }) => name === 'policy-gap-listed')!;
    expect(saved.conditions).toEqual({
      all: [
        { any: [{ fact: 'category', operator: 'not:in', value: ['hardship'], params: { kept: true } }] },
        { fact: 'headcount', operator: 'greaterThan', value: 5 },
      ],
    });
    expect(saved.event.params).toMatchObject({ level: 'township-centre-level', extra: { kept: true } });
    const policy = await office.as('policy');
    await discardDraft(policy, `/api/rule-sets/${RULES}`);
  });

  test('a day that nobody can read, and a name that cannot be had, stay as typed and are told in place', async () => {
    const { page, t } = desk;
    const card = await open('列入政策空白清单');
    await card.getByRole('combobox', { name: t('ruleEditor.addCondition') }).focus();
    await choose(desk, '首次反映日期');
    const day = card.locator('.re-date input, input.re-date').last();
    const row = card.locator('.re-row').last();
    await day.fill('二月三十日');
    await row.getByText('此处应为日期').waitFor();
    await day.blur();
    expect(await day.inputValue()).toBe('二月三十日');
    expect(await day.getAttribute('aria-invalid')).toBe('true');
    await day.fill('２０２６年３月９日');
    await day.blur();
    await row.getByText('此处应为日期').waitFor({ state: 'detached' });
    expect(await day.inputValue()).toBe('2026-03-09');
    await row.getByRole('button', { name: t('field.chooseDay') }).click();
    await page.locator('.day-choice [title="2026-03-16"]').click();
    expect(await day.inputValue()).toBe('2026-03-16');

    const name = card.getByLabel(t('ruleEditor.name'), { exact: true });
    const was = await name.inputValue();
    for (const [text, problem] of [
      ['  ', 'ruleEditor.nameBlank'],
      [LIBRARY.rules[0]!.name, 'ruleEditor.nameTaken'],
    ] as const) {
      await name.fill(text);
      await name.blur();
      await card.getByRole('alert').getByText(t(problem)).waitFor();
      expect(await name.inputValue()).toBe(text);
    }
    await name.press('Escape');
    expect(await name.inputValue()).toBe(was);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('cards and conditions are dragged, and their menus do the same', async () => {
    const { page, t } = desk;
    const titles = async () => page.locator('.re-card-title').allTextContents();
    const before = await titles();
    const drag = async (from: Locator, to: Locator, below: number) => {
      // Waits until it stands still.
      await from.hover();
      const [a, b] = [await from.boundingBox(), await to.boundingBox()];
      if (!a || !b) throw new Error('Nothing to drag.');
      await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
      await page.mouse.down();
      await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2 + 12, { steps: 3 });
      await page.mouse.move(b.x + 12, b.y + b.height / 2 + below, { steps: 12 });
      // Where it would be dropped is found out with the next frame.
      await drawn(page);
      await page.mouse.up();
      await drawn(page);
    };
    const cards = page.locator('.re-card');
    await drag(cards.nth(0).locator('.re-handle').first(), cards.nth(2), 0);
    expect((await titles()).slice(0, 3)).toEqual([before[1], before[2], before[0]]);
    await page.keyboard.press('Control+z');
    expect(await titles()).toEqual(before);

    const card = await open('紧急情形：立即处置');
    const rows = card.locator('.re-row');
    const values = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
    const was = await values();
    await drag(rows.nth(0).locator('.re-handle'), rows.nth(2), 0);
    expect(await values()).toEqual([was[1], was[2], was[0]]);
    // By the menu into a group of its own, and with Alt and an arrow back out of it.
    await rows
      .nth(2)
      .getByRole('button', { name: new RegExp(`^${t('common.more')}`) })
      .click();
    await pick(desk, t('ruleEditor.wrap'));
    expect(await card.locator('.re-group .re-group .re-row').count()).toBe(1);
    await card.locator('.re-group .re-group .re-row input').first().focus();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await card.locator('.re-group .re-group .re-row').count()).toBe(0);
    expect(await values()).toEqual([was[1], was[2], was[0]]);
  });

  test('rules are copied into another rule set with what they need', async () => {
    const { page, context, t } = desk;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const first = page.locator('.re-card').first();
    const title = (await first.locator('.re-card-title').textContent()) ?? '';
    await first.getByRole('button', { name: new RegExp(`^${t('common.more')}`) }).click();
    await pick(desk, t('ruleEditor.copyRule'));
    await page.getByText(t('ruleEditor.copied')).waitFor();
    await page.goto('/admin/rule-sets/dispute-routing');
    const cards = page.locator('.re-card');
    await cards.first().waitFor();
    const before = await cards.count();
    await page.getByRole('button', { name: t('ruleEditor.paste') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').focus();
    await page.keyboard.press('Control+v');
    await dialog.getByText(title).first().waitFor();
    await dialog.getByRole('button', { name: t('ruleEditor.pasteIn') }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await cards.count()).toBe(before + 1);
    expect(await axeFindings(page)).toEqual([]);
  });
});
