import type { Json } from '@caseway/form-schemas';
import { ROLES, type Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { placesOf } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { ASSIGNERS } from '../case/case-access.ts';
import { CaseNotices } from '../case/case-notices.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import { filled, NOT_OF_DEPARTMENT, TASK_GIVEN } from '../case/case-texts.ts';
import { everybody } from '../case/kept-out.ts';
import { Present } from '../case/present.ts';
import { canFinish, canTakeBack, isTheirs, leadsItsCase, mayGive, mayWithTask } from './task-rules.ts';
import { isAwaited, type TaskRow, TasksStore } from './tasks-store.ts';

const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'handler';

/**
 * What people do with their tasks. A task that is a step is finished by the step's action alone; every other one by
 * somebody who says what came of it, and may be taken back. A joint department's task lives until that department
 * answers, or who leads the case closes it with a reason.
 */
@Injectable()
export class TaskWork {
  constructor(
    private readonly tasks: TasksStore,
    private readonly people: CasePeople,
    private readonly record: CaseRecord,
    private readonly notices: CaseNotices,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** A person's open tasks, the most urgent first; with what stands on their department and is nobody's. */
  async openOf(userId: string, limit: number): Promise<TaskRow[]> {
    const { principal } = this.transactions;
    const at = placesOf(principal, ['handler']);
    return this.tasks.openOf({ userId, department: principal.department, at }, limit);
  }

  /** Open tasks that are nobody's and that the person may give to somebody. */
  async toGive(userId: string, limit: number): Promise<TaskRow[]> {
    return this.tasks.unassigned({ userId, at: placesOf(this.transactions.principal, ASSIGNERS) }, limit);
  }

  /** Who can be given a task: of its department, where it stands on one. */
  async takers(id: string): Promise<{ id: string; displayName: string }[]> {
    const { role, scopePath, department, caseId } = await this.open(id);
    const wanted = { role: roleOf(role), scopePath, department, not: everybody(await this.people.keptOut(caseId)) };
    return (await this.people.candidates(wanted)).map(({ id: personId, displayName }) => ({
      id: personId,
      displayName,
    }));
  }

  /** Gives what is nobody's to somebody; never to somebody of another department in its name. */
  async give(id: string, to: string): Promise<TaskRow> {
    const task = await this.open(id);
    const { principal } = this.transactions;
    if (task.assigneeId !== null) throw notNow({ 'zh-CN': '该任务已经有人承担', en: 'somebody has this task already' });
    if (!mayGive(principal, task)) throw new DomainError('forbidden');
    if (!(await this.takers(id)).some((person) => person.id === to)) {
      throw new DomainError('invalid', {}, [{ pointer: '/to', message: NOT_OF_DEPARTMENT[currentLocale()] }]);
    }
    await this.tasks.give(id, to);
    const at = await this.present.now();
    await this.write(task, 'task-given', 'task.give', { userId: to }, at);
    const { caseId, scopePath, caseNumber, caseTitle, title } = task;
    const message = filled(TASK_GIVEN, { number: caseNumber, case: caseTitle, title });
    await this.notices.tell({ caseId, scopePath, actorId: principal.userId, at }, [to], {
      roles: [],
      urgent: false,
      message,
    });
    return this.read(id);
  }

  /** Tasks of joint departments that have not answered. */
  async awaited(caseId: string): Promise<TaskRow[]> {
    return (await this.tasks.ofCase(caseId)).filter(isAwaited);
  }

  /** Done, with what came of it. The same said again by the same person changes nothing; other words, or another's, are refused. */
  async finish(id: string, result: string, given?: Date): Promise<TaskRow> {
    const task = await this.open(id);
    const at = given ?? (await this.present.now());
    if (!isTheirs(this.transactions.principal, task)) throw new DomainError('forbidden');
    if (task.doneAt && task.doneBy === this.transactions.principal.userId && task.result?.['zh-CN'] === result)
      return task;
    if (!canFinish(task))
      throw notNow({
        'zh-CN': '该任务由办理步骤的操作完成，或者已经完成、已不再需要',
        en: 'a step is finished by its action, or this was done or is needed no longer',
      });
    await this.tasks.done(id, this.transactions.principal.userId, { 'zh-CN': result, en: result }, at);
    await this.write(task, task.kind === 'joint' ? 'answer' : 'task', 'task.done', { result }, at);
    return this.read(id);
  }

  /** Not done after all. */
  async takeBack(id: string): Promise<TaskRow> {
    const task = await this.open(id);
    if (!canTakeBack(task))
      throw notNow({
        'zh-CN': '未完成的任务、步骤本身和已办结案件的任务不能收回',
        en: 'what is not done, a step, and a task of a closed case cannot be taken back',
      });
    if (!mayWithTask(this.transactions.principal, task).takeBack) throw new DomainError('forbidden');
    await this.tasks.reopen(id);
    await this.write(task, 'task-back', 'task.take-back', {}, await this.present.now());
    return this.read(id);
  }

  /** Nobody needs to do it any more, and nobody did it. */
  async close(id: string, reason: string): Promise<TaskRow> {
    const task = await this.open(id);
    if (!canFinish(task))
      throw notNow({
        'zh-CN': '该任务由办理步骤的操作完成，或者已经完成、已不再需要',
        en: 'a step is finished by its action, or this was done or is needed no longer',
      });
    if (!leadsItsCase(this.transactions.principal, task)) throw new DomainError('forbidden');
    const at = await this.present.now();
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
    kind: 'task' | 'answer' | 'task-back' | 'task-closed' | 'task-given',
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
