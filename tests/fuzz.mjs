// npm run fuzz [-- CALLS [SEED]]: many calls made from the interface's own description; none may fail by itself.
import { spawnSync } from 'node:child_process';
import { ROOT } from '../backend/bin/prepare.mjs';

const [calls = '5000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
process.stdout.write(`${calls} calls, seed ${seed}\n`);
const { status } = spawnSync(
  process.execPath,
  ['--import', './tests/support/sources.mjs', 'node_modules/jest/bin/jest.js', 'tests/acceptance/fuzz.test.ts'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { TEST_LOG_LEVEL: 'error', ...process.env, FUZZ_CALLS: calls, FUZZ_SEED: seed },
  },
);
process.exit(status ?? 1);
