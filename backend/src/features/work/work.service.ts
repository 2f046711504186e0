import type { Locale } from '@caseway/form-schemas';
import { addDays, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { CaseSummary, TaskOut, WorkOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Ledger } from '../cases/ledger/ledger.service.ts';
import { TaskViews } from '../cases/tasks/task-views.service.ts';
import { TaskWork } from '../cases/tasks/task-work.service.ts';

/** As many as a screen shows; the ledger has the rest. */
const SHOWN = 20;
const FRESH_DAYS = 3;

/** What waits for somebody. */
@Injectable()
export class Work {
  constructor(
    private readonly ledger: Ledger,
    private readonly views: TaskViews,
    private readonly tasks: TaskWork,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async mine(locale: Locale): Promise<WorkOut> {
    const { userId } = this.transactions.principal;
    if (!userId) throw new DomainError('unauthenticated');
    const mine = { mine: true, status: 'open', limit: SHOWN } as const;
    const overdue = await this.ledger.list({ ...mine, due: 'overdue', sort: 'due' }, locale);
    const dueToday = await this.ledger.list({ ...mine, due: 'today', sort: 'due' }, locale);
    const since = addDays(localDay(this.clock.now()), -FRESH_DAYS);
    const fresh = await this.ledger.list({ ...mine, receivedFrom: since }, locale);
    const open = await this.ledger.list({ ...mine, limit: 1 }, locale);
    const tasks = await this.tasks.openOf(userId, 100);
    const known = new Set([...overdue.items, ...dueToday.items].map(({ id }: CaseSummary) => id));
    return {
      counts: {
        overdue: overdue.total,
        dueToday: dueToday.total,
        fresh: fresh.total,
        open: open.total,
        tasks: tasks.length,
      },
      overdue: overdue.items,
      dueToday: dueToday.items,
      fresh: fresh.items.filter(({ id }) => !known.has(id)),
      tasks: await this.views.of(tasks),
      toGive: await this.views.of(await this.tasks.toGive(userId, 100)),
    };
  }

  async finish(id: string, result: string): Promise<TaskOut> {
    return this.shown(await this.tasks.finish(id, result));
  }

  async takeBack(id: string): Promise<TaskOut> {
    return this.shown(await this.tasks.takeBack(id));
  }

  async takers(id: string) {
    return this.tasks.takers(id);
  }

  async give(id: string, to: string): Promise<TaskOut> {
    return this.shown(await this.tasks.give(id, to));
  }

  async close(id: string, reason: string): Promise<TaskOut> {
    return this.shown(await this.tasks.close(id, reason));
  }

  private async shown(task: Parameters<TaskViews['of']>[0][number]): Promise<TaskOut> {
    const [out] = await this.views.of([task]);
    if (!out) throw new Error('A task gave no view.');
    return out;
  }
}
