import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { failureText } from '../../database/attempts.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseCalls } from '../cases/clocks/case-calls.service.ts';
import type { DueDeadline } from '../deadlines/deadline-rows.ts';
import { Deadlines } from '../deadlines/deadlines.service.ts';

const BATCH = 20;

/** What happens when deadlines near and pass: each due call once, in the order in which they were due. */
@Injectable()
export class Escalation {
  private readonly logger = new Logger(Escalation.name);

  constructor(
    private readonly deadlines: Deadlines,
    private readonly calls: CaseCalls,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Fires every call that is due; after a standstill, all that were missed. One that fails stops none after it. Answers how many. */
  async runDue(): Promise<number> {
    let total = 0;
    for (;;) {
      const { claimed, fired } = await this.transactions.run(SYSTEM, () => this.fireBatch());
      total += fired;
      if (claimed < BATCH) return total;
    }
  }

  /** Due and fired times are both kept: a call that comes late says so. */
  private async fireBatch(): Promise<{ claimed: number; fired: number }> {
    // The database's time, so that several instances agree.
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    const due = await this.deadlines.claimDue(now, BATCH);
    let fired = 0;
    for (const call of due) {
      const failed = await this.transactions.attempt(async () => {
        await this.deadlines.answered(call, now);
        await this.calls.deadline(call, now);
      });
      if (failed) await this.failed(call, failureText(failed.failure), now);
      else fired++;
    }
    return { claimed: due.length, fired };
  }

  private async failed(call: DueDeadline, reason: string, now: Date): Promise<void> {
    const { caseId, clockKey, level } = call;
    this.logger.error({ msg: 'a call failed', caseId, clock: clockKey, level, reason });
    await this.deadlines.failed(call, reason, now);
  }
}
