import { hkdfSync } from 'node:crypto';
import { SettingsError } from '../config/settings.ts';

/** Anything that asks the database with SQL. */
interface Asks {
  query: (sql: string, parameters?: unknown[]) => Promise<{ value: string }[]>;
}

const KEY = 'secret-print';

/**
 * Makes sure that the database was sealed with this secret: with another one, personal data in it could not be read,
 * and new data would be sealed so that the old secret cannot read it. Remembers the secret's print on first use.
 * Throws SettingsError.
 */
export async function checkSecret(database: Asks, secret: string): Promise<void> {
  const print = Buffer.from(hkdfSync('sha256', secret, 'caseway', 'secret-print-1', 16)).toString('hex');
  await database.query(
    'INSERT INTO setting (key, value) VALUES ($1, to_jsonb($2::text)) ON CONFLICT (key) DO NOTHING',
    [KEY, print],
  );
  const [row] = await database.query(`SELECT value #>> '{}' AS value FROM setting WHERE key = $1`, [KEY]);
  if (row?.value === print) return;
  throw new SettingsError(
    'CASEWAY_SECRET is not the one that the data was sealed with: set it to that one (with the embedded database, put the old DATA_DIR/secret back). Nothing was changed.',
  );
}
