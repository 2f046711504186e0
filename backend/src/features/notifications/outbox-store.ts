import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';

export interface OutboxRow {
  id: string;
  topic: string;
  payload: Json;
  attempts: number;
}

/** Effects that wait to be carried out, written in the transaction that causes them. */
@Injectable()
export class OutboxStore {
  constructor(private readonly transactions: Transactions) {}

  async put(topic: string, payload: Json, notBefore: Date, subject: string | null): Promise<void> {
    await this.transactions.query(
      'INSERT INTO outbox (id, topic, payload, not_before, subject) VALUES ($1, $2, $3, $4, $5)',
      [newId(), topic, JSON.stringify(payload), notBefore, subject],
    );
  }

  /** What waits about a subject is outdated: it stays recorded, and is not sent. */
  async supersede(subject: string, at: Date): Promise<void> {
    await this.transactions.query(
      'UPDATE outbox SET superseded_at = $2 WHERE subject = $1 AND delivered_at IS NULL AND superseded_at IS NULL',
      [subject, at],
    );
  }

  /** Claims the effects due at `now`, in order; another instance passes over them until this transaction ends. */
  async claimDue(now: Date, limit: number): Promise<OutboxRow[]> {
    return this.transactions.query<OutboxRow>(
      `SELECT id, topic, payload, attempts FROM outbox
        WHERE delivered_at IS NULL AND superseded_at IS NULL AND not_before <= $1
        ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [now, limit],
    );
  }

  async delivered(id: string, at: Date): Promise<void> {
    await this.transactions.query('UPDATE outbox SET delivered_at = $2, attempts = attempts + 1 WHERE id = $1', [
      id,
      at,
    ]);
  }

  /** Puts an effect off that may not be carried out at this hour. */
  async postponed(id: string, until: Date): Promise<void> {
    await this.transactions.query('UPDATE outbox SET not_before = $2 WHERE id = $1', [id, until]);
  }

  /** Puts a failed effect off; it is never given up silently, `last_error` says why it waits. */
  async failed(id: string, error: string, retryAt: Date): Promise<void> {
    await this.transactions.query(
      'UPDATE outbox SET attempts = attempts + 1, last_error = $2, not_before = $3 WHERE id = $1',
      [id, error, retryAt],
    );
  }
}
