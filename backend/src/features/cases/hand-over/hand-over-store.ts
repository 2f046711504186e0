import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { UNDELIVERED } from '../case/cases-store.ts';

/** An open task that is somebody's, of an open case. */
export interface HeldTask {
  id: string;
  role: string;
  department: string | null;
}

/** What somebody answers for: an open case, and a closed one as long as a letter of it waits to be delivered. */
const TO_DO = `(c.status = 'open' OR ${UNDELIVERED})`;

/** What is somebody's to work on. */
@Injectable()
export class HandOverStore {
  constructor(private readonly transactions: Transactions) {}

  /** Cases with something to do that the person handles or leads, or has an open task of; in the order in which they are locked everywhere. */
  async caseIdsOf(userId: string): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT c.id FROM case_file c
        WHERE ${TO_DO} AND ($1 IN (c.handler_id, c.case_lead_id) OR EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.assignee_id = $1 AND t.done_at IS NULL AND t.cancelled_at IS NULL))
        ORDER BY c.id`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** But for cases that `asker` is kept out of. */
  async workloadOf(userId: string, asker: string | null): Promise<{ cases: number; tasks: number }> {
    const [row] = await this.transactions.query<{ cases: number; tasks: number }>(
      `SELECT (SELECT count(*)::int FROM case_file c WHERE ${TO_DO} AND $1 IN (c.handler_id, c.case_lead_id)
                AND c.id NOT IN (SELECT caseway_recused($2))) AS cases,
              (SELECT count(*)::int FROM task WHERE assignee_id = $1 AND done_at IS NULL AND cancelled_at IS NULL
                AND case_id NOT IN (SELECT caseway_recused($2))) AS tasks`,
      [userId, asker],
    );
    return row ?? { cases: 0, tasks: 0 };
  }

  async tasksOf(userId: string, caseId: string): Promise<HeldTask[]> {
    return this.transactions.query<HeldTask>(
      `SELECT id, role, department FROM task
        WHERE case_id = $2 AND assignee_id = $1 AND done_at IS NULL AND cancelled_at IS NULL ORDER BY id`,
      [userId, caseId],
    );
  }

  /** Null: nobody's. */
  async giveTask(id: string, to: string | null): Promise<void> {
    await this.transactions.query('UPDATE task SET assignee_id = $2 WHERE id = $1', [id, to]);
  }
}
