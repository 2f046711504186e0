import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { readSettings } from '../../backend/src/config/settings.ts';
import { dataSourceOptions } from '../../backend/src/database/data-source.ts';
import { openDatabase } from '../../backend/src/database/open-database.ts';
import { temporaryFolder } from '../support/process.ts';
import { onServer, SERVER, urlOf } from '../support/server-database.ts';
import { SECRET } from '../support/template.ts';

const SHAPE = `
  SELECT 'column' AS kind, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS what
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'policy', tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '')
    FROM pg_policies WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger', tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY 1, 2`;

test('migrations go up, down to nothing, and up again to the same', async () => {
  const name = `caseway_migrations_${process.pid}`;
  if (SERVER) await onServer(`CREATE DATABASE ${name}`);
  const env = { DATA_DIR: join(temporaryFolder(), 'data'), CASEWAY_SECRET: SECRET, LOG_LEVEL: 'error' };
  const database = await openDatabase(readSettings({ ...env, ...(SERVER && { DATABASE_URL: urlOf(name) }) }));
  const source = await new DataSource(dataSourceOptions(database.connection)).initialize();
  try {
    const ran = await source.runMigrations({ transaction: 'all' });
    const first = await source.query(SHAPE);
    expect(first.length).toBeGreaterThan(100);
    for (const _ of ran) await source.undoLastMigration({ transaction: 'all' });
    const left = (await source.query(SHAPE)).filter(({ what }: { what: string }) => !/migration|btree_gist/.test(what));
    expect(left).toEqual([]);
    await source.runMigrations({ transaction: 'all' });
    expect(await source.query(SHAPE)).toEqual(first);
  } finally {
    await source.destroy();
    await database.close();
    if (SERVER) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});
