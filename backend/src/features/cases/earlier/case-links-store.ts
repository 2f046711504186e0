import { Injectable } from '@nestjs/common';
import type { LinkKind } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';

export interface LinkRow {
  /** The other case. */
  id: string;
  kind: LinkKind;
  linkedBy: string | null;
  linkedAt: Date;
}

/** Which cases belong together. A link has no direction; it is stored once, and shown to who sees both cases. */
@Injectable()
export class CaseLinksStore {
  constructor(private readonly transactions: Transactions) {}

  /** Links two cases, or says otherwise of a link that is there. */
  async put(ids: readonly [string, string], kind: LinkKind, by: string | null, at: Date): Promise<void> {
    const [first, second] = [...ids].sort();
    await this.transactions.query(
      `INSERT INTO case_link (case_id, other_id, kind, linked_by, linked_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (case_id, other_id) DO UPDATE SET kind = excluded.kind, linked_by = excluded.linked_by,
         linked_at = excluded.linked_at`,
      [first, second, kind, by, at],
    );
  }

  /** Answers whether there was a link. */
  async remove(ids: readonly [string, string]): Promise<boolean> {
    const [first, second] = [...ids].sort();
    const gone = await this.transactions.query(
      'DELETE FROM case_link WHERE case_id = $1 AND other_id = $2 RETURNING kind',
      [first, second],
    );
    return gone.length > 0;
  }

  /** Newest first. */
  async ofCase(id: string): Promise<LinkRow[]> {
    return this.transactions.query<LinkRow>(
      `SELECT CASE WHEN case_id = $1 THEN other_id ELSE case_id END AS id, kind, linked_by AS "linkedBy",
              linked_at AS "linkedAt"
         FROM case_link WHERE $1 IN (case_id, other_id) ORDER BY linked_at DESC`,
      [id],
    );
  }
}
