// From the last keystroke to the new figures of the impact on the screen: the built product as `npm start` runs it with its
// demonstration district, a real Chromium on the same machine, cards and source. Chromium: CHROMIUM_PATH or /usr/bin/chromium.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { median, rounded } from './measure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BAR_MS = 200;
const KEYS = 30;
/** Keys before: "once warm". */
const WARMING = 6;
const PASSWORD = 'caseway-admin-1234';
const RULE_SET = 'petition-routing';
/** A number of this rule decides over many past cases: with either of these figures other cases are concerned. */
const RULE = '多人诉求领导包案';
const NUMBER = /"value": \d+$/;
const FIGURES = ['1', '5'];
/** Between two keystrokes, so that each is a last one: the draft is saved and proved meanwhile. */
const REST_MS = 1_500;

function serve(data) {
  const env = { ...process.env, PORT: '0', DATA_DIR: data, CASEWAY_ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['backend/dist/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  let output = '';
  const base = new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output += text;
      const found = /^ready (\S+)$/m.exec(output)?.[1];
      if (found) resolve(found);
    });
    gone.then(() => reject(new Error(`The server did not start:\n${output}`)));
  });
  return { base, stop: () => child.kill('SIGTERM') && gone };
}

async function openImpact(browser, base, view) {
  const page = await browser.newPage({ baseURL: base, locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });
  await page.goto('/');
  await page.locator('input[autocomplete=username]').fill('admin');
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('.shell-header').waitFor();
  await page.goto(`/admin/rule-sets/${RULE_SET}`);
  await page.locator('.re-card').first().waitFor();
  await page.getByRole('tab', { name: '影响' }).click();
  await page.getByTestId('impact-headline').waitFor();
  if (view === 'cards') {
    await page.getByPlaceholder('查找规则').fill(RULE);
    await page.locator('.re-card').first().getByRole('button').first().click();
    await page.locator('.re-card.re-open').getByRole('spinbutton').first().click();
  } else {
    await page.locator('.ant-segmented').getByText('源码', { exact: true }).click();
    const line = page.locator('.re-main .cm-line').filter({ hasText: NUMBER });
    const scroller = page.locator('.re-main .cm-scroller');
    // A long text is drawn only where it is looked at.
    while ((await line.count()) === 0) {
      await scroller.evaluate((element) => element.scrollBy(0, 300));
      await page.waitForTimeout(50);
    }
    for (let click = 0; !NUMBER.test((await page.locator('.cm-activeLine').textContent()) ?? ''); click++) {
      if (click === 5) throw new Error('The line of the number cannot be reached.');
      await line.first().click();
    }
  }
  await page.keyboard.press('End');
  return page;
}

/** Types one figure; milliseconds from its keydown to the frame that draws other figures than before. */
async function typed(page, figure) {
  await page.keyboard.press('Backspace');
  await page.evaluate(() => {
    const shown = () => document.querySelector('[data-testid=impact-headline]')?.textContent;
    let key = 0;
    addEventListener(
      'keydown',
      () => {
        key = performance.now();
      },
      { capture: true, once: true },
    );
    const before = shown();
    window.measured = new Promise((resolve) => {
      const look = () => (key && shown() !== before ? resolve(performance.now() - key) : requestAnimationFrame(look));
      look();
    });
  });
  await page.keyboard.press(figure);
  const took = await Promise.race([page.evaluate(() => window.measured), page.waitForTimeout(10_000)]);
  if (took === undefined) throw new Error(`With ${figure} the figures stay as they are.`);
  await page.waitForTimeout(REST_MS);
  return took;
}

async function measure(browser, base, view) {
  const page = await openImpact(browser, base, view);
  const times = [];
  for (let key = 0; key < WARMING + KEYS; key++) {
    const took = await typed(page, FIGURES[key % FIGURES.length]);
    if (key >= WARMING) times.push(took);
  }
  await page.close();
  return times;
}

/** As `bench/run.mjs` wants it. */
export async function run() {
  execFileSync(process.execPath, ['--input-type=module', '-e', "(await import('./backend/bin/prepare.mjs')).build()"], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const data = mkdtempSync(join(tmpdir(), 'caseway-screen-'));
  const server = serve(data);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const base = await server.base;
    const benches = [];
    for (const view of ['cards', 'source']) {
      const times = await measure(browser, base, view);
      const slowest = Math.max(...times);
      benches.push({
        name: `screen: last keystroke to new figures of the impact, ${view}`,
        unit: 'ms',
        better: 'less',
        ours: rounded(median(times)),
        peers: { bar: BAR_MS, 'slowest of ours': rounded(slowest) },
        agree: true,
        bars: [[`≤ ${BAR_MS} ms, also the slowest of ${KEYS}`, BAR_MS / slowest]],
      });
    }
    return benches;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
