import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../backend/src/bootstrap.ts';
import { readSettings } from '../../backend/src/config/settings.ts';
import { SYSTEM } from '../../backend/src/database/principal.ts';
import { Transactions } from '../../backend/src/database/transactions.ts';
import { Demonstration } from '../../backend/src/features/demonstration/demonstration.service.ts';
import { DemonstrationCases } from '../../backend/src/features/demonstration/demonstration-cases.service.ts';
import { readDemonstration } from '../../backend/src/features/demonstration/demonstration-file.ts';
import { Users } from '../../backend/src/features/users/users.service.ts';
import { onServer, SERVER, urlOf } from './server-database.ts';
import { TestClock } from './test-clock.ts';

const ROOT = process.cwd();
const ARTIFACTS = join(ROOT, 'tests', '.artifacts');
export const SECRET = 'a secret of the tests, which protects nothing at all';
export const ADMIN_PASSWORD = 'admin-password-1';

/** `district`: townships, people and configuration; `demonstration`: three hundred cases besides. */
export type TemplateName = 'district' | 'demonstration';

export interface Template {
  /** A data folder (embedded) or the name of a database (server) to copy. */
  source: string;
  passwords: Record<string, string>;
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const at = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(at);
      else if (!entry.name.includes('.test.')) hash.update(at).update(readFileSync(join(ROOT, at)));
    }
  };
  for (const folder of [
    'backend/src',
    'form-schemas/src',
    'form-schemas/library',
    'rule-sets/src',
    'rule-sets/library',
  ]) {
    walk(folder);
  }
  return hash.digest('hex').slice(0, 12);
}

const SETTINGS = { CASEWAY_SECRET: SECRET, CASEWAY_ADMIN_PASSWORD: ADMIN_PASSWORD, LOG_LEVEL: 'error' };

/** A database with the townships, their people and what is in force there; answers everybody's password. */
async function makeDistrict(env: Record<string, string>): Promise<Record<string, string>> {
  const { app, close } = await createApp(readSettings({ ...env, ...SETTINGS }), { clock: new TestClock() });
  const accounts = await app.get(Demonstration).seedIfEmpty({ withCases: false });
  const passwords: Record<string, string> = { admin: ADMIN_PASSWORD };
  // One-time passwords open nothing: everybody has chosen one of their own.
  for (const { username } of accounts ?? []) {
    const chosen = `chosen-by-${username}`;
    passwords[username] = chosen;
    await app.get(Transactions).run(SYSTEM, async () => {
      const user = await app.get(Users).find({ username });
      if (user) await app.get(Users).choosePassword(user, chosen, null);
    });
  }
  await close();
  return passwords;
}

/** Makes the cases in a copy of the district, which need not be proved sound a second time. */
async function makeCases(env: Record<string, string>): Promise<void> {
  const clock = new TestClock();
  const { app, close } = await createApp(readSettings({ ...env, ...SETTINGS }), { clock });
  const { cases } = await readDemonstration();
  await app.get(Transactions).run(SYSTEM, () => app.get(DemonstrationCases).plan(clock.now(), cases.count));
  const refusals: string[] = [];
  await app.get(Demonstration).seedIfEmpty({
    refused: ({ number, action, error }) =>
      refusals.push(`${number} ${action}: ${error.message} ${JSON.stringify(error.items)}`),
  });
  await close();
  if (refusals.length > 0) throw new Error(`Demonstration cases were refused a step:\n${refusals.join('\n')}`);
}

async function make(name: TemplateName, folder: string, database: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const data = join(folder, 'data');
  const env = { DATA_DIR: data, ...(SERVER && { DATABASE_URL: urlOf(database) }) };
  const from = name === 'demonstration' ? await template('district') : null;
  if (SERVER) {
    await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await onServer(`CREATE DATABASE ${database}${from ? ` TEMPLATE ${from.source}` : ''}`);
  } else if (from) cpSync(from.source, data, { recursive: true });
  const passwords = from ? from.passwords : await makeDistrict(env);
  if (from) await makeCases(env);
  writeFileSync(join(folder, 'passwords.json'), JSON.stringify(passwords));
}

async function exists(folder: string, database: string): Promise<boolean> {
  if (!existsSync(join(folder, 'passwords.json'))) return false;
  if (!SERVER) return true;
  return (await onServer(`SELECT 1 FROM pg_database WHERE datname = '${database}'`)).length > 0;
}

/** A filled database to copy, made once for the sources as they are; several test files may ask at once. */
export async function template(name: TemplateName): Promise<Template> {
  const hash = sourceHash();
  const kind = SERVER ? 'server' : 'embedded';
  const folder = join(ARTIFACTS, `${name}-${kind}-${hash}`);
  const database = `caseway_${name}_${hash}`;
  const lock = `${folder}.lock`;
  mkdirSync(ARTIFACTS, { recursive: true });
  while (!(await exists(folder, database))) {
    try {
      mkdirSync(lock);
    } catch {
      await wait(200);
      continue;
    }
    try {
      for (const old of readdirSync(ARTIFACTS)) {
        if (old.startsWith(`${name}-${kind}-`) && !old.includes(hash))
          rmSync(join(ARTIFACTS, old), { recursive: true });
      }
      await make(name, `${folder}.new`, database);
      rmSync(folder, { recursive: true, force: true });
      renameSync(`${folder}.new`, folder);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  const passwords = JSON.parse(readFileSync(join(folder, 'passwords.json'), 'utf8'));
  return { source: SERVER ? database : join(folder, 'data'), passwords };
}

/** A thousand files, taken away by a process of their own while the next test begins. */
function removeBeside(folder: string): void {
  spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
}

/** Environment of a fresh copy of a template; `remove` takes the copy away. */
export async function copyOf(
  source: string,
  folder: string,
): Promise<{ env: Record<string, string>; remove: () => Promise<void> }> {
  const env = { DATA_DIR: folder, CASEWAY_SECRET: SECRET, LOG_LEVEL: process.env.TEST_LOG_LEVEL || 'silent' };
  if (!SERVER) {
    cpSync(source, folder, { recursive: true });
    return { env, remove: async () => removeBeside(folder) };
  }
  const database = `caseway_copy_${process.pid}_${createHash('sha256').update(folder).digest('hex').slice(0, 10)}`;
  await onServer(`CREATE DATABASE ${database} TEMPLATE ${source}`);
  return {
    env: { ...env, DATABASE_URL: urlOf(database) },
    remove: async () => {
      await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
