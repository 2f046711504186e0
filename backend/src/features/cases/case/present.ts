import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';

/**
 * When what happens to a case happens: the database's time, asked for where the case is locked. Whichever instance answers, the
 * times of one case never go back. What is only shown may go by the process's own clock.
 */
@Injectable()
export class Present {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<Date> {
    return this.clock.shared(() => this.transactions.databaseNow());
  }
}
