import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { Transactions } from '../../database/transactions.ts';
import { OutboxStore } from './outbox-store.ts';

/** Puts effects aside in the running transaction: they happen if and only if it commits. */
@Injectable()
export class Outbox {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly store: OutboxStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * `topic` picks the deliverer; not before `notBefore`, at once where absent. Of one `subject` only the latest is
   * carried out: what still waits about it is superseded.
   */
  async put(
    topic: string,
    payload: Json,
    { notBefore, subject }: { notBefore?: Date | undefined; subject?: string | undefined } = {},
  ): Promise<void> {
    // The database's time, by which it is delivered: a process whose clock is ahead delays nothing.
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    if (subject !== undefined) await this.supersede(subject, now);
    await this.store.put(topic, payload, notBefore ?? now, subject ?? null);
    this.transactions.afterCommit(() => {
      for (const listener of this.listeners) listener();
    });
  }

  /** What waits about a subject is outdated: it stays recorded, and is not carried out. */
  async supersede(subject: string, at: Date): Promise<void> {
    await this.store.supersede(subject, at);
  }

  /** Told after each commit that put something aside. */
  onPut(listener: () => void): void {
    this.listeners.push(listener);
  }
}
