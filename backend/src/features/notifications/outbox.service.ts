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

  /** `topic` picks the deliverer; not before `notBefore`, at once where absent. */
  async put(topic: string, payload: Json, { notBefore }: { notBefore?: Date } = {}): Promise<void> {
    await this.store.put(topic, payload, notBefore ?? this.clock.now());
    this.transactions.afterCommit(() => {
      for (const listener of this.listeners) listener();
    });
  }

  /** Told after each commit that put something aside. */
  onPut(listener: () => void): void {
    this.listeners.push(listener);
  }
}
