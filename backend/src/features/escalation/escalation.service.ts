import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseCalls } from '../cases/clocks/case-calls.service.ts';
import { Deadlines } from '../deadlines/deadlines.service.ts';

const BATCH = 20;
const DAILY_BATCH = 100;

/** What happens when deadlines near and pass: each due call once, in the order in which they were due. */
@Injectable()
export class Escalation {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly calls: CaseCalls,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Fires every call that is due; after a standstill, all that were missed. Answers how many. */
  async runDue(): Promise<number> {
    let total = 0;
    for (;;) {
      const fired = await this.transactions.run(SYSTEM, () => this.fireBatch());
      total += fired;
      if (fired < BATCH) return total;
    }
  }

  /** The daily round: rules that depend on the age of a case are asked about every open one. */
  async runDaily(): Promise<void> {
    let after: string | null = null;
    do {
      after = await this.transactions.run(SYSTEM, async () => this.calls.daily(after, DAILY_BATCH, await this.now()));
    } while (after !== null);
  }

  /** Due and fired times are both kept: a call that comes late says so. */
  private async fireBatch(): Promise<number> {
    const now = await this.now();
    const due = await this.deadlines.claimDue(now, BATCH);
    for (const call of due) {
      await this.deadlines.answered(call, now);
      await this.calls.deadline(call, now);
    }
    return due.length;
  }

  /** The database's time, so that several instances agree. */
  private now(): Promise<Date> {
    return this.clock.shared(() => this.transactions.databaseNow());
  }
}
