import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';

export interface NotificationRow {
  id: string;
  caseId: string | null;
  caseNumber: string | null;
  urgent: boolean;
  message: LocalizedText;
  createdAt: Date;
  readAt: Date | null;
  acknowledgedAt: Date | null;
}

const COLUMNS = `n.id, n.case_id AS "caseId", c.number AS "caseNumber", n.urgent, n.message, n.created_at AS "createdAt",
  n.read_at AS "readAt", n.acknowledged_at AS "acknowledgedAt"`;

@Injectable()
export class NotificationsStore {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Delivers once a person and effect, however often it is tried; never to somebody recused from the case; and not what they
   * were told of the case in the same words within a day, but for what is urgent and confirmed already.
   */
  async add(row: {
    outboxId: string;
    userId: string;
    caseId: string | null;
    urgent: boolean;
    message: LocalizedText;
    at: Date;
  }): Promise<void> {
    await this.transactions.query(
      `INSERT INTO notification (id, outbox_id, user_id, case_id, urgent, message, created_at)
       SELECT $1, $2, $3::uuid, $4::uuid, $5::boolean, $6::jsonb, $7::timestamptz
        WHERE ($4::uuid IS NULL OR $4::uuid NOT IN (SELECT caseway_recused($3::uuid)))
          AND NOT EXISTS (SELECT 1 FROM notification n
                           WHERE n.user_id = $3::uuid AND n.case_id = $4::uuid AND n.message = $6::jsonb
                             AND n.created_at > $7::timestamptz - interval '1 day'
                             AND NOT ($5::boolean AND n.acknowledged_at IS NOT NULL))
       ON CONFLICT (outbox_id, user_id) DO NOTHING`,
      [newId(), row.outboxId, row.userId, row.caseId, row.urgent, JSON.stringify(row.message), row.at],
    );
  }

  /** Own notifications, newest first, those before the cursor's place. */
  async list(unread: boolean, before: { at: Date; id: string } | null, limit: number): Promise<NotificationRow[]> {
    return this.transactions.query<NotificationRow>(
      `SELECT ${COLUMNS} FROM notification n LEFT JOIN case_file c ON c.id = n.case_id
        WHERE n.user_id = caseway_user() AND ($1 = false OR n.acknowledged_at IS NULL)
          AND ($2::timestamptz IS NULL OR (n.created_at, n.id) < ($2, $3::uuid))
        ORDER BY n.created_at DESC, n.id DESC LIMIT $4`,
      [unread, before?.at ?? null, before?.id ?? null, limit],
    );
  }

  /** All that is not urgent and was told until then: what is urgent is confirmed one by one. */
  async acknowledgeAll(until: Date, at: Date): Promise<void> {
    await this.transactions.query(
      `UPDATE notification SET acknowledged_at = $2, read_at = coalesce(read_at, $2)
        WHERE user_id = caseway_user() AND NOT urgent AND acknowledged_at IS NULL
          AND date_trunc('milliseconds', created_at) <= $1`,
      [until, at],
    );
  }

  async acknowledge(id: string, at: Date): Promise<boolean> {
    const rows = await this.transactions.query(
      `UPDATE notification SET acknowledged_at = coalesce(acknowledged_at, $2), read_at = coalesce(read_at, $2)
        WHERE id = $1 AND user_id = caseway_user() RETURNING id`,
      [id, at],
    );
    return rows.length === 1;
  }
}
