// Installs what is missing and builds what is stale. Plain JavaScript and Node alone: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, isInstalled } from './installed.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const STAMPS = join(ROOT, 'node_modules', '.caseway');

const SOURCES = {
  server: [
    'form-schemas/src',
    'rule-sets/src',
    'backend/src',
    'form-schemas/package.json',
    'rule-sets/package.json',
    'tsconfig.base.json',
  ],
  web: [
    'form-schemas/src',
    'rule-sets/src',
    'backend/src/contract',
    'frontend/src',
    'frontend/public',
    'frontend/index.html',
    'frontend/vite.config.ts',
  ],
};

function filesOf(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => !name.includes('.test.'))
    .flatMap(({ name }) => filesOf(join(path, name)));
}

/** One hash over names and contents: the same sources, the same stamp. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf).sort()) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function run(command, args, what) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(
    `${what} failed${error ? ` (${error.message})` : ''}: see the lines above, mend that, and run the command again.\n`,
  );
  process.exit(1);
}

/** Two that start in one folder at once would take each other's files away. */
const LOCK = join(ROOT, '.caseway-preparing');

function once(name, paths, present, work, isDone = () => false) {
  const stamp = join(STAMPS, name);
  const hash = hashOf(paths);
  const stamped = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  const isFresh = () => existsSync(join(ROOT, present)) && (stamped() || isDone());
  if (isFresh() && !existsSync(LOCK)) return;
  const waiting = () => process.stdout.write('Another start is installing or building here: waiting for it…\n');
  alone(
    LOCK,
    () => {
      // The other one may have done it meanwhile.
      if (isFresh()) return;
      work();
      mkdirSync(STAMPS, { recursive: true });
      writeFileSync(stamp, hash);
    },
    waiting,
  );
}

const read = (path) => (existsSync(join(ROOT, path)) ? JSON.parse(readFileSync(join(ROOT, path), 'utf8')) : undefined);

function installedByHand() {
  const { glibcVersionRuntime } = process.report?.getReport().header ?? {};
  const here = { os: process.platform, cpu: process.arch, libc: glibcVersionRuntime ? 'glibc' : 'musl' };
  return isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'), here);
}

/** Stops early and in words where Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Node.js ${process.versions.node} is too old: install 20.19 or later (https://nodejs.org).\n`);
  process.exit(1);
}

export function install() {
  const work = () => {
    process.stdout.write('Installing what is missing…\n');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  };
  once('install', ['package-lock.json'], 'node_modules/typescript/package.json', work, installedByHand);
}

export function build({ web = true } = {}) {
  once('server', SOURCES.server, 'backend/dist/main.js', () => {
    process.stdout.write('Building the server…\n');
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'backend'], 'Building the server');
  });
  if (!web) return;
  once('web', SOURCES.web, 'frontend/dist/web/index.html', () => {
    process.stdout.write('Building the web app…\n');
    run(
      'npm',
      ['exec', '--workspace', 'frontend', '--', 'vite', 'build', '--logLevel', 'warn'],
      'Building the web app',
    );
  });
}
