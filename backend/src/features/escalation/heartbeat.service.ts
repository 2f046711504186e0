import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import PgBoss from 'pg-boss';
import { DataSource } from 'typeorm';
import { pgBossDatabase } from '../../database/pg-boss-database.ts';
import { Housekeeping } from '../housekeeping/housekeeping.service.ts';
import { Delivery } from '../notifications/delivery.service.ts';
import { Outbox } from '../notifications/outbox.service.ts';
import { DailyRound } from './daily-round.service.ts';
import { Escalation } from './escalation.service.ts';

const WAKE = 'caseway-wake';
const FORMER_DAILY = 'caseway-daily';

/**
 * Wakes the escalation, the daily round and the delivery: every minute, and when something was put into the outbox. pg-boss on the same
 * database keeps the time, so that of several instances one wakes; a wake too many does nothing twice.
 */
@Injectable()
export class Heartbeat implements OnApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly boss: PgBoss;
  private started = false;
  private running: Promise<void> = Promise.resolve();
  private waiting = false;

  constructor(
    @InjectDataSource() source: DataSource,
    private readonly escalation: Escalation,
    private readonly dailyRound: DailyRound,
    private readonly delivery: Delivery,
    private readonly outbox: Outbox,
    private readonly housekeeping: Housekeeping,
  ) {
    this.boss = new PgBoss({ db: pgBossDatabase(source) });
    this.boss.on('error', (err) => this.logger.error({ msg: 'pg-boss', err }));
  }

  /** Begins to beat; called once the database is filled and the server listens. */
  async start(): Promise<void> {
    await this.boss.start();
    this.started = true;
    await this.boss.createQueue(WAKE, { name: WAKE, policy: 'short' });
    await this.boss.work(WAKE, { pollingIntervalSeconds: 10 }, async () => this.beat());
    await this.boss.schedule(WAKE, '* * * * *');
    // Earlier versions woke the daily round by a schedule of its own, which was lost where nothing ran at its minute.
    await this.boss.unschedule(FORMER_DAILY);
    this.outbox.onPut(() => this.wake());
    // What came due while nothing ran is caught up with at once.
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.started) return;
    this.started = false;
    await this.boss.stop({ graceful: true, wait: true, timeout: 10_000 });
    await this.running;
  }

  /** Soon, in this process: one beat at a time, and one more after it where it was asked for meanwhile. */
  private wake(): void {
    if (!this.started || this.waiting) return;
    this.waiting = true;
    this.running = this.running.then(async () => {
      this.waiting = false;
      await this.beat();
    });
  }

  /** Each part for itself: what was not done is still due, and the next minute comes. */
  private async beat(): Promise<void> {
    const parts: [string, () => Promise<unknown>][] = [
      ['calls', () => this.escalation.runDue()],
      ['daily round', () => this.dailyRound.run()],
      ['delivery', () => this.delivery.deliverDue()],
      ['housekeeping', () => this.housekeeping.sweep()],
    ];
    for (const [part, run] of parts) {
      try {
        await run();
      } catch (err) {
        this.logger.error({ msg: 'a part of a beat failed', part, err });
      }
    }
  }
}
