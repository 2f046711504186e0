import { readFileSync } from 'node:fs';
import type { FormDefinition, FormSchema, Locale } from '@caseway/form-schemas';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Office } from './office.ts';

const EXECUTABLE = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

export const WORDS: Record<Locale, Record<string, Record<string, string>>> = {
  'zh-CN': JSON.parse(readFileSync('frontend/src/i18n/zh-CN.json', 'utf8')),
  en: JSON.parse(readFileSync('frontend/src/i18n/en.json', 'utf8')),
};

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

export interface Desk {
  page: Page;
  context: BrowserContext;
  locale: Locale;
  /** A text of the interface: `signIn.submit`. */
  t: (name: string, values?: Readonly<Record<string, string>>) => string;
  /** What the page complained of: errors, refused scripts. */
  complaints: string[];
}

/** A person's browser window on the office. */
export async function openDesk(
  browser: Browser,
  office: Office,
  {
    locale = 'zh-CN',
    width = 1440,
    dark = false,
    timezone = 'Asia/Shanghai',
    motion = false,
  }: { locale?: Locale; width?: number; dark?: boolean; timezone?: string; motion?: boolean } = {},
): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: office.base,
    locale: locale === 'en' ? 'en-US' : 'zh-CN',
    timezoneId: timezone,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
  await context.clock.setFixedTime(office.clock.now());
  const page = await context.newPage();
  // Patient: how fast the machine is, is no matter of a test.
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser writes a line for each answer of 400 and above; those are the tests' own business.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  const t: Desk['t'] = (name, values = {}) => {
    const [group = '', key = ''] = name.split('.');
    const text = WORDS[locale][group]?.[key];
    if (text === undefined) throw new Error(`No text ${name}.`);
    return text.replace(/\{\{(\w+)\}\}/g, (whole, value: string) => values[value] ?? whole);
  };
  return { page, context, locale, t, complaints };
}

export async function signInAt(desk: Desk, office: Office, username: string): Promise<void> {
  const { page, t } = desk;
  await page.goto('/');
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(office.passwords[username] ?? '');
  await page.getByRole('button', { name: t('signIn.submit') }).click();
  await page.locator('.shell-header').waitFor();
}

const fieldId = (name: string): string => `#field-${name}`;

function schemaOf(form: FormDefinition, name: string): FormSchema {
  const places = [form.schema, ...(form.schema.allOf ?? []).map(({ then }) => then)];
  const found = places.map((place) => place?.properties?.[name]).find(Boolean);
  if (!found) throw new Error(`Form ${form.key} has no field ${name}.`);
  return found;
}

/** Opens a rule set with its source in view. */
export async function openSource({ page, t }: Desk, key: string): Promise<void> {
  await page.goto(`/admin/rule-sets/${key}`);
  await page.locator('.ant-segmented').getByText(t('ruleEditor.view_source'), { exact: true }).click();
  await page.locator('.re-main .cm-content').waitFor();
}

/**
 * Pastes text where the cursor is in a source. The browser's own `insertText` brings it in as if typed: half a minute for a
 * whole rule set.
 */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);

/** Everything that was edited in a draft is with the server. */
export const draftSaved = (page: Page): Promise<void> =>
  page.locator('.draft-status [data-phase=saved]').waitFor({ state: 'attached' });

/** What was told to the page is drawn. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** Open and unfolded: a click on what still moves may begin on it and end beside it, and is none. */
const unfolded = (kind: 'select-dropdown' | 'dropdown'): string =>
  `.ant-${kind}:not(.ant-${kind}-hidden):not([class*="slide-up"], [class*="slide-down"])`;

/** Chooses from the list that is open, by what the option says. */
export async function chooseOption(page: Page, label: string): Promise<void> {
  const option = page
    .locator(`${unfolded('select-dropdown')} .ant-select-item-option`)
    .filter({ has: page.getByText(label, { exact: true }) });
  await option.click();
}

/** Chooses from the menu that is open under a button. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const items = page.locator(unfolded('dropdown')).getByRole('menuitem');
  await items.filter({ has: page.getByText(name, { exact: true }) }).click();
}

/** Fills a generated form as a person does, control by control, in the words of the language. */
export async function fillForm(
  { page, locale }: Desk,
  form: FormDefinition,
  data: Record<string, unknown>,
): Promise<void> {
  for (const [name, value] of Object.entries(data)) {
    const schema = schemaOf(form, name);
    const group = page.locator(`[data-field="/${name}"]`);
    await group.waitFor();
    const titles = schema['x-enum-titles'] as Record<string, Record<Locale, string>> | undefined;
    if (typeof value === 'boolean') {
      const words = WORDS[locale].common as Record<string, string>;
      await group.getByText(value ? (words.yes ?? '') : (words.no ?? ''), { exact: true }).click();
    } else if (titles && (await group.locator('input[type=radio]').count()) > 0) {
      await group.getByText(titles[String(value)]?.[locale] ?? '', { exact: true }).click();
    } else if (titles || schema['x-place']) {
      await group.locator(`${fieldId(name)}`).click();
      const label = titles ? titles[String(value)]?.[locale] : String(value);
      await chooseOption(page, label ?? '');
    } else if (schema.format === 'date') {
      await page.locator(fieldId(name)).fill(String(value));
      await page.locator(fieldId(name)).press('Enter');
    } else {
      await page.locator(fieldId(name)).fill(String(value));
    }
  }
}

/** Problems of accessibility on the page from its top (axe-core, WCAG 2.2 AA). */
export async function axeFindings(page: Page): Promise<string[]> {
  // What the header covers by the chance of where somebody scrolled to is no finding.
  await page.evaluate(() => scrollTo(0, 0));
  await drawn(page);
  // Evaluated, not added as a script: the page's own policy allows none but its files.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe
      .run;
    interface Violation {
      id: string;
      nodes: { target: unknown[]; failureSummary?: string }[];
    }
    const { violations } = await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} ${node.target.join(' ')}: ${node.failureSummary}`),
    );
  });
}
