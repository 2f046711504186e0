import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLES } from './backup.ts';

/** Who is signed in, answers kept for a retry, and tries at passwords are of their moment. */
const OF_THE_MOMENT = ['session', 'idempotency_key', 'login_throttle'];

test('a backup holds every table that there is, but what is of its moment', () => {
  const folder = 'backend/src/database/migrations';
  const text = readdirSync(folder)
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const made = [...text.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g)].map(([, name]) => name);
  expect(made.length).toBeGreaterThan(30);
  expect([...TABLES, ...OF_THE_MOMENT].toSorted()).toEqual([...new Set(made)].toSorted());
});
