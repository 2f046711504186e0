import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CASE_SELECT } from '../case/cases-store.ts';

/** A later case that asks to have a decision reviewed. */
export interface ReviewingCase {
  id: string;
  number: string;
  status: 'open' | 'closed';
}

/** Cases and the cases about them. */
@Injectable()
export class ReviewStore {
  constructor(private readonly transactions: Transactions) {}

  /** Cases of a township in which something decided was told in writing, the latest first; `text` in number or title. */
  async decided(
    townshipId: string,
    text: string | null,
    { from, limit }: { from: number; limit: number },
  ): Promise<CaseRow[]> {
    return this.transactions.query<CaseRow>(
      `SELECT ${CASE_SELECT} FROM case_file c
        WHERE c.township_id = $1
          AND jsonb_path_exists(c.path_state, '$.history[*] ? (exists(@.told) && exists(@.outcome))')
          AND ($2::text IS NULL OR strpos(upper(c.number), upper($2)) > 0 OR strpos(upper(c.title), upper($2)) > 0)
        ORDER BY c.updated_at DESC, c.id LIMIT $3 OFFSET $4`,
      [townshipId, text, limit, from],
    );
  }

  /** Cases that ask about one decision of a case, the event of its history, and were not taken back. */
  async askingAbout(caseId: string, event: number): Promise<CaseRow[]> {
    return this.transactions.query<CaseRow>(
      `SELECT ${CASE_SELECT} FROM case_file c WHERE c.about_id = $1 AND (c.review->>'event')::int = $2 ORDER BY c.created_at`,
      [caseId, event],
    );
  }

  /** Cases that ask about a case, as far as the reader sees them. */
  async reviewing(caseId: string): Promise<ReviewingCase[]> {
    return this.transactions.query<ReviewingCase>(
      'SELECT id, number, status FROM case_file WHERE about_id = $1 ORDER BY created_at, id',
      [caseId],
    );
  }
}
