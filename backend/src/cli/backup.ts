import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { DataSource, QueryRunner } from 'typeorm';
import { readSettings, type Settings, SettingsError } from '../config/settings.ts';
import { openDataSource } from '../database/data-source.ts';
import { openDatabase } from '../database/open-database.ts';
import { checkSecret } from '../secrets/check-secret.ts';
import type { Command } from './commands.ts';
import { UnusableInput } from './files.ts';

const FORMAT = 'caseway-backup-1';
const BATCH = 500;

/** Tables in an order in which each refers only to earlier ones; sessions and answers kept for retries are not kept. */
export const TABLES = [
  'scope',
  'app_user',
  'user_role',
  'access_token',
  'config_document',
  'config_draft',
  'config_version',
  'activation',
  'case_counter',
  'case_file',
  'case_person',
  'case_link',
  'case_correction',
  'recusal',
  'department_recusal',
  'decision',
  'case_clock',
  'clock_proposal',
  'deadline',
  'task',
  'timeline',
  'attachment',
  'outbox',
  'notification',
  'saved_view',
  'daily_round',
  'registration_draft',
  'filed_draft',
  'step_draft',
  'audit_chain',
  'audit_entry',
  'setting',
] as const;

async function withDatabase<T>(work: (source: DataSource, settings: Settings) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const database = await openDatabase(settings);
  try {
    const source = await openDataSource(database.connection);
    try {
      return await work(source, settings);
    } finally {
      await source.destroy();
    }
  } finally {
    await database.close();
  }
}

/** Reads as the application does, seeing everything: row-level security binds whoever owns the tables, too. */
async function seeEverything(runner: QueryRunner): Promise<void> {
  await runner.query('SET LOCAL ROLE caseway_app');
  await runner.query(`SELECT set_config('caseway.scope', '/', true)`);
}

async function* lines(runner: QueryRunner): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  yield `${JSON.stringify({ format: FORMAT, at: new Date().toISOString() })}\n`;
  for (const table of TABLES) {
    counts[table] = 0;
    await runner.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT to_json(t)::text AS row FROM ${table} t`);
    for (;;) {
      const rows: { row: string }[] = await runner.query(`FETCH ${BATCH} FROM rows`);
      for (const { row } of rows) {
        const line = `${JSON.stringify([table, row])}\n`;
        hash.update(line);
        yield line;
      }
      counts[table] += rows.length;
      if (rows.length < BATCH) break;
    }
    await runner.query('CLOSE rows');
  }
  yield `${JSON.stringify({ end: true, counts, sha256: hash.digest('hex') })}\n`;
}

/** Writes the whole data as of one moment; the file is there only when it is whole. */
export const backup: Command = async ({ files: [file] }, print) => {
  if (!file) throw new UnusableInput('FILE is missing: name the file to write.');
  if (existsSync(file)) throw new UnusableInput(`${file}: there is a file already: choose another name.`);
  await withDatabase(async (source) => {
    const runner = source.createQueryRunner();
    await runner.startTransaction('REPEATABLE READ');
    try {
      await seeEverything(runner);
      await pipeline(Readable.from(lines(runner)), createGzip(), createWriteStream(`${file}.part`, { mode: 0o600 }));
      await runner.commitTransaction();
    } finally {
      await runner.release();
    }
  });
  await rename(`${file}.part`, file);
  print({ written: file, note: 'Keep CASEWAY_SECRET (or DATA_DIR/secret) and DATA_DIR/attachments with it.' });
  return 0;
};

interface Footer {
  end: true;
  counts: Record<string, number>;
  sha256: string;
}

/** Fills an empty database from a backup, all of it or nothing. */
export const restore: Command = async ({ files: [file] }, print) => {
  if (!file) throw new UnusableInput('FILE is missing: name the backup to read.');
  if (!existsSync(file)) throw new UnusableInput(`${file}: there is no such file: check the name.`);
  const counts = await withDatabase(async (source, settings) => {
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    try {
      await seeEverything(runner);
      const [{ count }] = await runner.query('SELECT count(*)::int AS count FROM scope');
      if (count > 0) {
        throw new UnusableInput('The database is not empty: restore into a new DATA_DIR or an empty DATABASE_URL.');
      }
      const restored = await fill(runner, file);
      // What was sealed must be readable here, or the restored data would be half lost.
      await checkSecret(runner, settings.secret);
      await runner.commitTransaction();
      return restored;
    } catch (error) {
      await runner.rollbackTransaction();
      if (error instanceof SettingsError) throw new UnusableInput(error.message);
      throw error;
    } finally {
      await runner.release();
    }
  });
  print({ restored: counts });
  return 0;
};

async function fill(runner: QueryRunner, file: string): Promise<Record<string, number>> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = Object.fromEntries(TABLES.map((table) => [table, 0]));
  let footer: Footer | null = null;
  let batch: { table: string; rows: string[] } = { table: '', rows: [] };
  const flush = async () => {
    if (batch.rows.length > 0) {
      await runner.query(
        `INSERT INTO ${batch.table} SELECT r.* FROM unnest($1::json[]) AS j, json_populate_record(NULL::${batch.table}, j) AS r`,
        [batch.rows],
      );
    }
    batch = { table: batch.table, rows: [] };
  };
  const input = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let first = true;
  try {
    for await (const line of input) {
      const value: unknown = JSON.parse(line);
      if (first) {
        if ((value as { format?: string }).format !== FORMAT) throw new SyntaxError('format');
        first = false;
      } else if (Array.isArray(value)) {
        const [table, row] = value as [string, string];
        if (!(TABLES as readonly string[]).includes(table)) throw new SyntaxError(table);
        hash.update(`${line}\n`);
        if (table !== batch.table || batch.rows.length >= BATCH) {
          await flush();
          batch.table = table;
        }
        batch.rows.push(row);
        counts[table] = (counts[table] ?? 0) + 1;
      } else footer = value as Footer;
    }
  } catch (error) {
    const broken = error instanceof SyntaxError || (error as NodeJS.ErrnoException).code?.startsWith('Z_');
    if (broken) throw new UnusableInput(`${file}: no whole Caseway backup: take another copy of it.`);
    throw error;
  }
  await flush();
  if (footer?.sha256 !== hash.digest('hex')) {
    throw new UnusableInput(`${file}: the backup is cut short or was changed: take another copy of it.`);
  }
  return counts;
}
