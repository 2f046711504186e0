import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';

/** `step`: it is the step, done by its action alone. `joint`: another department joins in. `other`: all else. */
export const TASK_KINDS = ['step', 'other', 'joint'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface TaskRow {
  id: string;
  kind: TaskKind;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  caseStatus: 'open' | 'closed';
  caseDepartment: string | null;
  handlerId: string | null;
  caseLeadId: string | null;
  scopePath: string;
  title: LocalizedText;
  step: string;
  role: string;
  department: string | null;
  assigneeId: string | null;
  dueAt: Date | null;
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  /** What came of it. */
  result: LocalizedText | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  /** Why nobody needs to do it. */
  cancelReason: LocalizedText | null;
}

type Standing = Pick<TaskRow, 'kind' | 'department' | 'assigneeId' | 'doneAt' | 'cancelledAt'>;

/** What stands on a department that has nobody for it; a step is done by its action, whoever does that. */
const isNobodys = ({ kind, department, assigneeId }: Standing): boolean =>
  kind === 'other' && department !== null && assigneeId === null;

/** Work of another department that is outstanding: it was asked to join in, or has nobody to do what was asked of it. */
export const isAwaited = (task: Standing): boolean =>
  (task.kind === 'joint' || isNobodys(task)) && task.doneAt === null && task.cancelledAt === null;

export type NewTask = Pick<TaskRow, 'kind' | 'title' | 'step' | 'role' | 'department' | 'assigneeId' | 'dueAt'>;

const COLUMNS = `t.id, t.kind, t.case_id AS "caseId", c.number AS "caseNumber", c.title AS "caseTitle",
  c.status AS "caseStatus", c.department AS "caseDepartment", c.handler_id AS "handlerId", c.case_lead_id AS "caseLeadId",
  t.scope_path AS "scopePath", t.title, t.step, t.role, t.department, t.assignee_id AS "assigneeId",
  t.due_at AS "dueAt", t.created_at AS "createdAt", t.done_at AS "doneAt", t.done_by AS "doneBy",
  t.result, t.cancelled_at AS "cancelledAt", t.cancelled_by AS "cancelledBy", t.cancel_reason AS "cancelReason"`;

@Injectable()
export class TasksStore {
  constructor(private readonly transactions: Transactions) {}

  async add(of: { caseId: string; scopePath: string; at: Date }, task: NewTask): Promise<void> {
    await this.transactions.query(
      `INSERT INTO task (id, case_id, scope_path, kind, title, step, role, department, assignee_id, due_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(),
        of.caseId,
        of.scopePath,
        task.kind,
        JSON.stringify(task.title),
        task.step,
        task.role,
        task.department,
        task.assigneeId,
        task.dueAt,
        of.at,
      ],
    );
  }

  /** All tasks of a case, in the order in which they were handed out. */
  async ofCase(caseId: string): Promise<TaskRow[]> {
    return this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.case_id = $1 ORDER BY t.created_at, t.id`,
      [caseId],
    );
  }

  /**
   * A person's open tasks, the most urgent first; with those that are nobody's and stand on their department where they
   * handle cases for it (`at`: paths of places).
   */
  async openOf(of: { userId: string; department: string | null; at: string[] }, limit: number): Promise<TaskRow[]> {
    return this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.done_at IS NULL AND t.cancelled_at IS NULL AND (t.assignee_id = $1 OR (t.assignee_id IS NULL
          AND t.department = $3 AND EXISTS (SELECT 1 FROM unnest($4::text[]) AS at WHERE starts_with(t.scope_path, at))))
        ORDER BY t.due_at NULLS LAST, t.id LIMIT $2`,
      [of.userId, limit, of.department, of.at],
    );
  }

  /** Open tasks that are nobody's, at these places or of cases that the person leads; the most urgent first. */
  async unassigned(of: { userId: string; at: string[] }, limit: number): Promise<TaskRow[]> {
    return this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.assignee_id IS NULL AND t.done_at IS NULL AND t.cancelled_at IS NULL AND c.status = 'open'
          AND (c.case_lead_id = $1 OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS at WHERE starts_with(t.scope_path, at)))
        ORDER BY t.due_at NULLS LAST, t.id LIMIT $2`,
      [of.userId, limit, of.at],
    );
  }

  async give(id: string, to: string | null): Promise<void> {
    await this.transactions.query('UPDATE task SET assignee_id = $2 WHERE id = $1', [id, to]);
  }

  async byId(id: string, lock = false): Promise<TaskRow | null> {
    const rows = await this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.id = $1${lock ? ' FOR UPDATE OF t' : ''}`,
      [id],
    );
    return rows[0] ?? null;
  }

  async done(id: string, by: string | null, result: LocalizedText, at: Date): Promise<void> {
    await this.transactions.query('UPDATE task SET done_at = $4, done_by = $2, result = $3 WHERE id = $1', [
      id,
      by,
      JSON.stringify(result),
      at,
    ]);
  }

  async reopen(id: string): Promise<void> {
    await this.transactions.query('UPDATE task SET done_at = NULL, done_by = NULL, result = NULL WHERE id = $1', [id]);
  }

  async cancel(id: string, by: string | null, reason: LocalizedText, at: Date): Promise<void> {
    await this.transactions.query(
      'UPDATE task SET cancelled_at = $4, cancelled_by = $2, cancel_reason = $3 WHERE id = $1',
      [id, by, JSON.stringify(reason), at],
    );
  }

  /** The open tasks that are a step, done by its action. */
  async finishStep(caseId: string, step: string, by: string | null, result: LocalizedText, at: Date): Promise<void> {
    await this.transactions.query(
      `UPDATE task SET done_at = $5, done_by = $3, result = $4
        WHERE case_id = $1 AND step = $2 AND kind = 'step' AND done_at IS NULL AND cancelled_at IS NULL`,
      [caseId, step, by, JSON.stringify(result), at],
    );
  }

  /** When the open tasks that are a step are due. */
  async dueOfStep(caseId: string, dueAt: Date | null): Promise<void> {
    await this.transactions.query(
      `UPDATE task SET due_at = $2
        WHERE case_id = $1 AND kind = 'step' AND done_at IS NULL AND cancelled_at IS NULL`,
      [caseId, dueAt],
    );
  }

  /** Hands a person's open tasks of a case to another; not what stands on a department that is not the case's own. */
  async reassign(caseId: string, from: string | null, to: string): Promise<void> {
    await this.transactions.query(
      `UPDATE task t SET assignee_id = $3 FROM case_file c
        WHERE c.id = t.case_id AND t.case_id = $1 AND t.assignee_id IS NOT DISTINCT FROM $2
          AND (t.assignee_id IS NOT NULL OR t.department IS NULL OR t.department = c.department)
          AND t.done_at IS NULL AND t.cancelled_at IS NULL`,
      [caseId, from, to],
    );
  }
}
