import { Client } from 'pg';

/** Where tests on a PostgreSQL server connect; null: they run on the embedded database. */
export const SERVER = process.env.TEST_DATABASE_URL || null;

export function urlOf(database: string): string {
  if (!SERVER) throw new Error('TEST_DATABASE_URL is not set.');
  const url = new URL(SERVER);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs one statement on the server, outside of any transaction. */
export async function onServer<Row>(sql: string, database = 'postgres'): Promise<Row[]> {
  const client = new Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
