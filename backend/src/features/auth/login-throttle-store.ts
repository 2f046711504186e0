import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

@Injectable()
export class LoginThrottleStore {
  constructor(private readonly transactions: Transactions) {}

  async blockedUntil(keys: readonly string[]): Promise<Date | null> {
    const [row] = await this.transactions.query<{ until: Date | null }>(
      'SELECT max(blocked_until) AS until FROM login_throttle WHERE key = ANY($1)',
      [keys],
    );
    return row?.until ?? null;
  }

  /** One failure more; from one again where the last was before `since`. */
  async countFailure(key: string, now: Date, since: Date): Promise<number> {
    const [row] = await this.transactions.query<{ failures: number }>(
      `INSERT INTO login_throttle (key, failures, window_start) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN login_throttle.window_start < $3 THEN 1 ELSE login_throttle.failures + 1 END,
         window_start = $2
       RETURNING failures`,
      [key, now, since],
    );
    return row?.failures ?? 1;
  }

  async block(key: string, until: Date): Promise<void> {
    await this.transactions.query('UPDATE login_throttle SET blocked_until = $2 WHERE key = $1', [key, until]);
  }

  async forget(keys: readonly string[]): Promise<void> {
    await this.transactions.query('DELETE FROM login_throttle WHERE key = ANY($1)', [keys]);
  }
}
