import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { failureText, retryAt } from '../../database/attempts.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { NOTIFICATION_TOPIC, type NotificationPayload, Notifications } from './notifications.service.ts';
import { type OutboxRow, OutboxStore } from './outbox-store.ts';
import { QuietHours } from './quiet-hours.service.ts';

const BATCH = 100;

/** Carries out what waits in the outbox: each effect once, in order, whatever the number of instances. */
@Injectable()
export class Delivery {
  private readonly logger = new Logger(Delivery.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: OutboxStore,
    private readonly notifications: Notifications,
    private readonly quietHours: QuietHours,
    private readonly clock: Clock,
  ) {}

  /** Delivers everything due now; answers how many. One that fails is put off, and stops none after it. */
  async deliverDue(): Promise<number> {
    let total = 0;
    for (;;) {
      const { claimed, delivered } = await this.transactions.run(SYSTEM, () => this.deliverBatch());
      total += delivered;
      if (claimed < BATCH) return total;
    }
  }

  private async deliverBatch(): Promise<{ claimed: number; delivered: number }> {
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    const rows = await this.store.claimDue(now, BATCH);
    let delivered = 0;
    for (const row of rows) {
      let done = false;
      const failed = await this.transactions.attempt(async () => {
        done = await this.deliver(row, now);
      });
      if (failed) await this.failed(row, failureText(failed.failure), now);
      else if (done) delivered++;
    }
    return { claimed: rows.length, delivered };
  }

  /** False where it may not be delivered at this hour: when it was put aside, another calendar may have been in force, or it is late. */
  private async deliver(row: OutboxRow, now: Date): Promise<boolean> {
    if (row.topic !== NOTIFICATION_TOPIC) throw new Error(`no deliverer for topic ${row.topic}`);
    const payload = row.payload as NotificationPayload;
    // What was put aside before places were written down lies nowhere.
    const { scopePath = '' }: Partial<NotificationPayload> = payload;
    const at = await this.quietHours.end(scopePath, now, payload.urgent);
    if (at > now) {
      await this.store.postponed(row.id, at);
      return false;
    }
    await this.notifications.deliver(row.id, payload, now);
    await this.store.delivered(row.id, now);
    return true;
  }

  private async failed({ id, topic, attempts }: OutboxRow, reason: string, now: Date): Promise<void> {
    this.logger.error({ msg: 'an effect of the outbox failed', id, topic, reason });
    await this.store.failed(id, reason, retryAt(now, attempts));
  }
}
