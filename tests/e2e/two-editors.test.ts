// Two people on one draft, a closed tab, a lost connection: what anybody wrote is there in the end, and nothing is decided silently.
import type { Locale } from '@caseway/form-schemas';
import type { Browser } from 'playwright-core';
import type { DraftOut } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, launch, openDesk, openSource, paste, signInAt, WORDS } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

interface Rules {
  key: string;
  rules: { name: string; title: Record<Locale, string>; source: Record<Locale, string>; priority?: number }[];
  note?: string;
}

let browser: Browser;
let office: Office;
const desks: Desk[] = [];
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice()]);
});
afterAll(async () => {
  await browser.close();
  await office.close();
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.context.close()));
});

/** A person at the source of a rule set. */
async function sit(username: string, key: string, options: { locale?: Locale; width?: number } = {}): Promise<Desk> {
  const desk = await openDesk(browser, office, options);
  desks.push(desk);
  await signInAt(desk, office, username);
  await go(desk, key);
  return desk;
}

const go = openSource;

const stored = async (key: string): Promise<Rules> => {
  const policy = await office.as('policy');
  return (await policy.ok(policy.get<DraftOut>(`/api/rule-sets/${key}/draft`))).content as unknown as Rules;
};

/** Replaces the whole source, as one who works in it with the keyboard. */
async function write({ page }: Desk, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await paste(page, text);
}

const edit = async (desk: Desk, key: string, change: (rules: Rules) => void): Promise<void> => {
  const content = structuredClone(await stored(key));
  change(content);
  await write(desk, JSON.stringify(content, null, 2));
};

const says = (desk: Desk, text: string) => desk.page.getByText(text).first().waitFor();
const part = (locale: Locale, key: string, params: Record<string, string> = {}) =>
  Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{{${name}}}`, value),
    WORDS[locale].versions?.[key] ?? `no text ${key}`,
  );
/** Waits for what the server has. */
async function until(key: string, holds: (rules: Rules) => boolean): Promise<Rules> {
  for (let tries = 0; tries < 200; tries++) {
    const rules = await stored(key);
    if (holds(rules)) return rules;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The draft never came to be so.');
}

test('two people change different rules: both end with both changes, each told of the other’s', async () => {
  const key = 'dispute-routing';
  const [chinese, english] = [await sit('policy', key), await sit('admin', key, { locale: 'en' })];
  const title = (await stored(key)).rules[0]?.title;
  // Both begin from the same, and save one right after the other.
  const both = await stored(key);
  const [mine, theirs] = [structuredClone(both), structuredClone(both)];
  Object.assign(mine.rules[0] ?? {}, { priority: 77 });
  Object.assign(theirs.rules[1]?.source ?? {}, { en: 'A better source' });
  await write(chinese, JSON.stringify(mine, null, 2));
  await write(english, JSON.stringify(theirs, null, 2));
  const after = await until(key, ({ rules }) => rules[0]?.priority === 77 && rules[1]?.source.en === 'A better source');
  expect(after.rules.length).toBe(both.rules.length);
  await says(chinese, '依据变了');
  await says(english, `Rule “${title?.en}”: priority`);
  expect(await axeFindings(english.page)).toEqual([]);
  // The message leads to the place, in the source that has both changes now.
  await english.page.getByRole('button', { name: `Rule “${title?.en}”: priority` }).click();
  await english.page.locator('.cm-focused').getByText('"priority": 77').waitFor();
  await chinese.page.getByRole('button', { name: '依据变了' }).click();
  await chinese.page.locator('.cm-focused').getByText('A better source').waitFor();
  // Who takes back a step of their own takes nothing of the other's with it.
  await english.page.locator('.cm-content').click();
  await english.page.keyboard.press('Control+Z');
  const taken = await until(key, ({ rules }) => rules[1]?.source.en !== 'A better source');
  expect(taken.rules[0]?.priority).toBe(77);
  expect([...chinese.complaints, ...english.complaints]).toEqual([]);
});

test.each<[Locale, number]>([
  ['zh-CN', 1440],
  ['en', 390],
])(
  'two people change the same place (%s, %i px): both are shown, and nothing is saved before one is chosen',
  async (locale, width) => {
    const key = 'demand-classification';
    const desk = await sit('policy', key, { locale, width });
    const { page } = desk;
    const name = (await stored(key)).rules[0]?.title[locale] ?? '';
    await desk.context.setOffline(true);
    await edit(desk, key, ({ rules }) => Object.assign(rules[0]?.title ?? {}, { [locale]: `Mine of ${name}` }));
    const admin = await office.as('admin');
    const draft = await admin.get<DraftOut>(`/api/rule-sets/${key}/draft`);
    const content = structuredClone(draft.body.content) as unknown as Rules;
    Object.assign(content.rules[0]?.title ?? {}, { [locale]: `Theirs of ${name}` });
    Object.assign(content.rules[1] ?? {}, { priority: 78 });
    const headers = { 'if-match': draft.headers.get('etag') ?? '' };
    await admin.ok(admin.put(`/api/rule-sets/${key}/draft`, { content }, { headers }));
    await desk.context.setOffline(false);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Mine of ${name}`, { exact: true }).waitFor();
    await dialog.getByText(`Theirs of ${name}`, { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect((await stored(key)).rules[0]?.title[locale]).toBe(`Theirs of ${name}`);
    // Put off, nothing is lost and nothing saved.
    await dialog.getByRole('button', { name: part(locale, 'later') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: part(locale, 'decide') }).click();
    await dialog.getByRole('radio', { name: `Mine of ${name}` }).check();
    await dialog.getByRole('button', { name: part(locale, 'apply') }).click();
    const after = await until(key, ({ rules }) => rules[0]?.title[locale] === `Mine of ${name}`);
    expect(after.rules[1]?.priority).toBe(78);
    await dialog.waitFor({ state: 'hidden' });
  },
);

test('what was written survives a closed tab and a lost connection, half-written JSON too', async () => {
  const key = 'escalation-policy';
  const desk = await sit('policy', key);
  await desk.context.setOffline(true);
  await edit(desk, key, (rules) => Object.assign(rules.rules[0] ?? {}, { priority: 79 }));
  await says(desk, part('zh-CN', 'offline').slice(0, 10));
  await desk.page.close();
  await desk.context.setOffline(false);
  desk.page = await desk.context.newPage();
  await go(desk, key);
  await says(desk, part('zh-CN', 'restoredHere').split(' ')[0] ?? '');
  await until(key, ({ rules }) => rules[0]?.priority === 79);
  // A text that is no JSON yet stays what it is.
  await desk.page.locator('.cm-content').click();
  await desk.page.keyboard.press('Control+End');
  await desk.page.keyboard.insertText('\n  "half a th');
  await says(desk, part('zh-CN', 'unreadable').slice(0, 10));
  await desk.page.close();
  desk.page = await desk.context.newPage();
  await go(desk, key);
  await desk.page.waitForFunction(() => document.querySelector('.cm-content')?.textContent !== undefined);
  await says(desk, part('zh-CN', 'unreadable').slice(0, 10));
  await desk.page.locator('.cm-content').click();
  await desk.page.keyboard.press('Control+End');
  await says(desk, '"half a th');
  await desk.page.keyboard.press('Control+Shift+Home');
  expect((await stored(key)).rules[0]?.priority).toBe(79);
});

test('the history says what changed, in words and as a table, and brings an old version back as one step', async () => {
  const key = 'dispute-classification';
  const desk = await sit('policy', key);
  const { page } = desk;
  await edit(desk, key, (rules) => Object.assign(rules.rules[0] ?? {}, { priority: 80 }));
  await until(key, ({ rules }) => rules[0]?.priority === 80);
  await page.getByRole('tab', { name: desk.t('admin.versions') }).click();
  await says(desk, '的优先级由');
  await page.getByText(part('zh-CN', 'asTable'), { exact: true }).click();
  await page.locator('.diff-table ins').getByText('80').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: `${part('zh-CN', 'restore')} · ` }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: part('zh-CN', 'restore') })
    .click();
  await until(key, ({ rules }) => rules[0]?.priority !== 80);
  await says(desk, part('zh-CN', 'same'));
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Z');
  await until(key, ({ rules }) => rules[0]?.priority === 80);
  expect(desk.complaints).toEqual([]);
});
