import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';

/** What was written with an action of a case, as stored: sealed. */
export interface StepDraftRow {
  content: Buffer;
  updatedAt: Date;
  keptUntil: Date;
  revision: number;
}

/** Of which action of which case. */
export interface StepDraftPlace {
  caseId: string;
  action: string;
}

const OF_THE_USER = 'user_id = caseway_user() AND case_id = $1 AND action = $2';

@Injectable()
export class StepDraftsStore {
  constructor(private readonly transactions: Transactions) {}

  async read({ caseId, action }: StepDraftPlace, days: number): Promise<StepDraftRow | null> {
    const [row] = await this.transactions.query<StepDraftRow>(
      `SELECT content, updated_at AS "updatedAt", updated_at + make_interval(days => $3) AS "keptUntil", revision
         FROM step_draft WHERE ${OF_THE_USER}`,
      [caseId, action, days],
    );
    return row ?? null;
  }

  async countOf(caseId: string): Promise<number> {
    const [row] = await this.transactions.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM step_draft WHERE user_id = caseway_user() AND case_id = $1',
      [caseId],
    );
    return row?.count ?? 0;
  }

  /** False where there is one already. */
  async insert({ caseId, action }: StepDraftPlace, content: Buffer): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO step_draft (user_id, case_id, action, content, revision) VALUES (caseway_user(), $1, $2, $3, 1)
       ON CONFLICT DO NOTHING RETURNING revision`,
      [caseId, action, content],
    );
    return rows.length === 1;
  }

  /** False where it is not of this revision any more. */
  async update({ caseId, action }: StepDraftPlace, content: Buffer, revision: string): Promise<boolean> {
    const rows = await this.transactions.query(
      `UPDATE step_draft SET content = $3, revision = revision + 1, updated_at = now()
        WHERE ${OF_THE_USER} AND revision::text = $4 RETURNING revision`,
      [caseId, action, content, revision],
    );
    return rows.length === 1;
  }

  /** `revision` null: whatever it is. */
  async remove({ caseId, action }: StepDraftPlace, revision: string | null): Promise<boolean> {
    const rows = await this.transactions.query(
      `DELETE FROM step_draft WHERE ${OF_THE_USER} AND ($3::text IS NULL OR revision::text = $3) RETURNING revision`,
      [caseId, action, revision],
    );
    return rows.length === 1;
  }

  /** Takes away what nobody has touched for so many days. */
  async forget(days: number): Promise<void> {
    await this.transactions.query('DELETE FROM step_draft WHERE updated_at < now() - make_interval(days => $1)', [
      days,
    ]);
  }
}
