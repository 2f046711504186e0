import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { FieldCipher } from '../secrets/field-cipher.ts';

/** What a request was answered with. */
export interface KeptAnswer {
  response: Json;
  etag: string | null;
  /** Ids of all that the request and its answer speak of. */
  about: string[];
  /** What the caller might see when it was given. */
  access: string;
}

interface Row {
  requestHash: string;
  response: Buffer;
}

/** No client retries for longer: after that, an answer is nobody's any more. By the database's time, whatever the machine's. */
const OUTDATED = "created_at < now() - interval '1 day'";

/**
 * Answers kept by the caller's keys, each user's apart. They may hold anything that was answered, such as a one-time password or
 * what a petitioner said: they are sealed, and gone after a day.
 */
@Injectable()
export class IdempotencyStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  /** False where the key is taken; waits for a transaction that is using it. */
  async claim(key: string, request: string): Promise<boolean> {
    await this.transactions.query(
      `DELETE FROM idempotency_key WHERE user_id = caseway_user() AND key = $1 AND ${OUTDATED}`,
      [key],
    );
    const rows = await this.transactions.query(
      `INSERT INTO idempotency_key (user_id, key, request_hash) VALUES (caseway_user(), $1, $2)
       ON CONFLICT DO NOTHING RETURNING key`,
      [key, this.hashOf(request)],
    );
    return rows.length === 1;
  }

  async keep(key: string, { response, etag, about, access }: KeptAnswer): Promise<void> {
    await this.transactions.query(
      'UPDATE idempotency_key SET response = $2 WHERE user_id = caseway_user() AND key = $1',
      [key, this.cipher.seal({ response, etag, about, access })],
    );
  }

  /** What was answered under the key, and whether it was to this very `request`; null where nothing is kept. */
  async read(key: string, request: string): Promise<(KeptAnswer & { toThis: boolean }) | null> {
    const [row] = await this.transactions.query<Row>(
      `SELECT request_hash AS "requestHash", response FROM idempotency_key
        WHERE user_id = caseway_user() AND key = $1 AND response IS NOT NULL`,
      [key],
    );
    if (!row) return null;
    const opened: unknown = this.cipher.open(row.response);
    return { ...(opened as KeptAnswer), toThis: row.requestHash === this.hashOf(request) };
  }

  async forgetOutdated(): Promise<void> {
    await this.transactions.query(`DELETE FROM idempotency_key WHERE ${OUTDATED}`);
  }

  /** With a key: a plain hash of a short request, such as a new password, could be guessed. */
  private hashOf(request: string): string {
    return this.cipher.keyedHash('kept-answer', request).toString('hex');
  }
}
