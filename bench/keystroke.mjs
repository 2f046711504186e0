// From a key to the frame that shows it, script a key costs, and opening: a form of ours as a step shows it (each value judged
// once typing has settled) beside @rjsf/core with antd, survey-react-ui and a page with one antd Input, which is the least that
// a key can cost. The same form for all, in one run, in a real Chromium on the same machine; peers are installed into
// bench/node_modules when the bench runs. Chromium: CHROMIUM_PATH or /usr/bin/chromium.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { median, rounded, roundedAll } from './measure.mjs';

const CONTENDERS = ['ours', 'rjsf', 'survey', 'floor'];
const NAMES = { rjsf: '@rjsf/core with antd', survey: 'survey-react-ui', floor: 'one antd Input' };
const SIZES = [
  { name: '100 fields', fields: 100, rows: 0, type: 'value of field50' },
  { name: '500 fields', fields: 500, rows: 0, type: 'value of field250' },
  { name: '2,000 fields', fields: 2_000, rows: 0, type: 'value of field1000' },
  { name: '10 fields and a table of 300 rows', fields: 10, rows: 300, type: 'note 150' },
];
const COLUMNS = 4;
const ROUNDS = 3;
const WARMING = 10;
const KEYS = 40;
/** Between two keys: a quick typist. */
const PAUSE_MS = 80;
/** What is done once typing has settled counts, too. */
const SETTLED_MS = 1_500;
const OF_FLOOR = 1.5;
const OF_PEERS = 1 / 4;

const percentile = (values, part) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

/** The page of a contender as one script. */
async function scriptOf(name) {
  const outDir = mkdtempSync(join(tmpdir(), 'caseway-keystroke-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      oxc: { jsx: { runtime: 'automatic', development: false } },
      // One React and one antd for all.
      resolve: { dedupe: ['react', 'react-dom', 'antd', '@ant-design/icons', 'dayjs'] },
      build: {
        outDir,
        target: 'es2022',
        rolldownOptions: { output: { codeSplitting: false } },
        lib: {
          entry: fileURLToPath(new URL(`keystroke/${name}.jsx`, import.meta.url)),
          formats: ['es'],
          fileName: () => 'page.js',
        },
      },
    });
    return readFileSync(join(outDir, 'page.js'), 'utf8');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function measured(browser, script, contender, size) {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(180_000);
  const complaints = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  try {
    await page.route('**/*', (route) => {
      const isScript = route.request().url().endsWith('/page.js');
      const html = '<!doctype html><html lang="en"><body><script type="module" src="/page.js"></script></body></html>';
      return route.fulfill({
        contentType: isScript ? 'text/javascript' : 'text/html; charset=utf-8',
        body: isScript ? script : html,
      });
    });
    await page.goto('http://form.invalid/');
    await page.waitForFunction(() => window.contender !== undefined);
    const isFloor = contender === 'floor';
    const inputs = isFloor ? 1 : size.fields + size.rows * COLUMNS;
    const open = await page.evaluate(([of, count]) => window.contender.open(of, count), [size, inputs]);
    if (complaints.length > 0) throw new Error(`${contender}: ${complaints.join('; ')}`);
    const type = isFloor ? 'value of field0' : size.type;
    await page.waitForTimeout(SETTLED_MS);
    await page.evaluate((text) => window.contender.reach(text), type);
    const key = async () => {
      await page.keyboard.press('x');
      await page.waitForTimeout(PAUSE_MS);
    };
    for (let count = 0; count < WARMING; count++) await key();
    await page.waitForTimeout(SETTLED_MS);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const scriptSoFar = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ScriptDuration').value * 1_000;
    };
    await page.evaluate(() => window.contender.listen());
    const before = await scriptSoFar();
    for (let count = 0; count < KEYS; count++) await key();
    await page.waitForTimeout(SETTLED_MS);
    const took = (await scriptSoFar()) - before;
    const times = await page.evaluate(() => window.contender.times);
    const holds = await page.evaluate((text) => window.contender.holds(text), type + 'x'.repeat(WARMING + KEYS));
    return { open, script: took / KEYS, times, holds };
  } finally {
    await page.close();
  }
}

/** As `bench/run.mjs` wants it. */
export async function run() {
  const scripts = {};
  for (const contender of CONTENDERS) scripts[contender] = await scriptOf(contender);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const benches = [];
    for (const size of SIZES) {
      const found = Object.fromEntries(CONTENDERS.map((name) => [name, []]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of CONTENDERS) found[name].push(await measured(browser, scripts[name], name, size));
      }
      const of = (figure) => Object.fromEntries(CONTENDERS.map((name) => [name, figure(found[name])]));
      const times = (all) => all.flatMap((one) => one.times);
      const p50 = of((all) => percentile(times(all), 0.5));
      const p95 = of((all) => percentile(times(all), 0.95));
      const script = of((all) => median(all.map((one) => one.script)));
      const open = of((all) => median(all.map((one) => one.open)));
      const agree = CONTENDERS.every((name) => found[name].every(({ holds }) => holds));
      const bench = (what, figures, bars) => ({
        name: `keystroke: ${what}, ${size.name}`,
        unit: 'ms',
        better: 'less',
        ours: rounded(figures.ours),
        peers: roundedAll(Object.fromEntries(CONTENDERS.slice(1).map((name) => [NAMES[name], figures[name]]))),
        agree,
        bars,
      });
      const best = (figures) => Math.min(figures.rjsf, figures.survey);
      benches.push(
        bench('to the next frame, p50', p50, []),
        bench('to the next frame, p95', p95, [[`≤ ${OF_FLOOR} × one Input`, (OF_FLOOR * p95.floor) / p95.ours]]),
        bench('script a key', script, [['≤ 1/4 of the better peer', (OF_PEERS * best(script)) / script.ours]]),
        bench('to open', open, [['no slower than either peer', best(open) / open.ours]]),
      );
    }
    return benches;
  } finally {
    await browser.close();
  }
}
