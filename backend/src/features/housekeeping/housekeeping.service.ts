import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { IdempotencyStore } from '../../http/idempotency-store.ts';
import { RegistrationDrafts } from '../cases/drafts/registration-drafts.service.ts';
import { StepDrafts } from '../cases/drafts/step-drafts.service.ts';

/** Takes away what has had its time. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyStore,
    private readonly drafts: RegistrationDrafts,
    private readonly stepDrafts: StepDrafts,
  ) {}

  async sweep(): Promise<void> {
    await this.transactions.run(SYSTEM, () => this.idempotency.forgetOutdated());
    await this.transactions.run(SYSTEM, () => this.drafts.forgetOutdated());
    await this.transactions.run(SYSTEM, () => this.stepDrafts.forgetOutdated());
  }
}
