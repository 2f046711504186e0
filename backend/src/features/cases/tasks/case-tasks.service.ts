import type { LocalizedText } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  clockDeadline,
  computeDeadline,
  type Duration,
  type HandlingPath,
  type Role,
  stepOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { type TaskRow, TasksStore } from './tasks-store.ts';

interface TaskFor {
  title: LocalizedText;
  role: Role;
  /** Null: the case's own. */
  department?: string | null;
}

/** When the case's next running clock is due. */
function nextDue(row: CaseRow, path: HandlingPath, calendar: BusinessCalendar): Date | null {
  const due = row.pathState.clocks
    .filter((state) => state.stoppedAt === undefined)
    .map((state) => clockDeadline(path, state, calendar).dueAt)
    .filter((at) => at !== null);
  return due.length > 0 ? new Date(Math.min(...due.map((at) => at.getTime()))) : null;
}

/** Hands out the work of a case. */
@Injectable()
export class CaseTasks {
  constructor(
    private readonly tasks: TasksStore,
    private readonly people: CasePeople,
    private readonly cases: CasesStore,
    private readonly timeline: TimelineStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The task of the step that the case has come to; an end has none. Answers whose it is. */
  async forStep(row: CaseRow, path: HandlingPath, calendar: BusinessCalendar, at: Date): Promise<string | null> {
    const step = stepOf(path, row.step);
    if (!step.assignee) return null;
    const { role, department } = step.assignee;
    return this.add(row, { title: step.title, role, department }, nextDue(row, path, calendar), at);
  }

  /** A task with a length of its own. */
  async within(
    row: CaseRow,
    task: TaskFor,
    duration: Duration | undefined,
    calendar: BusinessCalendar,
    at: Date,
  ): Promise<string | null> {
    const run = duration && { startedAt: at, durations: [duration], rollOver: 'next-working-day' as const };
    return this.add(row, task, run ? computeDeadline(run, calendar).dueAt : null, at);
  }

  async add(row: CaseRow, { title, role, department }: TaskFor, dueAt: Date | null, at: Date): Promise<string | null> {
    const wanted = department ?? row.department;
    const assigneeId = await this.assignee(row, role, wanted);
    const of = { caseId: row.id, scopePath: row.scopePath, at };
    const task = { title, step: row.step, role, department: role === 'handler' ? wanted : null, assigneeId, dueAt };
    await this.tasks.add(of, task);
    return assigneeId;
  }

  /** A person's open tasks, the most urgent first. */
  async openOf(userId: string, limit: number): Promise<TaskRow[]> {
    return this.tasks.openOf(userId, limit);
  }

  /** Ticks a task off: the one whose it is does so. Twice is once. */
  async finish(id: string): Promise<TaskRow> {
    const task = await this.tasks.byId(id);
    if (!task) throw new DomainError('not-found', { what: `tasks/${id}` });
    const { userId } = this.transactions.principal;
    if (task.assigneeId !== userId) throw new DomainError('forbidden');
    if (task.doneAt) return task;
    const at = this.clock.now();
    await this.tasks.done(id, userId, at);
    const of = { caseId: task.caseId, scopePath: task.scopePath, actorId: userId, at };
    await this.timeline.add(of, 'task', { title: { ...task.title } });
    return { ...task, doneAt: at, doneBy: userId };
  }

  private async assignee(row: CaseRow, role: Role, department: string | null): Promise<string | null> {
    if (role === 'case-lead') return row.caseLeadId;
    if (role === 'handler' && department === row.department) return row.handlerId;
    const not = await this.cases.recusedOf(row.id);
    return this.people.choose({
      role,
      scopePath: row.scopePath,
      department: role === 'handler' ? department : null,
      not,
    });
  }
}
