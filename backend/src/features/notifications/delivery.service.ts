import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { NOTIFICATION_TOPIC, type NotificationPayload, Notifications } from './notifications.service.ts';
import { type OutboxRow, OutboxStore } from './outbox-store.ts';

const BATCH = 100;
const RETRY_AFTER_MS = 60_000;

/** Carries out what waits in the outbox: each effect once, in order, whatever the number of instances. */
@Injectable()
export class Delivery {
  private readonly logger = new Logger(Delivery.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: OutboxStore,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  /** Delivers everything due now; answers how many. */
  async deliverDue(): Promise<number> {
    let total = 0;
    for (;;) {
      const delivered = await this.transactions.run(SYSTEM, () => this.deliverBatch());
      total += delivered;
      if (delivered < BATCH) return total;
    }
  }

  private async deliverBatch(): Promise<number> {
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    const rows = await this.store.claimDue(now, BATCH);
    for (const row of rows) await this.deliver(row, now);
    return rows.length;
  }

  private async deliver(row: OutboxRow, now: Date): Promise<void> {
    if (row.topic !== NOTIFICATION_TOPIC) {
      const retryAt = new Date(now.getTime() + RETRY_AFTER_MS * 2 ** Math.min(row.attempts, 10));
      this.logger.error({ msg: 'no deliverer for outbox topic', topic: row.topic, id: row.id });
      await this.store.failed(row.id, `no deliverer for topic ${row.topic}`, retryAt);
      return;
    }
    await this.notifications.deliver(row.id, row.payload as NotificationPayload, now);
    await this.store.delivered(row.id, now);
  }
}
