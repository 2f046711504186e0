import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';

interface Kept {
  requestHash: string;
  response: unknown;
  etag: string | null;
}

/** Answers kept by the caller's keys, each user's apart. */
@Injectable()
export class IdempotencyStore {
  constructor(private readonly transactions: Transactions) {}

  /** False where the key is taken; waits for a transaction that is using it. */
  async claim(key: string, requestHash: string): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO idempotency_key (user_id, key, request_hash) VALUES (caseway_user(), $1, $2)
       ON CONFLICT DO NOTHING RETURNING key`,
      [key, requestHash],
    );
    return rows.length === 1;
  }

  async keep(key: string, response: unknown, etag: string | null): Promise<void> {
    await this.transactions.query(
      `UPDATE idempotency_key SET response = $2, headers = $3 WHERE user_id = caseway_user() AND key = $1`,
      [key, JSON.stringify(response ?? null), JSON.stringify({ etag })],
    );
  }

  async read(key: string): Promise<Kept | null> {
    const rows = await this.transactions.query<Kept>(
      `SELECT request_hash AS "requestHash", response, headers->>'etag' AS etag FROM idempotency_key
        WHERE user_id = caseway_user() AND key = $1`,
      [key],
    );
    return rows[0] ?? null;
  }

  /** Forgets answers kept longer than a client would retry. */
  async forgetBefore(at: Date): Promise<void> {
    await this.transactions.query('DELETE FROM idempotency_key WHERE created_at < $1', [at]);
  }
}
