// Every main screen, in both languages, on a desk and on a telephone, by day and by night.
import type { Locale } from '@caseway/form-schemas';
import type { Browser, Page, Request } from 'playwright-core';
import type { CaseSummary } from '../../backend/src/contract/index.ts';
import { axeFindings, type Desk, drawn, launch, openDesk, signInAt } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

let browser: Browser;
let office: Office;
let caseId = '';
beforeAll(async () => {
  [browser, office] = await Promise.all([launch(), openOffice({ from: 'demonstration' })]);
  await office.beat();
  const mayor = await office.as('mayor.qingshi');
  const { items } = await mayor.ok(mayor.get<{ items: CaseSummary[] }>('/api/cases?status=open&limit=1'));
  caseId = items[0]?.id ?? '';
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

const SCREENS: [string, string[]][] = [
  [
    'clerk.qingshi',
    [
      '/work',
      '/new',
      '/new?township=qingshi&form=petition-registration',
      '/cases',
      '/cases/$CASE',
      '/cases/$CASE/receipt',
    ],
  ],
  ['mayor.qingshi', ['/statistics', '/admin/rule-sets', '/admin/rule-sets/petition-routing']],
  [
    'admin',
    [
      '/admin/forms',
      '/admin/forms/petition-registration',
      '/admin/townships',
      '/admin/rollout',
      '/admin/users',
      '/admin/audit',
    ],
  ],
];

/** A sign of Latin scripts directly beside a Chinese character, or a bracket set off from one by a space. */
const HALF_WIDTH = /[\u4e00-\u9fff](?:[,:;()?]| \()|(?:[,:;()?]|\) )[\u4e00-\u9fff]/;

const LOADING = '.ant-spin-spinning, .ant-skeleton-active';
/** Pictures in a row on which nothing is awaited: between two questions of a page there may be one. */
const STILL = 4;

/** What pages have asked for and not had yet. */
const awaited = new Map<Page, Set<Request>>();

function watch(page: Page): void {
  const asked = new Set<Request>();
  awaited.set(page, asked);
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
}

async function settled({ page }: Desk): Promise<void> {
  for (let still = 0; still < STILL; ) {
    await drawn(page);
    still = awaited.get(page)?.size === 0 && (await page.locator(LOADING).count()) === 0 ? still + 1 : 0;
  }
}

describe.each<[Locale, number, boolean]>([
  ['zh-CN', 1440, false],
  ['zh-CN', 390, true],
  ['en', 1440, true],
  ['en', 390, false],
])('%s at %i px, dark: %s', (locale, width, dark) => {
  test.each(SCREENS)(
    'the screens of %s',
    async (username, paths) => {
      const desk = await openDesk(browser, office, { locale, width, dark });
      watch(desk.page);
      const problems: string[] = [];
      try {
        // The same for everybody: looked at once.
        if (username === SCREENS[0]?.[0])
          problems.push(...(await problemsOf(desk, '/ (sign in)', () => desk.page.goto('/'))));
        await signInAt(desk, office, username);
        if (dark) expect(await desk.page.locator('html').getAttribute('data-theme')).toBe('dark');
        for (const path of paths) {
          problems.push(...(await problemsOf(desk, path, () => desk.page.goto(path.replace('$CASE', caseId)))));
        }
      } finally {
        await desk.context.close();
      }
      expect([...problems, ...desk.complaints]).toEqual([]);
    },
    120_000,
  );
});

async function problemsOf(desk: Desk, name: string, go: () => Promise<unknown>): Promise<string[]> {
  const { page, locale } = desk;
  await go();
  await settled(desk);
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    wider: document.documentElement.scrollWidth - window.innerWidth,
    text: document.body.innerText,
    // Of a source in JSON the signs are those of a language of machines.
    said: [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && !element.closest('.cm-editor, code, pre, textarea, svg, style'))
      .flatMap(({ childNodes }) => {
        const own = [...childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        return own.length > 0 ? own.map((node) => node.textContent ?? '').join('') : [];
      }),
    headings: document.querySelectorAll('h1').length,
  }));
  const problems = (await axeFindings(page)).map((finding) => `${name}: ${finding}`);
  if (found.lang !== locale) problems.push(`${name}: lang is ${found.lang}`);
  if (found.wider > 1) problems.push(`${name}: ${found.wider} px wider than the screen`);
  if (found.headings !== 1) problems.push(`${name}: ${found.headings} main headings`);
  // A key of the texts where a text should be.
  const key = /\b(nav|common|signIn|case|newCase|ledger|admin|statistics|work|day|receipt|error)\.[a-z]\w+/.exec(
    found.text,
  );
  if (key) problems.push(`${name}: shows ${key[0]}`);
  if (locale === 'zh-CN') {
    const half = [...new Set([...found.said, ...found.text.split('\n')])].filter((line) => HALF_WIDTH.test(line));
    problems.push(...half.map((line) => `${name}: half-width beside Chinese: ${line}`));
  }
  if (/undefined|\[object Object\]|NaN/.test(found.text)) problems.push(`${name}: shows a value of the program`);
  return problems;
}
