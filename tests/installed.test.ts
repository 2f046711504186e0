// `npm start` installs what is missing, and nothing that somebody has installed completely by hand; two starts take turns.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Package {
  version: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}
interface Lock {
  packages: Record<string, Package>;
}
interface Installed {
  isInstalled(wanted: Lock, found: Lock | undefined, here: { os: string; cpu: string; libc: string }): boolean;
}
const MODULE = resolve('backend/bin/installed.mjs');
const { isInstalled } = (await import(MODULE)) as Installed;

const HERE = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const A = { version: '1.0.0', integrity: 'sha512-a' };
const native = (over: Partial<Package>): Package => ({
  version: '1.0.0',
  optional: true,
  os: ['linux'],
  cpu: ['x64'],
  ...over,
});
const lock = (packages: Record<string, Package>): Lock => ({ packages: { '': A, ...packages } });
const there = (packages: Record<string, Package>): Lock => ({ packages });

test.each<[string, Record<string, Package>, Record<string, Package> | undefined, boolean]>([
  ['all of it', { a: A, b: A }, { a: A, b: A }, true],
  ['nothing, or an install that was broken off', { a: A }, undefined, false],
  ['one that is missing', { a: A, b: A }, { a: A }, false],
  ['another version', { a: A }, { a: { ...A, version: '1.0.1' } }, false],
  ['other contents of a version', { a: A }, { a: { ...A, integrity: 'sha512-b' } }, false],
  ['one too many', { a: A }, { a: A, b: A }, false],
  ['one for another system left out', { a: A, b: native({ os: ['darwin'] }) }, { a: A }, true],
  ['one for another processor left out', { a: A, b: native({ cpu: ['arm64'] }) }, { a: A }, true],
  ['one for another C library left out', { a: A, b: native({ libc: ['musl'] }) }, { a: A }, true],
  ['what only such a one needs left out', { a: A, b: { ...A, optional: true } }, { a: A }, true],
  ['the one for this machine left out', { a: A, b: native({ libc: ['glibc'] }) }, { a: A }, false],
])('%s', (_, wanted, found, complete) => {
  expect(isInstalled(lock(wanted), found && there(found), HERE)).toBe(complete);
});

test('what npm has put here is complete', () => {
  const read = (path: string): Lock => JSON.parse(readFileSync(path, 'utf8'));
  const libc = 'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header ? 'glibc' : 'musl';
  const here = { os: process.platform, cpu: process.arch, libc };
  expect(isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'), here)).toBe(true);
});

/** Runs `alone` in a process of its own; answers what it wrote. */
async function started(folder: string): Promise<string> {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { alone } from ${JSON.stringify(MODULE)};
    const log = (line) => appendFileSync('log', line + '\\n');
    alone('lock', () => {
      log('begins');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
      log('ends');
    }, () => console.log('waits'));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  await new Promise((done) => child.once('close', done));
  return said;
}

test('of two that start at once one waits and says so, also after one that died at it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseway-alone-'));
  try {
    writeFileSync(join(folder, 'lock'), '999999999');
    const said = await Promise.all([started(folder), started(folder)]);
    expect(said.sort()).toEqual(['', 'waits\n']);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('begins\nends\nbegins\nends\n');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
