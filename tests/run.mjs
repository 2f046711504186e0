// npm test: installs what is missing, type-checks, lints, runs every test, browser tests included. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, checkNode, install, ROOT } from '../backend/bin/prepare.mjs';

const CHROMIUM = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
let passed = 0;
let failed = 0;

function finish() {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed > 0 ? 1 : 0);
}

/** Nothing runs longer than this: what waits for ever is ended, and counts as failed. */
const PATIENCE_MS = 50 * 60_000;

function run(command, args, env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, timeout: PATIENCE_MS };
  return spawnSync(command, args, options).status === 0;
}

function step(name, command, args) {
  process.stdout.write(`\n▸ ${name}\n`);
  if (run(command, args)) passed++;
  else failed++;
}

function needChromium() {
  if (existsSync(CHROMIUM)) return;
  const root = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (
    root &&
    run('sh', [
      '-c',
      'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null',
    ]) &&
    existsSync(CHROMIUM)
  )
    return;
  process.stderr.write(
    `No Chromium at ${CHROMIUM}: install it (apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.\n`,
  );
  failed++;
  finish();
}

/** Jest's own counts, read from its report. */
function jest(name, args, env = {}) {
  process.stdout.write(`\n▸ ${name}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'caseway-report-'));
  const report = join(folder, 'report.json');
  const ok = run(
    process.execPath,
    [
      '--import',
      './tests/support/sources.mjs',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${report}`,
      '--silent=false',
      // Where a file could not even begin, what it had opened would keep the run from ending.
      '--forceExit',
      ...args,
    ],
    env,
  );
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests + numRuntimeErrorTestSuites;
    if (!ok && numFailedTests + numRuntimeErrorTestSuites === 0) failed++;
  } else failed++;
  rmSync(folder, { recursive: true, force: true });
}

checkNode();
install();
needChromium();
build();
step('types', process.execPath, ['node_modules/typescript/bin/tsc', '-b']);
step('lint and import rules', 'npm', ['run', '-s', 'lint']);
const server = process.env.TEST_DATABASE_URL;
// Two at a time, on two cores too, where jest would take one; a worker that has grown makes place for a new one.
const TWO = ['--maxWorkers=2', '--workerIdleMemoryLimit=2GB'];
jest('unit tests', [
  ...TWO,
  '--testPathIgnorePatterns',
  '/tests/acceptance/',
  '/tests/e2e/',
  '/node_modules/',
  '/dist/',
]);
jest('acceptance and browser tests, embedded database', ['tests/acceptance', 'tests/e2e', ...TWO], {
  TEST_DATABASE_URL: '',
});
// Screens are the same whatever the database; what a clerk and an admin do in a whole story goes through to it.
const ON_A_SERVER = ['tests/acceptance', 'tests/e2e/story'];
/** Files in, files out: no database, and so not a second time. */
const WITHOUT_A_DATABASE = ['--testPathIgnorePatterns', '/tests/acceptance/command-line', '/node_modules/', '/dist/'];
if (server)
  jest(
    'acceptance tests and a whole story in the browser, PostgreSQL',
    [...ON_A_SERVER, ...WITHOUT_A_DATABASE, ...TWO],
    // What a call answers hardly hangs on the database: the other calls have been made on the embedded one.
    { FUZZ_CALLS: '500' },
  );
else process.stdout.write('\n▸ PostgreSQL: not run; TEST_DATABASE_URL names a server for the acceptance tests\n');
finish();
