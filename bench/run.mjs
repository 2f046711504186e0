import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, machine } from './measure.mjs';

/** By name; those of `ON_REQUEST` run only when named. */
const BENCHES = ['decide', 'decide-many', 'analyse', 'impact', 'impact-server', 'screen', 'keystroke', 'equivalence'];
const ON_REQUEST = ['keystroke', 'equivalence'];

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = fileURLToPath(new URL('results.json', import.meta.url));
/** A bench runs in a process of its own: what one left in memory or taught the compiler is not another's. */
const CHILD = '--only';

/**
 * The peers stand in a package of their own, so that nobody who runs the product installs them. Those that draw with React and
 * antd take those of the product.
 */
function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
  const missing = Object.keys(dependencies).some(
    (name) => !existsSync(new URL(`node_modules/${name}/package.json`, import.meta.url)),
  );
  if (!missing) return;
  const quietly = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const args = ['install', '--prefix', 'bench', '--legacy-peer-deps', ...quietly];
  const { status } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('The peers of the bench could not be installed: see the lines above.');
}

async function runOne(name) {
  const { run } = await import(`./${name}.mjs`);
  process.stdout.write(`${JSON.stringify(await run())}\n`);
}

function inOwnProcess(name) {
  const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), CHILD, name], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`bench ${name} failed`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function print(bench) {
  const { name, unit, ours, peers, agree, bars } = bench;
  const rows = [['ours', ours], ...Object.entries(peers)];
  console.log(`\n${name} (${unit})${agree ? '' : ' — THEY DO NOT AGREE'}`);
  for (const [who, figure] of rows) {
    const times = who === 'ours' ? '' : `  ours / this: ${(ours / figure).toPrecision(3)}`;
    console.log(`  ${who.padEnd(32)} ${String(figure).padStart(12)}${times}`);
  }
  for (const [bar, share] of bars) console.log(`  ${share >= 1 ? 'holds' : 'DOES NOT HOLD'}: ${bar}`);
}

function known() {
  if (!existsSync(RESULTS)) return [];
  return JSON.parse(readFileSync(RESULTS, 'utf8')).benches;
}

async function main(names) {
  const unknown = names.find((name) => !BENCHES.includes(name));
  if (unknown) {
    console.error(`there is no bench "${unknown}": choose of ${BENCHES.join(', ')}`);
    return 2;
  }
  installPeers();
  build(ROOT);
  const chosen = names.length > 0 ? names : BENCHES.filter((name) => !ON_REQUEST.includes(name));
  const measured = chosen.flatMap((name) => {
    const benches = inOwnProcess(name);
    for (const bench of benches) print(bench);
    return benches;
  });
  // What was not measured now is kept: every bench says when it was.
  const at = new Date().toISOString();
  const fresh = measured.map(({ bars, ...bench }) => ({
    ...bench,
    at,
    bars: bars.map(([bar, share]) => ({ bar, holds: share >= 1 })),
  }));
  const kept = known().filter(({ name }) => !fresh.some((bench) => bench.name === name));
  writeFileSync(RESULTS, `${JSON.stringify({ machine: machine(), at, benches: [...kept, ...fresh] }, null, 2)}\n`);
  console.log(`\n${machine()}\nwritten to bench/results.json`);
  return measured.every(({ agree }) => agree) ? 0 : 1;
}

const [first, ...others] = process.argv.slice(2);
if (first === CHILD) await runOne(others[0]);
else process.exitCode = await main(process.argv.slice(2));
