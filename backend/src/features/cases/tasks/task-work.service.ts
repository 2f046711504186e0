import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import { canFinish, canTakeBack, isTheirs, leadsItsCase, mayWithTask } from './task-rules.ts';
import { isAwaited, type TaskRow, TasksStore } from './tasks-store.ts';

/**
 * What people do with their tasks. A task that is a step is finished by the step's action alone; every other one by
 * somebody who says what came of it, and may be taken back. A joint department's task lives until that department
 * answers, or who leads the case closes it with a reason.
 */
@Injectable()
export class TaskWork {
  constructor(
    private readonly tasks: TasksStore,
    private readonly record: CaseRecord,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** A person's open tasks, the most urgent first. */
  async openOf(userId: string, limit: number): Promise<TaskRow[]> {
    return this.tasks.openOf(userId, limit);
  }

  /** Tasks of joint departments that have not answered. */
  async awaited(caseId: string): Promise<TaskRow[]> {
    return (await this.tasks.ofCase(caseId)).filter(isAwaited);
  }

  /** Done, with what came of it. Said again, it stays as it was. */
  async finish(id: string, result: string, at: Date = this.clock.now()): Promise<TaskRow> {
    const task = await this.open(id);
    if (!isTheirs(this.transactions.principal, task)) throw new DomainError('forbidden');
    if (task.doneAt) return task;
    if (!canFinish(task)) throw new DomainError('not-allowed-now', { what: 'done' });
    await this.tasks.done(id, this.transactions.principal.userId, { 'zh-CN': result, en: result }, at);
    await this.write(task, task.kind === 'joint' ? 'answer' : 'task', 'task.done', { result }, at);
    return this.read(id);
  }

  /** Not done after all. */
  async takeBack(id: string): Promise<TaskRow> {
    const task = await this.open(id);
    if (!canTakeBack(task)) throw new DomainError('not-allowed-now', { what: 'take-back' });
    if (!mayWithTask(this.transactions.principal, task).takeBack) throw new DomainError('forbidden');
    await this.tasks.reopen(id);
    await this.write(task, 'task-back', 'task.take-back', {}, this.clock.now());
    return this.read(id);
  }

  /** Nobody needs to do it any more, and nobody did it. */
  async close(id: string, reason: string): Promise<TaskRow> {
    const task = await this.open(id);
    if (!canFinish(task)) throw new DomainError('not-allowed-now', { what: 'close' });
    if (!leadsItsCase(this.transactions.principal, task)) throw new DomainError('forbidden');
    const at = this.clock.now();
    await this.tasks.cancel(id, this.transactions.principal.userId, { 'zh-CN': reason, en: reason }, at);
    await this.write(task, 'task-closed', 'task.close', { reason }, at);
    return this.read(id);
  }

  private async open(id: string): Promise<TaskRow> {
    const task = await this.tasks.byId(id, true);
    if (!task || task.cancelledAt) throw new DomainError('not-found', { what: `tasks/${id}` });
    return task;
  }

  private async read(id: string): Promise<TaskRow> {
    const task = await this.tasks.byId(id);
    if (!task) throw new DomainError('not-found', { what: `tasks/${id}` });
    return task;
  }

  private async write(
    task: TaskRow,
    kind: 'task' | 'answer' | 'task-back' | 'task-closed',
    action: string,
    words: Record<string, Json>,
    at: Date,
  ): Promise<void> {
    const { caseId, scopePath, title, department } = task;
    const of = { caseId, scopePath, actorId: this.transactions.principal.userId, at };
    const details = { title: { ...title }, ...(department && { department }), ...words };
    await this.record.write(of, { type: 'timeline', kind, details });
    await this.record.write(of, { type: 'audit', action, before: null, after: { task: task.id } });
  }
}
