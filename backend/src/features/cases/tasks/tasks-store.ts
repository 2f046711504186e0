import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';

export interface TaskRow {
  id: string;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
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
}

export type NewTask = Pick<TaskRow, 'title' | 'step' | 'role' | 'department' | 'assigneeId' | 'dueAt'>;

const COLUMNS = `t.id, t.case_id AS "caseId", c.number AS "caseNumber", c.title AS "caseTitle",
  t.scope_path AS "scopePath", t.title, t.step, t.role, t.department, t.assignee_id AS "assigneeId",
  t.due_at AS "dueAt", t.created_at AS "createdAt", t.done_at AS "doneAt", t.done_by AS "doneBy"`;

@Injectable()
export class TasksStore {
  constructor(private readonly transactions: Transactions) {}

  async add(of: { caseId: string; scopePath: string; at: Date }, task: NewTask): Promise<void> {
    await this.transactions.query(
      `INSERT INTO task (id, case_id, scope_path, title, step, role, department, assignee_id, due_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        newId(),
        of.caseId,
        of.scopePath,
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

  async ofCase(caseId: string): Promise<TaskRow[]> {
    return this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.case_id = $1 AND t.cancelled_at IS NULL ORDER BY t.created_at, t.id`,
      [caseId],
    );
  }

  /** A person's open tasks, the most urgent first. */
  async openOf(userId: string, limit: number): Promise<TaskRow[]> {
    return this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.assignee_id = $1 AND t.done_at IS NULL AND t.cancelled_at IS NULL
        ORDER BY t.due_at NULLS LAST, t.id LIMIT $2`,
      [userId, limit],
    );
  }

  async byId(id: string): Promise<TaskRow | null> {
    const rows = await this.transactions.query<TaskRow>(
      `SELECT ${COLUMNS} FROM task t JOIN case_file c ON c.id = t.case_id
        WHERE t.id = $1 AND t.cancelled_at IS NULL FOR UPDATE OF t`,
      [id],
    );
    return rows[0] ?? null;
  }

  async done(id: string, by: string | null, at: Date): Promise<void> {
    await this.transactions.query('UPDATE task SET done_at = $3, done_by = $2 WHERE id = $1', [id, by, at]);
  }

  /** The step is left: what belonged to it is done with; `step` null: the case is closed, and everything is. */
  async finishStep(caseId: string, step: string | null, by: string | null, at: Date): Promise<void> {
    await this.transactions.query(
      `UPDATE task SET done_at = $4, done_by = $3
        WHERE case_id = $1 AND ($2::text IS NULL OR step = $2) AND done_at IS NULL AND cancelled_at IS NULL`,
      [caseId, step, by, at],
    );
  }

  /** Hands a person's open tasks of a case to another. */
  async reassign(caseId: string, from: string | null, to: string): Promise<void> {
    await this.transactions.query(
      `UPDATE task SET assignee_id = $3
        WHERE case_id = $1 AND assignee_id IS NOT DISTINCT FROM $2 AND done_at IS NULL AND cancelled_at IS NULL`,
      [caseId, from, to],
    );
  }
}
