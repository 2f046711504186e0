import type { LocalizedText } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  computeDeadline,
  type Duration,
  type HandlingPath,
  type Role,
  stepOf,
  waitingForLetters,
} from '@caseway/rule-sets';
import { Inject, Injectable } from '@nestjs/common';
import type { CalendarOf } from '../../deadlines/deadline-plan.ts';
import { nextDue } from '../../deadlines/next-due.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { RecordOf } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { JOINT_TASK } from '../case/case-texts.ts';
import { everybody, type KeptOut } from '../case/kept-out.ts';
import { type NewTask, type TaskKind, type TaskRow, TasksStore } from './tasks-store.ts';

/** A task as it was handed out: nobody's where its department has no people at the place. */
export type HandedOut = Pick<NewTask, 'title' | 'department' | 'assigneeId'>;

interface TaskFor {
  title: LocalizedText;
  role: Role;
  /** Null or absent: the case's own. */
  department?: string | null | undefined;
}

/** What of a case's open tasks an end of work concerns. */
const CONCERNED: Record<'left' | 'step' | 'path' | 'case', readonly TaskKind[]> = {
  left: ['other'],
  step: ['step'],
  path: ['step', 'other'],
  case: ['step', 'other', 'joint'],
};

/** The case whose work is handed out, the moment, and who may take no part in it. */
export interface WorkOn extends RecordOf {
  row: CaseRow;
  path: HandlingPath;
  /** In force now: what begins is counted with it. */
  calendar: BusinessCalendar;
  /** What each clock of the case is counted with. */
  calendarOf: CalendarOf;
  out: KeptOut;
}

/** Which of a case's open tasks come to an end; `step`: only those handed out at it. */
export interface CancelledTasks {
  of: keyof typeof CONCERNED;
  step?: string;
  because: LocalizedText;
}

/** Hands out the work of a case, and takes back what need not be done. */
@Injectable()
export class CaseTasks {
  constructor(
    @Inject(TasksStore)
    private readonly tasks: Pick<TasksStore, 'add' | 'ofCase' | 'finishStep' | 'cancel' | 'dueOfStep'>,
    @Inject(CasePeople) private readonly people: Pick<CasePeople, 'choose' | 'ofDepartment'>,
  ) {}

  /** The task of the step that the case has come to; an end has none. */
  async forStep(on: WorkOn): Promise<HandedOut[]> {
    const step = stepOf(on.path, on.row.step);
    if (!step.assignee) return [];
    const { role, department } = step.assignee;
    return [await this.add(on, 'step', { title: step.title, role, department }, this.nextDue(on))];
  }

  /** A task with a length of its own, which is no step. */
  async within(on: WorkOn, task: TaskFor, duration: Duration | undefined): Promise<HandedOut[]> {
    const { at: startedAt, calendar } = on;
    const run = duration && { startedAt, durations: [duration], rollOver: 'next-working-day' as const };
    return [await this.add(on, 'other', task, run ? computeDeadline(run, calendar).dueAt : null)];
  }

  /**
   * Exactly these departments are asked to join in, but for those kept out of the case. One that has answered, or is being
   * waited for, is not asked twice.
   */
  async joint(on: WorkOn, wanted: readonly string[], because: LocalizedText): Promise<HandedOut[]> {
    const departments = wanted.filter((key) => !on.out.departments.includes(key));
    const tasks = await this.tasks.ofCase(on.caseId);
    const asked = tasks.filter(({ kind, cancelledAt }) => kind === 'joint' && !cancelledAt);
    const left = asked.filter((task) => !task.doneAt && !departments.includes(task.department ?? ''));
    await this.cancelEach(on, left, because);
    const handedOut: HandedOut[] = [];
    for (const department of departments) {
      if (asked.some((task) => task.department === department)) continue;
      handedOut.push(await this.add(on, 'joint', { title: JOINT_TASK, role: 'handler', department }, null));
    }
    return handedOut;
  }

  /** The step was done by its action: its task is done by who did that, whoever's it was. */
  async finishStep({ caseId, actorId, at }: RecordOf, step: string, result: LocalizedText): Promise<void> {
    await this.tasks.finishStep(caseId, step, actorId, result, at);
  }

  /** Open tasks that need not be done any more: nobody did them. */
  async cancel(on: RecordOf, { of, step, because }: CancelledTasks): Promise<void> {
    const open = (await this.tasks.ofCase(on.caseId)).filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
    const concerned = open.filter(
      (task) => CONCERNED[of].includes(task.kind) && (step === undefined || task.step === step),
    );
    await this.cancelEach(on, concerned, because);
  }

  /** The task of a step is due with the next clock that work can still meet, whenever that moves. */
  async follow(on: Pick<WorkOn, 'row' | 'path' | 'calendarOf'>): Promise<void> {
    await this.tasks.dueOfStep(on.row.id, this.nextDue(on));
  }

  private nextDue({ row, path, calendarOf }: Pick<WorkOn, 'row' | 'path' | 'calendarOf'>): Date | null {
    const { clocks } = row.pathState;
    const onTheirWay = waitingForLetters(path, row.pathState);
    const workable = clocks.filter((clock) => !onTheirWay.includes(clock));
    return (nextDue(path, workable, calendarOf) ?? nextDue(path, clocks, calendarOf))?.dueAt ?? null;
  }

  private async cancelEach({ actorId, at }: RecordOf, tasks: readonly TaskRow[], because: LocalizedText) {
    for (const { id } of tasks) await this.tasks.cancel(id, actorId, because, at);
  }

  private async add(on: WorkOn, kind: TaskKind, task: TaskFor, dueAt: Date | null): Promise<HandedOut> {
    const { title, role } = task;
    // What a department kept out would do falls to who handles the case.
    const isOut = task.department && on.out.departments.includes(task.department);
    const wanted = isOut ? on.row.department : (task.department ?? on.row.department);
    const assigneeId = await this.assignee(on, role, wanted);
    const department = role === 'handler' ? wanted : null;
    await this.tasks.add(on, { kind, title, step: on.row.step, role, department, assigneeId, dueAt });
    return { title, department, assigneeId };
  }

  private async assignee({ row, out }: WorkOn, role: Role, department: string | null): Promise<string | null> {
    if (role === 'case-lead') return row.caseLeadId;
    if (role === 'handler' && department === row.department) return row.handlerId;
    const { scopePath } = row;
    const not = everybody(out);
    return role === 'handler'
      ? this.people.ofDepartment({ role, scopePath, department, not })
      : this.people.choose({ role, scopePath, not });
  }
}
