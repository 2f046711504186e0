import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

/** How far the making of the cases has come. */
export interface Progress {
  /** The present that they were begun at (ISO 8601). */
  now: string;
  made: number;
  of: number;
}

const KEY = 'demonstration';

/** Keeps what a start that was cut off leaves for the next one. */
@Injectable()
export class DemonstrationStore {
  constructor(private readonly transactions: Transactions) {}

  async progress(): Promise<Progress | null> {
    const [row] = await this.transactions.query<{ value: Progress }>('SELECT value FROM setting WHERE key = $1', [KEY]);
    return row?.value ?? null;
  }

  async keep(progress: Progress): Promise<void> {
    await this.transactions.query(
      'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [KEY, JSON.stringify(progress)],
    );
  }
}
