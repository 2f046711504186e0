import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { IdempotencyStore } from '../../http/idempotency-store.ts';

/** Takes away what has had its time. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyStore,
  ) {}

  async sweep(): Promise<void> {
    await this.transactions.run(SYSTEM, () => this.idempotency.forgetOutdated());
  }
}
