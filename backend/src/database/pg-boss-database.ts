import type { DataSource } from 'typeorm';

interface Client {
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/**
 * The database as pg-boss uses it, over the application's own connections. A statement with values is sent as several messages,
 * and the sessions of the embedded database share one backend, in which another session's messages could come between them:
 * in a transaction they cannot.
 */
export function pgBossDatabase(source: DataSource) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      const runner = source.createQueryRunner();
      try {
        const client: Client = await runner.connect();
        if (!values || values.length === 0) return await client.query(text);
        await client.query('BEGIN');
        try {
          const result = await client.query(text, values);
          await client.query('COMMIT');
          return result;
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        }
      } finally {
        await runner.release();
      }
    },
  };
}
