import { dayStart, localDay } from '@caseway/rule-sets';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { failureText, retryAt } from '../../database/attempts.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseCalls } from '../cases/clocks/case-calls.service.ts';
import { type DailyRoundRow, DailyRoundStore } from './daily-round-store.ts';

const BATCH = 100;
/** Before the office opens: 6:10 in Shanghai. */
const BEGINS_MINUTES = 6 * 60 + 10;

/** When the round of the day of `now` begins. */
export function roundBegins(now: Date): Date {
  return new Date(dayStart(localDay(now)).getTime() + BEGINS_MINUTES * 60_000);
}

/**
 * The daily round: rules that depend on the age of a case are asked about every open one. How far it has come is kept, so that
 * it is caught up with where it was missed, goes on where a server ended in the middle, and of several instances one does
 * each part.
 */
@Injectable()
export class DailyRound {
  private readonly logger = new Logger(DailyRound.name);

  constructor(
    private readonly store: DailyRoundStore,
    private readonly calls: CaseCalls,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Does what is left of today's round; nothing before its hour, or where it is done. */
  async run(): Promise<void> {
    while (await this.transactions.run(SYSTEM, () => this.part()));
  }

  /** One part of the round; answers whether more is left. */
  private async part(): Promise<boolean> {
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    if (now < roundBegins(now)) return false;
    const round = await this.store.claim(localDay(now), now);
    if (!round) return false;
    if (round.finishedAt) return this.again(round, now);
    const ids = await this.calls.openCases(round.after, BATCH);
    const failed = [...round.failed, ...(await this.ask(ids, now))];
    const more = ids.length === BATCH;
    await this.store.save({
      ...round,
      after: ids.at(-1) ?? round.after,
      finishedAt: more ? null : now,
      failed,
      retryAt: failed.length > 0 ? retryAt(now, round.attempts) : null,
    });
    return more;
  }

  /** Tries those that failed once more, later and later. */
  private async again(round: DailyRoundRow, now: Date): Promise<boolean> {
    if (round.failed.length === 0 || round.retryAt === null || round.retryAt > now) return false;
    const failed = await this.ask(round.failed, now);
    const attempts = round.attempts + 1;
    await this.store.save({ ...round, failed, attempts, retryAt: failed.length > 0 ? retryAt(now, attempts) : null });
    return false;
  }

  /** Asks about each case; answers those that failed, which stop no other. */
  private async ask(ids: readonly string[], now: Date): Promise<string[]> {
    const cases: string[] = [];
    for (const id of ids) {
      const failed = await this.transactions.attempt(() => this.calls.daily(id, now));
      if (!failed) continue;
      cases.push(id);
      this.logger.error({ msg: 'the daily round failed for a case', caseId: id, reason: failureText(failed.failure) });
    }
    return cases;
  }
}
