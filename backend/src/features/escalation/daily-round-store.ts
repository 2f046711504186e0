import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

/** The round of one day, wherever it has come to. */
export interface DailyRoundRow {
  /** YYYY-MM-DD, Asia/Shanghai. */
  day: string;
  /** Last case asked about; null: none yet. */
  after: string | null;
  finishedAt: Date | null;
  /** Cases that failed, and when they are tried again. */
  failed: string[];
  attempts: number;
  retryAt: Date | null;
}

@Injectable()
export class DailyRoundStore {
  constructor(private readonly transactions: Transactions) {}

  /** The day's round, begun where it is not; this transaction's until it ends. Null where another instance is at it. */
  async claim(day: string, at: Date): Promise<DailyRoundRow | null> {
    await this.transactions.query(
      'INSERT INTO daily_round (day, started_at) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING',
      [day, at],
    );
    const [row] = await this.transactions.query<DailyRoundRow>(
      `SELECT day::text, after_id AS after, finished_at AS "finishedAt", failed, attempts, retry_at AS "retryAt"
         FROM daily_round WHERE day = $1 FOR UPDATE SKIP LOCKED`,
      [day],
    );
    return row ?? null;
  }

  async save({ day, after, finishedAt, failed, attempts, retryAt }: DailyRoundRow): Promise<void> {
    await this.transactions.query(
      `UPDATE daily_round SET after_id = $2, finished_at = $3, failed = $4, attempts = $5, retry_at = $6 WHERE day = $1`,
      [day, after, finishedAt, failed, attempts, retryAt],
    );
  }
}
