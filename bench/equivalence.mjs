import { spawnSync } from 'node:child_process';

const PAIRS = 1_000_000;

/** Compiled and column by column against the reference, on generated rule sets and facts; prints count and seed. */
export async function run() {
  const pairs = process.env.CASEWAY_PAIRS ?? String(PAIRS);
  const jest = ['--import', './tests/support/sources.mjs', 'node_modules/jest/bin/jest.js'];
  const { status } = spawnSync(process.execPath, [...jest, 'tests/rules-equivalence.test.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, CASEWAY_PAIRS: pairs },
    stdio: ['ignore', 2, 2],
  });
  const agree = status === 0;
  const ours = agree ? Number(pairs) : 0;
  return [
    { name: 'equivalence', unit: 'pairs without a difference', better: 'more', ours, peers: {}, agree, bars: [] },
  ];
}
